"""People brought in through the pages: from the file to the list."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from people.models import Appointment, ForeignName, Role, Unit, User
from tests import make
from tests.staff_files import PLAIN, SIASN, nip_of, person, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

IMPORT, CONFIRM = "/people/import/", "/people/import/confirm/"


@pytest.fixture
def client() -> Client:
    return make.client(make.administrator())


def upload(content: bytes, name: str = "pegawai.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def brought(client: Client, *rows: Any, office: Unit | None = None, **more: Any) -> Any:
    data = {"file": upload(workbook(rows, **more)), "office": office.pk if office else ""}
    return client.post(IMPORT, data)


def confirmed(client: Client, page: Any, **more: Any) -> Any:
    """Send the form of a preview, with what else is chosen or pressed."""
    return client.post(CONFIRM, {**sent(page), **more})


def sent(page: Any) -> dict[str, Any]:
    """Return what a browser would send of a preview."""
    tree = html.document_fromstring(page.content.decode())  # type: ignore[no-untyped-call]
    (form,) = [each for each in tree.forms if each.action == CONFIRM]
    return dict(form.form_values())


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_file_of_the_personnel_system_is_looked_at_and_then_stored(client: Client) -> None:
    row = [
        *(nip_of(1), "PEGAWAI B", "Dr.", "S.H.", "III/d", "Analis", "01-03-2021", "U-1"),
        *("Dinas Kesehatan/Sekretariat", "Aktif", "01-01-1980", "x@example.go.id"),
    ]
    page = brought(client, row, headings=[*SIASN, "TANGGAL LAHIR", "EMAIL"])
    assert page.status_code == 200
    assert User.objects.filter(nip=nip_of(1)).count() == 0
    text = text_of(page)
    assert "Dr. PEGAWAI B, S.H." in text
    assert "Never stored: TANGGAL LAHIR, EMAIL." in text
    assert "x@example.go.id" not in text
    answer = confirmed(client, page)
    assert (answer.status_code, answer["Location"]) == (302, "/people/")
    user = User.objects.get(nip=nip_of(1))
    assert (user.name, user.rank, user.email) == (
        "Dr. PEGAWAI B, S.H.",
        "Penata Tingkat I (III/d)",
        "",
    )
    assert ForeignName.objects.get().key == "unor:U-1"
    assert "1 new account has no password yet" in text_of(client.get("/people/"))


def test_what_was_shown_is_what_is_stored(client: Client) -> None:
    office = make.unit("Dinas")
    page = brought(client, person(1), office=office)
    shown = sent(page)
    make.unit("Sekretariat", below=office)
    answer = client.post(CONFIRM, shown)
    assert answer.status_code == 409
    assert "somebody has changed something meanwhile" in text_of(answer)
    assert User.objects.filter(nip=nip_of(1)).count() == 0
    assert confirmed(client, answer).status_code == 302


def test_names_are_asked_about_and_answers_are_looked_at_before_they_are_stored(
    client: Client,
) -> None:
    office = make.unit("Dinas")
    desk = make.unit("Sekretariat", below=office)
    make.position("Analis", of=desk)
    page = brought(client, person(1, unit="Tata Usaha"), office=office)
    fields = sent(page)
    (name,) = [each for each in fields if each.startswith("tie-")]
    assert "Nothing would change." not in text_of(page)
    assert confirmed(client, page).status_code == 409
    looked = confirmed(client, page, **{name: str(desk.pk), "look": "1"})
    assert looked.status_code == 200
    assert confirmed(client, looked).status_code == 302
    assert Appointment.objects.get().position.unit == desk


def test_file_that_ends_more_than_half_is_confirmed_twice(client: Client) -> None:
    office = make.unit("Dinas")
    crew = make.position("Analis", of=office)
    for number in (1, 2):
        user = make.user(nip_of(number), nip=nip_of(number), name=person(number)[1])
        make.appointment(user, crew)
    rows = [person(3, "Arsiparis", "Dinas")]
    page = brought(client, *rows, office=office)
    page = confirmed(client, page, rest_is_new="on", look="1")
    asked = confirmed(client, page)
    assert asked.status_code == 409
    assert "more than half" in text_of(asked)
    assert Appointment.objects.filter(ends_on=None).count() == 2
    (yes,) = re.findall(r'name="also"\s+value="(\w{40})"', asked.content.decode())
    assert confirmed(client, asked, also=yes).status_code == 302
    assert Appointment.objects.filter(ends_on=None).count() == 1


def test_who_is_ticked_stays(client: Client) -> None:
    office = make.unit("Dinas")
    crew = make.position("Analis", of=office)
    user = make.user(nip_of(1), nip=nip_of(1))
    make.appointment(user, crew)
    page = brought(client, person(2, "Kepala", "Dinas"), office=office)
    page = confirmed(client, page, rest_is_new="on", look="1")
    page = confirmed(client, page, stay=str(user.pk), look="1")
    assert confirmed(client, page, stay=str(user.pk)).status_code == 302
    assert Appointment.objects.filter(ends_on=None).count() == 2


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "kosong.xlsx", "The submitted file is empty."),
        (b"PK\x03\x04 torn", "robek.xlsx", "The file is damaged."),
        (make.PDF, "surat.pdf", "neither XLSX nor CSV"),
        (b"a;b\n1;2\n", "lain.csv", "No row of headings was found"),
        (workbook([person(1)], ("NIP", "Nama", "Nama", "Jabatan")), "dua.xlsx", "headed “Nama”"),
        (workbook([person(1)])[:-600], "robek.xlsx", "The file is damaged."),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_what_to_do(
    content: bytes, name: str, said: str, client: Client
) -> None:
    answer = client.post(IMPORT, {"file": upload(content, name), "office": ""})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_two_files_at_once_are_refused(client: Client) -> None:
    files = [upload(workbook([person(number)])) for number in (1, 2)]
    answer = client.post(IMPORT, {"file": files, "office": ""})
    assert answer.status_code == 422
    assert "Choose one file" in text_of(answer)


def test_csv_is_read_too(client: Client) -> None:
    lines = [";".join(each) for each in (PLAIN, person(1))]
    page = client.post(IMPORT, {"file": upload("\n".join(lines).encode(), "p.csv"), "office": ""})
    assert confirmed(client, page).status_code == 302
    assert User.objects.filter(nip=nip_of(1)).count() == 1


def test_what_was_read_is_nobody_elses_and_nothing_else(client: Client) -> None:
    shown = sent(brought(client, person(1)))
    other = make.client(make.administrator())
    for each, packed in ((other, shown["packed"]), (client, shown["packed"][:-1]), (client, "")):
        answer = each.post(CONFIRM, {**shown, "packed": packed})
        assert answer["Location"] == IMPORT
    assert User.objects.filter(nip=nip_of(1)).count() == 0


def test_rows_left_out_are_said_with_their_numbers(client: Client) -> None:
    page = brought(client, person(1), (1.98e17, "Pegawai", "Analis", "A"), ["1", "X", "Y", "Z"])
    text = text_of(page)
    assert "Row 3: The NIP is kept as a number" in text
    assert "Row 4: “1” is no NIP" in text
    assert "Store without the rows that are left out" in text
    assert confirmed(client, page).status_code == 302


def test_pages_are_not_there_for_who_administers_no_people() -> None:
    client = make.client(make.may(*(kind for kind in Role.RoleKind if kind != "people")))
    assert client.get(IMPORT).status_code == 404
    assert client.post(CONFIRM).status_code == 404


def test_known_names_are_listed_and_asked_about_again(client: Client) -> None:
    position = make.position("Analis", of=make.unit("Sekretariat"))
    tied = ForeignName.objects.create(key="title:1:analis muda", position=position)
    ForeignName.objects.create(key="unor:8ae4", unit=position.unit)
    text = text_of(client.get("/people/names/"))
    assert "<strong>analis muda</strong> → Analis" in text
    assert "<strong>8ae4</strong> → Sekretariat" in text
    forget = f"/people/names/{tied.pk}/forget/"
    assert client.post(forget)["Location"] == "/people/names/"
    assert "“analis muda” is asked about with the next file." in text_of(
        client.get("/people/names/")
    )
    assert client.post(forget).status_code == 404
    assert [each.key for each in ForeignName.objects.all()] == ["unor:8ae4"]
