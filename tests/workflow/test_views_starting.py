"""Choosing the SOP of a new document through the client."""

from __future__ import annotations

from html import unescape
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.doers import Doer, Operator
from people.models import User
from procedures.actions import copy_version, put_version_in_force, revoke_version
from procedures.models import StartField, Version
from tests import make
from workflow.actions import start_document
from workflow.models import Document
from workflow.reports import choices
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

CHOOSE = "/documents/start/"


def entitled(title: str, *, code: str, staff: User | None = None) -> Version:
    """An SOP in force of that title; `staff` holds its first column, if given."""
    make.calendar()
    draft = make.draft(code=code)
    Version.objects.filter(pk=draft.pk).update(title=title)
    draft.refresh_from_db()
    version = put_version_in_force(draft, by=Operator(make.MONDAY))
    if staff:
        make.appointment(staff, make.position_of(version, "Staf"))
    return version


def offered(user: User, words: str = "") -> list[str]:
    found = choices(user, words, on=make.MONDAY.date())
    return [choice.version.procedure.code for choice in found.offered]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["A-1", "B-2"]),
        ("surat", ["A-1", "B-2"]),
        ("DINAS surat", ["A-1"]),
        ("b-2", ["B-2"]),
        ("keuangan", ["B-2"]),
        ("di’nas SURAT", ["A-1"]),
        ("surat lembur", []),
    ],
)
def test_an_sop_is_found_by_words_of_its_title_code_or_unit(words: str, found: list[str]) -> None:
    staff = make.user()
    entitled("Surat dinas", code="A-1", staff=staff)
    other = entitled("Surat cuti", code="B-2", staff=staff)
    unit = other.procedure.unit
    unit.name = "Subbag Keuangan"
    unit.save()
    assert offered(staff, words) == found


def test_what_a_person_starts_most_comes_first_then_what_the_office_starts_most() -> None:
    staff = make.user()
    versions = [
        entitled(f"Surat {code}", code=code, staff=staff) for code in ("A-1", "B-2", "C-3", "D-4")
    ]
    for _ in range(3):
        make.document(versions[2])
    for version, times in ((versions[3], 2), (versions[1], 1)):
        for _ in range(times):
            make.document(version, by=staff)
    assert offered(staff) == ["D-4", "B-2", "C-3", "A-1"]
    text = make.client(staff).get(CHOOSE).content.decode()
    assert "started by you 2 times lately" in text
    assert text.count("started by you") == 2


def test_an_sop_that_one_may_not_start_says_who_may() -> None:
    staff = make.user()
    entitled("Surat dinas", code="A-1", staff=staff)
    closed = entitled("Surat rahasia", code="B-2")
    text = unescape(make.client(staff).get(CHOOSE).content.decode())
    why = text[text.index("B-2 Surat rahasia") :]
    for column in ("Staf", "Kepala"):
        assert make.position_of(closed, column).title in why
    assert "A-1" not in why


def test_an_sop_that_is_not_in_force_says_so_and_a_draft_only_to_editors() -> None:
    version = entitled("Surat lama", code="A-1")
    revoke_version(version, by=Doer(make.administrator(), make.MONDAY), reason="Usang")
    make.draft(code="B-2")
    text = make.client(make.colleague()).get(CHOOSE).content.decode()
    assert "not in force (revoked)." in text
    assert "B-2" not in text
    assert "not in force (draft)." in make.client(make.editor()).get(CHOOSE).content.decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("lembur", "Nothing that you may start has the words “lembur”."),
        ("", "You hold no position in any SOP in force."),
    ],
)
def test_nothing_to_choose_says_what_to_do(words: str, sentence: str) -> None:
    entitled("Surat dinas", code="A-1")
    text = make.client(make.colleague()).get(CHOOSE, {"words": words}).content.decode()
    assert sentence in text


def test_an_office_without_sops_says_so() -> None:
    assert "There is no SOP yet." in make.client(make.user()).get(CHOOSE).content.decode()


