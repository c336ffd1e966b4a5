"""How far an installation is from being an office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from people.models import Appointment, Position, Unit, User
from procedures.models import Procedure, Version
from workflow.models import Calendar


@dataclass(frozen=True)
class Setup:
    """How many there are of what an office cannot work without."""

    units: int
    positions: int
    users: int
    appointments: int
    calendars: int
    procedures: int
    in_force: int


def is_set_up() -> bool:
    """Whether there is an SOP in force, so that documents can be started."""
    return Version.objects.in_force().exists()


def setup(*, on: date) -> Setup:
    """Count what there is that day."""
    return Setup(
        units=Unit.objects.count(),
        positions=Position.objects.count(),
        users=User.objects.filter(is_active=True).count(),
        appointments=Appointment.objects.current(on).count(),
        calendars=Calendar.objects.count(),
        procedures=Procedure.objects.count(),
        in_force=Version.objects.in_force().count(),
    )
