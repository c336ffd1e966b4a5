"""Appointing people, and what a second person has to confirm of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.actions.record import changes_between, record, values_of
from people.doers import By
from people.locks import locked
from people.models import Appointment, AppointmentRequest, PeopleEntry, Position, User
from people.permissions import (
    can_appoint,
    can_confirm,
    can_reject,
    needs_second_person,
)
from people.refusals import Refused
from people.seal import Fact

Deed = PeopleEntry.Deed
TERMS = ("position", "capacity", "letter", "starts_on", "ends_on")
Kept = Appointment | AppointmentRequest


@transaction.atomic
def appoint_person(appointment: Appointment, *, by: By) -> Kept:
    """Store a new appointment, or keep it as a request where a second person has to confirm it.

    One's own, and one that begins before today, needs a letter and a second person, unless a
    superuser gives it. Raises Refused without the letter, where the person holds the position in
    those days already, where it has no seat left for somebody definitive, once it is retired, and
    unless `by` administers the people of its unit and the person.
    """
    _lock_person(appointment.user)
    _refuse_unless_may(appointment, by=by)
    _refuse_unfit(appointment)
    if needs_second_person(by.user, None, appointment, on=by.on):
        return _ask(appointment, by=by)
    return _store(Deed.APPOINT_PERSON, appointment, {}, by=by)


@transaction.atomic
def change_appointment(appointment: Appointment, *, by: By) -> Kept:
    """Store what was changed of an appointment, or keep it as a request, as `appoint_person` does.

    A change needs a second person where the appointment is one's own, or where it says something
    else of the days before today.
    """
    fresh = lock_appointment(appointment)
    if not _changes(fresh, appointment):
        return fresh
    for each in (fresh, appointment):
        _refuse_unless_may(each, by=by)
    _refuse_unfit(appointment)
    if needs_second_person(by.user, fresh, appointment, on=by.on):
        return _ask(appointment, by=by)
    return _store(_deed_of(fresh, appointment), appointment, _facts_of(fresh), by=by)


@transaction.atomic
def delete_appointment(appointment: Appointment, *, by: By) -> None:
    """Delete an appointment that has not begun.

    Raises Refused for one's own and for one that has begun, unless a superuser does it.
    """
    fresh = lock_appointment(appointment)
    _refuse_unless_may(fresh, by=by)
    if needs_second_person(by.user, fresh, None, on=by.on):
        raise Refused(
            _(
                "%(appointment)s: only a superuser deletes one's own appointment or one that has "
                "begun. Set its end instead."
            )
            % {"appointment": fresh}
        )
    before = _facts_of(fresh)
    record(Deed.DELETE_APPOINTMENT, fresh, by=by, person=fresh.user, before=before)
    fresh.delete()


@transaction.atomic
def confirm_appointment(request: AppointmentRequest, *, by: By) -> Appointment:
    """Let an appointment that waited for a second person count, in that person's name.

    Raises Refused if it was decided meanwhile, if what it changes is gone, or if `by` is not the
    second person.
    """
    fresh = _lock_request(request)
    if not _is_second_person(fresh, by):
        raise Refused(
            _(
                "%(appointment)s: somebody else has to confirm this, neither who asked for it nor "
                "whom it is for, with the right to appoint."
            )
            % {"appointment": fresh}
        )
    wanted, before = _wanted(fresh)
    _refuse_unfit(wanted)
    _decide(fresh, by=by, is_confirmed=True)
    deed = Deed.CHANGE_APPOINTMENT if before else Deed.APPOINT_PERSON
    return _store(deed, wanted, before, by=by, asked_by=fresh.asked_by.username)


@transaction.atomic
def reject_appointment(request: AppointmentRequest, *, by: By) -> None:
    """End a request without an appointment.

    Raises Refused if it was decided meanwhile, or if `by` may not.
    """
    fresh = _lock_request(request)
    if by.user is None or not can_reject(by.user, fresh, on=by.held_on):
        raise Refused(_("You may not decide on this appointment."))
    _decide(fresh, by=by, is_confirmed=False)
    before = _facts_of(fresh)
    record(Deed.REJECT_APPOINTMENT, fresh, by=by, person=fresh.user, before=before)


def lock_appointment(appointment: Appointment) -> Appointment:
    """Lock an appointment after its person, and return it afresh.

    Raises Refused if it was deleted.
    """
    _lock_person(appointment.user)
    fresh = locked(Appointment.objects.filter(pk=appointment.pk), keys_change=True).first()
    if fresh is None:
        raise Refused(_("This appointment was deleted."))
    return fresh


def _refuse_unless_may(terms: Appointment, *, by: By) -> None:
    if not can_appoint(by.user, terms, on=by.held_on):
        raise Refused(
            _(
                "%(appointment)s: only who administers the people of that unit, and this person, "
                "may do this."
            )
            % {"appointment": terms}
        )


def _lock_person(user: User) -> None:
    locked(User.objects.all()).get(pk=user.pk)


def _lock_request(request: AppointmentRequest) -> AppointmentRequest:
    fresh = locked(AppointmentRequest.objects.all()).get(pk=request.pk)
    if fresh.decided_by_id is not None:
        raise Refused(_("%(appointment)s: that was decided already.") % {"appointment": fresh})
    return fresh


def _is_second_person(request: AppointmentRequest, by: By) -> bool:
    """Whether `by` may confirm, and is not who asked with a password set for another account."""
    if by.user is None or not can_confirm(by.user, request, on=by.held_on):
        return False
    resets = PeopleEntry.objects.filter(person=by.user, deed=Deed.RESET_PASSWORD)
    last = resets.order_by("-number").first()
    return last is None or last.by_id != request.asked_by_id


def _refuse_unfit(terms: Appointment) -> None:
    """Raise Refused where an appointment does not go with the others to its position.

    The position is locked: of two who take its last seat at once the second is refused. One that
    only ends earlier than it was to is in nobody's way.
    """
    position = locked(Position.objects.all()).get(pk=terms.position_id)
    retired_on = position.retired_on
    if retired_on is not None and (terms.ends_on is None or terms.ends_on >= retired_on):
        raise Refused(
            _("%(position)s is retired from %(day)s on; nobody holds it from then on.")
            % {"position": position, "day": date_format(retired_on)}
        )
    others = Appointment.objects.overlapping(terms).select_related("user", "position")
    own = others.filter(user=terms.user_id).first()
    if own is not None:
        raise Refused(
            _(
                "%(appointment)s is there already for some of these days. Let one end before the "
                "other begins."
            )
            % {"appointment": own}
        )
    if terms.capacity == Appointment.Capacity.DEFINITIVE:
        _refuse_full(position, others.filter(capacity=Appointment.Capacity.DEFINITIVE), terms)


def _refuse_full(position: Position, others: QuerySet[Appointment], terms: Appointment) -> None:
    """Raise Refused where on a day of an appointment all seats are taken by others."""
    there = list(others)
    days = {terms.starts_on, *(each.starts_on for each in there)}
    for day in sorted(each for each in days if each >= terms.starts_on):
        sitting = [each for each in there if _holds_on(each, day)]
        if len(sitting) >= position.seats:
            raise Refused(
                ngettext(
                    "%(position)s has %(seats)s seat, and it is taken by %(names)s. Let an "
                    "appointment end first, or give the position more seats.",
                    "%(position)s has %(seats)s seats, and they are taken by %(names)s. Let an "
                    "appointment end first, or give the position more seats.",
                    position.seats,
                )
                % {
                    "position": position,
                    "seats": position.seats,
                    "names": ", ".join(str(each.user) for each in sitting),
                }
            )


def _holds_on(terms: Appointment, day: date) -> bool:
    return terms.starts_on <= day and (terms.ends_on is None or terms.ends_on >= day)


def _facts_of(terms: Kept) -> dict[str, Fact]:
    return values_of(terms, *TERMS)


def _changes(before: Appointment, after: Appointment) -> bool:
    return _facts_of(before) != _facts_of(after) or before.position_id != after.position_id


def _deed_of(before: Appointment, after: Appointment) -> PeopleEntry.Deed:
    _was, is_now = changes_between(_facts_of(before), _facts_of(after))
    return Deed.END_APPOINTMENT if set(is_now) == {"ends_on"} else Deed.CHANGE_APPOINTMENT


def _terms_of(terms: Kept) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in TERMS}


def _ask(appointment: Appointment, *, by: By) -> AppointmentRequest:
    """Keep an appointment as a request; raise Refused without the letter that appoints."""
    if by.user is None or not appointment.letter.strip():
        raise Refused(
            _(
                "%(appointment)s: name the letter. One's own appointment, and one that reaches "
                "back before today, needs a letter and a second administrator who confirms it."
            )
            % {"appointment": appointment}
        )
    request = AppointmentRequest.objects.create(
        appointment_id=appointment.pk,
        is_new=appointment.pk is None,
        user=appointment.user,
        asked_by=by.user,
        asked_at=by.at,
        **_terms_of(appointment),
    )
    after = _facts_of(request)
    record(Deed.ASK_APPOINTMENT, request, by=by, person=request.user, after=after)
    return request


def _wanted(request: AppointmentRequest) -> tuple[Appointment, dict[str, Fact]]:
    """Return the appointment as it is asked for, and what is on record of it until now."""
    if request.is_new:
        _lock_person(request.user)
        return Appointment(user=request.user, **_terms_of(request)), {}
    if request.appointment is None:
        raise Refused(_("This appointment was deleted."))
    fresh = lock_appointment(request.appointment)
    before = _facts_of(fresh)
    for name, value in _terms_of(request).items():
        setattr(fresh, name, value)
    return fresh, before


def _decide(request: AppointmentRequest, *, by: By, is_confirmed: bool) -> None:
    request.decided_by, request.decided_at, request.is_confirmed = by.user, by.at, is_confirmed
    request.save()


def _store(
    deed: PeopleEntry.Deed,
    appointment: Appointment,
    before: dict[str, Fact],
    *,
    by: By,
    **more: Fact,
) -> Appointment:
    appointment.save()
    was, is_now = changes_between(before, _facts_of(appointment))
    record(deed, appointment, by=by, person=appointment.user, before=was, after={**is_now, **more})
    return appointment
