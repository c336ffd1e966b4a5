"""Addresses of the desk, documents and tasks."""

from django.urls import path, re_path

from workflow import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("first-run/", views.first_run, name="first_run"),
    path("first-run/load/", views.load_office, name="load_office"),
    path("desk/<int:pk>/take/", views.take_from_desk, name="take_from_desk"),
    path("desk/<int:pk>/finish/", views.finish_from_desk, name="finish_from_desk"),
    path("supervision/", views.supervision, name="supervision"),
    path("supervision/assign/", views.assign_tasks, name="assign_tasks"),
    path("documents/", views.documents, name="documents"),
    path("documents/list.xlsx", views.export_documents, name="export_documents"),
    path("documents/start/", views.choose_procedure, name="choose_procedure"),
    re_path(
        r"^documents/start/(?P<code>[A-Z0-9][A-Z0-9.-]*)/$",
        views.start_document,
        name="start_document",
    ),
    path("documents/<int:pk>/copy/", views.copy_document, name="copy_document"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/print.pdf", views.print_document, name="print_document"),
    path("documents/<int:pk>/slip.pdf", views.print_slip, name="print_slip"),
    path(
        "documents/<int:pk>/files/<int:file>/",
        views.download_attachment,
        name="download_attachment",
    ),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all_notices, name="read_all_notices"),
    path("notices/email/", views.choose_mail, name="choose_mail"),
    path("notices/<int:pk>/open/", views.open_notice, name="open_notice"),
    path("documents/<int:pk>/comment/", views.comment_document, name="comment_document"),
    path("documents/<int:pk>/attach/", views.attach_to_document, name="attach_to_document"),
    path("documents/<int:pk>/cancel/", views.cancel_document, name="cancel_document"),
    path("documents/<int:pk>/draft/", views.edit_draft, name="edit_draft"),
    path("documents/<int:pk>/draft/send/", views.send_draft, name="send_draft"),
    path("documents/<int:pk>/draft/discard/", views.discard_draft, name="discard_draft"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/time/", views.task_time, name="task_time"),
    path("tasks/<int:pk>/take/", views.take_task, name="take_task"),
    path("tasks/<int:pk>/release/", views.release_task, name="release_task"),
    path("tasks/<int:pk>/finish/", views.finish_task, name="finish_task"),
    path("tasks/<int:pk>/pause/", views.pause_task, name="pause_task"),
    path("tasks/<int:pk>/resume/", views.resume_task, name="resume_task"),
    path("tasks/<int:pk>/attach/", views.attach_to_task, name="attach_to_task"),
    path("tasks/<int:pk>/assign/", views.assign_task, name="assign_task"),
    path("tasks/<int:pk>/send-back/", views.send_back_task, name="send_back_task"),
    path("tasks/<int:pk>/take-back/", views.take_back_task, name="take_back_task"),
    path("tasks/<int:pk>/record-later/", views.record_task_later, name="record_task_later"),
]
