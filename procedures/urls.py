"""Addresses of SOPs."""

from django.urls import path, re_path

from procedures import views

UNIT = r"(?P<unit>[a-z0-9-]+)/"
CODE = r"(?P<code>[A-Z0-9][A-Z0-9.-]*)/"
SOP = rf"^{UNIT}{CODE}"
REVISION = SOP + r"(?P<revision>[1-9][0-9]{0,5})/"
OF_BEFORE = r"(?:print\.pdf|export\.(?:xlsx|json|bpmn)|[1-9][0-9]{0,5}/[a-z-]+/)?"

urlpatterns = [
    path("", views.procedures, name="procedures"),
    path("books/", views.order_book, name="order_book"),
    path("books/<int:pk>/", views.book, name="book"),
    path("books/<int:pk>/book.pdf", views.print_book, name="print_book"),
    path("generic/", views.generic_procedures, name="generic_procedures"),
    path("bring-in/", views.bring_in, name="bring_in"),
    path("bring-in/choose/", views.choose_tables, name="choose_tables"),
    path("bring-in/confirm/", views.bring_in_version, name="bring_in_version"),
    re_path(rf"{SOP}$", views.procedure, name="procedure"),
    re_path(rf"{SOP}print\.pdf$", views.print_procedure, name="print_procedure"),
    re_path(
        rf"{SOP}export\.(?P<ending>xlsx|json|bpmn)$",
        views.export_procedure,
        name="export_procedure",
    ),
    re_path(rf"{REVISION}copy/$", views.copy_version, name="copy_version"),
    re_path(rf"{REVISION}put-in-force/$", views.put_version_in_force, name="put_version_in_force"),
    re_path(rf"{REVISION}revoke/$", views.revoke_version, name="revoke_version"),
    re_path(rf"{REVISION}delete/$", views.delete_draft, name="delete_draft"),
    re_path(rf"{REVISION}compare/$", views.compare_versions, name="compare_versions"),
    re_path(rf"{REVISION}adopt/$", views.adopt_version, name="adopt_version"),
    re_path(rf"{REVISION}take-over/$", views.take_over_version, name="take_over_version"),
    re_path(rf"{REVISION}offer/$", views.offer_procedure, name="offer_procedure"),
    re_path(rf"{REVISION}withdraw/$", views.withdraw_procedure, name="withdraw_procedure"),
    re_path(rf"^{CODE}(?P<rest>{OF_BEFORE})$", views.old_address, name="old_address"),
]
