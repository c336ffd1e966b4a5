"""Tasks that leave hands or positions without being answered: each with an entry of its own."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.actions import succeed_position
from people.doers import Doer, Operator
from people.models import Position, User
from people.refusals import Refused
from workflow.actions.trying import tried
from workflow.clocks import clocks_now, days_at
from workflow.models import Task
from workflow.permissions import can_empty_hands, can_give_back_task, units_of_hands
from workflow.refusals import why_ended
from workflow.transition.passing import give_back
from workflow.transition.record import record
from workflow.transition.sql import (
    bring_notices_back,
    settle_notices_of_strangers,
    settle_vacancy,
    tasks,
)
from workflow.transition.turns import lock_task

log = logging.getLogger(__name__)
GIVEN_BACK = ("taken_by_id", "started_at", "due_at")


def succeed_positions(at: datetime) -> int:
    """Let successors take over from the positions that are retired by then; return how many tasks.

    What fails for one is logged, tried again the next time, and keeps no other back.
    """
    retired = Position.objects.retired(days_at(at))
    for position in retired.order_by("pk"):
        if position.subordinates.exists() or position.predecessors.exists():
            _succeeded(position, at=at)
    waiting = Task.objects.open().filter(position__in=retired)
    return sum(_handed_over(task, at=at) for task in waiting.order_by("pk"))


def _succeeded(position: Position, *, at: datetime) -> None:
    succeed = partial(succeed_position, position, by=Operator(at))
    tried(succeed, failed="A position could not be succeeded", log=log)


def _handed_over(task: Task, *, at: datetime) -> bool:
    failed = "A task could not be handed over to the position that succeeds"
    return tried(partial(hand_over_task, task, at=at), failed=failed, log=log) or False


def hand_over_task(task: Task, *, at: datetime) -> bool:
    """Give an open task of a retired position to its successor, on behalf of who retired it.

    It is retired by the day of its own office. Returns whether there was still something to hand
    over. The unread notices of those who held the position rest, unless they hold its successor.
    """
    unit = Position.objects.values_list("unit", flat=True).get(pk=task.position_id)
    with timezone.override(clocks_now().zone_of(unit)):
        return _hand_over(task, at=at)


@transaction.atomic
def _hand_over(task: Task, *, at: datetime) -> bool:
    position = Position.objects.select_related("successor", "retired_by").get(pk=task.position_id)
    heir, by, retired_on = position.successor, position.retired_by, position.retired_on
    if heir is None or by is None or retired_on is None or retired_on > timezone.localdate(at):
        return False
    turn = lock_task(task, by=Doer(by, at))
    fresh = turn.task
    if not fresh.is_open or fresh.position_id != position.pk:
        return False
    was_at, before = fresh.was_at, turn.clock
    give_back(turn)
    fresh.position, fresh.position_title = heir, heir.title
    if turn.clock != before:
        fresh.due_at = turn.clock.due_at_of(fresh, at=at)
    tasks.update(fresh, "position_id", "position_title", *GIVEN_BACK)
    settle_notices_of_strangers(fresh, turn.at, on=turn.day_at(fresh.position.unit_id))
    settle_vacancy(fresh, turn.at)
    record(turn, "hand_over", data={"to": heir.pk, "name": heir.title, "from": was_at})
    return True


def empty_hands(user: User, *, by: Doer) -> int:
    """Give all that somebody has in hand back to its positions; return how many tasks.

    Of units whose people `by` administers, or where they supervise. Raises Refused where the
    person belongs to none of them.
    """
    if not can_empty_hands(by.user, user, on=by.held_on):
        raise Refused(_not_theirs())
    units = units_of_hands(by.user, on=by.held_on)
    held = Task.objects.open().taken_by(user).filter(position__unit__in=units).order_by("pk")
    return sum(give_back_task(task, of=user, by=by) for task in held)


@transaction.atomic
def give_back_task(task: Task, *, of: User, by: Doer) -> bool:
    """Give a task in somebody's hands back to its position; return whether it was there still.

    Raises Refused unless `by` may.
    """
    if not can_give_back_task(by, task):
        raise Refused(_not_theirs())
    turn = lock_task(task, by=by)
    fresh = turn.task
    if why_ended(fresh) or fresh.taken_by_id != of.pk:
        return False
    give_back(turn)
    tasks.update(fresh, *GIVEN_BACK)
    bring_notices_back(fresh, on=turn.day_at(fresh.position.unit_id))
    settle_notices_of_strangers(fresh, turn.at, on=turn.day_at(fresh.position.unit_id))
    record(turn, "give_back", data={"from": of.pk, "name": str(of)})
    return True


def _not_theirs() -> str:
    return _("Only who administers the people of that unit, or supervises there, may do this.")
