"""Pauses: work on a task stands still for a stated reason, and goes on."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from people.doers import Doer
from people.refusals import Refused
from workflow.models import Pause, Task
from workflow.refusals import refuse, why_not_pause_task, why_not_resume_task
from workflow.transition.passing import end_pause
from workflow.transition.record import record
from workflow.transition.sql import pauses, tasks
from workflow.transition.turns import lock_task


@transaction.atomic
def pause_task(task: Task, *, by: Doer, reason: str) -> Task:
    """Let work on a task stand still for a stated reason, such as waiting for somebody outside.

    While it does, a task that is compared by its work alone has no deadline. Raises Refused if it
    is not begun and in the hands of `by`, stands still already, or no reason is given.
    """
    turn = lock_task(task, by=by)
    fresh, reason = turn.task, reason.strip()
    refuse(why_not_pause_task(fresh, by=turn.by))
    if not reason:
        raise Refused(_("Write why the work stands still."))
    before = fresh.pauses.order_by("-paused_at").first()
    moments = [turn.at, fresh.started_at, before.resumed_at if before else None]
    paused_at = max(each for each in moments if each)
    pauses.insert(Pause(task=fresh, reason=reason, paused_at=paused_at))
    if not fresh.is_whole_counted:
        fresh.due_at = None
        tasks.update(fresh, "due_at")
    record(turn, "pause", note=reason)
    return fresh


@transaction.atomic
def resume_task(task: Task, *, by: Doer) -> Task:
    """Go on with paused work; the deadline moves by what the pause took, if it moves at all.

    Raises Refused if the task is not in the hands of `by`, or not paused.
    """
    turn = lock_task(task, by=by)
    fresh = turn.task
    refuse(why_not_resume_task(fresh, by=turn.by))
    end_pause(turn)
    fresh.due_at = turn.clock.due_at_of(fresh, at=turn.at)
    tasks.update(fresh, "due_at")
    record(turn, "resume")
    return fresh
