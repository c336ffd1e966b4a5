"""Reminding people of deadlines, before and after."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from people.locks import locked
from people.models import Unit
from workflow import worktime
from workflow.actions.telling import planned
from workflow.actions.trying import tried
from workflow.clocks import clocks_now, days_at, near_minutes, read_stamp
from workflow.models import Document, Notice, Task
from workflow.models.tasks import TaskQuerySet
from workflow.notifications import holders_of, is_at_work
from workflow.transition.clocks import clock_of

log = logging.getLogger(__name__)


OF_THE_TASK = (
    Notice.NoticeKind.ARRIVED,
    Notice.NoticeKind.RETURNED,
    Notice.NoticeKind.ASSIGNED,
)


class NotAllMoved(Exception):
    """Some deadlines could not be counted anew; all others were."""


def remind(at: datetime) -> int:
    """Tell of every deadline that is near or has passed; return how many notices came of it.

    Each is told once, however often this is called, and in working hours alone; what passed while
    nobody called is told in the next working hour. One that moved by less than its near span is
    not told again. One that cannot be told is left for the next time and keeps no other back.
    """
    now = clocks_now()
    units: dict[worktime.WorkCalendar, list[int]] = {}
    for unit in Unit.objects.filter(positions__gt=0).distinct().values_list("pk", flat=True):
        units.setdefault(now.of_unit(unit).worktime, []).append(unit)
    return sum(_told(partial(_remind_of, mine, clock, at=at)) for clock, mine in units.items())


def _told(tell: Callable[[], int]) -> int:
    """Tell, and return how many notices came of it; log it where that goes wrong."""
    return tried(tell, failed="A deadline could not be told", log=log) or 0


def follow_calendars(at: datetime) -> int:
    """Give open tasks the deadlines of the calendars as they are now; return how many moved.

    Tasks that have ended keep their minutes and deadlines as they were. Raises NotAllMoved at the
    end where a deadline could not be counted.
    """
    stamp, wanted, has_failed = read_stamp(), list[tuple[int, Any, Any]](), False
    tasks = Task.objects.open().exclude(standard_minutes=None).select_related("document")
    for task in tasks.prefetch_related("pauses").iterator(chunk_size=500):
        try:
            due_at = clock_of(task.position_id, stamp).due_at_of(task, at=at)
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
    tasks = Task.objects.open().filter(position__unit__in=units).select_related("document")
    return sum(
        _told(partial(tell_deadline, task, kind, clock=clock, at=at))
        for kind, which in _kinds(clock, at)
        for task in _with_told(tasks.filter(which).exclude(_is_told(kind)), kind)
        if not _is_known(task, kind, clock, at=at)
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


def _with_told(tasks: TaskQuerySet, kind: Notice.NoticeKind) -> Iterable[Any]:
    """Load with each task which deadline was told last, and when anybody was told of it last.

    Who was told that it is late need not hear that it is near.
    """
    notices = Notice.objects.filter(task=OuterRef("pk")).order_by("-pk")
    of_deadline = notices.filter(entry=None, kind__in={kind, Notice.NoticeKind.LATE})
    of_deed = notices.filter(kind__in=OF_THE_TASK, told_at__isnull=False)
    return tasks.annotate(
        told_due=Subquery(of_deadline.values("due_at")[:1]),
        told_at=Subquery(of_deed.values("told_at")[:1]),
    ).order_by("due_at", "pk")


def _is_known(
    task: Any, kind: Notice.NoticeKind, clock: worktime.WorkCalendar, *, at: datetime
) -> bool:
    """Whether the deadline is no news: it moved by less than its near span since it was told.

    Nor is it where the task itself was told of when its deadline was near, or had passed, already.
    """
    near = near_minutes(task, clock, at=at)
    if task.told_due is not None:
        moments = sorted((task.told_due, task.due_at))
        return clock.minutes(*moments) < near
    if task.told_at is None:
        return False
    if kind == Notice.NoticeKind.LATE:
        return bool(task.told_at > task.due_at)
    return clock.minutes(min(task.told_at, task.due_at), task.due_at) <= near


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
    people = [user for user in holders_of(fresh, on=days_at(at)) if user.pk not in there]
    notices = (
        Notice(user=user, kind=kind, document=task.document, task=fresh, due_at=fresh.due_at, at=at)
        for user in people
    )
    Notice.objects.bulk_create(planned(each, clock=clock, at=at) for each in notices)
    return len(people)
