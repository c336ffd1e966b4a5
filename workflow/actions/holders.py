"""Telling people of what waits where others came, went or are missing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from people.locks import locked
from people.models import Appointment, OfficeDays, PeopleEntry, Position
from workflow.actions.telling import tell
from workflow.actions.trying import tried
from workflow.clocks import appointments_at, days_at
from workflow.models import Document, Entry, Notice, Task, ToldHolder
from workflow.models.tasks import TaskQuerySet
from workflow.notifications import of_vacancy, told_who_comes
from workflow.transition.sql import bring_notices_back, settle_notices_of_strangers

log = logging.getLogger(__name__)

COMING = (
    PeopleEntry.Deed.REOPEN_ACCOUNT,
    PeopleEntry.Deed.APPOINT_PERSON,
    PeopleEntry.Deed.CHANGE_APPOINTMENT,
    PeopleEntry.Deed.END_APPOINTMENT,
)
"""Deeds by which somebody may newly hold a position."""


def tell_holders(at: datetime) -> int:
    """Tell who newly holds a position, once, what waits there; return how many notices came of it.

    Newly holds it also whose appointment was moved to it or counts again, and whose account was put
    into use again. Whoever was told of a task, or passed it on there themselves, is not told of it.
    The notice of what a colleague has in hand rests until that is free again, and is not counted.
    What fails for one task is left out; an appointment of which something failed is tried again
    the next time.
    """
    days = days_at(at)
    _forget(days)
    fresh = appointments_at(days).filter(told_holder=None).select_related("user", "position")
    return sum(_tell_holder(each, days=days, at=at) for each in fresh.order_by("pk"))


def _forget(days: OfficeDays) -> None:
    """Forget who was told of a position that they do not hold any more, or may hold anew."""
    held = appointments_at(days).filter(pk=OuterRef("appointment"), position=OuterRef("position"))
    since = PeopleEntry.objects.filter(
        person=OuterRef("appointment__user"), deed__in=COMING, at__gte=OuterRef("at")
    )
    ToldHolder.objects.filter(~Exists(held) | Exists(since)).delete()


def _tell_holder(appointment: Appointment, *, days: OfficeDays, at: datetime) -> int:
    there = Task.objects.open().filter(position=appointment.position_id)
    missing = there.exclude(taken_by=appointment.user).exclude(_is_told(user=appointment.user_id))
    came = _each(missing, partial(_tell_waiting, appointment=appointment, days=days, at=at))
    if None not in came:
        ToldHolder.objects.bulk_create(
            [ToldHolder(appointment=appointment, position=appointment.position, at=at)],
            ignore_conflicts=True,
        )
    return sum(filter(None, came))


def bring_back_notices(at: datetime) -> int:
    """Let notices follow who holds the position of their task; return of how many tasks.

    They are unread again where the task is in the hands of one who has left its position, and rest
    with whoever does not hold it any more.
    """
    days = days_at(at)
    notices = Notice.objects.of_holders().filter(task=OuterRef("pk"), read_at=None)
    resting = Exists(notices.settled().filter(_is_holder(days)))
    stray = Exists(notices.filter(~_is_holder(days), settled_at=None))
    back = _each(_free(days).filter(resting), partial(_bring_back, days=days))
    _each(Task.objects.open().filter(stray), partial(_settle_strays, days=days, at=at))
    return sum(filter(None, back))


def _is_holder(days: OfficeDays) -> Exists:
    held = appointments_at(days)
    return Exists(held.filter(user=OuterRef("user"), position=OuterRef("task__position")))


def _bring_back(task: Task, *, days: OfficeDays) -> int:
    bring_notices_back(task, on=days.of(task.position.unit_id))
    return 1


def _settle_strays(task: Task, *, days: OfficeDays, at: datetime) -> int:
    settle_notices_of_strangers(task, at, on=days.of(task.position.unit_id))
    return 1


def tell_vacancies(at: datetime) -> int:
    """Tell of positions that have fallen vacant while something waits there.

    Told is the one that has waited longest; what comes later is told as it comes. Who was told of
    a position that somebody holds again need not read it any more, and is told once it is vacant
    anew.
    """
    days = days_at(at)
    _settle_vacancies(days, at=at)
    came = _each(_unseen(days), partial(_tell_vacancy, days=days, at=at))
    return sum(filter(None, came))


def _settle_vacancies(days: OfficeDays, *, at: datetime) -> None:
    """Let notices of vacant positions rest where somebody holds them, or their task has ended."""
    held = appointments_at(days).filter(position=OuterRef("task__position"))
    standing = Notice.objects.filter(kind=Notice.NoticeKind.VACANT, settled_at=None)
    over = standing.filter(Exists(held) | Q(task__finished_at__isnull=False))
    over.update(settled_at=at, mail_after=None)


def _unseen(days: OfficeDays) -> Iterable[Task]:
    """Yield the first task of each position that nobody holds, where nobody was told of that."""
    held = appointments_at(days).filter(position=OuterRef("pk"))
    open_there = Task.objects.open().filter(position=OuterRef("pk"))
    told = Notice.objects.filter(kind=Notice.NoticeKind.VACANT, task__finished_at=None)
    known = told.filter(task__position=OuterRef("pk"), settled_at=None)
    vacant = Position.objects.filter(~Exists(held), Exists(open_there), ~Exists(known))
    for position in vacant.order_by("pk"):
        first = Task.objects.open().filter(position=position).order_by("arrived_at", "pk").first()
        if first is not None and of_vacancy(first, on=days):
            yield first


def _tell_vacancy(task: Task, *, days: OfficeDays, at: datetime) -> int:
    if appointments_at(days).filter(position=task.position_id).exists():
        return 0
    told = of_vacancy(task, on=days)
    return len(tell(told, entry=_brought(task), at=at))


def _tell_waiting(task: Task, *, appointment: Appointment, days: OfficeDays, at: datetime) -> int:
    user = appointment.user
    held = appointments_at(days).filter(pk=appointment.pk, position=task.position_id)
    missing = Task.objects.filter(pk=task.pk).exclude(_is_told(user=user.pk))
    if task.taken_by_id == user.pk or not (held.exists() and missing.exists()):
        return 0
    entry = _brought(task)
    told = [] if user.pk == entry.by_id else told_who_comes(user, task, entry=entry, on=days)
    return sum(notice.settled_at is None for notice in tell(told, entry=entry, at=at))


def _free(days: OfficeDays) -> TaskQuerySet:
    """Return the open tasks that nobody has in hand who holds their position."""
    return Task.objects.open().free(on=days)


def _brought(task: Task) -> Entry:
    """Return the entry that brought a task."""
    there = task.document.entries.select_related("document", "by")
    before = there.filter(task__number=task.number - 1, at__lte=task.arrived_at)
    return before.order_by("number").last() or there.get(number=1)


def _is_told(*, user: int) -> Exists:
    return Exists(Notice.objects.of_holders().filter(task=OuterRef("pk"), user=user))


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
