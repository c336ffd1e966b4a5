"""People in the administration; what is changed there goes on record."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.admin.accounts import AccountAdmin
from people.admin.appointments import AppointmentAdmin, AppointmentRequestAdmin
from people.admin.groups import RightsGroupAdmin
from people.admin.records import PeopleEntryAdmin
from people.admin.units import PositionAdmin, UnitAdmin

__all__ = [
    "AccountAdmin",
    "AppointmentAdmin",
    "AppointmentRequestAdmin",
    "PeopleEntryAdmin",
    "PositionAdmin",
    "RightsGroupAdmin",
    "UnitAdmin",
]

admin.site.site_header = "SOPKS"
admin.site.site_title = "SOPKS"
admin.site.index_title = _("Administration")
