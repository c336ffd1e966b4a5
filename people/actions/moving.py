"""People who move to another position, and people who go."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from people.actions.accounts import change_account, lock_account
from people.actions.appointments import (
    appoint_person,
    change_appointment,
    delete_appointment,
    lock_appointment,
)
from people.doers import Doer
from people.models import Appointment, Position, User
from people.permissions import can_keep_staff, keeps_staff
from people.refusals import Refused


@transaction.atomic
def move_person(appointment: Appointment, *, to: Position, on: date, by: Doer) -> Appointment:
    """Let somebody leave a position the day before and hold another one from a day on.

    Both in one piece, each with its entry. Raises Refused for who does not keep the people of both
    units, for a day before today, for one's own appointment and one that does not hold the day
    before, and wherever appointing is refused.
    """
    fresh = lock_appointment(appointment)
    _refuse_unless_kept(by, fresh.position, to)
    if on < by.on:
        raise Refused(_("A move begins today or later."))
    last = on - timedelta(days=1)
    if not fresh.holds_on(last):
        raise Refused(_("This appointment does not hold on the day before; change it instead."))
    if fresh.position_id == to.pk:
        raise Refused(_("Choose another position than the one that is held."))
    fresh.ends_on = last
    change_appointment(fresh, by=by)
    moved = appoint_person(
        Appointment(
            user=fresh.user,
            position=to,
            capacity=fresh.capacity,
            letter=fresh.letter,
            starts_on=on,
        ),
        by=by,
    )
    if not isinstance(moved, Appointment):
        raise Refused(_("Somebody else has to move you."))
    return moved


@transaction.atomic
def end_appointment(appointment: Appointment, *, last: date, by: Doer) -> Appointment:
    """Let an appointment end on its last day; one that has not begun by then is taken back.

    Raises Refused for who does not keep the people of its unit, for a day before yesterday, for
    one's own, and for one that ends earlier already.
    """
    fresh = lock_appointment(appointment)
    _refuse_unless_kept(by, fresh.position)
    if last < by.on - timedelta(days=1):
        raise Refused(_("The last day is yesterday, today or a later day."))
    if fresh.ends_on is not None and fresh.ends_on <= last:
        raise Refused(_("This appointment ends by then already."))
    if by.user.pk == fresh.user_id and not by.user.reaches_all:
        raise Refused(_("Somebody else has to end your own appointment."))
    if fresh.starts_on > last:
        delete_appointment(fresh, by=by)
        return fresh
    fresh.ends_on = last
    change_appointment(fresh, by=by)
    return fresh


@transaction.atomic
def let_go(account: User, *, by: Doer) -> User:
    """Put an account out of use whose person leaves, and let all its appointments end.

    Those that hold end yesterday, or today where they begin today; those to come are taken back.
    Raises Refused for one's own account, for one that is not for `by` to change, and where it holds
    a position in a unit whose people `by` does not keep.
    """
    fresh = lock_account(account, by=by)
    if not keeps_staff(by.user, on=by.held_on):
        raise Refused(_("You do not keep the people of this unit."))
    if by.user.pk == fresh.pk:
        raise Refused(_("You cannot put your own account out of use."))
    if not fresh.is_active:
        raise Refused(_("This account is out of use already."))
    lasting = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=by.on), user=fresh)
    for appointment in lasting.select_related("position__unit").order_by("pk"):
        begins_today = appointment.starts_on == by.on
        last = by.on if begins_today else by.on - timedelta(days=1)
        if not (begins_today and appointment.ends_on == by.on):
            end_appointment(appointment, last=last, by=by)
    fresh.is_active = False
    return change_account(fresh, by=by)


@transaction.atomic
def take_into_use(account: User, *, by: Doer) -> User:
    """Put an account into use again; appointments that ended stay so.

    Raises Refused for one that is not for `by` to change, and for who keeps nobody's people.
    """
    fresh = lock_account(account, by=by)
    if not keeps_staff(by.user, on=by.held_on):
        raise Refused(_("You do not keep the people of this unit."))
    if fresh.is_active:
        raise Refused(_("This account is in use already."))
    fresh.is_active = True
    return change_account(fresh, by=by)


def _refuse_unless_kept(by: Doer, *positions: Position) -> None:
    if not all(can_keep_staff(by.user, each.unit, on=by.held_on) for each in positions):
        raise Refused(_("You do not keep the people of this unit."))
