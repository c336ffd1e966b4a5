"""Nobody reaches further than their own roles: accounts, appointments and superiors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.actions import change_password
from people.models import Appointment, AppointmentRequest, PeopleEntry, Position, Unit, User
from tests import make
from tests.constraints import change
from tests.pages import (
    Sent,
    act,
    add_row,
    change_page,
    errors_of,
    filled_in,
    messages_of,
    page,
    post,
    signed_in,
)
from tests.rows import all_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NEW = "sandi-yang-sangat-baru"
OWN = "sandi-pilihan-sendiri"


def today() -> Any:
    return timezone.localdate()


def opened(client: Client, thing: Any) -> Sent:
    return filled_in(client.get(change_page(thing)))


def by_superuser(thing: Any) -> Sent:
    """Return what a superuser's browser would send from the page of a thing."""
    return opened(signed_in(make.administrator()), thing)


def deeds() -> list[str]:
    return list(PeopleEntry.objects.order_by("number").values_list("deed", flat=True))


def password_page(account: User) -> str:
    return reverse("admin:auth_user_password_change", args=[account.pk])


def test_who_administers_people_makes_nobody_a_superuser_not_even_themselves() -> None:
    clerk, colleague = make.may("people"), make.colleague()
    for someone in (clerk, colleague):
        sent = by_superuser(someone) | {"is_superuser": "on"}
        assert post(signed_in(clerk), change_page(someone), sent) == 302
        assert not User.objects.get(pk=someone.pk).is_superuser
    assert deeds() == []


def test_account_that_is_opened_has_no_rights_whatever_is_sent() -> None:
    held, sent = make.position(), {"username": "siti", "name": "Siti", "usable_password": "true"}
    sent |= {"password1": NEW, "password2": NEW, "is_superuser": "on"}
    clerk = signed_in(make.may("people"))
    without = {"appointments-TOTAL_FORMS": 0, "appointments-INITIAL_FORMS": 0}
    response = clerk.post(page(User, "add"), sent | without, follow=True)
    assert messages_of(response) == [
        "Name a position of yours that the person is to hold, on this page."
    ]
    assert not User.objects.filter(username="siti").exists()
    with_one = {"appointments-TOTAL_FORMS": 0, "appointments-INITIAL_FORMS": 0}
    given = {"position": held.pk, "capacity": "definitive", "starts_on": today().isoformat()}
    add_row(with_one, "appointments", **given)
    assert post(clerk, page(User, "add"), sent | with_one) == 302
    siti = User.objects.get(username="siti")
    assert (siti.is_superuser, siti.is_active, siti.roles.count()) == (False, True, 0)
    assert deeds() == ["open_account", "appoint_person"]


def stronger(unit: Unit) -> dict[str, User]:
    """Make people of a unit with roles that who administers its people could not give."""
    accounts = {
        name: make.holder(make.position(of=unit))
        for name in ("superuser", "closed superuser", "above", "closed above", "equal")
    }
    for name in ("superuser", "closed superuser"):
        change(accounts[name], is_superuser=True)
    for name in ("above", "closed above"):
        make.role("supervisor", to=accounts[name])
    for name in ("closed superuser", "closed above"):
        change(accounts[name], is_active=False)
    make.role("people", of=unit, to=accounts["equal"])
    return accounts


def test_nobody_changes_closes_deletes_or_resets_an_account_with_more_rights() -> None:
    unit = make.unit()
    accounts = stronger(unit)
    sent = {name: by_superuser(each) for name, each in accounts.items()}
    client = signed_in(make.may("people", of=unit))
    before = all_rows()
    for name, account in accounts.items():
        closed = {key: value for key, value in sent[name].items() if key != "is_active"}
        for form in (closed, sent[name] | {"username": "direbut", "email": "a@example.org"}):
            assert post(client, change_page(account), form) == 403, name
        assert post(client, page(User, "delete", account.pk), {"post": "yes"}) == 403, name
        act(client, "delete_selected", account, post="yes")
        assert client.get(password_page(account)).status_code == 403
        given = {"usable_password": "true", "password1": NEW, "password2": NEW}
        assert post(client, password_page(account), given) == 403, name
    assert all_rows() == before


