"""Telling people: notices come of deeds and deadlines, are mailed, and are read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial
from smtplib import SMTPSenderRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from people.doers import Doer
from people.locks import locked
from procedures.adoptions import outdated
from procedures.models.procedures import edited_units
from workflow.actions.telling import tell
from workflow.clocks import appointments_at, clocks_now, days_at
from workflow.models import Document, Entry, MailChoice, Notice, Task, Untold
from workflow.models.notices import NoticeQuerySet
from workflow.notifications import cause_of, hidden_of, mail_of, tasks_below, told_of

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_TRIES = 15  # over some two days
MOST_TOGETHER = 100  # notices in one e-mail

log = logging.getLogger(__name__)


@transaction.atomic
def tell_deed(untold: Untold, *, at: datetime) -> list[Notice]:
    """Tell everybody whom a deed concerns; nothing where somebody else has just done so.

    Notices of a task that has ended count as read, and their e-mails are not sent any more. The
    document is locked: whoever takes its task meanwhile lets the notices rest that come of this.
    """
    locked(Document.objects.filter(entries=untold.pk)).first()
    found = locked(Untold.objects.filter(pk=untold.pk)).first()
    if found is None:
        return []
    entry = found.entry
    _settle(entry, at=at)
    with timezone.override(clocks_now().zone_of_document(entry.document)):
        notices = tell(told_of(entry, at=at), entry=entry, at=at)
    found.delete()
    return notices


def put_off_telling(untold: Untold, *, at: datetime) -> None:
    """Leave a deed that could not be told for later: longer and longer, but never for good."""
    untold.tell_after = at + pause_after(untold.tries)
    untold.tries = min(untold.tries + 1, MOST_TRIES)
    untold.save(update_fields=["tell_after", "tries"])


def _settle(entry: Entry, *, at: datetime) -> None:
    ended = Task.objects.filter(document=entry.document_id, finished_at__isnull=False)
    moot = Notice.objects.filter(task__in=ended)
    moot.filter(read_at=None).update(read_at=at)
    moot.filter(settled_at__isnull=False).exclude(kind=Notice.NoticeKind.VACANT).update(
        settled_at=None
    )
    moot.filter(mail_after__isnull=False).update(mail_after=None)


class Mailing(Enum):
    """What came of the e-mail that had waited longest."""

    NONE_WAITS = auto()
    SENT = auto()
    PUT_OFF = auto()
    SERVER_AWAY = auto()


def mail_next(at: datetime) -> Mailing:
    """Send the e-mail that has waited longest and return what came of it.

    It goes to one person, with all that waits for them. It is put off before it is sent, and marked
    as sent after: who is killed in between sends it again later, under the same Message-ID.
    Whatever goes wrong is kept with its notices; they are tried again after one minute, then two,
    four and so on, until they are given up. A notice of which no e-mail can be made leaves the
    others of the same person their e-mail.
    """
    claimed = _claim(at)
    if claimed is None:
        return Mailing.NONE_WAITS
    notices = [each for each in claimed if _failure(partial(_make, each, at), [each]) is None]
    if not notices:
        return Mailing.PUT_OFF
    with ExitStack() as server:
        return _hand_over(server, notices, at=at)


def _make(notice: Notice, at: datetime) -> None:
    mail_of([notice], at=at).message()


def _open(server: ExitStack) -> BaseEmailBackend:
    """Return the mail server, spoken to until the stack ends."""
    connection = get_connection()
    server.callback(_close, connection)
    connection.open()
    return connection


def _close(connection: BaseEmailBackend) -> None:
    with suppress(Exception):  # the server has answered; how it says good-bye changes nothing
        connection.close()


def _send(notices: Sequence[Notice], connection: BaseEmailBackend, at: datetime) -> None:
    mail = mail_of(notices, at=at)
    mail.connection = connection
    mail.send()


def _hand_over(server: ExitStack, notices: Sequence[Notice], *, at: datetime) -> Mailing:
    """Hand one e-mail of all notices to the server.

    A server that takes nobody in, or does not let this office send, is away for every e-mail; so is
    one that the settings do not describe.
    """
    opened: list[BaseEmailBackend] = []
    if _failure(lambda: opened.append(_open(server)), notices) is not None:
        return Mailing.SERVER_AWAY
    failure = _failure(partial(_send, notices, opened[0], at), notices)
    if failure is not None:
        is_away = isinstance(failure, SMTPSenderRefused)
        return Mailing.SERVER_AWAY if is_away else Mailing.PUT_OFF
    _rows(notices).update(mail_after=None, mailed_at=at, mail_error="")
    return Mailing.SENT


def _failure(step: Callable[[], object], notices: Sequence[Notice]) -> Exception | None:
    """Take a step of sending and return what went wrong; it is kept with the notices."""
    try:
        step()
    except Exception as failure:  # noqa: BLE001 - the notice keeps it, whatever it is
        _rows(notices).update(mail_error=cause_of(failure, hidden=hidden_of(notices)))
        _rows(notices).filter(mail_tries__gte=MOST_TRIES).update(mail_after=None)
        log.warning("An e-mail could not be sent: %s", type(failure).__name__)
        return failure
    return None


def _rows(notices: Sequence[Notice]) -> NoticeQuerySet:
    return Notice.objects.filter(pk__in=[notice.pk for notice in notices])


def pause_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries: one minute, two, four, up to six hours."""
    return min(FIRST_PAUSE * (1 << min(tries, 9)), LONGEST_PAUSE)


