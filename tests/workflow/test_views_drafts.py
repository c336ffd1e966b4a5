"""Drafts and the version's own fields through the client."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import User
from procedures.models import StartField, Version
from tests import make
from tests.rows import all_rows, kept_files
from workflow import actions
from workflow.models import Document, Task

pytestmark = pytest.mark.django_db

FACTS = {"subject": "Undangan rapat", "sensitivity": "ordinary"}


def start_page(version: Version) -> str:
    return reverse("start_document", args=[version.procedure.code])


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
    assert response.status_code == HTTPStatus.FOUND
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
        ("Tempat", ""),
        ("Tempat", "x" * 301),
        ("Tanggal acara", "31-31-2026"),
        ("Jumlah peserta", "banyak"),
        ("Jumlah peserta", "NaN"),
        ("Jumlah peserta", "1" * 30),
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
    send = reverse("send_draft", args=[draft.pk])
    assert client.post(send, FACTS).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    response = client.post(send, {**FACTS, names["Tempat"]: "Balai desa"})
    assert response["Location"] == reverse("document", args=[draft.pk])
    document = Document.objects.get()
    assert (document.state, len(document.details)) == ("running", 2)
    assert Task.objects.get().document == document


def test_draft_is_edited_and_loses_files_that_are_taken_away() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version, uploads=[make.upload("a.pdf"), make.upload("b.pdf")])
    gone = draft.attachments.get(name="a.pdf")
    data = {**FACTS, "subject": "Perihal lain", "removed": [gone.pk]}
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
    client.post(reverse("send_draft", args=[draft.pk]), data)
    document = Document.objects.get()
    assert (document.version, document.details) == (revision, {str(place.pk): "Balai desa"})


def test_starter_with_two_positions_chooses_as_what_to_start() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    deputy = make.appointment(staff, make.position_of(version, "Kepala"), capacity="plh")
    client = make.client(staff)
    assert "Acting as" in client.get(start_page(version)).content.decode()
    draft = keep(client, version)
    assert "Acting as" in client.get(reverse("edit_draft", args=[draft.pk])).content.decode()
    draft.delete()
    client.post(start_page(version), {**FACTS, "appointment": deputy.pk})
    assert Document.objects.get().started_as == deputy.title


def test_draft_sent_off_elsewhere_is_refused_on_the_same_page() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    draft = keep(client, version)
    client.post(reverse("send_draft", args=[draft.pk]), FACTS)
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
    counts = []
    for subjects in (["Satu"], ["Dua", "Tiga"]):
        for subject in subjects:
            actions.keep_draft(version, by=staff, at=make.MONDAY, subject=subject)
        with CaptureQueriesContext(connection) as queries:
            text = client.get(reverse("choose_procedure")).content.decode()
        assert all(subject in text for subject in subjects)
        counts.append(len(queries))
    assert counts[0] == counts[1]
