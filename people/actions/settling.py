"""An office getting its unit, its positions and the people in them, all in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from people.actions.accounts import open_account
from people.actions.appointments import appoint_person
from people.actions.units import save_position, save_unit
from people.doers import Doer
from people.locks import locked
from people.models import Appointment, Position, Unit, User
from people.refusals import Refused


@dataclass(frozen=True)
class Seat:
    """One position and who is to hold it from today on, if anybody; what is new has no key yet."""

    position: Position
    person: User | None = None


@transaction.atomic
def settle_office(unit: Unit, seats: Sequence[Seat], *, by: Doer) -> None:
    """Store a unit, its positions, accounts and appointments, each where it is new, on record.

    A new position stands below the first one of the unit without a superior, if there is one, and
    has a seat for each of its people.
    Several seats may share a position or a person. Raises Refused where somebody holds the
    position already, and wherever one of those deeds is refused; then nothing is stored.
    """
    _lock_all(unit, seats)
    if unit.pk is None:
        save_unit(unit, by=by)
    for seat in seats:
        if seat.position.pk is None:
            people = [each for each in seats if each.position is seat.position and each.person]
            seat.position.seats = max(1, len(people))
            _add(seat.position, unit, by=by)
        if seat.person is not None:
            _appoint(seat.person, seat.position, by=by)


def _lock_all(unit: Unit, seats: Sequence[Seat]) -> None:
    """Lock the people, the unit and its positions first: each deed ends with the journal's lock."""
    people = {seat.person.pk for seat in seats if seat.person is not None} - {None}
    positions = Q(pk__in={seat.position.pk for seat in seats} - {None})
    if unit.pk is not None:
        positions |= Q(unit=unit.pk)
    rows: Sequence[QuerySet[Any]] = (
        User.objects.filter(pk__in=people),
        Unit.objects.filter(pk=unit.pk),
        Position.objects.filter(positions),
    )
    for each in rows:
        list(locked(each))


def _add(position: Position, unit: Unit, *, by: Doer) -> None:
    head = Position.objects.filter(unit=unit, superior=None).order_by("pk").first()
    position.unit, position.superior = unit, head
    save_position(position, by=by)


def _appoint(person: User, position: Position, *, by: Doer) -> None:
    if person.pk is None:
        open_account(person, by=by)
    if Appointment.objects.current(by.on).filter(user=person, position=position).exists():
        raise Refused(
            _("%(name)s holds the position %(position)s already.")
            % {"name": person, "position": position}
        )
    appoint_person(Appointment(user=person, position=position, starts_on=by.on), by=by)
