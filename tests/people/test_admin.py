from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from people.models import Appointment, Position, Unit, User
from tests import make
from tests.pages import (
    Sent,
    act,
    add_row,
    change_page,
    errors_of,
    filled_in,
    page,
    post,
    registered,
    signed_in,
)
from tests.rows import all_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NIP = "198001012005011001"
PASSWORD = "sebuah-sandi-panjang"


@pytest.fixture
def client() -> Client:
    return signed_in(make.administrator())


def refused(client: Client, address: str, sent: Sent) -> list[str]:
    """Send a form, see that no row changed, and return its sentences."""
    before = all_rows()
    response = client.post(address, sent)
    assert response.status_code == 200
    assert all_rows() == before
    return errors_of(response)


def test_every_page_opens_for_an_administrator(client: Client) -> None:
    make.holder(make.position(of=make.unit(below=make.unit())))
    models = registered("people")
    assert {model.__name__ for model in models} == {
        "Appointment",
        "AppointmentRequest",
        "PeopleEntry",
        "Position",
        "Role",
        "Unit",
        "User",
    }
    for model in (Appointment, Position, Unit, User):
        for name in ("changelist", "add"):
            assert client.get(page(model, name)).status_code == 200
        things = list(model._default_manager.all())
        assert things
        for thing in things:
            for name in ("change", "history", "delete"):
                assert client.get(page(model, name, thing.pk)).status_code == 200
        assert client.get(page(model, "changelist"), {"q": "jabatan"}).status_code == 200


@pytest.mark.parametrize(("kind", "status"), [("calendars", 403), ("assessor", 302)])
def test_nobody_else_changes_anything(kind: str, status: int) -> None:
    someone = make.may(kind)
    things = [make.appointment(someone, make.position()), *User.objects.all(), *Unit.objects.all()]
    stranger = signed_in(someone)
    before = all_rows()
    for thing in things:
        model = type(thing)
        for address in (
            page(model, "add"),
            change_page(thing),
            page(model, "delete", thing.pk),
        ):
            assert post(stranger, address, {"post": "yes", "is_superuser": "on"}) == status
    assert all_rows() == before


def account(username: str, **fields: Any) -> Sent:
    return {
        "username": username,
        "name": "Siti",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "appointments-TOTAL_FORMS": 0,
        "appointments-INITIAL_FORMS": 0,
        **fields,
    }


def test_account_is_added_and_can_sign_in(client: Client) -> None:
    assert post(client, page(User, "add"), account("siti")) == 302
    siti = User.objects.get(username="siti")
    assert (siti.name, siti.nip, siti.is_active, siti.is_superuser) == ("Siti", None, True, False)
    assert siti.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"username": "budi"}, "That username is taken."),
        ({"name": ""}, "This field is required."),
        ({"password2": "lain"}, "The two password fields didn’t match."),
    ],
)
def test_account_that_cannot_be_is_refused_in_a_sentence(
    typed: Sent, sentence: str, client: Client
) -> None:
    make.user("budi")
    assert refused(client, page(User, "add"), account("siti") | typed) == [sentence]


def opened(client: Client, thing: Any) -> Sent:
    return filled_in(client.get(change_page(thing)))


def test_account_sent_back_as_it_is_stays_as_it_is(client: Client) -> None:
    someone = make.holder(make.position())
    before = all_rows("User", "Appointment")
    sent = opened(client, someone)
    assert post(client, change_page(someone), sent) == 302
    assert all_rows("User", "Appointment") == before


def test_nip_left_blank_is_none_for_everybody(client: Client) -> None:
    for someone in (make.user(nip=NIP), make.user()):
        assert post(client, change_page(someone), opened(client, someone) | {"nip": ""}) == 302
        someone.refresh_from_db()
        assert someone.nip is None


def test_nip_is_checked(client: Client) -> None:
    someone = make.user()
    make.user(nip=NIP)
    sent = opened(client, someone)
    assert refused(client, change_page(someone), sent | {"nip": "123"}) == ["A NIP has 18 digits."]
    assert refused(client, change_page(someone), sent | {"nip": NIP}) == [
        "User with this NIP already exists."
    ]
    other = NIP[:-1] + "2"
    assert post(client, change_page(someone), sent | {"nip": other}) == 302
    someone.refresh_from_db()
    assert someone.nip == other


def test_position_is_given_on_the_page_of_the_person(client: Client) -> None:
    someone, position = make.user(), make.position()
    sent = opened(client, someone)
    given = {"user": someone.pk, "position": position.pk, "starts_on": "2026-06-08"}
    add_row(sent, "appointments", **given, capacity="plh", letter="SP/1/2026")
    assert post(client, change_page(someone), sent) == 302
    assert [str(each) for each in Appointment.objects.all()] == [f"Plh. {position}: {someone}"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"capacity": "plt"}, "Plt. and Plh. need the letter that appoints them."),
        ({"ends_on": "2026-06-07"}, "An appointment cannot end before it starts."),
        ({"starts_on": "2020-01-01"}, "This person already has that position from that day."),
    ],
)
def test_appointment_that_cannot_be_is_refused_in_a_sentence(
    typed: Sent, sentence: str, client: Client
) -> None:
    given = make.appointment(make.user(), make.position(), ends_on=date(2026, 6, 7))
    sent = {
        "user": given.user.pk,
        "position": given.position.pk,
        "capacity": "definitive",
        "starts_on": "2026-06-08",
    }
    assert refused(client, page(Appointment, "add"), sent | typed) == [sentence]
    assert post(client, page(Appointment, "add"), sent) == 302
    assert Appointment.objects.count() == 2


