"""Telling people of what waits where others came, went or are missing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from people.locks import locked
from people.models import Appointment, Position
from workflow.actions.telling import tell
from workflow.actions.trying import tried
from workflow.models import Document, Entry, Notice, Task, ToldHolder
from workflow.models.tasks import TaskQuerySet
from workflow.notifications import Told, of_vacancy
from workflow.transition.sql import bring_notices_back

log = logging.getLogger(__name__)


def tell_holders(at: datetime) -> int:
    """Tell who newly holds a position, once, what waits there; return how many notices came of it.

    Whoever was told of a task, or passed it on there themselves, is not told of it. What fails for
    one task is left out; an appointment of which something failed is tried again the next time.
    """
    fresh = Appointment.objects.current(timezone.localdate(at)).filter(told_holder=None)
    return sum(_tell_holder(each, at=at) for each in fresh.select_related("user").order_by("pk"))


def _tell_holder(appointment: Appointment, *, at: datetime) -> int:
    on = timezone.localdate(at)
    waiting = Task.objects.open().free(on=on).filter(position=appointment.position_id)
    missing = waiting.exclude(_is_told(user=appointment.user_id))
    came = _each(missing, partial(_tell_waiting, appointment=appointment, at=at))
    if None not in came:
        ToldHolder.objects.bulk_create(
            [ToldHolder(appointment=appointment, at=at)], ignore_conflicts=True
        )
    return sum(filter(None, came))


def bring_back_notices(at: datetime) -> int:
    """Let notices be unread again whose task is in the hands of one who has left its position.

    Returns of how many tasks.
    """
    on = timezone.localdate(at)
    resting = Exists(Notice.objects.settled().filter(task=OuterRef("pk")))
    return sum(filter(None, _each(Task.objects.open().free(on=on).filter(resting), _bring_back)))


def _bring_back(task: Task) -> int:
    bring_notices_back(task)
    return 1


def tell_vacancies(at: datetime) -> int:
    """Tell of positions that have fallen vacant while something waits there.

    Told is the one that has waited longest; what comes later is told as it comes.
    """
    on = timezone.localdate(at)
    came = _each(_unseen(on), partial(_tell_vacancy, at=at))
    return sum(filter(None, came))


def _unseen(on: date) -> Iterable[Task]:
    """Yield the first task of each position that nobody holds, where nobody was told of that."""
    held = Appointment.objects.current(on).filter(position=OuterRef("pk"))
    open_there = Task.objects.open().filter(position=OuterRef("pk"))
    told = Notice.objects.filter(kind=Notice.NoticeKind.VACANT, task__finished_at=None)
    known = told.filter(task__position=OuterRef("pk"))
    vacant = Position.objects.filter(~Exists(held), Exists(open_there), ~Exists(known))
    for position in vacant.order_by("pk"):
        first = Task.objects.open().filter(position=position).order_by("arrived_at", "pk").first()
        if first is not None and of_vacancy(first, on=on):
            yield first


def _tell_vacancy(task: Task, *, at: datetime) -> int:
    on = timezone.localdate(at)
    if Appointment.objects.current(on).filter(position=task.position_id).exists():
        return 0
    return _tell(task, of_vacancy(task, on=on), at=at)


def _tell_waiting(task: Task, *, appointment: Appointment, at: datetime) -> int:
    on = timezone.localdate(at)
    current = Appointment.objects.current(on).filter(pk=appointment.pk).exists()
    free = Task.objects.filter(pk=task.pk).free(on=on).exclude(_is_told(user=appointment.user_id))
    if not (current and free.exists()):
        return 0
    return _tell(task, [Told(appointment.user, Notice.NoticeKind.ARRIVED, task)], at=at)


def _tell(task: Task, told: Iterable[Told], *, at: datetime) -> int:
    """Tell of a task as of the deed that brought it; never the one who did it."""
    entry = _brought(task)
    return len(tell((each for each in told if each.user.pk != entry.by_id), entry=entry, at=at))


def _brought(task: Task) -> Entry:
    """Return the entry that brought a task."""
    there = task.document.entries.select_related("document", "by")
    before = there.filter(task__number=task.number - 1, at__lte=task.arrived_at)
    return before.order_by("number").last() or there.get(number=1)


def _is_told(*, user: int) -> Exists:
    return Exists(Notice.objects.filter(task=OuterRef("pk"), user=user))


def _each(tasks: TaskQuerySet | Iterable[Task], do: Callable[[Task], int]) -> list[int | None]:
    """Do something with each open task, its document locked; None where that failed."""
    return [_safely(task, do) for task in tasks]


def _safely(task: Task, do: Callable[[Task], int]) -> int | None:
    failed = "What waits at a position could not be told"
    return tried(partial(_at_locked, task, do), failed=failed, log=log)


@transaction.atomic
def _at_locked(task: Task, do: Callable[[Task], int]) -> int:
    locked(Document.objects).get(pk=task.document_id)
    fresh = Task.objects.open().filter(pk=task.pk).select_related("document", "position").first()
    return do(fresh) if fresh else 0
