"""What a personnel file is held against: what is there of an office, read in a few queries."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q

from people.doers import By
from people.models import Appointment, ForeignName, Position, Unit, User
from people.permissions import can_keep_staff, rights_of, staff_kept_by
from people.personnel import Account, Held, Node, Post, There


def read_there(office: Unit | None, *, by: By) -> There:
    """Return what is there of an office, or of the whole government; as many queries for each."""
    nodes = {
        pk: Node(name, parent)
        for pk, name, parent in Unit.objects.order_by("pk").values_list("pk", "name", "parent")
    }
    if office is not None:
        within = set(Unit.objects.within(office).values_list("pk", flat=True))
        nodes = {pk: node for pk, node in nodes.items() if pk in within}
    user = None if by.user is None or by.user.is_superuser else by.user
    return There(
        on=by.on,
        office=None if office is None else office.pk,
        units=nodes,
        posts=_posts(set(nodes)),
        accounts=_accounts(),
        held=_held(by),
        names=_names(),
        oneself=None if user is None else user.pk,
        beyond=frozenset() if user is None else _beyond(user),
        kept=None if user is None or can_keep_staff(user, None) else _kept(user),
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


def _beyond(user: User) -> frozenset[int]:
    """Return the accounts with rights that somebody does not have; as `can_manage` says of one."""
    others = Permission.objects.exclude(pk__in=rights_of(user))
    has_more = Q(is_superuser=True) | Q(user_permissions__in=others)
    has_more |= Q(groups__permissions__in=others)
    if not user.is_staff:
        has_more |= Q(is_staff=True)
    return frozenset(User.objects.filter(has_more).values_list("pk", flat=True))


def _kept(user: User) -> frozenset[int]:
    return frozenset(staff_kept_by(user).values_list("pk", flat=True))
