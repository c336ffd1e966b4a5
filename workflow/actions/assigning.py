"""Giving a task to a certain person."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from people.doers import Doer
from people.models import User
from workflow.models import Task
from workflow.permissions import can_take_task, capacities_above
from workflow.refusals import refuse, why_not_assign_task, why_not_for_person
from workflow.transition.passing import give_back
from workflow.transition.record import record
from workflow.transition.sql import settle_notices, tasks
from workflow.transition.turns import TaskTurn, chosen_capacity, lock_task


@transaction.atomic
def assign_task(
    task: Task,
    *,
    by: Doer,
    to: User,
) -> Task:
    """Give an open task to one of those who hold its position; they have yet to begin it.

    If another had it in hand, what was worked counts as waiting. Raises Refused if the task has
    ended, if `by` neither stands above it in the SOP nor supervises, or if it is not for `to`: they
    do not hold its position, or would answer their own work where the SOP forbids that.
    """
    turn = lock_task(task, by=replace(by, appointment=None))
    fresh = turn.task
    refuse(why_not_assign_task(fresh, by=turn.by) or _why_not_to(turn, to))
    turn = replace(turn, capacity=chosen_capacity(capacities_above(turn.by, fresh), by))
    give_back(turn)
    fresh.taken_by = to
    tasks.update(fresh, "taken_by_id", "started_at", "due_at")
    settle_notices(fresh, turn.at)
    record(turn, "assign", data={"to": to.pk, "name": str(to)})
    return fresh


def _why_not_to(turn: TaskTurn, to: User) -> str:
    """Return why the task cannot be given to that person."""
    task, names = turn.task, {"name": to, "position": turn.task.position}
    if not can_take_task(Doer(to, turn.at, days=turn.by.days), task):
        return _("%(name)s does not hold the position %(position)s today.") % names
    if task.taken_by_id == to.pk:
        return _("%(name)s has this task already.") % names
    return why_not_for_person(task, to)
