"""Moments of an office's working time, counted back from now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from workflow.worktime import WorkCalendar

MINUTE = timedelta(minutes=1)
FARTHEST = timedelta(days=400)


def ago(calendar: WorkCalendar, now: datetime, minutes: int) -> datetime:
    """Return the latest moment with so many working minutes until now; it is one of work.

    Raises ValueError where the office has not worked that much in a year before.
    """
    until = now.replace(second=0, microsecond=0)
    near, far = 0, FARTHEST // MINUTE
    if calendar.minutes(until - FARTHEST, until) < minutes:
        raise ValueError("The office has not worked for so long.")
    while near < far:
        middle = (near + far) // 2
        if calendar.minutes(until - middle * MINUTE, until) >= minutes:
            far = middle
        else:
            near = middle + 1
    return until - near * MINUTE


def working_days(calendar: WorkCalendar, now: datetime) -> Iterator[date]:
    """Yield the days before today on which the office worked, the last one first."""
    day = now.astimezone(ZoneInfo(calendar.zone)).date()
    for _ in range(FARTHEST.days):
        day -= timedelta(days=1)
        if calendar.hours(day):
            yield day


def opening(calendar: WorkCalendar, day: date) -> datetime:
    """Return when the office begins to work on a day of work."""
    first = calendar.hours(day)[0].starts
    return datetime.combine(day, first, tzinfo=ZoneInfo(calendar.zone))


def dice(now: datetime, subject: str) -> Random:
    """Return what chooses for a document: the same all day."""
    return Random(f"{timezone.localdate(now)} {subject}")  # noqa: S311 # chance, no secret
