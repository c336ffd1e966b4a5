"""What the pages tell: the desk of a person, a document on its way through the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from people.models import User
from procedures.graph import Answer
from procedures.models import Step, Version
from procedures.printing import Way
from workflow import worktime
from workflow.models import Calendar, Document, Task


class Verdict(StrEnum):
    """How the time of a task compares with its standard."""

    WITHIN = "within"
    LATE = "late"
    NOT_STANDARDISED = "not_standardised"


@dataclass(frozen=True)
class Visit:
    """One task with its time so far, in working minutes."""

    task: Task
    waiting: int
    working: int
    paused: int
    counted: int
    verdict: Verdict


@dataclass(frozen=True)
class TrackRow:
    """One row of the version's table with what has happened there.

    `counted` sums the minutes of all visits; `rounds` says how often the document came here.
    """

    step: Step
    visits: tuple[Visit, ...]
    is_current: bool

    @property
    def rounds(self) -> int:
        """How often the document came here."""
        return len(self.visits)

    @property
    def counted(self) -> int:
        """Working minutes of all visits, as they are compared with the standard."""
        return sum(visit.counted for visit in self.visits)


@dataclass(frozen=True)
class Track:
    """A document on the table of the version it runs on."""

    document: Document
    version: Version
    rows: tuple[TrackRow, ...]
    current: Task | None

    @property
    def way(self) -> Way:
        """The exits that the document took, and where it is now."""
        ended = (visit.task for row in self.rows for visit in row.visits if not visit.task.is_open)
        answers = set(Answer)
        taken = {
            (task.step.number, Answer(task.answer)) for task in ended if task.answer in answers
        }
        return Way(
            taken=frozenset({(0, Answer.DONE), *taken}),
            current=self.current.step.number if self.current else None,
            beside={row.step.number: row for row in self.rows},
        )


@dataclass(frozen=True)
class DeskTask:
    """One task on somebody's desk; `returned` is the task whose Tidak sent it back, if any."""

    task: Task
    returned: Task | None
    is_late: bool


@dataclass(frozen=True)
class Desk:
    """What waits for a person, and what they started that is still under way."""

    mine: tuple[DeskTask, ...]
    free: tuple[DeskTask, ...]
    started: tuple[Document, ...]


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
    )


def _desk_tasks(tasks: Sequence[Task], *, at: datetime) -> list[DeskTask]:
    before = {
        (task.document_id, task.number): task
        for task in Task.objects.filter(
            document__in={task.document_id for task in tasks}, answer=Task.Answer.NO
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
    """Return the task whose Tidak brought the document to this one; None if none did."""
    return (
        Task.objects.filter(
            document=task.document_id, number=task.number - 1, answer=Task.Answer.NO
        )
        .select_related("finished_by")
        .first()
    )


def track(document: Document, *, at: datetime) -> Track:
    """Return the document on its version's table; open tasks are counted up to `at`."""
    version = Version.objects.with_table().get(pk=document.version_id)
    clock = Calendar.objects.with_hours().of_unit(version.procedure.unit).worktime()
    tasks = document.tasks.select_related("step", "position", "taken_by", "finished_by").order_by(
        "number"
    )
    visits: dict[int, list[Visit]] = {}
    current = None
    for task in tasks:
        visits.setdefault(task.step_id, []).append(visit(task, clock, at=at))
        current = task if task.is_open else current
    return Track(
        document=document,
        version=version,
        rows=tuple(
            TrackRow(
                step=step,
                visits=tuple(visits.get(step.pk, ())),
                is_current=current is not None and current.step_id == step.pk,
            )
            for step in version.ordered_steps()
        ),
        current=current,
    )


def visit(task: Task, clock: worktime.Calendar, *, at: datetime) -> Visit:
    """Return a task with its minutes: those kept when it ended, or those until `at`."""
    waiting, working, paused = _minutes(task, clock, at=at)
    counted = waiting + working + paused if task.is_whole_counted else working
    return Visit(task, waiting, working, paused, counted, _verdict(task, counted))


def _minutes(task: Task, clock: worktime.Calendar, *, at: datetime) -> tuple[int, int, int]:
    if not task.is_open:
        return task.waiting_minutes or 0, task.working_minutes or 0, task.paused_minutes or 0
    if task.started_at is None:
        return clock.minutes(task.arrived_at, at), 0, 0
    return clock.minutes(task.arrived_at, task.started_at), clock.minutes(task.started_at, at), 0


def _verdict(task: Task, counted: int) -> Verdict:
    if task.standard_minutes is None:
        return Verdict.NOT_STANDARDISED
    return Verdict.LATE if counted > task.standard_minutes else Verdict.WITHIN
