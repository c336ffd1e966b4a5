"""Notices as they are made: one a person and event, each with the plan of its e-mail."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q

from workflow.clocks import Clocks, clocks_now
from workflow.models import Entry, Notice
from workflow.notifications import Told, cause_of, hidden_of, mail_after
from workflow.worktime import WorkCalendar


def tell(told: Iterable[Told], *, entry: Entry, at: datetime) -> list[Notice]:
    """Tell people of a deed whose document is locked, each once; return the new notices.

    Who was told of a deadline of the task already is not told that it has arrived, nor is who has
    not read yet that it waits, or came back.
    """
    now = clocks_now()
    there = _told_already(entry)
    of_it = Notice.objects.of_holders().filter(document=entry.document)
    known = set(of_it.filter(Q(entry=None) | Q(read_at=None)).values_list("task", "user"))
    return Notice.objects.bulk_create(
        _notice(each, entry, clock=_clock_of(each, entry, now), at=at)
        for each in told
        if (each.kind == Notice.NoticeKind.VACANT, each.user.pk) not in there
        and not _is_known(each, known)
    )


def _told_already(entry: Entry) -> set[tuple[bool, int]]:
    """Return who was told of a deed, and, as true, of a position that has been vacant since."""
    notices = Notice.objects.filter(document=entry.document)
    vacant = Q(kind=Notice.NoticeKind.VACANT)
    standing = notices.filter(vacant, task__finished_at=None, settled_at=None)
    of_deed = notices.filter(~vacant, entry=entry)
    return {
        *((True, user) for user in standing.values_list("user", flat=True)),
        *((False, user) for user in of_deed.values_list("user", flat=True)),
    }


def _clock_of(told: Told, entry: Entry, now: Clocks) -> WorkCalendar:
    """Return the calendar of the office where the task is, else of that of the SOP."""
    if told.task is not None:
        return now.of_task(told.task).worktime
    return now.of_unit(entry.document.version.procedure.unit_id).worktime


def _is_known(told: Told, known: Collection[tuple[int | None, int]]) -> bool:
    is_arrival = told.kind == Notice.NoticeKind.ARRIVED
    return is_arrival and told.task is not None and (told.task.pk, told.user.pk) in known


def _notice(told: Told, entry: Entry, *, clock: WorkCalendar, at: datetime) -> Notice:
    """Return one person's notice of a deed, not stored yet.

    Of a task that has come while nobody was told, and is late by now, it tells that it is late.
    """
    task = told.task
    is_late = task is not None and task.due_at is not None and task.due_at < at
    notice = Notice(
        user=told.user, kind=told.kind, document=entry.document, task=task, entry=entry, at=entry.at
    )
    notice.settled_at = at if told.rests else None
    if told.kind == Notice.NoticeKind.VACANT:
        notice.at = at
    if task is not None and is_late and told.kind == Notice.NoticeKind.ARRIVED:
        notice.kind, notice.entry = Notice.NoticeKind.LATE, None
        notice.due_at, notice.at = task.due_at, at
    return planned(notice, clock=clock, at=at)


def planned(notice: Notice, *, clock: WorkCalendar, at: datetime) -> Notice:
    """Return a notice with the moment of its e-mail; what goes wrong with that is kept with it."""
    notice.told_at = at
    kind, document, user = notice.kind, notice.document, notice.user
    try:
        notice.mail_after = mail_after(kind, document, user, clock=clock, at=at)
    except Exception as failure:  # noqa: BLE001 - the notice keeps it, whatever it is
        notice.mail_error = cause_of(failure, hidden=hidden_of([notice]))
        notice.mail_after = at
    return notice
