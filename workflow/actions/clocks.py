"""The clock that a document's time is counted by, kept in memory as long as it is true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import gettext as _

from procedures.actions import Refused
from procedures.durations import DAY
from procedures.models import Procedure
from workflow import worktime
from workflow.actions.plans import PlannedStep
from workflow.models import Calendar, CalendarStamp, Task


@dataclass(frozen=True)
class Clock:
    """How one office counts time; `waiting_allowance` in working minutes."""

    worktime: worktime.Calendar
    waiting_allowance: int

    def standard_minutes(self, step: PlannedStep, arrived_at: datetime) -> int | None:
        """Return a step's standard in working minutes as days are counted from arrival on.

        A working day is 450 minutes, and 390 when it begins in Ramadan. None where the step is not
        standardised.
        """
        if step.standard_minutes is None or not step.is_whole_counted:
            return step.standard_minutes
        try:
            return self.worktime.standard_minutes(arrived_at, Fraction(step.standard_minutes, DAY))
        except worktime.NoWork:
            return step.standard_minutes

    def due_at(
        self, arrived_at: datetime, standard: int | None, *, more: int = 0
    ) -> datetime | None:
        """Return arrival + allowance for waiting + standard + `more`, in working minutes.

        None where there is no standard, or where the calendar has no work to count.
        """
        if standard is None:
            return None
        try:
            return self.worktime.after(arrived_at, self.waiting_allowance + standard + more)
        except worktime.NoWork:
            return None

    def due_at_of(self, task: Task, *, at: datetime) -> datetime | None:
        """Return when an open task is due by the calendar as it is at that moment.

        Arrival + allowance for waiting + standard time, in working time. Where the work alone is
        compared with the standard its pauses come on top, and there is no deadline while one
        lasts. None where nothing is standardised.
        """
        if task.is_whole_counted or task.standard_minutes is None:
            return self.due_at(task.arrived_at, task.standard_minutes)
        if task.open_pause:
            return None
        paused = task.stay(until=at).spent(self.worktime).paused
        return self.due_at(task.arrived_at, task.standard_minutes, more=paused)


def clock_of(version: int, stamp: str | None) -> Clock:
    """Return the clock of an SOP's version by its number, as it is under that mark.

    `stamp` is the mark of the calendars that the caller has just read. Without one nothing is
    kept. Raises Refused where the office has no calendar.
    """
    return _calendar_clock(_calendar_of(version)) if stamp is None else _kept_clock(version, stamp)


def read_stamp() -> str | None:
    """Return the mark of the calendars as they are now."""
    return CalendarStamp.objects.values_list("stamp", flat=True).first()


@lru_cache(maxsize=2000)
def _kept_clock(version: int, stamp: str) -> Clock:
    return _kept_calendar_clock(_calendar_of(version), stamp)


@lru_cache(maxsize=100)
def _kept_calendar_clock(calendar: int, _stamp: str) -> Clock:
    return _calendar_clock(calendar)


def _calendar_of(version: int) -> int:
    procedure = Procedure.objects.select_related("unit").get(versions=version)
    try:
        return Calendar.objects.of_unit(procedure.unit).pk
    except Calendar.DoesNotExist as none:
        raise Refused(_("The office has no calendar yet. Ask your administrator.")) from none


def _calendar_clock(pk: int) -> Clock:
    """Read a calendar whole: again if it was changed while it was read."""
    while True:
        stamp = read_stamp()
        calendar = Calendar.objects.with_hours().get(pk=pk)
        clock = Clock(calendar.worktime(), calendar.waiting_allowance)
        if read_stamp() == stamp:
            return clock
