"""Who may do what with accounts, appointments and positions.

`by` is None where a command does it: commands are the operator's, who may do all of this.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from people.models import Appointment, AppointmentRequest, Position, User


def rights_of(user: User) -> set[int]:
    """Return the keys of the permissions that an account has or, out of use, would have."""
    held = Permission.objects.filter(Q(user=user) | Q(group__user=user))
    return set(held.values_list("pk", flat=True))


def can_manage(by: User | None, account: User) -> bool:
    """Whether somebody's rights reach to an account: it has none that they do not have."""
    if by is None or by.is_superuser:
        return True
    if account.is_superuser or (account.is_staff and not by.is_staff):
        return False
    return rights_of(account) <= rights_of(by)


def can_give_rights(by: User | None) -> bool:
    """Whether somebody may say who enters the administration, with which groups and permissions."""
    return by is None or by.is_superuser


def needs_second_factor(user: User) -> bool:
    """Whether somebody has to sign in with a second factor, as SECOND_FACTOR_FOR says."""
    flags = {"everybody": True, "staff": user.is_staff, "superusers": user.is_superuser}
    return any(
        flags[word] if word in flags else user.has_perm(word) for word in settings.SECOND_FACTOR_FOR
    )


def deputies_for(position: Position, starts_on: date, ends_on: date) -> QuerySet[User]:
    """Return whom the holder of a position may name their deputy on these days, by DELEGATE_TO.

    They hold a position of the same unit, or one right below it, definitively on all of them.
    """
    ways = {
        "unit": Q(position__unit=position.unit_id),
        "subordinates": Q(position__superior=position.pk),
        "nobody": Q(pk=None),
    }
    ways["both"] = ways["unit"] | ways["subordinates"]
    near = Appointment.objects.throughout(starts_on, ends_on).filter(
        ways[settings.DELEGATE_TO], capacity=Appointment.Capacity.DEFINITIVE
    )
    holding = Appointment.objects.sharing_days(starts_on, ends_on).filter(position=position)
    able = User.objects.filter(is_active=True, pk__in=near.values("user"))
    return able.exclude(pk__in=holding.values("user"))


def is_about_oneself(by: User | None, *terms: Appointment) -> bool:
    """Whether one of these appointments is the person's own."""
    return by is not None and any(each.user_id == by.pk for each in terms)


def tells_of_the_past(terms: Appointment | None, *, on: date) -> tuple[object, ...] | None:
    """Return what an appointment says of the days before that day, None where nothing."""
    if terms is None or terms.starts_on >= on:
        return None
    last = on - timedelta(days=1)
    until = last if terms.ends_on is None else min(terms.ends_on, last)
    return terms.user_id, terms.position_id, terms.capacity, terms.starts_on, until


def needs_second_person(
    by: User | None, before: Appointment | None, after: Appointment | None, *, on: date
) -> bool:
    """Whether a change of an appointment counts only once somebody else confirms it.

    It does for one's own appointments, and where the change says something else of the days before
    that day. `before` is None for a new one, `after` for one that is deleted.
    """
    if by is None or by.is_superuser:
        return False
    if is_about_oneself(by, *(each for each in (before, after) if each is not None)):
        return True
    return tells_of_the_past(before, on=on) != tells_of_the_past(after, on=on)


def can_confirm(by: User, request: AppointmentRequest) -> bool:
    """Whether somebody is the second person for an appointment: not who asked, nor whom it is for.

    They need the permission to appoint, or to change appointments, themselves.
    """
    deed = "add" if request.is_new else "change"
    is_second = by.pk not in {request.asked_by_id, request.user_id}
    return by.is_active and is_second and by.has_perm(f"people.{deed}_appointment")


def can_reject(by: User, request: AppointmentRequest) -> bool:
    """Whether somebody may end a request without an appointment: who asked may, too."""
    return request.asked_by_id == by.pk or by.has_perm("people.change_appointment")


def succeeds_oneself(by: User | None, successor: Position, *, on: date) -> bool:
    """Whether somebody holds or will hold a position that is to take another's place."""
    if by is None or by.is_superuser:
        return False
    coming = Appointment.objects.filter(user=by).filter(Q(ends_on=None) | Q(ends_on__gte=on))
    return coming.filter(position=successor).exists()


def raises_oneself(
    by: User | None, position: Position, superior: Position | None, *, on: date
) -> bool:
    """Whether a new superior puts a position below one that the person holds or will hold."""
    if by is None or by.is_superuser or superior is None:
        return False
    coming = Appointment.objects.filter(user=by).filter(Q(ends_on=None) | Q(ends_on__gte=on))
    held = set(coming.values_list("position", flat=True))
    was_above = set(Position.objects.above(position).values_list("pk", flat=True))
    will_be = {superior.pk, *Position.objects.above(superior).values_list("pk", flat=True)}
    return bool(held & (will_be - was_above))
