"""Who may do what with accounts, appointments, positions, units and roles.

`by` is None where a command does it: commands are the operator's, who may do all of this.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from people.models import Appointment, AppointmentRequest, Days, Position, Role, Unit, User
from people.models.paths import above_in, office_in
from people.models.units import UnitQuerySet

PEOPLE = Role.RoleKind.PEOPLE
SERVED = (Role.RoleKind.EDITOR, Role.RoleKind.SUPERVISOR, PEOPLE, Role.RoleKind.CALENDARS)
"""The kinds of roles that the administration has pages for."""


def reaches_all(by: User | None) -> bool:
    """Whether somebody may do everything: a superuser, or a command."""
    return by is None or by.reaches_all


def has_role(user: User, kind: str, unit: Unit, *, on: Days) -> bool:
    """Whether somebody has that role for a unit that day: at it or above. A superuser has all."""
    return user.reaches_all or is_under(unit, user.paths_of(kind, on=on))


def has_role_somewhere(user: User, *kinds: str, on: Days) -> bool:
    """Whether somebody has one of these roles that day, at whatever unit."""
    return user.reaches_all or bool(user.paths_of(*kinds, on=on))


def enters_administration(user: User, *, on: Days) -> bool:
    """Whether somebody may enter the administration: some role of theirs is served there."""
    return has_role_somewhere(user, *SERVED, on=on)


def is_under(unit: Unit, paths: set[str]) -> bool:
    """Whether a unit is one of those paths or lies below one of them."""
    return are_under({unit.stored_path()}, paths)


def are_under(places: Iterable[str], paths: Iterable[str]) -> bool:
    """Whether each of some paths is one of others or lies below one of them."""
    return all(any(place.startswith(path) for path in paths) for place in places)


def administers(by: User | None, unit: Unit | None = None, *, on: Days) -> bool:
    """Whether somebody administers the people of a unit that day; of some unit where None."""
    if by is None or by.reaches_all:
        return True
    paths = by.paths_of(PEOPLE, on=on)
    return bool(paths) if unit is None else is_under(unit, paths)


def can_keep_unit(by: User | None, *units: Unit | None, on: Days) -> bool:
    """Whether somebody may put a unit below these, or take it from there.

    None is the top, where offices stand: that is for superusers.
    """
    return reaches_all(by) or all(unit and administers(by, unit, on=on) for unit in units)


def can_give_role(by: User | None, role: Role, *, on: Days) -> bool:
    """Whether somebody may give or end a role: a superuser, or who administers people above it.

    Nobody does it for themselves, nor for people whom they do not administer. The role of an
    administrator of people is given from a unit above its own.
    """
    if by is None or by.reaches_all:
        return True
    if role.user_id == by.pk or not administers_person(by, role.user, on=on):
        return False
    where = given_from(role.kind, role.unit.stored_path())
    return are_under({where}, by.paths_of(PEOPLE, on=on))


def given_from(kind: str, path: str) -> str:
    """Return the path of the unit at which a role is given; '' where only superusers give it."""
    return above_in(path) if kind == PEOPLE else path


def administers_person(by: User, person: User, *, on: Days) -> bool:
    """Whether somebody administers the people of where a person belongs.

    That is where they hold or will hold a position, definitively if they do so somewhere; and where
    they held one last, of people who left. Who has no place yet is a superuser's.
    """
    paths = by.paths_of(PEOPLE, on=on)
    places = person.places(on=on)
    return bool(places) and are_under(places, paths)


def can_appoint(by: User | None, terms: Appointment, *, on: Days) -> bool:
    """Whether somebody may say who holds a position: they administer its unit and the person."""
    may_appoint = by is None or can_appoint_person(by, terms.user, on=on)
    return may_appoint and administers(by, terms.position.unit, on=on)


def can_appoint_person(by: User, person: User, *, on: Days) -> bool:
    """Whether somebody may say what a person holds, where they administer the people.

    Of themselves, of people whom they administer, and of those without a place yet.
    """
    is_new = person.pk == by.pk or not person.places(on=on)
    return by.reaches_all or is_new or administers_person(by, person, on=on)


def can_manage(by: User | None, account: User, *, on: Days) -> bool:
    """Whether somebody may change an account: its person is theirs, and so is each of its roles."""
    if by is None or by.reaches_all:
        return True
    if account.is_superuser:
        return False
    if account.pk == by.pk:
        return True
    lasting = account.roles.lasting(on)
    return administers_person(by, account, on=on) and all(
        can_give_role(by, role, on=on) for role in lasting.select_related("unit", "user")
    )


def needs_second_factor(user: User, *, on: Days) -> bool:
    """Whether somebody has to sign in with a second factor, as SECOND_FACTOR_FOR says."""
    flags = {
        "everybody": True,
        "staff": enters_administration(user, on=on),
        "superusers": user.reaches_all,
    }
    return any(
        flags[word] if word in flags else has_role_somewhere(user, word, on=on)
        for word in settings.SECOND_FACTOR_FOR
    )


def deputies_for(position: Position, starts_on: date, ends_on: date) -> QuerySet[User]:
    """Return whom the holder of a position may name their deputy on these days, by DELEGATE_TO.

    They hold a position of the same unit, or one right below it, definitively on all of them; both
    are of the same office.
    """
    office = Unit.objects.under([office_in(position.unit.stored_path())])
    ways = {
        "unit": Q(position__unit=position.unit_id),
        "subordinates": Q(position__superior=position.pk),
        "nobody": Q(pk=None),
    }
    ways["both"] = ways["unit"] | ways["subordinates"]
    near = Appointment.objects.throughout(starts_on, ends_on).filter(
        ways[settings.DELEGATE_TO],
        capacity=Appointment.Capacity.DEFINITIVE,
        position__unit__in=office,
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
    if reaches_all(by):
        return False
    if is_about_oneself(by, *(each for each in (before, after) if each is not None)):
        return True
    return tells_of_the_past(before, on=on) != tells_of_the_past(after, on=on)


def can_confirm(by: User, request: AppointmentRequest, *, on: Days) -> bool:
    """Whether somebody is the second person for an appointment: not who asked, nor whom it is for.

    They administer the people of the position's unit themselves.
    """
    is_second = by.pk not in {request.asked_by_id, request.user_id}
    return is_second and administers(by, request.position.unit, on=on)


def can_reject(by: User, request: AppointmentRequest, *, on: Days) -> bool:
    """Whether somebody may end a request without an appointment: who asked may, too."""
    return request.asked_by_id == by.pk or administers(by, request.position.unit, on=on)


def succeeds_oneself(by: User | None, successor: Position, *, on: date) -> bool:
    """Whether somebody holds or will hold a position that is to take another's place."""
    if by is None or by.reaches_all:
        return False
    coming = Appointment.objects.filter(user=by).filter(Q(ends_on=None) | Q(ends_on__gte=on))
    return coming.filter(position=successor).exists()


