"""A document leaving a step and arriving at the next, or at its end."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from people.refusals import Refused
from procedures import graph
from workflow.journal import Fact
from workflow.models import Document, Task
from workflow.transition.sql import documents, pauses, tasks
from workflow.transition.turns import TaskTurn, Turn

ENDED = (
    "finished_at",
    "finished_by_id",
    "finished_by_name",
    "finished_as",
    "answer",
    "note",
    "waiting_minutes",
    "working_minutes",
    "paused_minutes",
)


def exit_for(turn: TaskTurn, answer: str) -> graph.Exit:
    """Return the exit that the answer takes; raise Refused where the step has no such answer."""
    leaving = turn.plan.exit(turn.task.step_id, answer)
    if leaving is None:
        raise Refused(_("This step has no such answer."))
    return leaving


def end_task(
    turn: TaskTurn, answer: str, *, note: str = "", until: datetime | None = None
) -> dict[str, Fact]:
    """Write down how the task ended, with its working minutes; return them for the journal.

    It ends with the turn, or at an earlier moment that was stated; no earlier than it began.
    """
    task, clock = turn.task, turn.clock.worktime
    at = max(until or turn.at, task.started_at or task.arrived_at)
    end_pause(turn)
    spent = task.stay(until=at).spent(clock)
    task.finished_at = at
    task.finished_by = turn.by.user
    task.finished_by_name = str(turn.by.user)
    task.finished_as = turn.capacity
    task.answer = answer
    task.note = note
    task.waiting_minutes = spent.waiting
    task.working_minutes = spent.working
    task.paused_minutes = spent.paused
    tasks.update(task, *ENDED)
    return {
        "minutes": [spent.waiting, spent.working, spent.paused],
        "standard": task.standard_minutes,
        "due": task.due_at.isoformat() if task.due_at else None,
    }


def pass_on(turn: Turn, leaving: graph.Exit, *, at: datetime | None = None) -> Task | None:
    """Let the document of an ended task arrive along an exit; None where it comes to its end.

    It arrives at that moment; without one, when the task of the turn ended, else with the turn.
    """
    if leaving.target is None:
        end_document(turn, at=at)
        return None
    return open_task(turn, leaving.target, at=at)


def open_task(turn: Turn, number: int, *, at: datetime | None = None) -> Task:
    """Let the document arrive at the step of that number; its last task has ended."""
    step, arrived_at = turn.plan.steps[number], at or _arrival(turn)
    clock = turn.clock_at(step.position)
    standard = clock.standard_minutes(
        step.standard_minutes, arrived_at, is_whole_counted=step.is_whole_counted
    )
    task = Task(
        document_id=turn.document.pk,
        number=turn.last_number + 1,
        step_id=step.pk,
        position_id=step.position,
        arrived_at=arrived_at,
        came_back=isinstance(turn, TaskTurn) and turn.task.answer in Task.RETURNED,
        standard_minutes=standard,
        is_whole_counted=step.is_whole_counted,
        due_at=clock.due_at(arrived_at, standard),
    )
    tasks.insert(task)
    return task


def end_document(turn: Turn, *, at: datetime | None = None) -> None:
    """Let the document come to the end of its procedure."""
    document = turn.document
    document.state = Document.State.FINISHED
    document.finished_at = at or _arrival(turn)
    documents.update(document, "state", "finished_at")


def _arrival(turn: Turn) -> datetime:
    """Return when the document leaves where it was: no earlier than its task has ended."""
    ended_at = turn.task.finished_at if isinstance(turn, TaskTurn) else None
    return ended_at or turn.at


def give_back(turn: TaskTurn) -> None:
    """Let nobody have the task any more, without saving it.

    What was worked and paused in it counts as waiting, so the deadline does not move for it.
    """
    task = turn.task
    task.taken_by = None
    task.started_at = None
    if not task.is_never_paused and task.pauses.exists():
        end_pause(turn)
        task.due_at = turn.clock.due_at_of(task, at=turn.at)


def end_pause(turn: TaskTurn) -> None:
    """Let a pause of the task end, if it has one that lasts."""
    pause = turn.task.open_pause
    if pause is not None:
        pause.resumed_at = max(turn.at, pause.paused_at)
        pauses.update(pause, "resumed_at")
