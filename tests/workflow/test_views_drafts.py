"""Drafts and the version's own fields through the client."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from people.doers import Doer, Operator
from people.models import User
from procedures import actions as procedure_actions
from procedures.definition import Row
from procedures.models import StartField, Version
from tests import make
from tests.rows import all_rows, kept_files
from workflow import actions
from workflow.models import Calendar, Document, Keeping, Task
from workflow.templatetags.worktimes import when
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

FACTS = {"subject": "Undangan rapat", "sensitivity": "ordinary"}


def start_page(version: Version) -> str:
    return make.at(version.procedure.code, page="start_document")


def asked() -> tuple[Version, User, dict[str, str]]:
    """A version that asks for one field of each kind, somebody who may start, the fields' names."""
    fields = [
        StartField(label="Tempat", is_required=True),
        StartField(label="Uraian acara", kind="long_text"),
        StartField(label="Tanggal acara", kind="date"),
        StartField(label="Jumlah peserta", kind="number"),
        StartField(label="Jenis", kind="choice", choices="Rapat\n\n Upacara "),
        StartField(label="Undangan", kind="file"),
    ]
    version = make.version(asks=fields)
    names = {field.label: f"field_{field.pk}" for field in fields}
    return version, make.holder_of(version, "Staf"), names


def send(client: Client, draft: Document) -> Any:
    """Send a draft off as it is kept."""
    return client.post(reverse("send_draft", args=[draft.pk]))


def keep(client: Client, version: Version, **data: Any) -> Document:
    response = client.post(start_page(version), {**FACTS, **data, "keep": "1"})
    assert response.status_code == HTTPStatus.FOUND, response.content.decode()
    draft = Document.objects.get(state="draft")
    assert response["Location"] == reverse("edit_draft", args=[draft.pk])
    return draft


def test_start_form_asks_for_the_versions_own_fields_and_the_document_shows_them() -> None:
    version, staff, names = asked()
    client = make.client(staff)
    form = client.get(start_page(version)).content.decode()
    assert [label for label in names if label in form] == list(names)
    response = client.post(
        start_page(version),
        {
            **FACTS,
            names["Tempat"]: "Balai desa",
            names["Uraian acara"]: "Baris satu\nBaris dua",
            names["Tanggal acara"]: "2026-06-30",
            names["Jumlah peserta"]: "0",
            names["Jenis"]: "Upacara",
            names["Undangan"]: make.upload("undangan.pdf"),
        },
    )
    draft = Document.objects.get()
    assert response["Location"] == reverse("send_draft", args=[draft.pk])
    assert send(client, draft)["Location"] == reverse("document", args=[draft.pk])
    document = Document.objects.get()
    assert {names_of(version)[key]: value for key, value in document.details.items()} == {
        "Tempat": "Balai desa",
        "Uraian acara": "Baris satu\nBaris dua",
        "Tanggal acara": "2026-06-30",
        "Jumlah peserta": "0",
        "Jenis": "Upacara",
        "Undangan": {"name": "undangan.pdf", "version": 1},
    }
    for name, thing in (("document", document), ("task", Task.objects.get())):
        text = client.get(reverse(name, args=[thing.pk])).content.decode()
        assert "Balai desa" in text
        assert "Upacara" in text
        assert f"/files/{document.attachments.get().pk}/" in text


def names_of(version: Version) -> dict[str, str]:
    return {str(field.pk): field.label for field in version.start_fields.all()}


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("Tempat", "x" * 301),
        ("Tanggal acara", "31-31-2026"),
        ("Jumlah peserta", "banyak"),
        ("Jumlah peserta", "NaN"),
        ("Jumlah peserta", "1" * 30),
        ("Jumlah peserta", "1,000"),
        ("Jumlah peserta", "1.5"),
        ("Jenis", "Pesta"),
    ],
)
def test_what_does_not_fit_a_field_comes_back(label: str, typed: str) -> None:
    version, staff, names = asked()
    client = make.client(staff)
    before = all_rows()
    data = {**FACTS, names["Tempat"]: "Balai desa", names[label]: typed}
    response = client.post(start_page(version), data)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert all_rows() == before


def test_number_typed_as_in_indonesia_is_kept_exactly_and_shown_grouped() -> None:
    version, staff, names = asked()
    client, name = make.client(staff), names["Jumlah peserta"]
    draft = keep(client, version, **{names["Tempat"]: "Aula", name: "Rp 750.000"})
    assert draft.details[name.removeprefix("field_")] == "750000"
    shown = client.get(reverse("edit_draft", args=[draft.pk])).content.decode()
    assert f'<input type="text" name="{name}" value="750.000" inputmode="decimal"' in shown
    assert "<dd>750.000</dd>" in page(client, reverse("send_draft", args=[draft.pk]))
    assert send(client, draft).status_code == HTTPStatus.FOUND
    assert "<dd>750.000</dd>" in page(client, reverse("document", args=[draft.pk]))


