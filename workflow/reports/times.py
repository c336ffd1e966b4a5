"""The minutes of tasks: how they compare with the standard and how they come about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from django.utils import timezone

from workflow import worktime
from workflow.clocks import clocks_now
from workflow.models import Pause, Task
from workflow.reports.history import LABELLED
from workflow.worktime import Interval, Spent


class Punctuality(StrEnum):
    """How a task stands to its deadline, waiting included; how long the work took is apart."""

    ON_TIME = "on_time"
    LATE = "late"
    OPEN = "open"
    NO_DEADLINE = "no_deadline"


@dataclass(frozen=True)
class Visit:
    """One task with its time so far, in working minutes.

    `counted` is what the standard of the step is about: the work, or the whole where it is in days.
    """

    task: Task
    waiting: int
    working: int
    paused: int
    counted: int
    punctuality: Punctuality
    own_work: bool = False
    """Whether who ended it had done an earlier step of another column."""

    @property
    def answer(self) -> str:
        """How it ended: Ya and Tidak as the step words them."""
        task = self.task
        is_worded = task.answer in LABELLED
        return task.step.label(task.answer) if is_worded else task.get_answer_display()

    @property
    def whole(self) -> int:
        """Working minutes from arrival to the end."""
        return self.waiting + self.working + self.paused


def visit(task: Task, clock: worktime.WorkCalendar, *, at: datetime) -> Visit:
    """Return a task with its minutes: those kept when it ended, or those until `at`."""
    spent = spent_on(task, clock, at=at)
    counted = spent.whole if task.is_whole_counted else spent.working
    kept = _punctuality(task, at=at)
    return Visit(task, spent.waiting, spent.working, spent.paused, counted, kept)


def spent_on(task: Task, clock: worktime.WorkCalendar, *, at: datetime) -> Spent:
    """Return the minutes of a task: those kept when it ended, or those until `at`."""
    if task.is_open:
        return task.stay(until=at).spent(clock)
    return Spent(task.waiting_minutes or 0, task.working_minutes or 0, task.paused_minutes or 0)


def _punctuality(task: Task, *, at: datetime) -> Punctuality:
    if task.due_at is None:
        return Punctuality.NO_DEADLINE
    if (task.finished_at or at) > task.due_at:
        return Punctuality.LATE
    return Punctuality.OPEN if task.is_open else Punctuality.ON_TIME


MOST_SHOWN = 120
"""The intervals of a part that a page shows: two or three months of work."""


@dataclass(frozen=True)
class DaysTime:
    """What was counted of one day, piece by piece."""

    day: date
    intervals: tuple[Interval, ...]

    @property
    def minutes(self) -> int:
        """Working minutes of all pieces."""
        return sum(each.minutes for each in self.intervals)


@dataclass(frozen=True)
class DueSum:
    """What a deadline is the sum of: from arrival on, in working minutes."""

    allowance: int
    standard: int
    paused: int


@dataclass(frozen=True)
class Part:
    """A part of a task's time: the working time that was counted, and what it sums up to."""

    name: str
    intervals: tuple[Interval, ...]

    @property
    def shown(self) -> tuple[Interval, ...]:
        """The newest intervals, as many as a page shows."""
        return self.intervals[-MOST_SHOWN:]

    @property
    def days(self) -> tuple[DaysTime, ...]:
        """The same by the day of the zone that is spoken in."""
        by_day = groupby(self.shown, key=lambda each: timezone.localdate(each.starts_at))
        return tuple(DaysTime(day, tuple(intervals)) for day, intervals in by_day)

    @property
    def older_minutes(self) -> int:
        """Working minutes of the intervals before them."""
        return sum(each.minutes for each in self.intervals[:-MOST_SHOWN])

    @property
    def minutes(self) -> int:
        """Working minutes of all intervals."""
        return sum(each.minutes for each in self.intervals)


@dataclass(frozen=True)
class TaskTime:
    """How the minutes of a task come about; `due_sum` is None where it has no deadline.

    `is_kept_otherwise`: the calendar was changed after the task ended, so what was kept then is
    not what would be counted now.
    """

    visit: Visit
    due_sum: DueSum | None
    parts: tuple[Part, ...]
    pauses: tuple[Pause, ...]
    is_kept_otherwise: bool


def task_time(task: Task, *, at: datetime) -> TaskTime:
    """Return the working time that was counted for a task, until `at` while it is open."""
    clock = clocks_now().of_task(task).worktime
    stay = task.stay(until=at)
    parts = (
        Part("waiting", stay.waiting(clock)),
        Part("working", stay.working(clock)),
        Part("paused", stay.paused(clock)),
    )
    seen = visit(task, clock, at=at)
    kept = (seen.waiting, seen.working, seen.paused)
    return TaskTime(
        visit=seen,
        due_sum=_due_sum(task, clock, seen.paused),
        parts=parts,
        pauses=tuple(task.pauses.all()),
        is_kept_otherwise=kept != tuple(part.minutes for part in parts),
    )


def _due_sum(task: Task, clock: worktime.WorkCalendar, paused: int) -> DueSum | None:
    """Return the sum as the calendar counts it now; None where it was another one then."""
    if task.due_at is None or task.standard_minutes is None:
        return None
    whole = clock.minutes(task.arrived_at, task.due_at)
    on_top = 0 if task.is_whole_counted else paused
    allowance = whole - task.standard_minutes - on_top
    return DueSum(allowance, task.standard_minutes, on_top) if allowance >= 0 else None
