"""How far an installation is from being an office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from people.models import Appointment, Days, Position, Unit, User
from procedures.models import Procedure, Version
from workflow.gaps import gaps
from workflow.models import Calendar, Document, Stretch

MOST_VACANT = 50


@dataclass(frozen=True)
class Setup:
    """How many there are of what an office cannot work without; calendars only with hours."""

    units: int
    positions: int
    users: int
    appointments: int
    calendars: int
    procedures: int
    in_force: int


class TaskState(StrEnum):
    """How far one task of setting up is."""

    DONE = "done"
    TO_DO = "to_do"
    TO_MEND = "to_mend"


@dataclass(frozen=True)
class SetupTask:
    """One task on the way to the first document: how far it is, and what is wrong in sentences."""

    name: str
    state: TaskState
    wrong: tuple[str, ...] = ()


def is_set_up() -> bool:
    """Whether there is an SOP in force, so that documents can be started."""
    return Version.objects.in_force().exists()


def setup(*, on: Days) -> Setup:
    """Count what there is that day."""
    return Setup(
        units=Unit.objects.count(),
        positions=Position.objects.count(),
        users=User.objects.filter(is_active=True).count(),
        appointments=Appointment.objects.current(on).count(),
        calendars=Stretch.objects.values("rule__calendar").distinct().count(),
        procedures=Procedure.objects.count(),
        in_force=Version.objects.in_force().count(),
    )


def setup_tasks(there: Setup, *, on: date, held_on: Days | None = None) -> tuple[SetupTask, ...]:
    """Return the tasks of setting up in their order, each with how far it is that day.

    Positions are held by the day in each office, where `held_on` tells it.
    """
    started = Document.objects.exclude(state=Document.State.DRAFT).exists()
    counted = {
        "positions": bool(there.units and there.positions),
        "procedures": there.procedures > 0,
        "in_force": there.in_force > 0,
        "document": started,
    }
    done = {name: _task(name, is_done=is_done) for name, is_done in counted.items()}
    return (
        _hours_task(there, on=on),
        done["positions"],
        _task("people", is_done=there.appointments > 0, wrong=_without_holder(held_on or on)),
        done["procedures"],
        done["in_force"],
        done["document"],
    )


def _task(name: str, *, is_done: bool, wrong: tuple[str, ...] = ()) -> SetupTask:
    if not is_done:
        return SetupTask(name, TaskState.TO_DO)
    return SetupTask(name, TaskState.TO_MEND if wrong else TaskState.DONE, wrong)


def _hours_task(there: Setup, *, on: date) -> SetupTask:
    calendars = Calendar.objects.all()
    if not calendars:
        return SetupTask("hours", TaskState.TO_DO)
    wrong = [str(gap) for gap in gaps(on)]
    if not any(each.is_default for each in calendars):
        wrong.insert(0, _("No calendar is the default: units without one of their own have none."))
    return _task("hours", is_done=True, wrong=tuple(wrong))


def _without_holder(on: Days) -> tuple[str, ...]:
    """Return a sentence about the positions that get tasks and that nobody holds that day."""
    titles = [each.title for each in vacant_positions(on=on, is_needed=True)]
    if not titles:
        return ()
    return (_("Nobody holds: %(positions)s. Tasks wait there.") % {"positions": ", ".join(titles)},)


def vacant_positions(*, on: Days, is_needed: bool = False) -> list[Position]:
    """Return the positions that nobody holds that day, at most 50, those first that came first.

    Where `is_needed`, only those that are responsible for a step of an SOP in force.
    """
    held = Appointment.objects.current(on).values("position")
    vacant = Position.objects.exclude(pk__in=held).select_related("unit")
    if is_needed:
        in_force = Version.objects.in_force()
        vacant = vacant.filter(actors__version__in=in_force, actors__steps__isnull=False)
    return list(vacant.distinct().order_by("pk")[:MOST_VACANT])
