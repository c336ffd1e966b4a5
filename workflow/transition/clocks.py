"""The clock that the time of a document at a position is counted by."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from people.models import Position
from people.refusals import Refused
from workflow.clocks import NO_CLOCK, Clock, clocks


def clock_of(position: int, stamp: str | None) -> Clock:
    """Return the clock of a position's office, by the key of the position, under that stamp.

    `stamp` is that of the calendars which the caller has just read. Without one nothing is
    kept. Raises Refused where the office has no calendar.
    """
    return _clock_of(position, None) if stamp is None else _kept_clock(position, stamp)


def starting_clock(position: int, stamp: str | None, *, at: datetime) -> Clock:
    """Return the clock that a document is started by, of the position of the first step by its key.

    Raises Refused where the office has no calendar, or none with working hours for that day.
    """
    clock = clock_of(position, stamp)
    if not clock.worktime.has_hours(at):
        raise Refused(without_hours())
    return clock


def without_hours() -> str:
    """Return why no document starts where the working hours are missing, or end too soon."""
    return _(
        "The office's calendar has no working hours for this, so no deadline can be counted. "
        "Ask your administrator to set them."
    )


@lru_cache(maxsize=2000)
def _kept_clock(position: int, stamp: str) -> Clock:
    return _clock_of(position, stamp)


def _clock_of(position: int, stamp: str | None) -> Clock:
    unit = Position.objects.values_list("unit", flat=True).get(pk=position)
    clock = clocks(stamp).of_unit(unit)
    if clock is NO_CLOCK:
        raise Refused(_("The office has no calendar yet. Ask your administrator."))
    return clock
