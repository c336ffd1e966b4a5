"""The deeds on a task: take, release, finish."""

from __future__ import annotations

from django.db import transaction

from people.doers import Doer
from workflow.models import Task
from workflow.refusals import (
    refuse,
    why_not_finish_task,
    why_not_release_task,
    why_not_take_task,
)
from workflow.transition.outcomes import Outcome, keep_findings, why_not_answer
from workflow.transition.passing import end_task, exit_for, give_back, pass_on
from workflow.transition.record import record
from workflow.transition.sql import bring_notices_back, settle_notices, tasks, together
from workflow.transition.turns import lock_task


@transaction.atomic
def take_task(task: Task, *, by: Doer) -> Task:
    """Take a free task, or begin one that was assigned to `by`: work on it starts.

    A task is free again once its taker no longer holds the position. The others' notices of it
    rest. Raises Refused if it has ended, is taken, or is not for `by`.
    """
    turn = lock_task(task, by=by)
    fresh = turn.task
    refuse(why_not_take_task(fresh, by=turn.by))
    if fresh.started_at is not None:
        give_back(turn)
    fresh.taken_by = turn.by.user
    fresh.started_at = max(turn.at, fresh.arrived_at)
    with together():
        tasks.update(fresh, "taken_by_id", "started_at", "due_at")
        settle_notices(fresh, turn.at)
        record(turn, "take")
    return fresh


@transaction.atomic
def release_task(task: Task, *, by: Doer) -> Task:
    """Give a task back to its position; the time it was held counts as waiting.

    The notices of it that rested are there again. Raises Refused if it has ended or is not in the
    hands of `by`.
    """
    turn = lock_task(task, by=by)
    fresh = turn.task
    refuse(why_not_release_task(fresh, by=turn.by))
    give_back(turn)
    tasks.update(fresh, "taken_by_id", "started_at", "due_at")
    bring_notices_back(fresh, on=turn.day_at(fresh.position.unit_id))
    record(turn, "release")
    return fresh


@transaction.atomic
def finish_task(task: Task, *, by: Doer, outcome: Outcome) -> Task:
    """End a task with an answer and pass the document on along that exit.

    Returns the ended task. Raises Refused if it has ended, is not in the hands of `by`, is paused,
    has no such answer, is answered Tidak without a reason, or otherwise without the requirements
    or the file that the step demands.
    """
    turn = lock_task(task, by=by)
    refuse(why_not_finish_task(turn.task, by=turn.by))
    answer, note = outcome.answer, outcome.note.strip()
    leaving = exit_for(turn, answer)
    refuse(why_not_answer(turn, outcome))
    with together():
        ended = end_task(turn, answer, note=note)
        record(turn, answer, note=note, data={**ended, **keep_findings(turn, outcome)})
        pass_on(turn, leaving)
    return turn.task