def test_number_of_a_draft_goes_on_as_it_was_shown_where_a_text_is_asked_for_now() -> None:
    version, staff, names = asked()
    client = make.client(staff)
    draft = keep(client, version, **{names["Jumlah peserta"]: "2500,75"})
    copy = procedure_actions.copy_version(version, by=Doer(make.administrator(), make.MONDAY))
    copy.start_fields.filter(label="Jumlah peserta").update(kind="text")
    procedure_actions.put_version_in_force(copy, by=Operator(make.MONDAY))
    assert 'value="2.500,75"' in page(client, reverse("edit_draft", args=[draft.pk]))


def page(client: Client, address: str) -> str:
    return re.sub(r"\s*([<>])\s*", r"\1", client.get(address).content.decode())


def test_file_of_a_field_is_as_any_file() -> None:
    version, staff, names = asked()
    bad = make.upload("surat.exe", b"MZ")
    data = {**FACTS, names["Tempat"]: "Balai desa", names["Undangan"]: bad}
    response = make.client(staff).post(start_page(version), data)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "surat.exe is of a kind that is not accepted." in response.content.decode()
    assert kept_files() == []


def test_draft_is_kept_without_what_is_required_to_send_it_off() -> None:
    version, staff, names = asked()
    client = make.client(staff)
    draft = keep(client, version, **{names["Undangan"]: make.upload("undangan.pdf")})
    assert not Task.objects.exists()
    assert (
        f"/documents/{draft.pk}/draft/" in client.get(reverse("choose_procedure")).content.decode()
    )
    page = client.get(reverse("edit_draft", args=[draft.pk])).content.decode()
    assert 'value="Undangan rapat"' in page
    assert "Kept: undangan.pdf." in page
    address = reverse("edit_draft", args=[draft.pk])
    for response in (send(client, draft), client.get(reverse("send_draft", args=[draft.pk]))):
        assert response["Location"] == f"{address}?check=1"
    assert "This field is required." in client.get(f"{address}?check=1").content.decode()
    assert client.post(address, FACTS).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    response = client.post(address, {**FACTS, names["Tempat"]: "Balai desa"})
    assert response["Location"] == reverse("send_draft", args=[draft.pk])
    assert send(client, draft)["Location"] == reverse("document", args=[draft.pk])
    document = Document.objects.get()
    assert (document.state, len(document.details)) == ("running", 2)
    assert Task.objects.get().document == document


def test_draft_is_edited_and_loses_files_that_are_taken_away() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version, uploads=[make.upload("a.pdf"), make.upload("b.pdf")])
    gone = draft.attachments.get(name="a.pdf")
    data = {**FACTS, "subject": "Perihal lain", "removed": [gone.pk], "keep": "1"}
    for _ in range(2):  # the second time the file is gone already
        response = client.post(reverse("edit_draft", args=[draft.pk]), data)
        assert response["Location"] == reverse("edit_draft", args=[draft.pk])
    assert Document.objects.get().subject == "Perihal lain"
    assert [each.name for each in draft.attachments.all()] == ["b.pdf"]


def test_draft_is_deleted() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version)
    response = client.post(reverse("discard_draft", args=[draft.pk]))
    assert response["Location"] == reverse("choose_procedure")
    assert not Document.objects.exists()


def test_draft_of_an_sop_revised_since_says_so_and_keeps_its_answers_by_label() -> None:
    version, staff, names = asked()
    client = make.client(staff)
    draft = keep(client, version, **{names["Tempat"]: "Balai desa"})
    revision = make.revised(version)
    place = revision.start_fields.get(label="Tempat")
    page = client.get(reverse("edit_draft", args=[draft.pk])).content.decode()
    assert "This SOP was revised since." in page
    assert 'value="Balai desa"' in page
    data = {**FACTS, f"field_{place.pk}": "Balai desa"}
    client.post(reverse("edit_draft", args=[draft.pk]), data)
    send(client, draft)
    document = Document.objects.get()
    assert (document.version, document.details) == (revision, {str(place.pk): "Balai desa"})


def test_starter_with_two_positions_chooses_as_what_to_start() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    deputy = make.appointment(staff, make.position_of(version, "Kepala"), capacity="plh")
    client = make.client(staff)
    draft = keep(client, version)
    address = reverse("send_draft", args=[draft.pk])
    assert "Acting as" in client.get(address).content.decode()
    other = make.appointment(make.user(), make.position())
    response = client.post(address, {"appointment": other.pk})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "You do not act as that here today." in response.content.decode()
    client.post(address, {"appointment": deputy.pk})
    assert Document.objects.get().started_as == deputy.title


