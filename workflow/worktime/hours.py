"""Dated working hours, and the ones the government works by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

_WHOLE_DAY = 24 * 60
_SUNDAY = 6


@dataclass(frozen=True)
class WorkStretch:
    """One uninterrupted stretch of work on a weekday; breaks are the gaps between stretches.

    `weekday` counts from 0, Monday. `starts` and `ends` are the office's wall clock in whole
    minutes; an end at 00.00 is the midnight that closes the day. Raises ValueError for another
    weekday, for seconds, and for an end that does not come after the start.
    """

    weekday: int
    starts: time
    ends: time

    def __post_init__(self) -> None:
        check_weekday(self.weekday)
        if any(t.second or t.microsecond for t in (self.starts, self.ends)):
            raise ValueError("A stretch of work starts and ends on a whole minute.")
        if self.last <= self.first:
            raise ValueError("A stretch of work ends after it starts.")

    @property
    def first(self) -> int:
        """Minutes from midnight to the start."""
        return self.starts.hour * 60 + self.starts.minute

    @property
    def last(self) -> int:
        """Minutes from midnight to the end."""
        return self.ends.hour * 60 + self.ends.minute or _WHOLE_DAY

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.last - self.first


@dataclass(frozen=True)
class Rule:
    """Working hours from `starts_on` to `ends_on`, both included; None has no end.

    A season (Ramadan) goes before the normal rules on its dates. Raises ValueError when it ends
    before it starts, or when two stretches of one weekday overlap.
    """

    starts_on: date
    ends_on: date | None
    is_season: bool
    stretches: tuple[WorkStretch, ...]

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("Working hours end on the day they start or later.")
        for weekday in range(_SUNDAY + 1):
            for earlier, later in pairwise(self.on_weekday(weekday)):
                if later.first < earlier.last:
                    raise ValueError("Stretches of work of one weekday do not overlap.")

    def covers(self, first: date, last: date) -> bool:
        """Tell whether some date from `first` to `last`, both included, falls under this rule."""
        return self.starts_on <= last and (self.ends_on is None or first <= self.ends_on)

    def on_weekday(self, weekday: int) -> tuple[WorkStretch, ...]:
        """Return the stretches of a weekday (0 = Monday), earliest first."""
        return tuple(
            sorted((s for s in self.stretches if s.weekday == weekday), key=lambda s: s.first)
        )


def check_weekday(weekday: int) -> None:
    """Raise ValueError for what is no weekday, counted from 0, Monday."""
    if not 0 <= weekday <= _SUNDAY:
        raise ValueError("Weekdays count from 0, Monday, to 6, Sunday.")


def _week(
    monday_to_thursday: tuple[tuple[time, time], ...], friday: tuple[tuple[time, time], ...]
) -> tuple[WorkStretch, ...]:
    days = (monday_to_thursday,) * 4 + (friday,)
    return tuple(WorkStretch(day, *span) for day, spans in enumerate(days) for span in spans)


NORMAL_HOURS = _week(
    monday_to_thursday=((time(7, 30), time(12)), (time(13), time(16))),
    friday=((time(7, 30), time(11, 30)), (time(13), time(16, 30))),
)
"""The office's week of 2250 minutes.

Perpres 21/2023 art. 4 sets the 37.5 hours, the opening at 07.30 and breaks of 60 minutes, on
Friday 90; where the breaks lie is the head of the institution's to set: here (practice).
"""

RAMADAN_HOURS = _week(
    monday_to_thursday=((time(8), time(12)), (time(12, 30), time(15))),
    friday=((time(8), time(11, 30)), (time(12, 30), time(15, 30))),
)
"""The office's week of 1950 minutes in Ramadan.

Perpres 21/2023 art. 4 sets the 32.5 hours, the opening at 08.00 and breaks of 30 minutes, on
Friday 60; where the breaks lie is the head of the institution's to set: here (practice).
"""
