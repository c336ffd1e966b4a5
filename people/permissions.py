"""Who may do what with accounts, appointments, positions, units and roles.

`by` is None where a command does it: commands are the operator's, who may do all of this.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from people.models import Appointment, AppointmentRequest, Days, Position, Role, Unit, User

PEOPLE = Role.RoleKind.PEOPLE


def reaches_all(by: User | None) -> bool:
    """Whether somebody may do everything: a superuser, or a command."""
    return by is None or by.reaches_all


def has_role(user: User, kind: str, unit: Unit, *, on: Days) -> bool:
    """Whether somebody has that role for a unit that day: at it or above. A superuser has all."""
    return user.reaches_all or is_under(unit, user.paths_of(kind, on=on))


def has_role_somewhere(user: User, *kinds: str, on: Days) -> bool:
    """Whether somebody has one of these roles that day, at whatever unit."""
    return user.reaches_all or bool(user.paths_of(*kinds, on=on))


def is_under(unit: Unit, paths: set[str]) -> bool:
    """Whether a unit is one of those paths or lies below one of them."""
    return any(unit.stored_path().startswith(path) for path in paths)


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
    where = role.unit.parent if role.kind == PEOPLE else role.unit
    return where is not None and administers(by, where, on=on)


def administers_person(by: User, person: User, *, on: Days) -> bool:
    """Whether somebody administers the people of where a person belongs.

    That is where they hold or will hold a position, definitively if they do so somewhere; and where
    they held one last, of people who left. Who has no place yet is a superuser's.
    """
    paths = by.paths_of(PEOPLE, on=on)
    places = person.places(on=on)
    return bool(places) and all(any(place.startswith(path) for path in paths) for place in places)


def can_appoint(by: User | None, terms: Appointment, *, on: Days) -> bool:
    """Whether somebody may say who holds a position: they administer its unit and the person.

    Somebody without a place yet may be appointed by whoever administers the unit.
    """
    if by is None or by.reaches_all:
        return True
    person = terms.user
    is_theirs = (
        person.pk == by.pk or not person.places(on=on) or administers_person(by, person, on=on)
    )
    return is_theirs and administers(by, terms.position.unit, on=on)


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
        can_give_role(by, role, on=on) for role in lasting.select_related("unit__parent")
    )


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