def test_draft_sent_off_elsewhere_is_refused_on_the_same_page() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version)
    send(client, draft)
    before = all_rows()
    for name in ("edit_draft", "send_draft", "discard_draft"):
        response = client.post(reverse(name, args=[draft.pk]), FACTS)
        assert response.status_code == HTTPStatus.CONFLICT
        assert "This document was sent off already." in response.content.decode()
    assert all_rows() == before


def test_choosing_an_sop_shows_no_drafts_of_others() -> None:
    version = make.version()
    draft = keep(make.client(make.holder_of(version, "Staf")), version)
    other = make.client(make.holder_of(version, "Staf"))
    assert draft.subject not in other.get(reverse("choose_procedure")).content.decode()
    assert other.get(reverse("edit_draft", args=[draft.pk])).status_code == HTTPStatus.NOT_FOUND


def test_three_drafts_are_listed_with_as_many_queries_as_one() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    client = make.client(staff)
    client.get(reverse("choose_procedure"))  # calendars are read once a process
    counts = []
    for subjects in (["Satu"], ["Dua", "Tiga"]):
        for subject in subjects:
            actions.keep_draft(version, by=Doer(staff, make.MONDAY), contents=Contents(subject))
        with CaptureQueriesContext(connection) as queries:
            text = client.get(reverse("choose_procedure")).content.decode()
        assert all(subject in text for subject in subjects)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def marks(page: Any) -> dict[str, str]:
    """Return what a page's form knows of its draft."""
    found = re.findall(r'name="(mark|seen)" value="([^"]*)"', page.content.decode())
    return dict(found)


def test_what_is_sent_twice_is_kept_once() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    known = marks(client.get(start_page(version)))
    assert "seen" not in known
    for _ in range(2):
        keep(client, version, **known, uploads=[make.upload("a.pdf")])
    draft = Document.objects.get()
    assert draft.attachments.count() == 1
    address = reverse("edit_draft", args=[draft.pk])
    known = marks(client.get(address))
    for _ in range(2):
        data = {**FACTS, **known, "keep": "1", "uploads": [make.upload("a.pdf")]}
        assert client.post(address, data).status_code == HTTPStatus.FOUND
    assert draft.attachments.count() == 2


def test_a_wrong_form_that_comes_back_does_not_pass_for_having_seen_the_other_window() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version)
    address = reverse("edit_draft", args=[draft.pk])
    first, second = marks(client.get(address)), marks(client.get(address))
    client.post(address, {**FACTS, **first, "subject": "Pertama", "keep": "1"})
    wrong = {**FACTS, **second, "subject": "x" * 301, "keep": "1"}
    response = client.post(address, wrong)
    assert (response.status_code, marks(response)["seen"]) == (422, second["seen"])
    again = {**FACTS, **marks(response), "subject": "Kedua", "keep": "1"}
    response = client.post(address, again)
    assert response.status_code == HTTPStatus.CONFLICT
    assert "This draft was kept in another window at" in response.content.decode()
    assert Document.objects.get().subject == "Pertama"


def test_the_second_of_two_windows_is_told_and_may_keep_its_own_in_place() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version)
    address = reverse("edit_draft", args=[draft.pk])
    first, second = marks(client.get(address)), marks(client.get(address))
    client.post(address, {**FACTS, **first, "subject": "Pertama", "keep": "1"})
    before = all_rows()
    response = client.post(address, {**FACTS, **second, "subject": "Kedua", "keep": "1"})
    assert response.status_code == HTTPStatus.CONFLICT
    assert "This draft was kept in another window at" in response.content.decode()
    assert 'value="Kedua"' in response.content.decode()
    assert all_rows() == before
    again = {**FACTS, **marks(response), "subject": "Kedua", "keep": "1"}
    assert client.post(address, again).status_code == HTTPStatus.FOUND
    assert Document.objects.get().subject == "Kedua"


def test_a_summary_that_is_not_the_draft_any_more_is_not_sent_but_shown_again() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version)
    address = reverse("send_draft", args=[draft.pk])
    known = marks(client.get(address))
    client.post(reverse("edit_draft", args=[draft.pk]), {**FACTS, "subject": "Lain", "keep": "1"})
    response = client.post(address, known)
    assert response.status_code == HTTPStatus.CONFLICT
    assert "Lain" in response.content.decode()
    assert Document.objects.get().state == "draft"
    client.post(address, marks(response))
    assert Document.objects.get().state == "running"
    assert not Keeping.objects.exists()