def raises_oneself(
    by: User | None, position: Position, superior: Position | None, *, on: date
) -> bool:
    """Whether a new superior puts a position below one that the person holds or will hold."""
    if by is None or by.reaches_all or superior is None:
        return False
    coming = Appointment.objects.filter(user=by).filter(Q(ends_on=None) | Q(ends_on__gte=on))
    held = set(coming.values_list("position", flat=True))
    was_above = set(Position.objects.above(position).values_list("pk", flat=True))
    will_be = {superior.pk, *Position.objects.above(superior).values_list("pk", flat=True)}
    return bool(held & (will_be - was_above))


def can_keep_staff(by: User | None, unit: Unit | None, *, on: Days) -> bool:
    """Whether somebody keeps the people of a unit and those below it; None is the whole government.

    Keeping is bringing people in, appointing, moving and ending, and letting accounts rest. Who
    administers people does it there, a superuser everywhere.
    """
    return reaches_all(by) if unit is None else administers(by, unit, on=on)


def units_with_staff_of(by: User, *, on: Days) -> UnitQuerySet:
    """Return the units in which somebody keeps the people."""
    return Unit.objects.of_role(by, PEOPLE, on=on)


def keeps_staff(by: User, *, on: Days) -> bool:
    """Whether somebody keeps the people of any unit."""
    return administers(by, on=on)


def staff_kept_by(by: User, *, on: Days) -> QuerySet[User]:
    """Return the people whom somebody keeps: all, or those who hold or held a position there."""
    if by.reaches_all:
        return User.objects.all()
    return User.objects.placed_under(by.paths_of(PEOPLE, on=on))
