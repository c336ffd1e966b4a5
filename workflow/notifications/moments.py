"""When an e-mail may go out: in working hours, unless it cannot wait."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from people.models import User
from workflow import worktime
from workflow.models import Document, MailChoice, Notice

MINUTE = timedelta(minutes=1)
REQUIRED = {
    Notice.NoticeKind.RETURNED,
    Notice.NoticeKind.ASSIGNED,
    Notice.NoticeKind.LATE,
}


def is_at_work(clock: worktime.WorkCalendar, at: datetime) -> bool:
    """Whether the office works in that minute."""
    return clock.minutes(at, at + MINUTE) > 0


def opening(clock: worktime.WorkCalendar, at: datetime) -> datetime:
    """Return `at` itself in working hours, otherwise when they begin next.

    `at` too where the calendar has no work at all: then nothing is gained by waiting.
    """
    try:
        return max(at, clock.after(at, 1) - MINUTE)
    except worktime.NoWork:
        return at


def mail_after(
    kind: str, document: Document | None, user: User, *, clock: worktime.WorkCalendar, at: datetime
) -> datetime | None:
    """Return when the e-mail of a notice may go out; None where none is wanted or possible.

    What concerns an urgent document does not wait for working hours or for the daily e-mail, a
    vacant position not for that. Of late work below them people choose apart from all else.
    """
    choice = frequency_of(user)
    is_required = kind in REQUIRED
    if not (settings.EMAIL_HOST and user.email):
        return None
    if choice == MailChoice.Frequency.REQUIRED and not is_required:
        return None
    if document is not None and document.sensitivity == Document.Sensitivity.URGENT:
        return at
    is_daily = choice == MailChoice.Frequency.DAILY and kind != Notice.NoticeKind.VACANT
    return opening(clock, _tomorrow(clock, at) if is_daily else at)


def frequency_of(user: User) -> str:
    """Return how often the user wants e-mails (no query with `mail_choice` loaded)."""
    choice = getattr(user, "mail_choice", None)
    return choice.frequency if choice else MailChoice.Frequency.AT_ONCE


def _tomorrow(clock: worktime.WorkCalendar, at: datetime) -> datetime:
    zone = ZoneInfo(clock.zone)
    return datetime.combine(at.astimezone(zone).date() + timedelta(days=1), time(), tzinfo=zone)
