"""People in the administration; what is changed there goes on record."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from people.admin.accounts import AccountAdmin
from people.admin.appointments import AppointmentAdmin, AppointmentRequestAdmin
from people.admin.records import PeopleEntryAdmin
from people.admin.roles import RoleAdmin
from people.admin.units import PositionAdmin, UnitAdmin

__all__ = [
    "AccountAdmin",
    "AppointmentAdmin",
    "AppointmentRequestAdmin",
    "PeopleEntryAdmin",
    "PositionAdmin",
    "RoleAdmin",
    "UnitAdmin",
]

admin.site.unregister(Group)  # what people may do their roles say
admin.site.site_header = "SOPKS"
admin.site.site_title = "SOPKS"
admin.site.index_title = _("Administration")


def _own_password(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """Lead to the one page of one's own password, which counts wrong old ones."""
    return redirect("password_change")


admin.site.password_change = _own_password  # type: ignore[method-assign,assignment]
