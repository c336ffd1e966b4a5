"""Giving people roles at units, and ending them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from people.actions.record import changes_between, record, values_of
from people.doers import By
from people.locks import locked
from people.models import PeopleEntry, Role, User
from people.permissions import can_give_role
from people.refusals import Refused

Deed = PeopleEntry.Deed
DAY = timedelta(days=1)
TERMS = ("kind", "unit", "starts_on", "ends_on", "letter")


@transaction.atomic
def give_role(role: Role, *, by: By) -> Role:
    """Store a new role.

    Raises Refused where `by` may not give it, where it names no letter, where it is to have held
    before today, and where the person has it already on one of its days.
    """
    locked(User.objects.all()).get(pk=role.user_id)
    _refuse_unless_may(role, by)
    if not role.letter.strip():
        raise Refused(_("Name the letter that gives the role."))
    if by.user is not None and role.starts_on < by.on:
        raise Refused(_("A role begins today or later: it is not given backwards."))
    there = Role.objects.overlapping(role).select_related("user", "unit").first()
    if there is not None:
        raise Refused(
            _("%(role)s is there already for some of these days. Let it end first.")
            % {"role": there}
        )
    role.save(force_insert=True)
    record(Deed.GIVE_ROLE, role, by=by, person=role.user, after=values_of(role, *TERMS))
    return role


@transaction.atomic
def end_role(role: Role, *, by: By, ends_on: date) -> Role | None:
    """Set the last day of a role; one that has not begun and would end before that is deleted.

    Raises Refused where `by` may not end it, where it has ended or would end later than it was to,
    and for a day that is over.
    """
    locked(User.objects.all()).get(pk=role.user_id)
    fresh = locked(Role.objects.filter(pk=role.pk), keys_change=True).first()
    if fresh is None:
        raise Refused(_("This role was deleted."))
    _refuse_unless_may(fresh, by)
    _refuse_over(fresh, by, ends_on)
    before = values_of(fresh, *TERMS)
    if ends_on < fresh.starts_on:
        record(Deed.DELETE_ROLE, fresh, by=by, person=fresh.user, before=before)
        fresh.delete()
        return None
    fresh.ends_on = ends_on
    fresh.save(update_fields=["ends_on"])
    was, is_now = changes_between(before, values_of(fresh, *TERMS))
    record(Deed.END_ROLE, fresh, by=by, person=fresh.user, before=was, after=is_now)
    return fresh


def _refuse_unless_may(role: Role, by: By) -> None:
    if not can_give_role(by.user, role, on=by.held_on):
        raise Refused(
            _(
                "You may not give or end this role. A superuser may, or who administers the people "
                "of a unit above; nobody does it for themselves."
            )
        )


def _refuse_over(role: Role, by: By, ends_on: date) -> None:
    """Raise Refused for a day that is over; who has a role yesterday may be without it today."""
    if role.ends_on is not None and role.ends_on < by.on:
        raise Refused(_("This role has ended already."))
    if role.starts_on <= by.on and ends_on < max(role.starts_on, by.on - DAY):
        raise Refused(_("A role that has begun ends today, or ended yesterday at the earliest."))
    if role.ends_on is not None and ends_on > role.ends_on:
        raise Refused(_("A role only ends earlier than it was to. Give a new one for later."))
