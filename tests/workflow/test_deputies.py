"""Deputies whom a holder names themselves for days away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from people.actions import appoint_person, change_appointment
from people.doers import Doer
from people.models import Appointment, AppointmentRequest, PeopleEntry, Position, User
from people.permissions import deputies_for
from people.refusals import Refused
from procedures.definition import Row
from tests import make
from tests.pages import page
from workflow import actions
from workflow.models import Notice
from workflow.notifications import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MONDAY, FRIDAY = date(2026, 6, 8), date(2026, 6, 12)


def test_position_of_another_office_is_offered_as_nobodys_deputy() -> None:
    head = make.position("Kepala")
    beside, elsewhere = make.position(), make.position(of=make.root())
    Position.objects.filter(pk__in=[beside.pk, elsewhere.pk]).update(superior=head)
    near = make.holder(beside)
    make.holder(elsewhere)
    assert list(deputies_for(head, MONDAY, FRIDAY)) == [near]


class Office:
    """A head, a colleague of the same unit, somebody right below, and a stranger."""

    def __init__(self) -> None:
        make.calendar()
        unit = make.unit()
        self.position = make.position("Kepala", of=unit)
        self.head = make.holder(self.position)
        self.colleague = make.holder(make.position(of=unit))
        below = make.position()
        Position.objects.filter(pk=below.pk).update(superior=self.position)
        self.below = make.holder(below)
        self.stranger = make.holder(make.position())

    def name(
        self,
        deputy: User | None = None,
        *,
        starts_on: date = MONDAY,
        ends_on: date = FRIDAY,
        by: User | None = None,
        position: Position | None = None,
    ) -> Appointment:
        return actions.name_deputy(
            position or self.position,
            deputy or self.colleague,
            starts_on=starts_on,
            ends_on=ends_on,
            by=Doer(by or self.head, make.MONDAY),
        )

    def refusal(self, *args: Any, **terms: Any) -> str:
        """Return why nobody is named; nothing is stored of it."""
        before = Appointment.objects.count(), Notice.objects.count(), PeopleEntry.objects.count()
        with pytest.raises(Refused) as refused:
            self.name(*args, **terms)
        after = Appointment.objects.count(), Notice.objects.count(), PeopleEntry.objects.count()
        assert before == after
        return str(refused.value)


@pytest.fixture
def office() -> Office:
    return Office()


def test_deputy_is_appointed_without_a_letter_and_on_record(office: Office) -> None:
    named = office.name()
    assert (named.capacity, named.letter, named.delegated_by) == ("plh", "", office.head)
    assert (named.title, named.starts_on, named.ends_on) == ("Plh. Kepala", MONDAY, FRIDAY)
    entry = PeopleEntry.objects.get()
    assert (entry.deed, entry.by, entry.person) == (
        "delegate_position",
        office.head,
        office.colleague,
    )
    assert (entry.after["starts_on"], entry.after["ends_on"]) == ("2026-06-08", "2026-06-12")


def test_deputy_begins_and_ends_by_itself(office: Office) -> None:
    office.name()
    held = Position.objects.held_by
    days = [MONDAY - timedelta(days=1), MONDAY, FRIDAY, FRIDAY + timedelta(days=1)]
    assert [
        held(office.colleague, on=day).filter(pk=office.position.pk).exists() for day in days
    ] == [
        False,
        True,
        True,
        False,
    ]
    assert all(held(office.head, on=day).filter(pk=office.position.pk).exists() for day in days)


def test_deputy_acts_as_plh_on_record(office: Office) -> None:
    rows = [Row("Memeriksa surat", "Kepala")]
    version = make.version(rows, positions={"Kepala": office.position})
    office.name()
    task = make.taken(make.task(version, by=office.head), by=office.colleague)
    assert task.document.entries.get(deed="take").capacity == "Plh. Kepala"


def test_both_are_told_and_nobody_else(office: Office, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example.go.id"
    User.objects.update(email="orang@example.go.id")
    office.name()
    told = list(Notice.objects.order_by("user"))
    assert [each.user for each in told] == [office.head, office.colleague]
    assert {each.kind for each in told} == {"deputy"}
    words = words_of(told[1])
    assert words.what == f"Plh. Kepala: {office.colleague}"
    assert words.why == f"From 8 June 2026 until 12 June 2026, named by {office.head}."
    assert [words_of(each).path for each in told] == ["/deputies/", "/"]
    assert all(each.mail_after is not None for each in told)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("both", ["colleague", "below"]),
        ("unit", ["colleague"]),
        ("subordinates", ["below"]),
        ("nobody", []),
    ],
)
def test_setting_says_who_may_be_named(
    way: str, expected: list[str], office: Office, settings: Settings
) -> None:
    settings.DELEGATE_TO = way
    people = {name: getattr(office, name) for name in ("colleague", "below", "stranger")}
    offered = make.client(office.head).get("/deputies/").content.decode()
    assert [name for name, each in people.items() if str(each) in offered] == expected
    for number, (name, deputy) in enumerate(people.items()):
        day = MONDAY + timedelta(days=number)
        if name in expected:
            assert office.name(deputy, starts_on=day, ends_on=day).user == deputy
        else:
            said = office.refusal(deputy, starts_on=day, ends_on=day)
            assert said == f"{deputy} cannot be your deputy for Kepala on these days."


def test_days_that_have_passed_are_refused_and_today_is_not(office: Office) -> None:
    said = office.refusal(starts_on=MONDAY - timedelta(days=1))
    assert said == "Name a deputy for today or later; what has passed stays as it was."
    assert office.name(starts_on=MONDAY, ends_on=MONDAY).holds_on(MONDAY)


def test_last_day_before_the_first_is_refused(office: Office) -> None:
    assert office.refusal(ends_on=MONDAY - timedelta(days=1)) == "The last day is before the first."


def test_days_more_than_a_year_ahead_are_refused(office: Office) -> None:
    last = MONDAY + timedelta(days=366)
    assert office.name(starts_on=last, ends_on=last)
    beyond = last + timedelta(days=1)
    said = office.refusal(office.below, starts_on=beyond, ends_on=beyond)
    assert said == "Name a deputy for days within a year."


def test_more_days_than_the_setting_allows_are_refused(office: Office, settings: Settings) -> None:
    settings.DELEGATE_DAYS = 3
    said = office.refusal(ends_on=MONDAY + timedelta(days=3))
    assert said == "You name a deputy for 3 days at most. For longer, ask for a letter."
    assert office.name(ends_on=MONDAY + timedelta(days=2))


def test_nobody_is_their_own_deputy(office: Office) -> None:
    assert office.refusal(office.head) == "You cannot be your own deputy."


@pytest.mark.parametrize("capacity", ["plt", "plh"])
def test_position_that_is_not_held_definitively_is_not_passed_on(
    capacity: str, office: Office
) -> None:
    other = make.position(of=office.position.unit)
    make.appointment(office.head, other, capacity=capacity)
    said = office.refusal(position=other)
    assert said == f"You do not hold {other} definitively on all of these days."


def test_position_is_passed_on_only_for_days_on_which_it_is_held(office: Office) -> None:
    Appointment.objects.filter(user=office.head).update(ends_on=FRIDAY - timedelta(days=1))
    assert "definitively on all of these days" in office.refusal()
    assert office.name(ends_on=FRIDAY - timedelta(days=1))


def test_deputy_passes_nothing_on(office: Office) -> None:
    office.name()
    assert "definitively on all of these days" in office.refusal(office.below, by=office.colleague)


def test_second_deputy_on_the_same_days_is_refused(office: Office) -> None:
    named = office.name()
    said = office.refusal(office.below, starts_on=FRIDAY, ends_on=FRIDAY)
    assert said == f"{named} acts there on some of these days already."
    monday = FRIDAY + timedelta(days=3)
    assert office.name(office.below, starts_on=monday, ends_on=monday)


def test_deputy_beside_one_by_letter_is_refused(office: Office) -> None:
    make.appointment(office.below, office.position, capacity="plt", starts_on=FRIDAY)
    assert "acts there on some of these days already." in office.refusal()


def test_each_holder_of_a_position_with_seats_has_a_deputy_of_their_own(office: Office) -> None:
    Position.objects.filter(pk=office.position.pk).update(seats=2)
    second = make.holder(office.position)
    office.position.refresh_from_db()
    office.name()
    assert office.name(office.below, by=second).delegated_by == second


def test_one_who_is_away_is_nobodys_deputy(office: Office) -> None:
    own = Appointment.objects.get(user=office.colleague).position
    office.name(office.head, by=office.colleague, position=own)
    assert office.refusal() == f"{office.colleague} is away themselves on some of these days."


def test_closed_account_is_not_named(office: Office) -> None:
    User.objects.filter(pk=office.colleague.pk).update(is_active=False)
    assert "cannot be your deputy" in office.refusal()


def test_retired_position_is_not_passed_on(office: Office) -> None:
    Position.objects.filter(pk=office.position.pk).update(
        retired_on=FRIDAY, successor=make.position(), retired_by=make.user()
    )
    assert "is retired from" in office.refusal()


def withdraw(named: Appointment, by: User, *, on: date) -> Appointment | None:
    at = make.MONDAY + (on - MONDAY)
    return actions.withdraw_deputy(named, by=Doer(by, at))


def test_deputy_who_has_not_begun_is_withdrawn_and_both_are_told(office: Office) -> None:
    named = office.name(starts_on=FRIDAY)
    assert withdraw(named, office.head, on=MONDAY) is None
    assert not Appointment.objects.filter(delegated_by=office.head).exists()
    entry = PeopleEntry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.deed, entry.before["starts_on"]) == ("withdraw_deputy", "2026-06-12")
    told = Notice.objects.filter(people_entry=entry)
    assert {each.user for each in told} == {office.head, office.colleague}
    assert {words_of(each).why for each in told} == {f"Withdrawn by {office.head}."}


def test_deputy_who_has_begun_acts_until_the_end_of_the_day(office: Office) -> None:
    named = office.name()
    left = withdraw(named, office.head, on=MONDAY + timedelta(days=1))
    assert left is not None
    assert left.ends_on == MONDAY + timedelta(days=1)
    told = Notice.objects.filter(people_entry__deed="withdraw_deputy").first()
    assert told is not None
    assert words_of(told).why == f"Until 9 June 2026, as {office.head} has said."


def test_deputy_who_ends_today_or_has_ended_is_not_withdrawn(office: Office) -> None:
    named = office.name()
    for on in (FRIDAY, FRIDAY + timedelta(days=1)):
        with pytest.raises(Refused, match="ends by itself"):
            withdraw(named, office.head, on=on)


def test_deputy_is_withdrawn_by_who_named_them_alone(office: Office) -> None:
    named = office.name()
    for other in (office.colleague, office.below, make.administrator()):
        with pytest.raises(Refused, match="Only who has named"):
            withdraw(named, other, on=MONDAY)
    by_letter = make.appointment(office.below, make.position(), capacity="plh", ends_on=FRIDAY)
    with pytest.raises(Refused, match="Only who has named"):
        withdraw(by_letter, office.head, on=MONDAY)


def test_holder_who_goes_takes_their_deputies_along(office: Office) -> None:
    running = office.name(ends_on=FRIDAY)
    coming = office.name(starts_on=FRIDAY + timedelta(days=3), ends_on=FRIDAY + timedelta(days=4))
    held = Appointment.objects.get(user=office.head)
    held.ends_on = MONDAY + timedelta(days=1)
    change_appointment(held, by=Doer(make.administrator(), make.MONDAY))
    running.refresh_from_db()
    assert running.ends_on == held.ends_on
    assert not Appointment.objects.filter(pk=coming.pk).exists()


def test_administrators_go_on_needing_a_letter(office: Office) -> None:
    terms = Appointment(
        user=office.stranger,
        position=office.position,
        capacity="plh",
        starts_on=MONDAY,
        ends_on=FRIDAY,
    )
    with pytest.raises(Refused, match="need the letter"):
        appoint_person(terms, by=Doer(make.administrator(), make.MONDAY))
    client = make.client(make.administrator())
    sent = {
        "user": office.stranger.pk,
        "position": office.position.pk,
        "capacity": "plh",
        "starts_on": "2026-06-08",
        "ends_on": "2026-06-12",
    }
    answer = client.post(page(Appointment, "add"), sent)
    assert "Plt. and Plh. need the letter that appoints them." in answer.content.decode()
    assert not AppointmentRequest.objects.exists()


def post(client: Client, choice: str, first: date, last: date) -> Any:
    sent = {"choice": choice, "starts_on": first.isoformat(), "ends_on": last.isoformat()}
    return client.post("/deputies/", sent)


def test_page_names_and_withdraws(office: Office) -> None:
    client, today = make.client(office.head), timezone.localdate()
    choice = f"{office.position.pk}-{office.colleague.pk}"
    assert post(client, choice, today, today + timedelta(days=2))["Location"] == "/deputies/"
    text = client.get("/deputies/").content.decode()
    assert (f"Plh. Kepala: {office.colleague}" in text, "acts now" in text) == (True, True)
    assert f"Plh. Kepala: {office.colleague}" in (
        make.client(office.head).get("/notices/").content.decode()
    )
    named = Appointment.objects.get(delegated_by=office.head)
    path = f"/deputies/{named.pk}/withdraw/"
    assert make.client(office.colleague).post(path).status_code == 404
    assert client.post(path)["Location"] == "/deputies/"
    named.refresh_from_db()
    assert named.ends_on == today
    assert "ends by itself" in client.post(path, follow=True).content.decode()


def test_page_says_what_is_wrong_and_stores_nothing(office: Office) -> None:
    client, today = make.client(office.head), timezone.localdate()
    choice = f"{office.position.pk}-{office.colleague.pk}"
    for wrong in ("", "1", "x-y", f"{office.position.pk}-{office.stranger.pk}"):
        assert post(client, wrong, today, today).status_code == 422
    assert post(client, choice, today, today - timedelta(days=1)).status_code == 422
    refused = post(client, choice, today - timedelta(days=1), today)
    assert refused.status_code == 409
    assert "what has passed stays as it was" in refused.content.decode()
    for text in ("", "kemarin", "9999-99-99", "0001-01-01", "9999-12-31"):
        sent = {"choice": choice, "starts_on": text, "ends_on": text}
        assert client.post("/deputies/", sent).status_code in {409, 422}
    assert not Appointment.objects.filter(delegated_by=office.head).exists()


def test_page_of_who_holds_nothing_definitively_says_so(office: Office) -> None:
    text = make.client(make.user()).get("/deputies/").content.decode()
    assert "You hold no position definitively" in text
