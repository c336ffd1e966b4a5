"""Somebody's turn at a document: it is locked, and looked at again, until the transaction ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Appointment, User
from procedures.actions import Refused
from workflow.actions.clocks import clock_of
from workflow.actions.plans import Plan, plan_of
from workflow.actions.statements import Look, look_at_task
from workflow.clocks import Clock, read_stamp
from workflow.models import Document, Task
from workflow.permissions import capacities_at, capacities_in


class How(TypedDict, total=False):
    """From where a deed is done, and as what: the capacity chosen by who has several."""

    address: str | None
    appointment: Appointment | None


@dataclass
class Turn:
    """One deed at a locked document: who does it, as what, when and from where.

    `capacity` is as what `by` does it ('Plh. Kabid KB & KS'), '' without a position there.
    """

    document: Document
    by: User
    at: datetime
    address: str | None
    capacity: str

    @property
    def on(self) -> date:
        """The day of the deed as the office counts it."""
        return timezone.localdate(self.at)

    @property
    def plan(self) -> Plan:
        """The steps of the version that the document runs on."""
        return plan_of(self.document.version_id)

    @cached_property
    def clock(self) -> Clock:
        """The clock that the document's time is counted by.

        Raises Refused where the office has none.
        """
        return clock_of(self.document.version_id, read_stamp())

    @cached_property
    def last_number(self) -> int:
        """The number of the document's newest task, 0 before the first."""
        return self.document.tasks.count()


@dataclass
class TaskTurn(Turn):
    """One deed at a task of a locked document; its capacity is that in the task's position."""

    task: Task
    look: Look

    @cached_property
    def clock(self) -> Clock:
        """The clock that the document's time is counted by, true to what the lock has seen."""
        return clock_of(self.document.version_id, self.look.stamp)

    @cached_property
    def last_number(self) -> int:
        """The number of the document's newest task."""
        return self.look.last_number


def at_task(turn: Turn, task: Task) -> TaskTurn:
    """Return the same deed as one at a task of the document."""
    return TaskTurn(
        document=turn.document,
        by=turn.by,
        at=turn.at,
        address=turn.address,
        capacity=turn.capacity,
        task=task,
        look=Look(task, turn.capacity, turn.last_number, read_stamp()),
    )


def lock_document(document: Document, *, by: User, at: datetime, **how: Unpack[How]) -> Turn:
    """Lock the document inside the caller's transaction and look at it again.

    One lock a document for all its deeds: whoever comes second looks at what the first has done.
    Raises Refused if the chosen capacity is not held any more.
    """
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    held = capacities_in(by, fresh.version, on=timezone.localdate(at))
    return Turn(
        document=fresh,
        by=by,
        at=_not_before(fresh, at),
        address=how.get("address"),
        capacity=title_of(held, how.get("appointment")),
    )


def lock_task(task: Task, *, by: User, at: datetime, **how: Unpack[How]) -> TaskTurn:
    """Lock the task's document inside the caller's transaction and look at the task again.

    Raises Refused if the chosen capacity is not held any more.
    """
    on = timezone.localdate(at)
    look, chosen = look_at_task(task.pk, by=by, on=on), how.get("appointment")
    return TaskTurn(
        document=look.task.document,
        by=by,
        at=_not_before(look.task.document, at),
        address=how.get("address"),
        capacity=title_of(capacities_at(by, look.task, on=on), chosen) if chosen else look.capacity,
        task=look.task,
        look=look,
    )


def _not_before(document: Document, at: datetime) -> datetime:
    """Return the moment of a deed: a clock that was set back puts none before the one it follows.

    So the tasks have the same moments as the journal, and can be told from it.
    """
    return max(at, document.last_entry_at or at)


def title_of(held: Iterable[Appointment], chosen: Appointment | None) -> str:
    """Return as what a deed is done: as chosen, else as the first that is held, '' as nothing.

    Raises Refused if the chosen one is not held.
    """
    if chosen is None:
        first = next(iter(held), None)
        return first.title if first else ""
    if chosen not in held:
        raise Refused(
            _("You do not act as %(capacity)s here today. Choose again.")
            % {"capacity": chosen.title}
        )
    return chosen.title
