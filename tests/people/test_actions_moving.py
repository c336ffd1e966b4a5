"""People who move, and people who go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from people import actions
from people.models import Appointment, PeopleEntry, Position, User
from people.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


def keeper() -> User:
    return make.may("people")


def held(user: User) -> list[tuple[str, date, date | None]]:
    rows = user.appointments.order_by("starts_on", "pk")
    return list(rows.values_list("position__title", "starts_on", "ends_on"))


def deeds() -> list[str]:
    return list(PeopleEntry.objects.order_by("number").values_list("deed", flat=True))


def someone(title: str = "Analis", **more: Any) -> Appointment:
    return make.appointment(make.user(), make.position(title), **more)


def test_move_person_ends_one_appointment_the_day_before_and_begins_another() -> None:
    there, to, on = someone(), make.position("Kepala"), timezone.localdate()
    for_later = on + timedelta(days=7)
    actions.move_person(there, to=to, on=for_later, by=make.doer(keeper()))
    assert held(there.user) == [
        ("Analis", make.LONG_AGO, for_later - timedelta(days=1)),
        ("Kepala", for_later, None),
    ]
    assert deeds() == ["end_appointment", "appoint_person"]


def test_move_person_refuses_what_appointing_refuses_and_stores_nothing() -> None:
    there, taken = someone(), someone("Kepala")
    today = timezone.localdate()
    ended = someone(ends_on=today - timedelta(days=30))
    by = make.doer(keeper())
    for appointment, to, on in (
        (there, taken.position, today),
        (there, there.position, today),
        (there, make.position(), today - timedelta(days=1)),
        (ended, make.position(), today),
        (someone(starts_on=today), make.position(), today),
    ):
        with pytest.raises(Refused):
            actions.move_person(appointment, to=to, on=on, by=by)
    assert held(there.user) == [("Analis", make.LONG_AGO, None)]
    assert deeds() == []


def test_nobody_moves_themselves_and_only_who_keeps_people_moves_others() -> None:
    own = someone()
    make.role("people", to=own.user)
    today = timezone.localdate()
    for by, appointment in ((own.user, own), (make.user(), someone())):
        with pytest.raises(Refused):
            actions.move_person(appointment, to=make.position(), on=today, by=make.doer(by))
    assert deeds() == []


@pytest.mark.parametrize("days", [-1, 0, 5])
def test_end_appointment_sets_the_last_day(days: int) -> None:
    there, last = someone(), timezone.localdate() + timedelta(days=days)
    actions.end_appointment(there, last=last, by=make.doer(keeper()))
    assert held(there.user) == [("Analis", make.LONG_AGO, last)]
    assert deeds() == ["end_appointment"]


def test_end_appointment_takes_back_one_that_has_not_begun() -> None:
    today = timezone.localdate()
    coming = someone(starts_on=today + timedelta(days=9))
    actions.end_appointment(coming, last=today, by=make.doer(keeper()))
    assert (held(coming.user), deeds()) == ([], ["delete_appointment"])


def test_end_appointment_refuses_the_past_the_ended_and_ones_own() -> None:
    today, by = timezone.localdate(), keeper()
    own = make.appointment(by, make.position())
    for appointment, last in (
        (someone(), today - timedelta(days=2)),
        (someone(ends_on=today), today),
        (own, today),
    ):
        with pytest.raises(Refused):
            actions.end_appointment(appointment, last=last, by=make.doer(by))
    with pytest.raises(Refused):
        actions.end_appointment(someone(), last=today, by=make.doer(make.user()))
    assert deeds() == []


def test_let_go_ends_what_holds_takes_back_what_comes_and_closes_the_account() -> None:
    today = timezone.localdate()
    user, yesterday = make.user(), today - timedelta(days=1)
    for title, starts_on in (("A", make.LONG_AGO), ("B", today), ("C", today + timedelta(days=3))):
        make.appointment(user, make.position(title), starts_on=starts_on)
    actions.let_go(user, by=make.doer(keeper()))
    user.refresh_from_db()
    assert not user.is_active
    assert held(user) == [("A", make.LONG_AGO, yesterday), ("B", today, today)]
    assert deeds() == [
        "end_appointment",
        "end_appointment",
        "delete_appointment",
        "close_account",
    ]
    actions.take_into_use(user, by=make.doer(keeper()))
    user.refresh_from_db()
    assert (user.is_active, deeds()[-1]) == (True, "reopen_account")


def test_let_go_refuses_oneself_the_closed_the_mightier_and_who_keeps_nobody() -> None:
    by, closed = keeper(), make.user()
    User.objects.filter(pk=closed.pk).update(is_active=False)
    for doer, user in (
        (by, by),
        (by, closed),
        (by, make.administrator()),
        (make.user(), make.user()),
    ):
        with pytest.raises(Refused):
            actions.let_go(user, by=make.doer(doer))
    for doer, user in ((by, make.user()), (make.user(), closed)):
        with pytest.raises(Refused):
            actions.take_into_use(user, by=make.doer(doer))
    assert deeds() == []


def test_whoever_is_moved_leaves_a_seat_to_somebody_else() -> None:
    there = someone()
    today, by = timezone.localdate(), make.doer(keeper())
    actions.move_person(there, to=make.position("Kepala"), on=today, by=by)
    other = Appointment(user=make.user(), position=there.position, starts_on=today)
    actions.appoint_person(other, by=by)
    assert Position.objects.held_by(other.user, on=today).get() == there.position
