"""People in the administration; what is changed there goes on record."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from people.admin import closed
from people.admin.accounts import AccountAdmin
from people.admin.appointments import AppointmentAdmin, AppointmentRequestAdmin
from people.admin.records import PeopleEntryAdmin
from people.admin.roles import RoleAdmin
from people.admin.units import PositionAdmin, UnitAdmin
from people.models import User
from people.permissions import enters_administration
from people.requests import held_on
from people.views import sign_in_to_administration

__all__ = [
    "AccountAdmin",
    "AppointmentAdmin",
    "AppointmentRequestAdmin",
    "PeopleEntryAdmin",
    "PositionAdmin",
    "RoleAdmin",
    "UnitAdmin",
    "closed",
]

admin.site.unregister(Group)  # what people may do their roles say
admin.site.site_header = "SOPKS"
admin.site.site_title = "SOPKS"
admin.site.index_title = _("Administration")


def _may_enter(request: HttpRequest) -> bool:
    """Whether somebody may enter: some role of theirs is served here, by the day of its office."""
    user = request.user
    return isinstance(user, User) and enters_administration(user, on=held_on(request))


def _own_password(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """Lead to the one page of one's own password, which counts wrong old ones."""
    return redirect("password_change")


admin.site.has_permission = _may_enter  # type: ignore[method-assign]
admin.site.password_change = _own_password  # type: ignore[method-assign,assignment]
admin.site.login = sign_in_to_administration  # type: ignore[method-assign]
