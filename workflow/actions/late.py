"""Recording a step after it was worked on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import User
from workflow.actions.outcomes import Outcome, how_of, keep_findings, why_not_answer
from workflow.actions.passing import end_task, pass_on, way_out
from workflow.actions.record import record
from workflow.actions.refusals import refuse, why_not_record_task_later
from workflow.actions.statements import tasks
from workflow.actions.turns import TaskTurn, lock_task
from workflow.models import Task


@transaction.atomic
def record_task_later(
    task: Task,
    *,
    by: User,
    at: datetime,
    since: datetime,
    until: datetime,
    **outcome: Unpack[Outcome],
) -> Task:
    """Answer a task that was worked on from `since` to `until`, earlier than now.

    It is marked as recorded later, and statistics leave it out. The next task arrives now: nobody
    is measured by time in which the task could not be seen. Raises Refused where the office does
    not allow it, where `finish_task` would, or if the times do not lie between arrival and now.
    """
    turn = lock_task(task, by=by, at=at, **how_of(outcome))
    refuse(
        why_not_record_task_later(turn.task, by=by, on=turn.on) or _why_not_then(turn, since, until)
    )
    way = way_out(turn, outcome["answer"])
    refuse(why_not_answer(turn, outcome))
    turn.task.taken_by = by
    turn.task.started_at = since
    turn.task.is_recorded_later = True
    tasks.update(turn.task, "taken_by_id", "started_at", "is_recorded_later")
    note = outcome.get("note", "").strip()
    ended = end_task(replace(turn, at=until), outcome["answer"], note=note)
    stated = {
        "answer": outcome["answer"],
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    found = keep_findings(turn, outcome)
    record(turn, "record_later", note=note, data={**stated, **ended, **found})
    pass_on(turn, way, at=turn.at)
    return turn.task


def _why_not_then(turn: TaskTurn, since: datetime, until: datetime) -> str:
    """Return why the task cannot have been worked on in that time."""
    if turn.task.arrived_at <= since <= until <= turn.at:
        return ""
    return _("State times between the arrival of the task and now, the beginning first.")
