"""What can be done with people's data; each function is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from people.models import Appointment, Position, Unit, User


@transaction.atomic
def load_units(
    units: Iterable[Mapping[str, str | None]], positions: Iterable[Mapping[str, str | None]]
) -> tuple[dict[str, Unit], dict[str, Position]]:
    """Create a tree of units and their positions; return both by name.

    A unit has `name` and `parent`, a position `title`, `unit` and `superior`; whatever a row names
    stands in a row above it.
    """
    made_units: dict[str, Unit] = {}
    for row in units:
        parent = made_units[row["parent"]] if row["parent"] else None
        name = str(row["name"])
        made_units[name] = Unit.objects.create(name=name, parent=parent)
    made_positions: dict[str, Position] = {}
    for row in positions:
        title = str(row["title"])
        made_positions[title] = Position.objects.create(
            title=title,
            unit=made_units[str(row["unit"])],
            superior=made_positions[row["superior"]] if row["superior"] else None,
        )
    return made_units, made_positions


@transaction.atomic
def open_account(
    username: str, *, name: str, password: str, position: Position | None, on: date
) -> User:
    """Create an account that holds a position from that day; without one, an administrator."""
    if position is None:
        return User.objects.create_superuser(username, password=password, name=name)
    user = User.objects.create_user(username, password=password, name=name)
    Appointment.objects.create(user=user, position=position, starts_on=on)
    return user
