"""Under which versions somebody may see documents, and on what ground."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, Q, QuerySet, Value, When

from people.models import Days, PeopleEntry, Position, Role, Unit, User
from procedures.models import Actor, Version
from workflow.models.entries import Entry

KNOWN, HELD, SUPERVISED = 1, 2, 4


@dataclass(frozen=True)
class Reach:
    """Versions by their keys, so that a database finds their documents by them.

    `supervised` are those under SOPs of units where somebody supervises, `held` those of them in
    whose columns a position of theirs stands, and `left` those where they may have taken part
    before; it is None where nothing is known of that.
    """

    supervised: Collection[int]
    held: Collection[int]
    left: Collection[int] | None


def reach_of(user: User, *, on: Days) -> Reach:
    """Return what somebody reaches that day: one query, beside that for their roles.

    Whose appointment was moved to another position, or deleted, may have held any: the row tells it
    no more.
    """
    grounds: dict[int, int] = {}
    first, *others = _branches(user, on=on)
    for version, ground in first.union(*others, all=True).order_by():
        grounds[version] = grounds.get(version, 0) | ground
    known = {key: ground for key, ground in grounds.items() if ground & (KNOWN | HELD)}
    return Reach(
        supervised=[key for key, ground in grounds.items() if ground & SUPERVISED],
        held=[key for key, ground in known.items() if ground & HELD],
        left=[key for key, ground in known.items() if not ground & HELD] if known else None,
    )


def _branches(user: User, *, on: Days) -> Iterator[QuerySet[Any, Any]]:
    """Yield versions by their keys, each with its ground; none is looked for among all others."""
    held, ever = Position.objects.held_by(user, on=on), Position.objects.ever_held_by(user, on=on)
    ground = Case(When(position__in=held.values("pk"), then=HELD), default=KNOWN)
    columns = Actor.objects.filter(position__in=ever.values("pk")).annotate(ground=ground)
    yield columns.order_by().values_list("version", "ground")
    moved = Exists(PeopleEntry.objects.moved(user))
    for others, why in (
        (Q(moved) | supervised_by(user), KNOWN),
        (_of_units(user, on=on), SUPERVISED),
    ):
        found = Version.objects.filter(others).annotate(ground=Value(why))
        yield found.order_by().values_list("pk", "ground")


def _of_units(user: User, *, on: Days) -> Q:
    paths = user.paths_of(Role.RoleKind.SUPERVISOR, on=on)
    return Q(procedure__unit__in=Unit.objects.under(paths)) if paths else Q(pk__in=[])


def supervised_by(user: User) -> Q:
    """Return the versions under which the user did something without a position, as supervisors
    do; not what is done for others who leave.
    """
    own = Entry.objects.filter(by=user, capacity="").exclude(deed__in=Entry.FOR_OTHERS)
    return Q(pk__in=own.values("document__version"))
