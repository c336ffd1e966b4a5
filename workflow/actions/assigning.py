"""Giving a task to a certain person."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import User
from workflow.actions.passing import give_back
from workflow.actions.record import record
from workflow.actions.refusals import refuse, why_not_assign_task
from workflow.actions.turns import How, TaskTurn, lock_task, title_of
from workflow.models import Task
from workflow.permissions import can_take_task, capacities_above


@transaction.atomic
def assign_task(
    task: Task,
    *,
    by: User,
    at: datetime,
    to: User,
    **how: Unpack[How],
) -> Task:
    """Give an open task to one of those who hold its position; they have yet to begin it.

    If another had it in hand, what was worked counts as waiting. Raises Refused if the task has
    ended, if `by` neither stands above it in the SOP nor supervises, or if it is not for `to`.
    """
    turn = lock_task(task, by=by, at=at, address=how.get("address"))
    fresh = turn.task
    refuse(why_not_assign_task(fresh, by=by, on=turn.on) or _why_not_to(turn, to))
    turn.capacity = title_of(capacities_above(by, fresh, on=turn.on), how.get("appointment"))
    give_back(turn)
    fresh.taken_by = to
    fresh.save(update_fields=["taken_by", "started_at", "due_at"])
    record(turn, "assign", data={"to": to.pk, "name": str(to)})
    return fresh


def _why_not_to(turn: TaskTurn, to: User) -> str:
    """Return why the task cannot be given to that person."""
    task, names = turn.task, {"name": to, "position": turn.task.position}
    if not can_take_task(to, task, on=turn.on):
        return _("%(name)s does not hold the position %(position)s today.") % names
    if task.taken_by_id == to.pk:
        return _("%(name)s has this task already.") % names
    return ""
