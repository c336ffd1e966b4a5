"""Users, units, positions, who holds which position when, and the journal of all that."""

from people.models.appointment_requests import AppointmentRequest
from people.models.foreign_names import ForeignName
from people.models.journal import PeopleEntry, PeopleHead
from people.models.positions import Appointment, Position
from people.models.units import Unit
from people.models.users import User

__all__ = [
    "Appointment",
    "AppointmentRequest",
    "ForeignName",
    "PeopleEntry",
    "PeopleHead",
    "Position",
    "Unit",
    "User",
]
