"""How offices count working time, kept in memory as long as it is true."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from fractions import Fraction
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import get_default_timezone

from people.models import Appointment, OfficeDays, Unit
from procedures.durations import DAY
from workflow import worktime
from workflow.models import Calendar, CalendarStamp, Document, Task


@dataclass(frozen=True)
class Deadline:
    """How far off a deadline is: the working minutes `left` until it, or `over` since it.

    `is_near` says that it is an hour or a day of work away, and has not passed. One that passed
    after work is late by no minutes yet.
    """

    left: int
    over: int
    is_late: bool
    is_near: bool


@dataclass(frozen=True)
class Clock:
    """How one office counts time.

    Of `waiting_allowance` every 450 minutes are a working day, as long as that day is; what is left
    over are minutes.
    """

    worktime: worktime.WorkCalendar
    waiting_allowance: int

    def standard_minutes(
        self, standard: int | None, arrived_at: datetime, *, is_whole_counted: bool
    ) -> int | None:
        """Return a standard in working minutes as days are counted from arrival on.

        A working day is 450 minutes, and 390 when it begins in Ramadan. None where nothing is
        standardised.
        """
        if standard is None or not is_whole_counted:
            return standard
        try:
            return self.worktime.standard_minutes(arrived_at, Fraction(standard, DAY))
        except worktime.NoWork:
            return standard

    def due_at(
        self, arrived_at: datetime, standard: int | None, *, more: int = 0
    ) -> datetime | None:
        """Return arrival + allowance for waiting + standard + `more`, in working minutes.

        None where there is no standard, or where the calendar has no work to count.
        """
        if standard is None:
            return None
        try:
            allowance = self._allowance_from(arrived_at)
            return self.worktime.after(arrived_at, allowance + standard + more)
        except worktime.NoWork:
            return None

    def _allowance_from(self, arrived_at: datetime) -> int:
        """Return the allowance in working minutes, its days as long as they are from arrival on."""
        days, minutes = divmod(self.waiting_allowance, DAY)
        return minutes + (self.worktime.standard_minutes(arrived_at, days) if days else 0)

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

    def deadline_of(self, task: Task, *, at: datetime) -> Deadline | None:
        """Return how an open task stands to its deadline; None without one."""
        if task.due_at is None:
            return None
        left = self.worktime.minutes(at, task.due_at)
        over = self.worktime.minutes(task.due_at, at)
        is_late = task.due_at < at
        is_near = left <= near_minutes(task, self.worktime, at=at)
        return Deadline(left, over, is_late, not is_late and is_near)


def near_minutes(task: Task, clock: worktime.WorkCalendar, *, at: datetime) -> int:
    """Return from how many minutes on a deadline is near: an hour, or a day as it is then."""
    if not task.is_whole_counted:
        return task.NEAR_WORK
    try:
        return clock.standard_minutes(at, 1)
    except worktime.NoWork:
        return 0


NO_CLOCK = Clock(worktime.WorkCalendar(Calendar.Zone.WIB.value, rules=()), waiting_allowance=0)
"""Where an office has no calendar: nothing is working time."""


_page_zone: ContextVar[tzinfo | None] = ContextVar("page_zone", default=None)


@contextmanager
def page_in(zone: tzinfo) -> Iterator[None]:
    """Let a page speak in a zone, which it tells once: its moments name none but others."""
    token = _page_zone.set(zone)
    try:
        with timezone.override(zone):
            yield
    finally:
        _page_zone.reset(token)


def is_page_zone() -> bool:
    """Whether what is spoken in now is the zone of the whole page."""
    return timezone.get_current_timezone() == _page_zone.get()


@dataclass(frozen=True)
class Clocks:
    """The clocks of all offices: of units with one of their own, and of all others."""

    own: Mapping[int, Clock]
    default: Clock
    parents: Mapping[int, int | None]

    def of_unit(self, unit: int) -> Clock:
        """Return the clock of the unit, of the nearest one above it, or the default one.

        NO_CLOCK where there is not even a default one.
        """
        parents = dict(self.parents) if self.own else {}
        above: int | None = unit
        while above is not None and self.own:
            if above in self.own:
                return self.own[above]
            above = parents.pop(above, None)
        return self.default

    def zone_of(self, unit: int) -> tzinfo:
        """Return the zone of a unit's office; that of the settings where no calendar counts."""
        clock = self.of_unit(unit)
        return get_default_timezone() if clock is NO_CLOCK else ZoneInfo(clock.worktime.zone)

    def days(self, at: datetime) -> OfficeDays:
        """Return which day it is then in each office; that of the settings where there is none."""
        units: dict[date, set[int]] = {}
        for zone, there in self._by_zone.items():
            units.setdefault(at.astimezone(zone).date(), set()).update(there)
        return OfficeDays(units or {at.astimezone(get_default_timezone()).date(): set()})

    @cached_property
    def _by_zone(self) -> Mapping[tzinfo, Collection[int]]:
        """The units by the zone of their office; looked for once, as each deed asks for the day."""
        found: dict[tzinfo, set[int]] = {}
        for unit in self.parents:
            found.setdefault(self.zone_of(unit), set()).add(unit)
        return found

    def zone_of_document(self, document: Document) -> tzinfo:
        """Return the zone of a document's office (no query where its SOP is loaded)."""
        return self.zone_of(document.version.procedure.unit_id)

    def of_task(self, task: Task) -> Clock:
        """Return the clock of the office of a task's position (no query where that is loaded)."""
        return self.of_unit(task.position.unit_id)

    def zone_of_task(self, task: Task) -> tzinfo:
        """Return the zone of the office of a task's position (likewise)."""
        return self.zone_of(task.position.unit_id)


def read_stamp() -> str | None:
    """Return the stamp of the calendars as they are now."""
    return CalendarStamp.objects.values_list("stamp", flat=True).first()


def clocks(stamp: str | None) -> Clocks:
    """Return the clocks as they are under a stamp that the caller has just read.

    A few queries after a change, none before the next. Without a stamp nothing is kept.
    """
    return _read() if stamp is None else _kept(stamp)


def clocks_now() -> Clocks:
    """Return the clocks as they are now: one query, and a few more after a change."""
    return clocks(read_stamp())


def days_at(at: datetime) -> OfficeDays:
    """Return which day it is then in each office: one query, and a few more after a change."""
    return clocks_now().days(at)


def appointments_at(days: OfficeDays) -> QuerySet[Appointment]:
    """Return the appointments in effect, each by the day of its own office."""
    return Appointment.objects.current(days)


@lru_cache(maxsize=2)
def _kept(_stamp: str) -> Clocks:
    return _read()


def _read() -> Clocks:
    """Read all calendars whole: again if one was changed while they were read."""
    while True:
        stamp = read_stamp()
        calendars = list(Calendar.objects.with_hours())
        parents = dict(Unit.objects.values_list("pk", "parent"))
        if read_stamp() == stamp:
            break
    counted = {
        calendar: Clock(calendar.worktime(), calendar.waiting_allowance) for calendar in calendars
    }
    return Clocks(
        own={each.unit_id: clock for each, clock in counted.items() if each.unit_id is not None},
        default=next((clock for each, clock in counted.items() if each.is_default), NO_CLOCK),
        parents=parents,
    )
