"""Addresses of the desk, documents and tasks."""

from django.urls import path, re_path

from workflow import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("documents/", views.documents, name="documents"),
    path("documents/start/", views.choose_procedure, name="choose_procedure"),
    re_path(
        r"^documents/start/(?P<code>[A-Z0-9][A-Z0-9.-]*)/$",
        views.start_document,
        name="start_document",
    ),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/print.pdf", views.print_document, name="print_document"),
    path(
        "documents/<int:pk>/files/<int:file>/",
        views.download_attachment,
        name="download_attachment",
    ),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/take/", views.take_task, name="take_task"),
    path("tasks/<int:pk>/release/", views.release_task, name="release_task"),
    path("tasks/<int:pk>/finish/", views.finish_task, name="finish_task"),
]