def test_htmx_gets_the_list_alone_and_words_that_are_none_count_as_none() -> None:
    staff = make.user()
    entitled("Surat dinas", code="A-1", staff=staff)
    client = make.client(staff)
    part = client.get(CHOOSE, {"words": "dinas"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert make.at("A-1", page="start_document") in part
    assert "1 SOP to start under" in part
    assert make.at("A-1", page="start_document") in (
        client.get(CHOOSE, {"words": "\x00"}).content.decode()
    )


def test_no_more_than_fifty_are_listed_and_the_page_says_that_there_are_more() -> None:
    staff = make.user()
    positions = {"Staf": make.position(), "Analis": make.position(), "Kepala": make.position()}
    make.appointment(staff, positions["Staf"])
    for _ in range(51):
        make.version(positions=dict(positions))
    found = choices(staff, "", on=make.MONDAY.date())
    assert (len(found.offered), found.count) == (50, 51)
    text = make.client(staff).get(CHOOSE).content.decode()
    assert "There are more." in text
    assert "51 SOPs to start under" in text


def test_three_sops_take_as_many_queries_as_one() -> None:
    staff = make.user()
    client, counts = make.client(staff), []
    for codes in (["A-1"], ["B-2", "C-3"]):
        for code in codes:
            make.document(entitled("Surat", code=code, staff=staff), by=staff)
            entitled("Lain", code=f"X-{code}")
        with CaptureQueriesContext(connection) as queries:
            text = client.get(CHOOSE).content.decode()
        assert all(make.at(code, page="start_document") in text for code in codes)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def copied(user: User, source: Document) -> Document:
    """Copy a document as that person and return the draft."""
    response = make.client(user).post(f"/documents/{source.pk}/copy/")
    draft = Document.objects.get(state="draft")
    assert response["Location"] == f"/documents/{draft.pk}/draft/"
    return draft


def test_a_document_is_copied_into_a_draft_without_files_and_agenda_number() -> None:
    asks = [StartField(label="Tempat"), StartField(label="Undangan", kind="file")]
    version = make.version(asks=asks)
    starter = make.holder_of(version, "Staf")
    source = start_document(
        version,
        by=Doer(starter, make.MONDAY),
        contents=Contents(
            "Undangan rapat",
            sensitivity="urgent",
            agenda_number="7/2026",
            description="Uraian",
            details={str(asks[0].pk): "Balai desa", str(asks[1].pk): make.upload("undangan.pdf")},
            uploads=[make.upload()],
        ),
    )
    other = make.holder_of(version, "Kepala")
    draft = copied(other, source)
    assert (draft.started_by, draft.version, draft.state) == (other, version, "draft")
    assert (draft.subject, draft.sensitivity) == ("Undangan rapat", "urgent")
    assert (draft.agenda_number, draft.description) == ("", "Uraian")
    assert draft.details == {str(asks[0].pk): "Balai desa"}
    assert not draft.attachments.exists()
    assert not draft.entries.exists()
    page = make.client(other).get(f"/documents/{draft.pk}/draft/").content.decode()
    assert 'value="Balai desa"' in page


def test_a_copy_follows_the_version_in_force_and_keeps_what_is_still_asked() -> None:
    version = make.version(asks=[StartField(label="Tempat"), StartField(label="Jumlah")])
    starter = make.holder_of(version, "Staf")
    fields = {field.label: str(field.pk) for field in version.start_fields.all()}
    source = start_document(
        version,
        by=Doer(starter, make.MONDAY),
        contents=Contents(
            "Undangan", details={fields["Tempat"]: "Balai desa", fields["Jumlah"]: "30"}
        ),
    )
    draft = copy_version(version, by=Doer(make.administrator(), make.MONDAY))
    draft.start_fields.filter(label="Jumlah").delete()
    now = put_version_in_force(draft, by=Operator(make.MONDAY))
    copy = copied(starter, source)
    assert copy.version == now
    assert copy.details == {str(now.start_fields.get().pk): "Balai desa"}


def asked_in_another_way(answer: str, kind: str, now: dict[str, str]) -> Document:
    """Return a document with an answer to a field that its SOP asks for otherwise now."""
    was = {"choices": "Balai\nAula"} if kind == "choice" else {}
    version = make.version(asks=[StartField(label="Tempat", kind=kind, **was)])
    starter = make.holder_of(version, "Staf")
    details = {str(version.start_fields.get().pk): answer}
    source = start_document(
        version, by=Doer(starter, make.MONDAY), contents=Contents("Undangan", details=details)
    )
    revision = copy_version(version, by=Doer(make.administrator(), make.MONDAY))
    revision.start_fields.update(**now)
    put_version_in_force(revision, by=Operator(make.MONDAY))
    return source


@pytest.mark.parametrize(
    ("answer", "kind", "now"),
    [
        ("Balai", "text", {"kind": "date"}),
        ("Balai", "text", {"kind": "number"}),
        ("Balai", "text", {"kind": "long_text"}),
        ("Balai", "text", {"kind": "file"}),
        ("Balai", "text", {"kind": "choice", "choices": "Balai\nAula"}),
        ("2026-06-08", "date", {"kind": "text"}),
        ("30", "number", {"kind": "date"}),
        ("Balai", "choice", {"choices": "Aula\nLapangan"}),
    ],
)
def test_a_copy_leaves_out_what_is_asked_in_another_way_and_says_so(
    answer: str, kind: str, now: dict[str, str]
) -> None:
    source = asked_in_another_way(answer, kind, now)
    client = make.client(source.started_by)
    response = client.post(f"/documents/{source.pk}/copy/", follow=True)
    text = response.content.decode()
    assert (response.status_code, "so write them anew: Tempat." in text) == (200, True)
    copy = Document.objects.get(state="draft")
    assert copy.details == {}
    assert client.get(f"/documents/{copy.pk}/draft/?check=1").status_code == 200


@pytest.mark.parametrize(
    ("answer", "kind", "now"),
    [
        ("Balai", "text", {"help_text": "Di mana"}),
        ("Balai", "choice", {"choices": "Lapangan\nBalai"}),
    ],
)
def test_a_copy_keeps_what_is_asked_in_the_same_way(
    answer: str, kind: str, now: dict[str, str]
) -> None:
    source = asked_in_another_way(answer, kind, now)
    response = make.client(source.started_by).post(f"/documents/{source.pk}/copy/", follow=True)
    assert "write them anew" not in response.content.decode()
    assert list(Document.objects.get(state="draft").details.values()) == [answer]


def test_a_copy_is_refused_to_who_may_not_start_and_where_nothing_is_in_force() -> None:
    document = make.document()
    address = f"/documents/{document.pk}/copy/"
    response = make.client(make.supervisor()).post(address)
    assert response.status_code == HTTPStatus.CONFLICT
    assert "You hold no position in this SOP" in response.content.decode()
    assert make.client(make.user()).post(address).status_code == HTTPStatus.NOT_FOUND
    revoke_version(document.version, by=Doer(make.administrator(), make.MONDAY), reason="Usang")
    starter = make.client(document.started_by)
    assert starter.get(address)["Location"] == f"/documents/{document.pk}/"
    assert "This SOP is no longer in force." in starter.post(address).content.decode()
    assert Document.objects.get() == document


def test_the_page_of_a_document_offers_to_start_another_one_like_it() -> None:
    document = make.document()
    text = make.client(document.started_by).get(f"/documents/{document.pk}/").content.decode()
    assert f'action="/documents/{document.pk}/copy/"' in text
