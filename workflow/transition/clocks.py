"""The clock that a document's time is counted by."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from people.refusals import Refused
from procedures.models import Procedure
from workflow.clocks import NO_CLOCK, Clock, clocks


def clock_of(version: int, stamp: str | None) -> Clock:
    """Return the clock of an SOP's version by its number, as it is under that stamp.

    `stamp` is that of the calendars which the caller has just read. Without one nothing is
    kept. Raises Refused where the office has no calendar.
    """
    return _clock_of(version, None) if stamp is None else _kept_clock(version, stamp)


def starting_clock(version: int, stamp: str | None, *, at: datetime) -> Clock:
    """Return the clock that a document is started by, of an SOP's version by its number.

    Raises Refused where the office has no calendar, or none with working hours for that day.
    """
    clock = clock_of(version, stamp)
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
def _kept_clock(version: int, stamp: str) -> Clock:
    return _clock_of(version, stamp)


def _clock_of(version: int, stamp: str | None) -> Clock:
    unit = Procedure.objects.values_list("unit", flat=True).get(versions=version)
    clock = clocks(stamp).of_unit(unit)
    if clock is NO_CLOCK:
        raise Refused(_("The office has no calendar yet. Ask your administrator."))
    return clock
