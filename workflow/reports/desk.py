"""The desk of a person: what waits for them and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from people.models import Appointment, User
from workflow.models import Document, Task


@dataclass(frozen=True)
class DeskTask:
    """One task on somebody's desk; `returned` is the task that sent it back, if any."""

    task: Task
    returned: Task | None
    is_late: bool


@dataclass(frozen=True)
class Desk:
    """What waits for a person, what they started that is still under way, who acts for them."""

    mine: tuple[DeskTask, ...]
    free: tuple[DeskTask, ...]
    started: tuple[Document, ...]
    deputies: tuple[Appointment, ...]


DESK_LIMIT = 100


def desk(user: User, *, at: datetime) -> Desk:
    """Return the desk of a person; the oldest tasks first, at most DESK_LIMIT of a kind."""
    on = timezone.localdate(at)
    waiting = (
        Task.objects.in_positions_of(user, on=on)
        .select_related("document__version__procedure", "step", "position")
        .order_by("arrived_at", "pk")
    )
    mine = list(waiting.taken_by(user)[:DESK_LIMIT])
    free = list(waiting.free(on=on)[:DESK_LIMIT])
    tasks = _desk_tasks([*mine, *free], at=at)
    started = (
        Document.objects.filter(started_by=user, state=Document.State.RUNNING)
        .with_whereabouts()
        .order_by("-created_at", "-pk")[:DESK_LIMIT]
    )
    return Desk(
        mine=tuple(tasks[: len(mine)]),
        free=tuple(tasks[len(mine) :]),
        started=tuple(started),
        deputies=tuple(Appointment.objects.acting_for(user, on=on)),
    )


def _desk_tasks(tasks: Sequence[Task], *, at: datetime) -> list[DeskTask]:
    before = {
        (task.document_id, task.number): task
        for task in Task.objects.filter(
            document__in={task.document_id for task in tasks}, answer__in=Task.RETURNED
        ).select_related("finished_by")
    }
    return [
        DeskTask(
            task=task,
            returned=before.get((task.document_id, task.number - 1)),
            is_late=task.due_at is not None and task.due_at < at,
        )
        for task in tasks
    ]


def returned_by(task: Task) -> Task | None:
    """Return the task that sent the document back to this one; None if none did."""
    return (
        Task.objects.filter(
            document=task.document_id, number=task.number - 1, answer__in=Task.RETURNED
        )
        .select_related("finished_by")
        .first()
    )
