"""Pauses: work on a task stands still for a stated reason, and goes on."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import User
from procedures.actions import Refused
from workflow.actions.passing import end_pause
from workflow.actions.record import record
from workflow.actions.refusals import refuse, why_not_pause_task, why_not_resume_task
from workflow.actions.turns import How, lock_task
from workflow.models import Pause, Task


@transaction.atomic
def pause_task(task: Task, *, by: User, at: datetime, reason: str, **how: Unpack[How]) -> Task:
    """Let work on a task stand still for a stated reason, such as waiting for somebody outside.

    While it does, a task that is compared by its work alone has no deadline. Raises Refused if it
    is not begun and in the hands of `by`, stands still already, or no reason is given.
    """
    turn = lock_task(task, by=by, at=at, **how)
    fresh, reason = turn.task, reason.strip()
    refuse(why_not_pause_task(fresh, by=by, on=turn.on))
    if not reason:
        raise Refused(_("Write why the work stands still."))
    before = fresh.pauses.order_by("-paused_at").first()
    moments = [turn.at, fresh.started_at, before.resumed_at if before else None]
    Pause.objects.create(task=fresh, reason=reason, paused_at=max(each for each in moments if each))
    if not fresh.is_whole_counted:
        fresh.due_at = None
        fresh.save(update_fields=["due_at"])
    record(turn, "pause", note=reason)
    return fresh


@transaction.atomic
def resume_task(task: Task, *, by: User, at: datetime, **how: Unpack[How]) -> Task:
    """Go on with paused work; the deadline moves by what the pause took, if it moves at all.

    Raises Refused if the task is not in the hands of `by`, or not paused.
    """
    turn = lock_task(task, by=by, at=at, **how)
    fresh = turn.task
    refuse(why_not_resume_task(fresh, by=by, on=turn.on))
    end_pause(turn)
    fresh.due_at = turn.clock.due_at_of(fresh, at=turn.at)
    fresh.save(update_fields=["due_at"])
    record(turn, "resume")
    return fresh