def test_unit_belongs_to_another_one_and_has_its_name_to_itself(client: Client) -> None:
    above = make.root("Dinas")
    office = make.unit("Bidang", below=above)
    sent = opened(client, office)
    own = refused(client, change_page(office), sent | {"parent": office.pk})
    assert own == ["A unit cannot belong to itself or to a unit below it."]
    assert refused(client, change_page(above), opened(client, above) | {"parent": office.pk}) == own
    address, typed = page(Unit, "add"), {"paper": "a4", "name": "Bidang"}
    twice = refused(client, address, typed | {"parent": above.pk})
    assert twice == ["This unit already has a part of that name."]
    top = refused(client, address, typed | {"name": "Dinas"})
    assert top == ["There is already a unit of that name."]
    assert post(client, address, typed) == 302
    assert Unit.objects.filter(name="Bidang").count() == 2


def test_position_is_not_its_own_superior_and_has_its_title_to_itself(client: Client) -> None:
    position = make.position("Kabid")
    sent = opened(client, position)
    own = refused(client, change_page(position), sent | {"superior": position.pk})
    assert own == ["A position cannot be its own superior, nor one of those below it."]
    low = make.position("Staf", of=position.unit)
    assert post(client, change_page(low), opened(client, low) | {"superior": position.pk}) == 302
    assert refused(client, change_page(position), sent | {"superior": low.pk}) == own
    typed = {"title": "Kabid", "unit": position.unit.pk}
    twice = refused(client, page(Position, "add"), typed)
    assert twice == ["This unit already has a position of that title."]
    above = make.position("Kepala")
    assert post(client, change_page(position), sent | {"superior": above.pk}) == 302
    position.refresh_from_db()
    assert position.superior == above


def test_what_others_point_to_is_not_deleted(client: Client) -> None:
    document = make.document()
    position = document.tasks.get().position
    for thing in (document.started_by, position, position.unit, document.version.procedure.unit):
        before = all_rows()
        client.post(page(type(thing), "delete", thing.pk), {"post": "yes"})
        act(client, "delete_selected", thing, post="yes")
        assert all_rows() == before
    alone = make.unit()
    assert post(client, page(Unit, "delete", alone.pk), {"post": "yes"}) == 302
    assert not Unit.objects.filter(pk=alone.pk).exists()


def asked_to_delete(client: Client, thing: Model) -> tuple[list[str], int]:
    """Return what the page of a deletion says keeps a thing, and how many queries that takes."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(page(type(thing), "delete", thing.pk))
    assert response.status_code == 200
    return list(response.context["protected"]), len(asked)


def test_what_keeps_somebody_is_named_without_reading_all_of_it(client: Client) -> None:
    version = make.version()
    first = make.task(version)
    someone, position = make.holder(first.position), first.position
    make.finished(make.taken(first, by=someone))
    few = [asked_to_delete(client, each) for each in (someone, position)]
    for _ in range(3):
        make.finished(make.taken(make.task(version), by=someone))
    many = [asked_to_delete(client, each) for each in (someone, position)]
    assert many == few
    assert [kinds for kinds, _ in many] == [
        ["Appointments", "Entries", "Tasks"],
        ["Appointments", "Actors", "Tasks"],
    ]
    assert asked_to_delete(client, make.user())[0] == []


def test_account_is_put_out_of_use_instead(client: Client) -> None:
    someone = make.document().started_by
    sent = opened(client, someone)
    sent.pop("is_active")
    assert post(client, change_page(someone), sent) == 302
    someone.refresh_from_db()
    assert not someone.is_active


@pytest.mark.parametrize(
    ("language", "told", "warned"),
    [
        ("en", "Whether the user will be able", "If disabled, the password that this user has now"),
        ("id", "Apakah pengguna dapat", "Jika dinonaktifkan, sandi pengguna ini yang sekarang"),
    ],
)
def test_help_for_a_new_password_is_in_the_language_of_the_page(
    client: Client, language: str, told: str, warned: str
) -> None:
    client.cookies["django_language"] = language
    address = reverse("admin:auth_user_password_change", args=[make.user().pk])
    text = client.get(address).content.decode()
    assert told in text
    assert f'<ul id="id_unusable_warning" class="messagelist"><li class="warning">{warned}' in text


def picture(side: int = 8, noise: bytes = b"") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (side, 8), "navy").save(drawn, "PNG")
    return SimpleUploadedFile("lambang.png", drawn.getvalue() + noise, "image/png")


def with_logo(client: Client, unit: Unit, logo: SimpleUploadedFile) -> Any:
    sent = {"name": unit.name, "parent": unit.parent_id, "paper": unit.paper, "logo": logo}
    return client.post(change_page(unit), sent)


def test_logo_is_kept_and_handed_out_to_who_may_see_the_unit() -> None:
    unit, client = make.unit(), signed_in(make.administrator())
    assert with_logo(client, unit, picture()).status_code == 302
    address = reverse("admin:people_unit_logo", args=[unit.pk])
    assert address in client.get(change_page(unit)).content.decode()
    assert b"".join(client.get(address)) == picture().read()
    assert b"".join(signed_in(make.may("people")).get(address)) == picture().read()
    assert signed_in(make.may("people", of=make.root())).get(address).status_code == 404
    assert signed_in(make.may("assessor")).get(address).status_code == 302


@pytest.mark.parametrize(("side", "noise"), [(4001, b""), (8, b"x" * 2 * 1024 * 1024)])
def test_logo_that_would_burden_every_print_is_refused(side: int, noise: bytes) -> None:
    unit, client = make.unit(), signed_in(make.administrator())
    response = with_logo(client, unit, picture(side, noise))
    assert errors_of(response) == ["Choose a smaller picture: at most 2 MB and 4000 pixels a side."]
    unit.refresh_from_db()
    assert not unit.logo