def test_account_with_roles_that_one_could_give_is_changed_closed_and_reset() -> None:
    unit = make.unit()
    clerk = make.may("people", of=unit)
    client, below = signed_in(clerk), make.unit(below=unit)
    accounts = [make.holder(make.position(of=where)) for where in (unit, below, below)]
    make.role("editor", of=unit, to=accounts[1])
    make.role("people", of=below, to=accounts[2])
    for account in accounts:
        sent = opened(client, account) | {"name": "Nama Lain"}
        assert post(client, change_page(account), sent) == 302
        given = {"usable_password": "true", "password1": NEW, "password2": NEW}
        assert post(client, password_page(account), given) == 302
        fresh = User.objects.get(pk=account.pk)
        assert (fresh.name, fresh.check_password(NEW)) == ("Nama Lain", True)
        sent = opened(client, account)
        sent.pop("is_active")
        assert post(client, change_page(account), sent) == 302
        assert not User.objects.get(pk=account.pk).is_active
    assert deeds() == ["rename_account", "reset_password", "close_account"] * 3
    assert set(PeopleEntry.objects.values_list("by", flat=True)) == {clerk.pk}


def test_people_of_another_unit_are_not_found_nor_changed() -> None:
    mine, theirs = make.unit(), make.unit()
    client = signed_in(make.may("people", of=mine))
    own, other = (make.holder(make.position(of=unit)) for unit in (mine, theirs))
    alone = make.user()
    listed = {each.pk for each in client.get(page(User, "changelist")).context["cl"].result_list}
    assert (own.pk in listed, other.pk in listed, alone.pk in listed) == (True, False, False)
    typed = {each: by_superuser(each) | {"name": "Direbut"} for each in (other, alone)}
    before = all_rows()
    for account, sent in typed.items():
        assert (
            post(client, change_page(account), sent) == 302
        )  # to a page that says it is not there
        assert post(client, password_page(account), {"password1": NEW, "password2": NEW}) == 404
    asked = {"app_label": "people", "model_name": "appointment", "field_name": "user"}
    found = client.get("/admin/autocomplete/", asked | {"term": "orang"}).json()["results"]
    assert str(other.pk) not in {each["id"] for each in found}
    assert all_rows() == before


def test_ones_own_password_is_changed_only_where_the_old_one_is_asked_for() -> None:
    administrator = make.administrator()
    client = signed_in(administrator)
    given = {"usable_password": "true", "password1": NEW, "password2": NEW}
    for address in (
        password_page(administrator),
        f"/admin/people/user/0{administrator.pk}/password/",
    ):
        response = client.post(address, given)
        assert (response.status_code, response["Location"]) == (302, "/password/")
    assert client.get("/admin/password_change/")["Location"] == "/password/"
    administrator.refresh_from_db()
    assert administrator.check_password("pw")


def appointing(user: User, position: Position, **fields: Any) -> Sent:
    return {
        "user": user.pk,
        "position": position.pk,
        "capacity": "definitive",
        "letter": "",
        "starts_on": today().isoformat(),
        **fields,
    }


YESTERDAY = {"starts_on": (timezone.localdate() - timedelta(days=1)).isoformat()}


@pytest.mark.parametrize("whom", ["oneself", "somebody from before today"])
def test_nobody_appoints_themselves_or_backwards_without_a_letter_and_a_second_person(
    whom: str,
) -> None:
    clerk, head = make.may("people"), make.position("Kepala")
    client, address = signed_in(clerk), page(Appointment, "add")
    sent = appointing(clerk, head) if whom == "oneself" else appointing(make.colleague(), head)
    sent |= {} if whom == "oneself" else YESTERDAY
    response = client.post(address, sent, follow=True)
    assert "name the letter" in messages_of(response)[0]
    assert (AppointmentRequest.objects.count(), deeds()) == (0, [])
    response = client.post(address, sent | {"letter": "SP/9/2026"}, follow=True)
    assert "once a second administrator confirms it" in messages_of(response)[0]
    assert not head.appointments.exists()
    asked = AppointmentRequest.objects.get()
    act(client, "confirm", asked)
    assert not head.appointments.exists()
    second = make.may("people")
    act(signed_in(second), "confirm", asked)
    made = head.appointments.get()
    assert (made.user_id, made.position, made.letter) == (sent["user"], head, "SP/9/2026")
    entry = PeopleEntry.objects.get(deed="appoint_person")
    assert (entry.number, entry.by, entry.person_id) == (2, second, made.user_id)
    assert entry.after["asked_by"] == clerk.username


