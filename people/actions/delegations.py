"""Deputies whom the holder of a position names themselves, for days away."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.actions.appointments import appoint_deputy, end_deputy, lock_appointment
from people.doers import Doer
from people.locks import locked
from people.models import Appointment, Position, User
from people.permissions import deputies_for
from people.refusals import Refused

A_YEAR = timedelta(days=366)
DEFINITIVE = Appointment.Capacity.DEFINITIVE


@transaction.atomic
def delegate_position(
    position: Position, deputy: User, *, starts_on: date, ends_on: date, by: Doer
) -> Appointment:
    """Let somebody act as Plh. for the doer on days away: an appointment without a letter.

    Raises Refused for days that have passed or are too many, for a position that the doer does not
    hold definitively on all of them, for somebody whom they may not name, and where somebody acts
    in the position on one of these days, or the deputy is away themselves.
    """
    list(locked(User.objects.filter(pk__in={deputy.pk, by.user.pk})))
    terms = Appointment(
        user=deputy,
        position=position,
        capacity=Appointment.Capacity.DEPUTY,
        starts_on=starts_on,
        ends_on=ends_on,
        delegated_by=by.user,
    )
    _refuse_days(starts_on, ends_on, on=by.on)
    _refuse_not_held(terms, by=by)
    _refuse_unchosen(terms, by=by)
    _refuse_overlapping(terms)
    return appoint_deputy(terms, by=by)


@transaction.atomic
def withdraw_deputy(appointment: Appointment, *, by: Doer) -> Appointment | None:
    """Withdraw a deputy: before they begin without a trace but the record, later from tomorrow on.

    Returns the appointment that is left. Raises Refused unless the doer has named them, and where
    it ends today anyway or has ended.
    """
    fresh = lock_appointment(appointment)
    if fresh.delegated_by_id != by.user.pk or fresh.ends_on is None:
        raise Refused(_("Only who has named a deputy withdraws them."))
    if fresh.ends_on <= by.on:
        raise Refused(_("%(appointment)s ends by itself.") % {"appointment": fresh})
    has_begun = fresh.starts_on <= by.on
    end_deputy(fresh, by.on if has_begun else fresh.starts_on - timedelta(days=1), by=by)
    return fresh if has_begun else None


def _refuse_days(starts_on: date, ends_on: date, *, on: date) -> None:
    days = (ends_on - starts_on).days + 1
    if starts_on < on:
        raise Refused(_("Name a deputy for today or later; what has passed stays as it was."))
    if starts_on > on + A_YEAR:
        raise Refused(_("Name a deputy for days within a year."))
    if days < 1:
        raise Refused(_("The last day is before the first."))
    if days > settings.DELEGATE_DAYS:
        raise Refused(
            ngettext(
                "You name a deputy for %(days)s day at most. For longer, ask for a letter.",
                "You name a deputy for %(days)s days at most. For longer, ask for a letter.",
                settings.DELEGATE_DAYS,
            )
            % {"days": settings.DELEGATE_DAYS}
        )


def _days(terms: Appointment) -> tuple[date, date]:
    return terms.starts_on, terms.ends_on or terms.starts_on


def _refuse_not_held(terms: Appointment, *, by: Doer) -> None:
    own = Appointment.objects.throughout(*_days(terms)).filter(user=by.user, capacity=DEFINITIVE)
    if not own.filter(position=terms.position_id).exists():
        raise Refused(
            _("You do not hold %(position)s definitively on all of these days.")
            % {"position": terms.position}
        )


def _refuse_unchosen(terms: Appointment, *, by: Doer) -> None:
    if terms.user_id == by.user.pk:
        raise Refused(_("You cannot be your own deputy."))
    if not deputies_for(terms.position, *_days(terms)).filter(pk=terms.user_id).exists():
        raise Refused(
            _("%(name)s cannot be your deputy for %(position)s on these days.")
            % {"name": terms.user, "position": terms.position}
        )


def _refuse_overlapping(terms: Appointment) -> None:
    """Raise Refused where somebody acts for the holder already, or the deputy is away too.

    Of a position with several seats each holder has a deputy of their own.
    """
    there = Appointment.objects.sharing_days(*_days(terms)).exclude(capacity=DEFINITIVE)
    acting = there.filter(position=terms.position_id)
    if terms.position.seats > 1:
        acting = acting.filter(delegated_by=terms.delegated_by_id)
    found = acting.select_related("user", "position").first()
    if found is not None:
        raise Refused(
            _("%(appointment)s acts there on some of these days already.") % {"appointment": found}
        )
    if there.filter(delegated_by=terms.user_id).exists():
        raise Refused(
            _("%(name)s is away themselves on some of these days.") % {"name": terms.user}
        )
