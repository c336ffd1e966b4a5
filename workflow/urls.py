"""Addresses of the desk, documents and tasks."""

from django.urls import path, re_path

from procedures.urls import CODE, UNIT
from workflow import views
from workflow.views.deeds import DOCUMENT_DEEDS, TASK_DEEDS

urlpatterns = [
    path("", views.desk, name="desk"),
    path("first-run/", views.first_run, name="first_run"),
    path("first-run/load/", views.load_office, name="load_office"),
    path("first-run/hours/", views.set_hours, name="set_hours"),
    path("first-run/office/", views.settle_office, name="settle_office"),
    path("desk/<int:pk>/take/", views.take_from_desk, name="take_from_desk"),
    path("desk/<int:pk>/finish/", views.finish_from_desk, name="finish_from_desk"),
    path("search/", views.search, name="search"),
    path("supervision/", views.supervision, name="supervision"),
    path("supervision/assign/", views.assign_tasks, name="assign_tasks"),
    path("documents/", views.documents, name="documents"),
    path("documents/list.xlsx", views.export_documents, name="export_documents"),
    path("documents/filters/", views.saved_filters, name="saved_filters"),
    path("documents/filters/save/", views.save_filter, name="save_filter"),
    path("documents/filters/<int:pk>/rename/", views.rename_filter, name="rename_filter"),
    path("documents/filters/<int:pk>/share/", views.share_filter, name="share_filter"),
    path("documents/filters/<int:pk>/delete/", views.delete_filter, name="delete_filter"),
    path("documents/start/", views.choose_procedure, name="choose_procedure"),
    re_path(
        rf"^documents/start/{UNIT}{CODE}$",
        views.start_document,
        name="start_document",
    ),
    re_path(
        rf"^documents/start/{CODE}$",
        views.start_document_of_before,
        name="start_document_of_before",
    ),
    path("documents/<int:pk>/copy/", views.copy_document, name="copy_document"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/history/", views.document_history, name="document_history"),
    path("documents/<int:pk>/print.pdf", views.print_document, name="print_document"),
    path("documents/<int:pk>/slip.pdf", views.print_slip, name="print_slip"),
    path(
        "documents/<int:pk>/files/<int:file>/",
        views.download_attachment,
        name="download_attachment",
    ),
    path("documents/<int:pk>/files/<int:file>/read/", views.read_letter, name="read_letter"),
    path(
        "documents/<int:pk>/files/<int:file>/pages/<int:page>/",
        views.letter_page,
        name="letter_page",
    ),
    path(
        "documents/<int:pk>/files/<int:file>/compare/<int:other>/",
        views.compare_letters,
        name="compare_letters",
    ),
    path("people/", views.staff, name="staff"),
    path("people/import/", views.import_people, name="import_people"),
    path("people/import/confirm/", views.confirm_import, name="confirm_import"),
    path("people/names/", views.foreign_names, name="foreign_names"),
    path("people/names/<int:pk>/forget/", views.forget_name, name="forget_name"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/appoint/", views.appoint_person, name="appoint_person"),
    path("people/<int:pk>/let-go/", views.let_go, name="let_go"),
    path("people/<int:pk>/take-into-use/", views.take_into_use, name="take_into_use"),
    path("people/appointments/<int:pk>/move/", views.move_person, name="move_person"),
    path("people/appointments/<int:pk>/end/", views.end_appointment, name="end_appointment"),
    path("people/<int:pk>/in-hand/", views.in_hand, name="in_hand"),
    path("deputies/", views.name_deputy, name="name_deputy"),
    path("deputies/<int:pk>/withdraw/", views.withdraw_deputy, name="withdraw_deputy"),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all_notices, name="read_all_notices"),
    path("notices/email/", views.choose_mail, name="choose_mail"),
    path("notices/<int:pk>/open/", views.open_notice, name="open_notice"),
    path("documents/<int:pk>/draft/", views.edit_draft, name="edit_draft"),
    path("documents/<int:pk>/draft/send/", views.send_draft, name="send_draft"),
    path("documents/<int:pk>/draft/discard/", views.discard_draft, name="discard_draft"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/time/", views.task_time, name="task_time"),
    *(
        path(f"documents/<int:pk>/{deed.path}/", views.do_at_document, {"deed": deed}, name=name)
        for name, deed in DOCUMENT_DEEDS.items()
    ),
    *(
        path(f"tasks/<int:pk>/{deed.path}/", views.do_at_task, {"deed": deed}, name=name)
        for name, deed in TASK_DEEDS.items()
    ),
]
