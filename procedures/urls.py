"""Addresses of SOPs."""

from django.urls import path, re_path

from procedures import views

urlpatterns = [
    path("", views.procedures, name="procedures"),
    re_path(r"^(?P<code>[A-Z0-9][A-Z0-9.-]*)/$", views.procedure, name="procedure"),
    re_path(
        r"^(?P<code>[A-Z0-9][A-Z0-9.-]*)/print\.pdf$", views.print_procedure, name="print_procedure"
    ),
]
