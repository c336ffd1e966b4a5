"""The pages of who keeps an office's people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from people.models import Appointment, AppointmentRequest, User
from tests import make
from workflow.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

STAFF = "/people/"


def keeper() -> User:
    return make.may("people")


@pytest.fixture
def client() -> Client:
    return make.client(keeper())


def names_on(client: Client, **query: Any) -> set[str]:
    page = client.get(STAFF, query)
    assert page.status_code == 200
    return {person.name for person in page.context["page"]}


def test_people_are_found_by_unit_words_and_what_they_hold(client: Client) -> None:
    above, today = make.unit(), timezone.localdate()
    position = make.position(of=make.unit(below=above))
    names = ("Pemangku", "Pelaksana", "Bebas", "Tutup")
    people = {name: make.user(name=name) for name in names}
    User.objects.filter(pk=people["Bebas"].pk).update(nip="198001012005011001")
    User.objects.filter(pk=people["Tutup"].pk).update(is_active=False)
    make.appointment(people["Pemangku"], position)
    make.appointment(people["Pelaksana"], position, capacity="plt")
    make.appointment(people["Bebas"], position, ends_on=today - timedelta(days=1))
    make.appointment(people["Tutup"], position)
    assert names_on(client) == set(names)
    assert names_on(client, unit=above.pk) == {"Pemangku", "Pelaksana"}
    assert names_on(client, unit=make.unit().pk) == set()
    assert names_on(client, words="198001") == {"Bebas"}
    assert names_on(client, words="pem") == {"Pemangku"}
    assert names_on(client, which="holding") == {"Pemangku", "Pelaksana"}
    assert names_on(client, which="acting") == {"Pelaksana"}
    assert "Bebas" in names_on(client, which="free") - {"Pemangku", "Pelaksana", "Tutup"}
    assert names_on(client, which="closed") == {"Tutup"}
    assert names_on(client, which="in_hand") == set()


def test_list_asks_as_often_for_three_people_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def ask() -> int:
        with django_assert_num_queries(10):
            page = client.get(STAFF, {"which": "holding"})
        return len(page.context["page"])

    position = make.position()
    make.appointment(make.user(), position)
    client.get(STAFF)  # calendars are kept in memory from now on
    assert ask() == 1
    for _number in range(2):
        make.appointment(make.user(), position)
    assert ask() == 3


def test_person_is_appointed_as_plh_with_a_letter(client: Client) -> None:
    someone, today = make.colleague(), timezone.localdate()
    position = make.position(of=make.unit())
    page = f"{STAFF}{someone.pk}/appoint/?unit={position.unit_id}"
    assert position.title in client.get(page).content.decode()
    sent = {"position": position.pk, "capacity": "plh", "starts_on": str(today)}
    assert client.post(page, {**sent, "letter": ""}).status_code == 422
    assert client.post(page, {**sent, "letter": "SP/2/2026"}).status_code == 302
    made = someone.appointments.get(position=position)
    assert (made.capacity, made.letter, made.ends_on) == ("plh", "SP/2/2026", None)
    assert client.post(page, {**sent, "letter": "SP/2/2026"}).status_code == 409
    assert someone.appointments.count() == 2


def test_appointment_from_before_today_waits_for_a_second_person(client: Client) -> None:
    someone, position = make.colleague(), make.position()
    page = f"{STAFF}{someone.pk}/appoint/?unit={position.unit_id}"
    sent = {"position": position.pk, "capacity": "definitive", "starts_on": "2026-01-05"}
    assert client.post(page, {**sent, "letter": "SK/1"}).status_code == 302
    assert (Appointment.objects.count(), AppointmentRequest.objects.count()) == (1, 1)
    assert (
        "waits for a second administrator" in client.get(f"{STAFF}{someone.pk}/").content.decode()
    )


def test_position_of_another_unit_is_no_choice(client: Client) -> None:
    someone, position = make.colleague(), make.position()
    page = f"{STAFF}{someone.pk}/appoint/?unit={make.unit().pk}"
    sent = {"position": position.pk, "capacity": "definitive", "starts_on": "2026-12-01"}
    assert client.post(page, sent).status_code == 422


def test_person_is_moved_and_the_end_is_set(client: Client) -> None:
    there, to = make.appointment(make.user(), make.position()), make.position()
    today = timezone.localdate()
    page = f"{STAFF}appointments/{there.pk}/move/?unit={to.unit_id}"
    assert client.get(page).status_code == 200
    assert client.post(page, {"position": to.pk, "starts_on": str(today)}).status_code == 302
    moved = there.user.appointments.get(position=to)
    end = f"{STAFF}appointments/{moved.pk}/end/"
    assert client.get(end).status_code == 200
    assert client.post(end, {"last": ""}).status_code == 422
    assert client.post(end, {"last": str(today)}).status_code == 302
    assert client.post(end, {"last": str(today)}).status_code == 409
    assert list(there.user.appointments.order_by("pk").values_list("ends_on", flat=True)) == [
        today - timedelta(days=1),
        today,
    ]


def test_who_leaves_is_put_out_of_use_and_their_tasks_go_back(client: Client) -> None:
    version = make.version()
    someone = make.holder_of(version, "Staf")
    document = make.document(version, by=someone)
    Task.objects.filter(document=document).update(taken_by=someone, started_at=make.MONDAY)
    page = f"{STAFF}{someone.pk}/"
    assert "1 task is in this person's hands" in client.get(page).content.decode().replace(
        "&#x27;", "'"
    )
    assert client.post(f"{page}let-go/").status_code == 302
    someone.refresh_from_db()
    assert not someone.is_active
    assert document.tasks.get().taken_by is None
    assert client.post(f"{page}let-go/").status_code == 409
    assert client.post(f"{page}take-into-use/").status_code == 302
    assert client.post(f"{page}take-into-use/").status_code == 409


def test_page_says_what_somebody_without_a_password_needs(client: Client) -> None:
    someone = make.colleague()
    page = f"{STAFF}{someone.pk}/"
    said = "has no password yet and cannot sign in"
    assert said not in client.get(page).content.decode()
    someone.set_unusable_password()
    someone.save()
    assert said in client.get(page).content.decode()
    assert "Set a first password" in client.get(page).content.decode()


def test_menu_leads_to_people_for_who_keeps_them_alone(client: Client) -> None:
    link = f'href="{STAFF}"'
    assert link in client.get("/").content.decode()
    assert link not in make.client(make.may("editor")).get("/").content.decode()
    assert link not in make.client(make.user()).get("/").content.decode()
