"""Somebody's turn at a document: it is locked, and looked at again, until the transaction ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from people.doers import Doer
from people.models import Appointment
from people.refusals import Refused
from workflow.clocks import Clock, clocks
from workflow.models import Document, Task
from workflow.permissions import at_position, capacities_at, capacities_in
from workflow.transition.clocks import clock_of
from workflow.transition.plans import Plan, plan_of
from workflow.transition.sql import lock_document_row, lock_task_row


@dataclass(frozen=True)
class Turn:
    """One deed at a locked document.

    `capacity` is the one that goes on record ('Plh. Kabid KB & KS'), '' without a position there;
    `last_number` is that of the document's newest task, 0 before the first; `stamp` is that of the
    calendars as they are now.
    """

    document: Document
    by: Doer
    capacity: str
    last_number: int
    stamp: str | None

    @property
    def at(self) -> datetime:
        """The moment of the deed."""
        return self.by.at

    def day_at(self, unit: int) -> date:
        """Return the day of the deed in an office."""
        return self.by.days.of(unit) if self.by.days else self.by.on

    @property
    def plan(self) -> Plan:
        """The steps of the version that the document runs on."""
        return plan_of(self.document.version_id)

    def clock_at(self, position: int) -> Clock:
        """Return the clock that the document's time at a position is counted by.

        Raises Refused where its office has none.
        """
        return clock_of(position, self.stamp)


@dataclass(frozen=True)
class TaskTurn(Turn):
    """One deed at a task of a locked document; its capacity is that in the task's position."""

    task: Task
    is_own_work: bool = False
    """Whether who does it has done an earlier step of another column."""

    @property
    def clock(self) -> Clock:
        """The clock that the time of the task is counted by, that of its position's office."""
        return self.clock_at(self.task.position_id)


def at_task(turn: Turn, task: Task) -> TaskTurn:
    """Return the same deed as one at a task of the document."""
    return TaskTurn(
        document=turn.document,
        by=turn.by,
        capacity=turn.capacity,
        last_number=turn.last_number,
        stamp=turn.stamp,
        task=task,
    )


def lock_document(document: Document, *, by: Doer) -> Turn:
    """Lock the document inside the caller's transaction and look at it again.

    One lock a document for all its deeds: whoever comes second looks at what the first has done.
    Raises Refused if the chosen capacity is not held any more.
    """
    fresh, last_number, stamp = lock_document_row(document.pk)
    doer = _not_before(fresh, by, stamp)
    held = capacities_in(by.user, fresh.version_id, on=doer.held_on)
    return Turn(
        document=fresh,
        by=doer,
        capacity=chosen_capacity(held, by),
        last_number=last_number,
        stamp=stamp,
    )


def lock_task(task: Task, *, by: Doer) -> TaskTurn:
    """Lock the task's document inside the caller's transaction and look at the task again.

    Raises Refused if the chosen capacity is not held any more.
    """
    fresh, held, last_number, stamp, is_own = lock_task_row(task.pk, by=by)
    doer = _not_before(fresh.document, by, stamp)
    if by.appointment is None:  # whoever has chosen may hold the position in other ways as well
        doer = doer.knowing(at_position(fresh), [] if held is None else [held])
    return TaskTurn(
        document=fresh.document,
        by=doer,
        capacity=chosen_capacity(capacities_at(doer, fresh), by),
        last_number=last_number,
        stamp=stamp,
        task=fresh,
        is_own_work=is_own,
    )


def _not_before(document: Document, by: Doer, stamp: str | None) -> Doer:
    """Return the doer, of whom nothing is known, at a moment that is not before the last entry's,
    with the day that it is then in each office.

    A clock that was set back would otherwise let the tasks and the journal tell different moments.
    """
    at = max(by.at, document.last_entry_at or by.at)
    return replace(by, at=at, days=clocks(stamp).days(at))


def chosen_capacity(held: Iterable[Appointment], by: Doer) -> str:
    """Return the capacity that goes on record: the chosen one, else the first that is held.

    '' where none is held. Raises Refused if the chosen one is not held.
    """
    chosen = by.appointment
    if chosen is None:
        first = next(iter(held), None)
        return first.title if first else ""
    if chosen not in held:
        raise Refused(
            _("You do not act as %(capacity)s here today. Choose again.")
            % {"capacity": chosen.title}
        )
    return chosen.title
