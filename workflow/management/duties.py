"""What the worker does, piece by piece."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import Error, connection

from procedures.actions import make_books
from workflow.actions import clear_sent_forms
from workflow.actions.below import tell_below
from workflow.actions.deadlines import follow_calendars, remind
from workflow.actions.gaps import tell_gaps
from workflow.actions.holders import bring_back_notices, tell_holders, tell_vacancies
from workflow.actions.notices import Mailing, mail_next, put_off_telling, tell_deed
from workflow.actions.originals import tell_originals
from workflow.actions.succession import succeed_positions
from workflow.clocks import read_stamp
from workflow.models import Untold

AFTER_TROUBLE = timedelta(minutes=1)
LONGEST_TROUBLE = timedelta(minutes=15)
BEHIND = timedelta(minutes=1)
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
    failures: dict[str, int] = field(default_factory=dict)

    def go(self, at: datetime) -> bool:
        """Do one piece of each duty that is due; return whether more waits.

        What goes wrong in one is logged, and leaves the others alone; it is tried again after a
        minute, then two, four and so on, up to a quarter of an hour. Only that the database cannot
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
            self.due[duty.name] = at + self._pause(duty)
            return False
        self.failures.pop(duty.name, None)
        self.due[duty.name] = at if is_more else at + duty.rest
        return is_more

    def _pause(self, duty: Duty) -> timedelta:
        """Count one more failure in a row and return how long the duty is left alone."""
        before = self.failures.get(duty.name, 0)
        self.failures[duty.name] = before + 1
        return min(AFTER_TROUBLE * (1 << min(before, 4)), LONGEST_TROUBLE)


def _is_away(error: Exception) -> bool:
    """Whether it is the database that is gone: then there is nothing to go on with."""
    return isinstance(error, Error) and not connection.is_usable()


def clear_sessions(at: datetime) -> bool:
    """Delete the sessions that have ended; they would fill the table for ever."""
    SessionStore.clear_expired()
    return False


def forget_sent_forms(at: datetime) -> bool:
    """Forget the forms that nobody sends again any more."""
    clear_sent_forms(at)
    return False


def tell_deeds(at: datetime) -> bool:
    """Tell people of the deeds that nobody was told of yet; one that cannot be told is put off."""
    waiting = list(Untold.objects.to_tell(at)[:AT_ONCE])
    for untold in waiting:
        try:
            tell_deed(untold, at=at)
        except Exception:
            log.exception("A deed could not be told")
            put_off_telling(untold, at=at)
    return len(waiting) == AT_ONCE


def _is_behind(at: datetime) -> bool:
    """Whether deeds wait that nobody has tried to tell, as after a standstill."""
    untried = Untold.objects.to_tell(at).filter(tries=0)
    return untried.filter(entry__at__lt=at - BEHIND).exists()


class MailServerAway(Exception):
    """The mail server takes nothing from anybody: there is no use in trying the next e-mail."""


def send_mails(at: datetime) -> bool:
    """Send the e-mail that has waited longest; one that cannot be sent holds up none behind it.

    After a standstill all deeds and deadlines are told first, so that each person gets one e-mail.
    Raises MailServerAway where the fault is not with one e-mail: then all of them wait, and only
    the one that was tried has used up a try.
    """
    if _is_behind(at):
        return True
    came = mail_next(at)
    if came is Mailing.SERVER_AWAY:
        raise MailServerAway
    return came is not Mailing.NONE_WAITS


def tell_deadlines(at: datetime) -> bool:
    """Tell people of deadlines that are near or have passed, once no deed waits to be told."""
    if _is_behind(at):
        return True
    remind(at)
    return False


def tell_calendars(at: datetime) -> bool:
    """Tell administrators what calendars lack of this year and the next."""
    tell_gaps(at)
    return False


def tell_of_places(at: datetime) -> bool:
    """Tell people of what waits where others came, went or are missing, and is late below them.

    So of originals of their SOPs that were revised. After a standstill all deeds are told first.
    """
    if _is_behind(at):
        return True
    for look in (bring_back_notices, tell_holders, tell_vacancies, tell_below, tell_originals):
        look(at)
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


def succeed(at: datetime) -> bool:
    """Let successors take over from positions that are retired."""
    succeed_positions(at)
    return False


DUTIES = (
    Duty("let successors take over", succeed, rest=timedelta(seconds=1)),
    Duty("tell of deeds", tell_deeds, rest=timedelta(seconds=1)),
    Duty("follow the calendars", FollowCalendars(), rest=timedelta(seconds=10)),
    Duty("tell of deadlines", tell_deadlines, rest=timedelta(minutes=1)),
    Duty("tell of calendars", tell_calendars, rest=timedelta(hours=1)),
    Duty("tell of places", tell_of_places, rest=timedelta(minutes=1)),
    Duty("send e-mail", send_mails, rest=timedelta(seconds=5)),
    Duty("make books", make_books, rest=timedelta(seconds=1)),
    Duty("forget forms that were sent", forget_sent_forms, rest=timedelta(days=1)),
    Duty("clear ended sessions", clear_sessions, rest=timedelta(days=1)),
)
