"""Telling people: notices come of deeds and deadlines, are mailed, and are read."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.db import transaction
from django.db.models import F, Q

from people.models import User
from workflow.actions.clocks import clock_of
from workflow.clocks import read_stamp
from workflow.models import Entry, MailChoice, Notice, Task, Untold
from workflow.notifications import Told, frequency_of, mail_after, mail_of, told_of

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_TRIES = 15  # over some two days

log = logging.getLogger(__name__)


@transaction.atomic
def tell_deed(untold: Untold, *, at: datetime) -> list[Notice]:
    """Tell everybody whom a deed concerns; nothing where somebody else has just done so.

    Notices of a task that has ended count as read, and their e-mails are not sent any more.
    """
    found = Untold.objects.select_for_update().filter(pk=untold.pk).first()
    if found is None:
        return []
    entry = found.entry
    _settle(entry, at=at)
    notices = _notices(told_of(entry, at=at), entry=entry, at=at)
    found.delete()
    return notices


def _settle(entry: Entry, *, at: datetime) -> None:
    ended = Task.objects.filter(document=entry.document_id, finished_at__isnull=False)
    moot = Notice.objects.filter(task__in=ended)
    moot.unread().update(read_at=at)
    moot.filter(mail_after__isnull=False).update(mail_after=None)


def _notices(told: Sequence[Told], *, entry: Entry, at: datetime) -> list[Notice]:
    document = entry.document
    clock = clock_of(document.version_id, read_stamp()).worktime
    return Notice.objects.bulk_create(
        Notice(
            user=each.user,
            kind=each.kind,
            document=document,
            task=each.task,
            entry=entry,
            at=entry.at,
            mail_after=mail_after(each.kind, document, each.user, clock=clock, at=at),
        )
        for each in told
    )


def send_mail(at: datetime) -> bool:
    """Send the e-mail that has waited longest; return whether one went out.

    It is put off before it is sent, and marked as sent after: who is killed in between sends it
    again later, under the same Message-ID. A server that fails is asked again after one minute,
    then two, four and so on, until it is given up.
    """
    notices = _claim(at)
    if not notices:
        return False
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    try:
        mail_of(notices).send()
    except (OSError, SMTPException) as failure:
        rows.update(mail_error=f"{type(failure).__name__}: {failure}"[:300])
        rows.filter(mail_tries__gte=MOST_TRIES).update(mail_after=None)
        log.warning("An e-mail could not be sent: %s", type(failure).__name__)
        return False
    rows.update(mail_after=None, mailed_at=at, mail_error="")
    return True


@transaction.atomic
def _claim(at: datetime) -> list[Notice]:
    """Put off what is to be sent next, so that nobody else sends it, and return it.

    What is of no use any more is not sent at all: the task has ended, the person has left.
    """
    waiting = Notice.objects.to_mail(at)
    waiting.filter(
        Q(task__finished_at__isnull=False) | Q(user__is_active=False) | Q(user__email="")
    ).update(mail_after=None)
    in_order = waiting.with_all().order_by("mail_after", "pk").select_for_update(of=("self",))
    first = in_order.first()
    if first is None:
        return []
    is_daily = frequency_of(first.user) == MailChoice.Frequency.DAILY
    notices = list(in_order.filter(user=first.user)) if is_daily else [first]
    pause = min(FIRST_PAUSE * 2**first.mail_tries, LONGEST_PAUSE)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        mail_after=at + pause, mail_tries=F("mail_tries") + 1
    )
    return notices


@transaction.atomic
def read_notice(notice: Notice, *, at: datetime) -> None:
    """Remember that a notice was opened; its e-mail, where it still waits, is not sent."""
    unread = Notice.objects.filter(pk=notice.pk).unread()
    unread.filter(mail_after__isnull=False).update(mail_after=None)
    unread.update(read_at=at)


@transaction.atomic
def read_notices(*, by: User, at: datetime) -> int:
    """Let all notices of a person count as read; return how many were not."""
    own = Notice.objects.visible_to(by).unread()
    own.filter(mail_after__isnull=False).update(mail_after=None)
    return own.update(read_at=at)


@transaction.atomic
def choose_mail(*, by: User, frequency: str, language: str) -> MailChoice:
    """Keep how a person wants to be told by e-mail from now on."""
    chosen, _is_new = MailChoice.objects.update_or_create(
        user=by, defaults={"frequency": frequency, "language": language}
    )
    return chosen