def test_summary_says_what_goes_to_whom_and_until_when(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version, staff, names = asked()
    deputy = make.user(name="Wakil Kantor")
    make.appointment(deputy, make.position_of(version, "Staf"), capacity="plh")
    client = make.client(staff)
    draft = keep(
        client,
        version,
        agenda_number="7/2026",
        description="Uraian surat",
        **{names["Tempat"]: "Balai desa", names["Undangan"]: make.upload("undangan.pdf")},
        uploads=[make.upload("lampiran.pdf")],
    )
    monkeypatch.setattr("workflow.views.drafts.timezone.now", lambda: make.MONDAY)
    page = client.get(reverse("send_draft", args=[draft.pk]))
    text = " ".join(page.content.decode().split())
    due = make.wib("2026-06-09 09:10")
    for said in (
        "Undangan rapat",
        "Mengetik surat",
        make.position_of(version, "Staf").title,
        f"{staff.name}, Wakil Kantor (Plh.)",
        f"<dd> {when(due)} </dd>".replace(" WIB</time>", "</time>"),
        "7/2026",
        "Uraian surat",
        "Balai desa",
        "undangan.pdf",
        "lampiran.pdf",
    ):
        assert said in text


def test_summary_says_when_nobody_would_receive_it_and_when_no_time_is_standard() -> None:
    version = make.version([Row("Menimbang", "Staf"), Row("Menandatangani", "Kepala")])
    client = make.client(make.holder_of(version, "Kepala"))
    draft = keep(client, version)
    text = client.get(reverse("send_draft", args=[draft.pk])).content.decode()
    assert "nobody. The document waits until somebody is appointed." in text
    assert "none, the time of this step is not standardised" in text


def test_summary_without_a_calendar_says_that_there_is_none() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version)
    Calendar.objects.all().delete()
    address = reverse("send_draft", args=[draft.pk])
    assert "The office has no calendar yet." in client.get(address).content.decode()
    assert send(client, draft).status_code == HTTPStatus.CONFLICT


def test_a_script_gets_the_part_that_knows_of_the_draft_or_why_it_is_not_kept() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    script = {"HX-Request": "true"}
    typed = {"sensitivity": "ordinary", "description": "Belum ada perihal", "keep": "1"}
    page = client.post(start_page(version), typed, headers=script)
    draft = Document.objects.get()
    assert f'data-page="/documents/{draft.pk}/draft/"' in page.content.decode()
    assert 'data-said="Kept ' in page.content.decode()
    assert "<html" not in page.content.decode()
    assert "(without a subject)" in client.get(reverse("choose_procedure")).content.decode()
    address = reverse("edit_draft", args=[draft.pk])
    wrong = {**typed, "uploads": [make.upload("a.exe", b"MZ")]}
    page = client.post(address, wrong, headers=script)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Not kept. Files: a.exe is of a kind" in page.content.decode()
    Document.objects.update(subject="Perihal")
    send(client, draft)
    page = client.post(address, typed, headers=script)
    assert page.status_code == HTTPStatus.CONFLICT
    assert "This document was sent off already." in page.content.decode()


def test_photos_get_names_of_their_own() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version, photo=make.upload("image.jpg", make.JPG))
    address = reverse("edit_draft", args=[draft.pk])
    for name, content in (("image.jpg", make.JPG), ("layar.png", make.PNG)):
        client.post(address, {**FACTS, "keep": "1", "photo": make.upload(name, content)})
    assert [each.name for each in draft.attachments.order_by("pk")] == [
        "foto-1.jpg",
        "foto-2.jpg",
        "foto-1.png",
    ]


def test_limits_are_told_before_a_file_is_chosen(settings: Settings) -> None:
    settings.ATTACHMENT_MAX_BYTES = 3 * 1024 * 1024
    version = make.version()
    text = make.client(make.holder_of(version, "Staf")).get(start_page(version)).content.decode()
    assert "each at most 3.0\xa0MB, at most 10 at once." in text
    assert 'data-most="3145728"' in text
    assert 'capture="environment"' in text


def test_three_files_of_a_draft_take_as_many_queries_as_one() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version, uploads=[make.upload("a.pdf")])
    client.get(reverse("send_draft", args=[draft.pk]))  # the clock and the steps are kept from here
    counts = []
    for files in (["a.pdf"], ["b.pdf", "c.pdf"]):
        for name in files:
            data = {**FACTS, "keep": "1", "uploads": [make.upload(name)]}
            client.post(reverse("edit_draft", args=[draft.pk]), data)
        for page in ("edit_draft", "send_draft"):
            with CaptureQueriesContext(connection) as queries:
                text = client.get(reverse(page, args=[draft.pk])).content.decode()
            assert all(name in text for name in files)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
