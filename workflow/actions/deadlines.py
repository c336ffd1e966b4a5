"""Reminding people of deadlines, before and after."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from people.locks import locked
from people.models import Unit
from workflow import worktime
from workflow.clocks import clocks_now, read_stamp
from workflow.models import Document, Notice, Task
from workflow.notifications import holders_of, is_at_work, mail_after
from workflow.transition.clocks import clock_of

log = logging.getLogger(__name__)


class NotAllMoved(Exception):
    """Some deadlines could not be counted anew; all others were."""


def remind(at: datetime) -> int:
    """Tell of every deadline that is near or has passed; return how many notices came of it.

    Each is told once, however often this is called, and in working hours alone; what passed while
    nobody called is told in the next working hour. One that cannot be told is left for the next
    time and keeps no other back.
    """
    now = clocks_now()
    units: dict[worktime.WorkCalendar, list[int]] = {}
    for unit in Unit.objects.filter(procedures__gt=0).distinct().values_list("pk", flat=True):
        units.setdefault(now.of_unit(unit).worktime, []).append(unit)
    return sum(_told(partial(_remind_of, mine, clock, at=at)) for clock, mine in units.items())


def _told(tell: Callable[[], int]) -> int:
    """Tell, and return how many notices came of it; log it where that goes wrong."""
    try:
        return tell()
    except Exception:
        log.exception("A deadline could not be told")
        return 0


def follow_calendars(at: datetime) -> int:
    """Give open tasks the deadlines of the calendars as they are now; return how many moved.

    Tasks that have ended keep their minutes and deadlines as they were. Raises NotAllMoved at the
    end where a deadline could not be counted.
    """
    stamp, wanted, has_failed = read_stamp(), list[tuple[int, Any, Any]](), False
    tasks = Task.objects.open().exclude(standard_minutes=None).select_related("document")
    for task in tasks.prefetch_related("pauses").iterator(chunk_size=500):
        try:
            due_at = clock_of(task.document.version_id, stamp).due_at_of(task, at=at)
        except Exception:
            log.exception("A deadline could not be counted anew")
            has_failed = True
        else:
            wanted.append((task.pk, task.due_at, due_at))
    moved = sum(
        Task.objects.open().filter(pk=key, due_at=before).update(due_at=due_at)
        for key, before, due_at in wanted
        if due_at != before
    )
    if has_failed:
        raise NotAllMoved
    return moved


def _remind_of(units: list[int], clock: worktime.WorkCalendar, *, at: datetime) -> int:
    if not is_at_work(clock, at):
        return 0
    tasks = (
        Task.objects.open()
        .filter(document__version__procedure__unit__in=units)
        .select_related("document")
    )
    return sum(
        _told(partial(tell_deadline, task, kind, clock=clock, at=at))
        for kind, which in _kinds(clock, at)
        for task in tasks.filter(which).exclude(_is_told(kind)).order_by("due_at", "pk")
    )


def _kinds(clock: worktime.WorkCalendar, at: datetime) -> Iterator[tuple[Notice.NoticeKind, Q]]:
    """Yield which deadlines are near then, and which have passed."""
    yield Notice.NoticeKind.LATE, Q(due_at__lt=at)
    try:
        hour, day = clock.after(at, Task.NEAR_WORK), clock.after(at, clock.standard_minutes(at, 1))
    except worktime.NoWork:
        return
    near = Q(is_whole_counted=False, due_at__lte=hour) | Q(is_whole_counted=True, due_at__lte=day)
    yield Notice.NoticeKind.NEAR, near & Q(due_at__gte=at)


def _is_told(kind: Notice.NoticeKind) -> Exists:
    return Exists(
        Notice.objects.filter(task=OuterRef("pk"), due_at=OuterRef("due_at"), kind=kind, entry=None)
    )


@transaction.atomic
def tell_deadline(
    task: Task, kind: Notice.NoticeKind, *, clock: worktime.WorkCalendar, at: datetime
) -> int:
    """Tell those in whose hands a task is of its deadline, each once; return how many are new."""
    locked(Document.objects).get(pk=task.document_id)
    fresh = Task.objects.filter(pk=task.pk, due_at=task.due_at).open().first()
    if fresh is None:
        return 0
    told = Notice.objects.filter(task=fresh, kind=kind, due_at=fresh.due_at, entry=None)
    there = set(told.values_list("user", flat=True))
    on = timezone.localdate(at, ZoneInfo(clock.zone))
    people = [user for user in holders_of(fresh, on=on) if user.pk not in there]
    Notice.objects.bulk_create(
        Notice(
            user=user,
            kind=kind,
            document=task.document,
            task=fresh,
            due_at=fresh.due_at,
            at=at,
            mail_after=mail_after(kind, task.document, user, clock=clock, at=at),
        )
        for user in people
    )
    return len(people)
