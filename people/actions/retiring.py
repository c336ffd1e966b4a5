"""Positions that end: from a day on, with a successor."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.actions.record import record, values_of
from people.actions.units import refuse_unless_administers
from people.doers import By, Doer
from people.locks import locked
from people.models import Appointment, PeopleEntry, Position, User
from people.permissions import succeeds_oneself
from people.refusals import Refused

Deed = PeopleEntry.Deed
OF_AN_END = ("retired_on", "successor")


@transaction.atomic
def retire_position(position: Position, *, on: date, successor: Position, by: Doer) -> Position:
    """Let a position be there no more from a day on; its successor takes over what waits.

    The appointments to it end on the day before. Raises Refused for a day that has passed, a
    position that is retired already, a successor that is or will be retired itself or that the
    person holds, where somebody is appointed from that day on, and unless `by` administers the
    people of both units.
    """
    fresh, heir = _locked(position, successor)
    for each in (fresh, heir):
        refuse_unless_administers(each, by)
    _refuse_unfit(fresh, heir, on=on, by=by)
    before = values_of(fresh, *OF_AN_END)
    for appointment in _lasting(fresh, on).select_related("user", "position"):
        _end(appointment, on - timedelta(days=1), by=by)
    fresh.retired_on, fresh.successor, fresh.retired_by = on, heir, by.user
    fresh.save(update_fields=["retired_on", "successor", "retired_by"])
    after = values_of(fresh, *OF_AN_END)
    record(Deed.RETIRE_POSITION, fresh, by=by, before=before, after=after)
    return fresh


@transaction.atomic
def keep_position(position: Position, *, by: By) -> Position:
    """Let a position stay whose end has not come; the appointments that were ended stay so.

    Raises Refused once it is retired, and unless `by` administers the people of its unit.
    """
    fresh = locked(Position.objects.all()).get(pk=position.pk)
    refuse_unless_administers(fresh, by)
    _refuse_ended(fresh, on=by.on)
    before = values_of(fresh, *OF_AN_END)
    fresh.retired_on = fresh.successor = fresh.retired_by = None
    fresh.save(update_fields=["retired_on", "successor", "retired_by"])
    record(Deed.KEEP_POSITION, fresh, by=by, before=before)
    return fresh


@transaction.atomic
def succeed_position(position: Position, *, by: By) -> int:
    """Let the successor of a retired position stand where that stood; return in how many places.

    Those below it and those that it succeeded itself are the successor's from now on. A successor
    that stood below it comes below its superior first, so that nobody stands above themselves. All
    are locked at once, in the order of their keys; what comes meanwhile is left for the next time.
    """
    around = Q(pk=position.pk) | Q(predecessors=position.pk)
    around |= Q(superior=position.pk) | Q(successor=position.pk)
    keys = set(Position.objects.filter(around).values_list("pk", flat=True))
    found = {each.pk: each for each in locked(Position.objects.filter(pk__in=keys))}
    fresh = found.pop(position.pk)
    heir = found.pop(fresh.successor_id or 0, None)
    if heir is None:
        return 0
    moved = _move_up(heir, fresh, by=by)
    for name in ("superior", "successor"):
        for row in found.values():
            if getattr(row, f"{name}_id") == fresh.pk:
                _place(row, name, heir, by=by)
                moved += 1
    return moved


def _move_up(heir: Position, position: Position, *, by: By) -> int:
    """Put a successor that stands below a position where that stands; return whether it did."""
    if heir.pk not in Position.objects.downwards(position):
        return 0
    _place(heir, "superior", None if position.superior_id == heir.pk else position.superior, by=by)
    return 1


def _place(row: Position, name: str, to: Position | None, *, by: By) -> None:
    before = values_of(row, name)
    setattr(row, name, to)
    row.save(update_fields=[name])
    record(Deed.SUCCEED_POSITION, row, by=by, before=before, after=values_of(row, name))


def _locked(position: Position, successor: Position) -> tuple[Position, Position]:
    """Lock the people who hold a position, then it and its successor, and return these afresh."""
    holders = Appointment.objects.filter(position=position).values("user")
    list(locked(User.objects.filter(pk__in=holders)))
    keys = {position.pk, successor.pk}
    found = {each.pk: each for each in locked(Position.objects.filter(pk__in=keys))}
    if keys != set(found):
        raise Refused(_("This position was deleted."))
    return found[position.pk], found[successor.pk]


def _refuse_unfit(position: Position, successor: Position, *, on: date, by: Doer) -> None:
    _refuse_ended(position, on=by.on)
    if on < by.on:
        raise Refused(_("A position is retired from today on or from a later day."))
    if successor.pk == position.pk or successor.retired_on is not None:
        raise Refused(_("Choose a successor that is another position and is not retired itself."))
    if succeeds_oneself(by.user, successor, on=by.on):
        raise Refused(_("You hold the successor, so somebody else has to retire this position."))
    later = _lasting(position, on).filter(starts_on__gte=on).select_related("user", "position")
    if (first := later.first()) is not None:
        raise Refused(
            _("%(appointment)s begins on %(day)s. Delete that appointment first.")
            % {"appointment": first, "day": date_format(first.starts_on)}
        )


def _refuse_ended(position: Position, *, on: date) -> None:
    if position.retired_on is not None and position.retired_on <= on:
        raise Refused(
            _("%(position)s has been retired since %(day)s; that stays as it is.")
            % {"position": position, "day": date_format(position.retired_on)}
        )


def _lasting(position: Position, on: date) -> models.QuerySet[Appointment]:
    """Return the appointments to a position that last until that day or longer."""
    return Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), position=position)


def _end(appointment: Appointment, last: date, *, by: By) -> None:
    before = values_of(appointment, "ends_on")
    appointment.ends_on = last
    appointment.save(update_fields=["ends_on"])
    record(
        Deed.END_APPOINTMENT,
        appointment,
        by=by,
        person=appointment.user,
        before=before,
        after=values_of(appointment, "ends_on"),
    )
