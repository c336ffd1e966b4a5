"""What a personnel file is held against: what is there of an office, read in a few queries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import Q

from people.doers import By
from people.models import Appointment, Days, ForeignName, Position, Role, Unit, User
from people.models.users import Tie, places_of
from people.permissions import PEOPLE, are_under, given_from, staff_kept_by
from people.personnel import Account, Held, Node, Post, There


@dataclass(frozen=True)
class Reach:
    """The accounts that somebody may not appoint nor end, and those that they may not change."""

    others: frozenset[int] = frozenset()
    beyond: frozenset[int] = frozenset()


def read_there(office: Unit | None, *, by: By) -> There:
    """Return what is there of an office, or of the whole government; as many queries for each."""
    nodes = {
        pk: Node(name, parent)
        for pk, name, parent in Unit.objects.order_by("pk").values_list("pk", "name", "parent")
    }
    if office is not None:
        within = set(Unit.objects.within(office).values_list("pk", flat=True))
        nodes = {pk: node for pk, node in nodes.items() if pk in within}
    user = None if by.user is None or by.user.reaches_all else by.user
    reach = Reach() if user is None else _reach(user, on=by.held_on)
    return There(
        on=by.on,
        office=None if office is None else office.pk,
        units=nodes,
        posts=_posts(set(nodes)),
        accounts=_accounts(),
        held=_held(by),
        names=_names(),
        oneself=None if user is None else user.pk,
        others=reach.others,
        beyond=reach.beyond,
        kept=None if user is None else _kept(user, on=by.held_on),
    )


def _posts(units: set[int]) -> dict[int, Post]:
    rows = Position.objects.order_by("pk").values_list(
        "pk", "title", "unit", "seats", "superior", "successor", "retired_on"
    )
    return {
        pk: Post(title, unit, seats, superior, successor, retired_on is not None)
        for pk, title, unit, seats, superior, successor, retired_on in rows
        if unit in units
    }


def _accounts() -> dict[int, Account]:
    rows = User.objects.order_by("pk").values_list(
        "pk", "username", "name", "nip", "rank", "is_active"
    )
    return {
        pk: Account(username, name, nip, rank, is_active)
        for pk, username, name, nip, rank, is_active in rows
    }


def _held(by: By) -> dict[int, Held]:
    lasting = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=by.on))
    rows = lasting.order_by("pk").values_list(
        "pk", "user", "position", "starts_on", "ends_on", "capacity"
    )
    return {
        pk: Held(user, position, starts_on, ends_on, capacity == Appointment.Capacity.DEFINITIVE)
        for pk, user, position, starts_on, ends_on, capacity in rows
    }


def _names() -> dict[str, int]:
    rows = ForeignName.objects.values_list("key", "unit", "position")
    return {key: unit or position for key, unit, position in rows}


def _reach(by: User, *, on: Days) -> Reach:
    """Return of which accounts somebody may change nothing, as `can_appoint` and `can_manage` say
    of one.
    """
    paths = by.paths_of(PEOPLE, on=on)
    places, given = _places(on), _given(on)
    others = {user for user, there in places.items() if there and not are_under(there, paths)}
    roles = {user for user, there in given.items() if not are_under(there, paths)}
    superusers = set(User.objects.filter(is_superuser=True).values_list("pk", flat=True))
    without = {pk for pk in User.objects.values_list("pk", flat=True) if not places.get(pk)}
    return Reach(
        others=frozenset(others - {by.pk}),
        beyond=frozenset((others | roles | without) - {by.pk} | superusers),
    )


def _places(on: Days) -> dict[int, set[str]]:
    """Return where everybody belongs, as paths of units."""
    rows = Appointment.objects.order_by("user", "pk").values_list(
        "user", "capacity", "position__unit__path", "starts_on", "ends_on"
    )
    return {
        user: places_of([Tie(*row[1:]) for row in held], on=on)
        for user, held in groupby(rows, key=itemgetter(0))
    }


def _given(on: Days) -> dict[int, set[str]]:
    """Return where the roles of everybody are given that last."""
    given: dict[int, set[str]] = {}
    roles = Role.objects.lasting(on).values_list("user", "kind", "unit__path")
    for user, kind, path in roles:
        given.setdefault(user, set()).add(given_from(kind, path))
    return given


def _kept(user: User, *, on: Days) -> frozenset[int]:
    return frozenset(staff_kept_by(user, on=on).values_list("pk", flat=True))
