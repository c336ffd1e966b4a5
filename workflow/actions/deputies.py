"""Deputies for days away: named and withdrawn by the holder, and both are told."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from people import actions
from people.doers import Doer
from people.models import Appointment, PeopleEntry, Position, User
from workflow.actions.telling import planned
from workflow.clocks import clocks_now
from workflow.models import Notice


@transaction.atomic
def name_deputy(
    position: Position, deputy: User, *, starts_on: date, ends_on: date, by: Doer
) -> Appointment:
    """Let somebody act as Plh. for the doer on days away, and tell both.

    Raises Refused as `delegate_position` does.
    """
    named = actions.delegate_position(position, deputy, starts_on=starts_on, ends_on=ends_on, by=by)
    _tell(deputy, position, by=by)
    return named


@transaction.atomic
def withdraw_deputy(appointment: Appointment, *, by: Doer) -> Appointment | None:
    """Withdraw a deputy, and tell both; return the appointment if it lasts for the day.

    Raises Refused as the deed of people does.
    """
    left = actions.withdraw_deputy(appointment, by=by)
    _tell(appointment.user, appointment.position, by=by)
    return left


def _tell(deputy: User, position: Position, *, by: Doer) -> None:
    """Tell both of what was just done: the last entry of the journal of people."""
    entry = PeopleEntry.objects.filter(by=by.user, person=deputy).order_by("number").last()
    clock = clocks_now().of_unit(position.unit_id).worktime
    people = User.objects.filter(pk__in=[deputy.pk, by.user.pk]).select_related("mail_choice")
    Notice.objects.bulk_create(
        planned(
            Notice(user=each, kind=Notice.NoticeKind.DEPUTY, people_entry=entry, at=by.at),
            clock=clock,
            at=by.at,
        )
        for each in people.order_by("pk")
    )
