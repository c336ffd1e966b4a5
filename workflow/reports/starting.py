"""Under which SOPs a person may start a document, under which not, and where it goes first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from people.models import Appointment, Days, Position, User
from people.refusals import Refused
from procedures.models import Procedure, Step, Version
from workflow.clocks import read_stamp
from workflow.models import Document
from workflow.transition.clocks import starting_clock, without_hours
from workflow.transition.plans import plan_of

OWN_COUNTED = 200
OFFICE_COUNTED = 500
MOST_SHOWN = 50


@dataclass(frozen=True)
class Choice:
    """One SOP to start under; `times` is how often the person did so lately."""

    version: Version
    times: int


@dataclass(frozen=True)
class Choices:
    """What somebody who looks for an SOP finds: those to start under, and the others.

    `count` says how many there are to start under; no more than MOST_SHOWN of a kind are listed.
    The positions in the columns of the others are loaded: they say who may start.
    """

    offered: tuple[Choice, ...]
    count: int
    others: tuple[Version, ...]


@dataclass(frozen=True)
class FirstStop:
    """Where a document goes when it is sent off, and who holds that position today."""

    step: Step
    position: Position
    holders: tuple[Appointment, ...]


def first_stop(version: Version, *, on: Days) -> FirstStop | None:
    """Return where a document under that version goes first; None where nobody is responsible."""
    step = version.steps.select_related("actor__position").order_by("number").first()
    if step is None or step.actor is None or step.actor.position is None:
        return None
    position = step.actor.position
    current = Appointment.objects.current(on).filter(position=position)
    holders = current.select_related("user", "position").order_by("user__name_key", "pk")
    return FirstStop(step, position, tuple(holders))


def first_due_at(version: Version, *, at: datetime) -> datetime | None:
    """Return when the first step would be due of a document that was sent off at that moment.

    None where it is not standardised. Raises Refused where the office has no working hours, or
    none long enough.
    """
    step = plan_of(version.pk).first
    clock = starting_clock(step.position, read_stamp(), at=at)
    standard = clock.standard_minutes(
        step.standard_minutes, at, is_whole_counted=step.is_whole_counted
    )
    due_at = clock.due_at(at, standard)
    if standard is not None and due_at is None:
        raise Refused(without_hours())
    return due_at


def choices(user: User, words: str, *, on: Days) -> Choices:
    """Return the SOPs that have all the words in their title, code or unit.

    First come those that the person starts most, then those that the office starts most. What was
    started lately counts, so that the question costs the same however long the office has worked.
    """
    visible = Version.objects.visible_to(user, on=on).newest()
    keys = list(visible.order_by().values_list("pk", flat=True))  # asked once: it is dear
    found = Version.objects.filter(pk__in=keys).with_words(words, "procedure__unit__name")
    own = _started(Document.objects.filter(started_by=user), OWN_COUNTED)
    seen = Procedure.objects.visible_to(user, on=on)
    office = _started(Document.objects.filter(version__procedure__in=seen), OFFICE_COUNTED)
    held = (
        found.in_force()
        .with_actor_held_by(user, on=on)
        .select_related("procedure__unit", "procedure__office")
    )
    offered = sorted(
        held,
        key=lambda each: (
            -own[each.procedure_id],
            -office[each.procedure_id],
            each.procedure.code_key,
        ),
    )
    others = (
        found.exclude(pk__in=[each.pk for each in offered])
        .select_related("procedure__unit", "procedure__office")
        .prefetch_related("actors__position")
        .order_by("procedure__code_key", "procedure")
    )
    return Choices(
        offered=tuple(Choice(each, own[each.procedure_id]) for each in offered[:MOST_SHOWN]),
        count=len(offered),
        others=tuple(others[:MOST_SHOWN]),
    )


def _started(documents: QuerySet[Document], most: int) -> Counter[int]:
    """Count the newest documents by their SOP."""
    newest = documents.order_by("-created_at", "-pk")[:most]
    return Counter(newest.values_list("version__procedure", flat=True))
