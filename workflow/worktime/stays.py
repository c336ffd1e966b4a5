"""The minutes of one stay: how long it waited, was worked on and stood still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflow.worktime.calendar import Interval, WorkCalendar

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Spent:
    """Working minutes of a stay by what they went into; together they are the whole."""

    waiting: int
    working: int
    paused: int

    @property
    def whole(self) -> int:
        """Working minutes from arrival to the end."""
        return self.waiting + self.working + self.paused


@dataclass(frozen=True)
class Stay:
    """The moments of a stay, counted until `ended_at`: its end, or now while it lasts.

    `started_at` is None where work has not begun. `pauses` are from and to, oldest first, without
    overlap; what lies before the start or after the end counts for nothing. Moments are aware.
    """

    arrived_at: datetime
    started_at: datetime | None
    ended_at: datetime
    pauses: tuple[Span, ...] = ()

    def spent(self, clock: WorkCalendar) -> Spent:
        """Return the working minutes; they add up to those from arrival to end exactly."""
        waiting = _minutes(self._waiting(), clock)
        paused = sum(_minutes(span, clock) for span in self._paused())
        whole = clock.minutes(self.arrived_at, self.ended_at)
        return Spent(waiting, whole - waiting - paused, paused)

    def waiting(self, clock: WorkCalendar) -> tuple[Interval, ...]:
        """Return the working time that was counted as waiting, stretch by stretch."""
        return clock.intervals(*self._waiting())

    def working(self, clock: WorkCalendar) -> tuple[Interval, ...]:
        """Return the working time that was counted as work, stretch by stretch."""
        return _intervals(self._worked(), clock)

    def paused(self, clock: WorkCalendar) -> tuple[Interval, ...]:
        """Return the working time that was counted as pauses, stretch by stretch."""
        return _intervals(self._paused(), clock)

    def _waiting(self) -> Span:
        return self.arrived_at, self.started_at or self.ended_at

    def _paused(self) -> Iterator[Span]:
        """Yield the pauses cut to the time of work."""
        for since, until in self.pauses if self.started_at else ():
            first, last = max(since, self.started_at or since), min(until, self.ended_at)
            if first < last:
                yield first, last

    def _worked(self) -> Iterator[Span]:
        """Yield the time of work around the pauses."""
        since = self.started_at or self.ended_at
        for first, last in self._paused():
            yield since, first
            since = last
        yield since, self.ended_at


def _minutes(span: Span, clock: WorkCalendar) -> int:
    return clock.minutes(*span)


def _intervals(spans: Iterator[Span], clock: WorkCalendar) -> tuple[Interval, ...]:
    return tuple(each for span in spans for each in clock.intervals(*span))
