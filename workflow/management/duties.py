"""What the worker does, piece by piece."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import Error, connection

from procedures.actions import make_books
from workflow.actions.deadlines import follow_calendars, remind
from workflow.actions.notices import send_mail, tell_deed
from workflow.clocks import read_stamp
from workflow.models import Untold

AFTER_TROUBLE = timedelta(seconds=30)
AT_ONCE = 20  # deeds told in one piece of work

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Duty:
    """Work that comes again.

    `act` does one piece of it, a few seconds at most, so that no other duty waits for long; it
    returns whether more of it is there to be done. When none is, it rests for `rest`.
    """

    name: str
    act: Callable[[datetime], bool]
    rest: timedelta


@dataclass
class Round:
    """The duties in turn, each when it is due."""

    duties: Sequence[Duty]
    due: dict[str, datetime] = field(default_factory=dict)

    def go(self, at: datetime) -> bool:
        """Do one piece of each duty that is due; return whether more waits.

        What goes wrong in one is logged, and leaves the others alone; only that the database cannot
        be reached is raised.
        """
        due = [duty for duty in self.duties if self._is_due(duty, at)]
        return sum(self._do(duty, at) for duty in due) > 0

    def _is_due(self, duty: Duty, at: datetime) -> bool:
        return duty.name not in self.due or self.due[duty.name] <= at

    def _do(self, duty: Duty, at: datetime) -> bool:
        try:
            is_more = duty.act(at)
        except Exception as error:
            if _is_away(error):
                raise
            log.exception("The worker could not do its duty: %s", duty.name)
            self.due[duty.name] = at + max(duty.rest, AFTER_TROUBLE)
            return False
        self.due[duty.name] = at if is_more else at + duty.rest
        return is_more


def _is_away(error: Exception) -> bool:
    """Whether it is the database that is gone: then there is nothing to go on with."""
    return isinstance(error, Error) and not connection.is_usable()


def clear_sessions(at: datetime) -> bool:
    """Delete the sessions that have ended; they would fill the table for ever."""
    SessionStore.clear_expired()
    return False


def tell_deeds(at: datetime) -> bool:
    """Tell people of the deeds that nobody was told of yet."""
    waiting = list(Untold.objects.order_by("pk")[:AT_ONCE])
    for untold in waiting:
        tell_deed(untold, at=at)
    return len(waiting) == AT_ONCE


def tell_deadlines(at: datetime) -> bool:
    """Tell people of deadlines that are near or have passed."""
    remind(at)
    return False


class FollowCalendars:
    """Moves the deadlines of open tasks once after each change of a calendar, and at the start."""

    def __init__(self) -> None:
        self.stamp: str | None = None

    def __call__(self, at: datetime) -> bool:
        """Look whether the calendars have changed since the last time."""
        stamp = read_stamp()
        if stamp != self.stamp:
            follow_calendars(at)
        self.stamp = stamp
        return False


DUTIES = (
    Duty("tell of deeds", tell_deeds, rest=timedelta(seconds=1)),
    Duty("send e-mail", send_mail, rest=timedelta(seconds=5)),
    Duty("follow the calendars", FollowCalendars(), rest=timedelta(seconds=10)),
    Duty("tell of deadlines", tell_deadlines, rest=timedelta(minutes=1)),
    Duty("make books", make_books, rest=timedelta(seconds=1)),
    Duty("clear ended sessions", clear_sessions, rest=timedelta(days=1)),
)