@transaction.atomic
def _claim(at: datetime) -> list[Notice] | None:
    """Put off what is to be sent next, so that nobody else sends it, and return it.

    That is all that waits for the same person. What is of no use any more is not sent at all: the
    task has ended, the person has left, does not hold its position or may not see it any more.
    Neither is what was tried often enough and never came to an end. None where nothing waits.
    """
    _give_up(at)
    waiting = Notice.objects.to_mail(at)
    first = locked(waiting.with_all()).order_by("mail_after", "pk").first()
    if first is None:
        return None
    own = waiting.filter(user=first.user).with_all()
    seen = own.with_sight(first.user, days=days_at(at))
    found = list(locked(seen).order_by("mail_after", "pk")[:MOST_TOGETHER])
    notices = [each for each in found if _may_be_mailed(each, at)]
    _rows([each for each in found if each not in notices]).update(mail_after=None)
    _rows(notices).update(
        mail_after=at + pause_after(first.mail_tries), mail_tries=F("mail_tries") + 1
    )
    return notices


def _give_up(at: datetime) -> None:
    """Let nothing be sent that is of no use, or was tried often enough."""
    waiting = Notice.objects.filter(mail_after__lte=at)
    untold = waiting.filter(mail_tries__gte=MOST_TRIES, mail_error="")
    untold.update(mail_error=f"Given up after {MOST_TRIES} tries that came to no end.")
    held = appointments_at(days_at(at)).filter(user=OuterRef("user"))
    is_holder = Exists(held.filter(position=OuterRef("task__position")))
    waiting.of_holders().filter(~is_holder).update(mail_after=None)
    waiting.filter(
        Q(task__finished_at__isnull=False)
        | Q(user__is_active=False)
        | Q(user__email="")
        | Q(mail_tries__gte=MOST_TRIES)
    ).update(mail_after=None)


def _may_be_mailed(notice: Notice, at: datetime) -> bool:
    """Whether it is true still, and its person may see what it tells of.

    Of a vacant position it tells no more than that, so that need not be seen.
    """
    if notice.kind == Notice.NoticeKind.VACANT:
        return not notice.is_moot
    if notice.kind == Notice.NoticeKind.BELOW:
        return tasks_below(notice.user, at=at).exists()
    if notice.kind == Notice.NoticeKind.REVISED:
        behind = outdated().filter(procedure=notice.copy_id, newer=notice.version_id)
        return behind.filter(procedure__unit__in=edited_units(notice.user, on=days_at(at))).exists()
    return notice.is_seen


@transaction.atomic
def read_notice(notice: Notice, *, by: Doer) -> None:
    """Remember that a notice was opened; its e-mail, where it still waits, is not sent."""
    unread = Notice.objects.filter(pk=notice.pk).unread()
    unread.filter(mail_after__isnull=False).update(mail_after=None)
    unread.update(read_at=by.at)


@transaction.atomic
def read_notices(*, by: Doer) -> int:
    """Let all notices of a person count as read; return how many were not."""
    own = Notice.objects.visible_to(by.user).unread()
    own.filter(mail_after__isnull=False).update(mail_after=None)
    return own.update(read_at=by.at)


@transaction.atomic
def choose_mail(
    *, by: Doer, frequency: str, language: str, is_told_below: bool = True
) -> MailChoice:
    """Keep how a person wants to be told by e-mail, and of late work below, from now on."""
    chosen, _is_new = MailChoice.objects.update_or_create(
        user=by.user,
        defaults={
            "frequency": frequency,
            "language": language,
            "is_told_below": is_told_below,
        },
    )
    return chosen
