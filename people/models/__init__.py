"""Users, units, positions, roles, who holds which of them when, and the journal of all that."""

from people.models.appointment_requests import AppointmentRequest
from people.models.days import Days, OfficeDays
from people.models.foreign_names import ForeignName
from people.models.journal import PeopleEntry, PeopleHead
from people.models.positions import Appointment, Position
from people.models.roles import Role
from people.models.units import FormerSlug, Unit
from people.models.users import User

__all__ = [
    "Appointment",
    "AppointmentRequest",
    "Days",
    "ForeignName",
    "FormerSlug",
    "OfficeDays",
    "PeopleEntry",
    "PeopleHead",
    "Position",
    "Role",
    "Unit",
    "User",
]
