"""The clocks of all offices at once, kept in memory as long as they are true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from people.models import Unit
from workflow import worktime
from workflow.models import Calendar, CalendarStamp, Task


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
class Clocks:
    """How units count working time: those with a clock of their own, and all others."""

    own: Mapping[int, worktime.Calendar]
    default: worktime.Calendar | None
    parents: Mapping[int, int | None]

    def of_unit(self, unit: int) -> worktime.Calendar | None:
        """Return the clock of the unit, of the nearest one above it, or the default one."""
        parents = dict(self.parents) if self.own else {}
        above: int | None = unit
        while above is not None and self.own:
            if above in self.own:
                return self.own[above]
            above = parents.pop(above, None)
        return self.default

    def deadline_of(self, task: Task, *, at: datetime) -> Deadline | None:
        """Return how an open task of a document stands to its deadline; None without one."""
        clock = self.of_unit(task.document.version.procedure.unit_id)
        if task.due_at is None or clock is None:
            return None
        left, over = clock.minutes(at, task.due_at), clock.minutes(task.due_at, at)
        is_late = task.due_at < at
        return Deadline(left, over, is_late, not is_late and left <= task.near_minutes)


def clocks() -> Clocks:
    """Return the clocks as they are now: one query, and a few more after a change."""
    stamp = CalendarStamp.objects.values_list("stamp", flat=True).first()
    return _read() if stamp is None else _kept(stamp)


@lru_cache(maxsize=2)
def _kept(_stamp: str) -> Clocks:
    return _read()


def _read() -> Clocks:
    calendars = list(Calendar.objects.with_hours())
    own = {each.unit_id: each.worktime() for each in calendars if each.unit_id is not None}
    default = next((each.worktime() for each in calendars if each.is_default), None)
    return Clocks(own, default, dict(Unit.objects.values_list("pk", "parent")))