def test_somebody_else_is_appointed_from_today_on_at_once() -> None:
    clerk, someone, position = make.may("people"), make.colleague(), make.position()
    sent = appointing(someone, position)
    assert post(signed_in(clerk), page(Appointment, "add"), sent) == 302
    assert position.appointments.get().user == someone
    assert deeds() == ["appoint_person"]


def test_superuser_appoints_without_a_second_person() -> None:
    administrator = make.administrator()
    sent = appointing(administrator, make.position(), **YESTERDAY)
    assert post(signed_in(administrator), page(Appointment, "add"), sent) == 302
    assert Appointment.objects.get().user == administrator


def test_whom_an_appointment_is_for_does_not_confirm_it_nor_who_set_their_password() -> None:
    clerk, unit = make.may("people"), make.unit()
    second = make.holder(make.position(of=unit))
    make.role("people", of=unit, to=second)
    for_second = make.appointment_request(clerk, of=second, to=make.position(of=unit))
    act(signed_in(second), "confirm", for_second)
    own = make.appointment_request(clerk, of=clerk, to=make.position(of=unit))
    given = {"usable_password": "true", "password1": NEW, "password2": NEW}
    assert post(signed_in(clerk), password_page(second), given) == 302
    second.refresh_from_db()
    assert act(signed_in(second), "confirm", own).wsgi_request.path == reverse("password_change")
    change_password(second, OWN, by=make.doer(second))
    second.refresh_from_db()
    response = act(signed_in(second), "confirm", own)
    assert "somebody else has to confirm this" in messages_of(response)[0]
    act(signed_in(make.may("people", of=make.root())), "confirm", own)
    assert Appointment.objects.count() == 1
    assert AppointmentRequest.objects.waiting().count() == 2
    act(signed_in(make.may("people")), "confirm", own, for_second)
    assert Appointment.objects.count() == 3


def test_request_is_rejected_and_then_stays_so() -> None:
    asked = make.appointment_request()
    second = signed_in(make.may("people"))
    assert messages_of(act(second, "reject", asked)) == [f"{asked}: not confirmed."]
    assert messages_of(act(second, "confirm", asked)) == [f"{asked}: that was decided already."]
    assert Appointment.objects.count() == 0
    assert deeds() == ["ask_appointment", "reject_appointment"]


@pytest.mark.parametrize(
    "typed",
    [
        {"capacity": "plt", "letter": "SP/1/2026"},
        {"starts_on": "2019-01-01"},
        {"ends_on": "2020-06-01"},
        {"position": "other"},
        {"starts_on": timezone.localdate().isoformat()},
    ],
)
@pytest.mark.parametrize("whose", ["own", "another's"])
def test_change_of_ones_own_appointment_or_of_the_past_waits_for_a_second_person(
    whose: str, typed: Sent
) -> None:
    clerk = make.may("people")
    held = make.appointment(clerk if whose == "own" else make.user(), make.position())
    client = signed_in(clerk)
    wanted = typed | ({"position": make.position().pk} if "position" in typed else {})
    sent = opened(client, held) | {"letter": "SP/7/2026"} | wanted
    before = all_rows("Appointment")
    assert post(client, change_page(held), sent) == 302
    assert all_rows("Appointment") == before
    asked = AppointmentRequest.objects.get()
    act(signed_in(make.may("people")), "confirm", asked)
    fresh = Appointment.objects.get()
    assert (fresh.pk, fresh.letter) == (held.pk, asked.letter)
    assert (fresh.position, fresh.starts_on, fresh.ends_on) == (
        asked.position,
        asked.starts_on,
        asked.ends_on,
    )
    assert deeds() == ["ask_appointment", "change_appointment"]


def test_end_of_somebodys_appointment_is_set_at_once_but_not_ones_own() -> None:
    clerk, someone = make.may("people"), make.user()
    client, end = signed_in(clerk), today().isoformat()
    held = make.appointment(someone, make.position())
    assert post(client, change_page(held), opened(client, held) | {"ends_on": end}) == 302
    held.refresh_from_db()
    assert (held.ends_on, deeds()) == (today(), ["end_appointment"])
    own = make.appointment(clerk, make.position())
    assert post(client, change_page(own), opened(client, own) | {"ends_on": end}) == 302
    own.refresh_from_db()
    assert (own.ends_on, deeds()) == (None, ["end_appointment"])


