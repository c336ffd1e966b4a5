"""A document on its way through the table of its version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from procedures.graph import Answer
from procedures.models import Step, Version
from procedures.printing import Progress
from workflow.clocks import clocks_now
from workflow.models import Document, Task
from workflow.reports.times import Visit, visit


@dataclass(frozen=True)
class TrackRow:
    """One row of the version's table with what has happened there.

    `counted` sums the minutes of all visits; `rounds` says how often the document came here;
    `is_ahead` that it is under way and may come yet.
    """

    step: Step
    visits: tuple[Visit, ...]
    is_current: bool
    is_ahead: bool = False

    @property
    def place(self) -> str:
        """The position of the step: as it was called at the last visit, or is where one may come.

        Where the document does not go any more it is the heading of the column.
        """
        if self.visits:
            return self.visits[-1].task.was_at
        actor = self.step.actor
        position = actor.position if actor and self.is_ahead else None
        return str(position or actor or "")

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
    def tasks(self) -> tuple[Task, ...]:
        """All stays of the document, with their steps and positions."""
        return tuple(visit.task for row in self.rows for visit in row.visits)

    @property
    def way(self) -> Progress:
        """The exits that the document took, and where it is now."""
        ended = (task for task in self.tasks if not task.is_open)
        answers = set(Answer)
        taken = {
            (task.step.number, Answer(task.answer)) for task in ended if task.answer in answers
        }
        return Progress(
            taken=frozenset({(0, Answer.DONE), *taken}),
            current=self.current.step.number if self.current else None,
            beside={row.step.number: row for row in self.rows},
        )


def track(document: Document, *, at: datetime) -> Track:
    """Return the document on its version's table; open tasks are counted up to `at`."""
    version = Version.objects.with_table().get(pk=document.version_id)
    now = clocks_now()
    tasks = (
        document.tasks.select_related("step", "position", "taken_by", "finished_by")
        .prefetch_related("pauses")
        .order_by("number")
    )
    visits: dict[int, list[Visit]] = {}
    current, before = None, list[Task]()
    for task in tasks:
        own = replace(
            visit(task, now.of_task(task).worktime, at=at), own_work=_own_work(task, before)
        )
        visits.setdefault(task.step_id, []).append(own)
        before.append(task)
        current = task if task.is_open else current
    return Track(
        document=document,
        version=version,
        rows=tuple(
            TrackRow(
                step=step,
                visits=tuple(visits.get(step.pk, ())),
                is_current=current is not None and current.step_id == step.pk,
                is_ahead=current is not None,
            )
            for step in version.ordered_steps()
        ),
        current=current,
    )


def _own_work(task: Task, before: Iterable[Task]) -> bool:
    """Whether who has ended a task had done an earlier step of another column."""
    done = {Task.Answer.DONE, Task.Answer.YES}
    return task.answer in Task.PASSED_ON and any(
        each.answer in done
        and each.finished_by_id == task.finished_by_id
        and each.step.number < task.step.number
        and each.step.actor_id != task.step.actor_id
        for each in before
    )
