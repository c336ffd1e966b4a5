"""What the pages tell: the desk of a person, a document on its way through the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone

from people.models import Appointment, User
from procedures.graph import Answer
from procedures.models import StartField, Step, Version
from procedures.printing import Way
from workflow import worktime
from workflow.models import Attachment, Calendar, Document, Pause, Task
from workflow.worktime import Interval, Spent


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

    @property
    def whole(self) -> int:
        """Working minutes from arrival to the end."""
        return self.waiting + self.working + self.paused


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
        """How often the document came here, without stays that were taken back at once."""
        return sum(visit.task.answer != Task.Answer.TAKEN_BACK for visit in self.visits)

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
RETURNED = [Task.Answer.NO, Task.Answer.SENT_BACK]


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
            document__in={task.document_id for task in tasks}, answer__in=RETURNED
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
        Task.objects.filter(document=task.document_id, number=task.number - 1, answer__in=RETURNED)
        .select_related("finished_by")
        .first()
    )


def track(document: Document, *, at: datetime) -> Track:
    """Return the document on its version's table; open tasks are counted up to `at`."""
    version = Version.objects.with_table().get(pk=document.version_id)
    clock = Calendar.objects.with_hours().of_unit(version.procedure.unit).worktime()
    tasks = (
        document.tasks.select_related("step", "position", "taken_by", "finished_by")
        .prefetch_related("pauses")
        .order_by("number")
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
    spent = spent_on(task, clock, at=at)
    counted = spent.whole if task.is_whole_counted else spent.working
    return Visit(task, spent.waiting, spent.working, spent.paused, counted, _verdict(task, counted))


def spent_on(task: Task, clock: worktime.Calendar, *, at: datetime) -> Spent:
    """Return the minutes of a task: those kept when it ended, or those until `at`."""
    if task.is_open:
        return task.stay(until=at).spent(clock)
    return Spent(task.waiting_minutes or 0, task.working_minutes or 0, task.paused_minutes or 0)


def _verdict(task: Task, counted: int) -> Verdict:
    if task.standard_minutes is None:
        return Verdict.NOT_STANDARDISED
    return Verdict.LATE if counted > task.standard_minutes else Verdict.WITHIN


@dataclass(frozen=True)
class Detail:
    """What a document says to one field of its version's start form; `file` if that is a file."""

    label: str
    value: str | date
    file: Attachment | None


def details(document: Document) -> tuple[Detail, ...]:
    """Return what a document says to its version's own fields, in their order."""
    if not document.details:
        return ()
    files = {(each.name, each.version): each for each in document.attachments.all()}
    answered = [
        (field, document.details[str(field.pk)])
        for field in document.version.start_fields.all()
        if str(field.pk) in document.details
    ]
    return tuple(_detail(field, value, files) for field, value in answered)


def _detail(field: StartField, value: Any, files: Mapping[tuple[str, int], Attachment]) -> Detail:
    if field.kind == StartField.Kind.FILE:
        return Detail(field.label, value["name"], files.get((value["name"], value["version"])))
    is_date = field.kind == StartField.Kind.DATE
    return Detail(field.label, date.fromisoformat(value) if is_date else value, None)


@dataclass(frozen=True)
class Part:
    """A part of a task's time: the working time that was counted, and what it sums up to."""

    name: str
    intervals: tuple[Interval, ...]

    @property
    def minutes(self) -> int:
        """Working minutes of all intervals."""
        return sum(each.minutes for each in self.intervals)


@dataclass(frozen=True)
class TaskTime:
    """How the minutes of a task come about.

    `is_kept_otherwise`: the calendar was changed after the task ended, so what was kept then is
    not what would be counted now.
    """

    visit: Visit
    parts: tuple[Part, ...]
    pauses: tuple[Pause, ...]
    is_kept_otherwise: bool


def task_time(task: Task, *, at: datetime) -> TaskTime:
    """Return the working time that was counted for a task, until `at` while it is open."""
    unit = task.document.version.procedure.unit
    clock = Calendar.objects.with_hours().of_unit(unit).worktime()
    stay = task.stay(until=at)
    parts = (
        Part("waiting", stay.waiting(clock)),
        Part("working", stay.working(clock)),
        Part("paused", stay.paused(clock)),
    )
    seen = visit(task, clock, at=at)
    kept = (seen.waiting, seen.working, seen.paused)
    return TaskTime(
        visit=seen,
        parts=parts,
        pauses=tuple(task.pauses.all()),
        is_kept_otherwise=kept != tuple(part.minutes for part in parts),
    )