def test_appointment_stays_with_its_person() -> None:
    clerk, held = make.may("people"), make.appointment(make.user(), make.position())
    client = signed_in(clerk)
    sent = opened(client, held) | {"user": clerk.pk}
    assert post(client, change_page(held), sent) == 302
    assert (Appointment.objects.get().user, deeds()) == (held.user, [])


def test_appointment_is_deleted_before_it_begins_and_not_ones_own() -> None:
    clerk = make.may("people")
    coming = today() + timedelta(days=3)
    begun = make.appointment(make.user(), make.position())
    own = make.appointment(clerk, make.position(), starts_on=coming)
    later = make.appointment(make.user(), make.position(), starts_on=coming)
    client = signed_in(clerk)
    for each in (begun, own, later):
        client.post(page(Appointment, "delete", each.pk), {"post": "yes"})
    act(client, "delete_selected", begun, post="yes")
    act(client, "delete_selected", own, post="yes")
    assert set(Appointment.objects.all()) == {begun, own}
    assert deeds() == ["delete_appointment"]
    superuser = signed_in(make.administrator())
    act(superuser, "delete_selected", begun, own, post="yes")
    assert Appointment.objects.count() == 0


def test_appointments_on_the_page_of_a_person_go_the_same_way() -> None:
    clerk = make.may("people")
    begun = make.appointment(clerk, make.position())
    client = signed_in(clerk)
    sent = opened(client, clerk)
    given = {"user": clerk.pk, "position": make.position().pk, "capacity": "definitive"}
    add_row(sent, "appointments", **given, starts_on="2020-01-01", letter="SP/2/2026")
    assert post(client, change_page(clerk), sent) == 302
    assert list(Appointment.objects.all()) == [begun]
    assert AppointmentRequest.objects.get().user == clerk
    sent = opened(client, clerk) | {"appointments-0-DELETE": "on"}
    response = client.post(change_page(clerk), sent, follow=True)
    assert "only a superuser deletes" in messages_of(response)[0]
    assert list(Appointment.objects.all()) == [begun]


def test_appointments_of_an_account_with_more_rights_are_only_shown_on_its_page() -> None:
    held = make.appointment(make.administrator(), make.position())
    client = signed_in(make.may("people"))
    response = client.get(change_page(held.user))
    assert response.status_code == 200
    (inline,) = response.context["inline_admin_formsets"]
    assert [inline.has_add_permission, inline.has_change_permission] == [False, False]


def test_nobody_puts_positions_below_their_own() -> None:
    clerk, head, office = make.may("people"), make.position(), make.position()
    make.appointment(clerk, office, starts_on=today() + timedelta(days=30))
    client = signed_in(clerk)
    sent = opened(client, head) | {"superior": office.pk}
    response = client.post(change_page(head), sent, follow=True)
    assert messages_of(response) == [
        "You hold a position above that superior, so somebody else has to change this."
    ]
    head.refresh_from_db()
    assert (head.superior, deeds()) == (None, [])
    other = make.position()
    assert post(client, change_page(head), opened(client, head) | {"superior": other.pk}) == 302
    head.refresh_from_db()
    assert (head.superior, deeds()) == (other, ["change_position"])


def test_appointment_that_starts_twice_is_refused_on_its_own_page_too() -> None:
    held = make.appointment(make.user(), make.position())
    other = make.appointment(held.user, held.position, starts_on=today())
    client = signed_in(make.administrator())
    sent = opened(client, other) | {"starts_on": held.starts_on.isoformat()}
    response = client.post(change_page(other), sent)
    assert errors_of(response) == ["This person already has that position from that day."]


def test_page_of_an_account_neither_shows_nor_takes_the_hash_of_a_password() -> None:
    someone, other = make.colleague(), make.user()
    for client in (signed_in(make.administrator()), signed_in(make.may("people"))):
        text = client.get(change_page(someone)).content.decode()
        assert (someone.password in text, 'name="password"' in text) == (False, False)
    client = signed_in(make.administrator())
    sent = opened(client, someone) | {"password": other.password, "rank": "Penata"}
    assert post(client, change_page(someone), sent) == 302
    fresh = User.objects.get(pk=someone.pk)
    assert (fresh.password, fresh.rank) == (someone.password, "Penata")
