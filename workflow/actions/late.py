"""Recording a step after it was worked on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from people.doers import Doer
from workflow.models import Task
from workflow.refusals import refuse, why_not_record_task_later
from workflow.transition.outcomes import Outcome, keep_findings, why_not_answer
from workflow.transition.passing import end_task, exit_for, pass_on
from workflow.transition.record import record
from workflow.transition.sql import tasks
from workflow.transition.turns import TaskTurn, lock_task


@transaction.atomic
def record_task_later(
    task: Task,
    *,
    by: Doer,
    outcome: Outcome,
    since: datetime,
    until: datetime,
) -> Task:
    """Answer a task that was worked on from `since` to `until`, earlier than now.

    It is marked as recorded later, and statistics leave it out. The next task arrives now: nobody
    is measured by time in which the task could not be seen. Raises Refused where the office does
    not allow it, where `finish_task` would, or if the times do not lie between arrival and now.
    """
    turn = lock_task(task, by=by)
    refuse(why_not_record_task_later(turn.task, by=turn.by) or _why_not_then(turn, since, until))
    leaving = exit_for(turn, outcome.answer)
    refuse(why_not_answer(turn, outcome))
    turn.task.taken_by = turn.by.user
    turn.task.started_at = since
    turn.task.is_recorded_later = True
    tasks.update(turn.task, "taken_by_id", "started_at", "is_recorded_later")
    note = outcome.note.strip()
    ended = end_task(turn, outcome.answer, note=note, until=until)
    stated = {
        "answer": outcome.answer,
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    found = keep_findings(turn, outcome)
    record(turn, "record_later", note=note, data={**stated, **ended, **found})
    pass_on(turn, leaving, at=turn.at)
    return turn.task


def _why_not_then(turn: TaskTurn, since: datetime, until: datetime) -> str:
    """Return why the task cannot have been worked on in that time."""
    if turn.task.arrived_at <= since <= until <= turn.at:
        return ""
    return _("State times between the arrival of the task and now, the beginning first.")
