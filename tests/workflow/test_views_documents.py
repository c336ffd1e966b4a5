"""Pages of documents through the client."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.doers import Doer
from people.models import User
from procedures.models import Version
from tests import make
from tests.rows import all_rows, kept_files
from workflow import actions
from workflow.models import Document, Task
from workflow.reports import LINES_SHOWN
from workflow.views.documents import LINES_A_PAGE

pytestmark = pytest.mark.django_db

FACTS = {
    "subject": "Undangan rapat",
    "sensitivity": "urgent",
    "agenda_number": "12/2026",
    "description": "Baris satu\nBaris <dua>",
}


def start_address(version: Version) -> str:
    return make.at(version.procedure.code, page="start_document")


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    """Return the text of a page that is there."""
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == HTTPStatus.OK
    return str(response.content.decode())


# Starting


def test_start_document_leads_to_its_summary_and_from_there_to_its_page() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    client = make.client(staff)
    response = client.post(start_address(version), FACTS)
    document = Document.objects.get()
    summary = f"/documents/{document.pk}/draft/send/"
    assert (response.status_code, response["Location"]) == (302, summary)
    response = client.post(summary)
    assert (response.status_code, response["Location"]) == (302, f"/documents/{document.pk}/")
    document = Document.objects.get()
    assert {name: getattr(document, name) for name in FACTS} == FACTS
    assert (document.started_by, document.tasks.get().step.number) == (staff, 1)
    assert document.entries.get().address == "127.0.0.1"


def test_start_document_says_so_once_on_the_next_page() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    summary = client.post(start_address(version), FACTS)["Location"]
    response = client.post(summary, follow=True)
    assert response.status_code == HTTPStatus.OK
    assert "The document is on its way." in response.content.decode()
    assert "The document is on its way." not in page(client, "desk")


def test_start_document_shows_its_form_to_those_who_may() -> None:
    version = make.version()
    of_the_sop = make.client(make.holder_of(version, "Kepala"))
    elsewhere = make.client(make.holder(make.position()))
    called = version.procedure.reference.split("/")
    assert 'name="subject"' in page(of_the_sop, "start_document", *called)
    assert 'name="subject"' not in page(elsewhere, "start_document", *called)
    assert "You hold no position in this SOP" in page(elsewhere, "start_document", *called)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"subject": "x" * 301}, "at most 300 characters (it has 301)"),
        ({"subject": "a\x00b"}, "Null characters are not allowed."),
        ({"sensitivity": "gossip"}, "gossip is not one of the available choices."),
        ({"agenda_number": "9" * 101}, "at most 100 characters (it has 101)"),
    ],
)
def test_start_document_refused_keeps_what_was_typed(wrong: dict[str, str], said: str) -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    before = all_rows()
    typed = {**FACTS, "subject": "Perihal <b>panjang</b>", **wrong}
    response = client.post(start_address(version), typed)
    text = response.content.decode()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text
    assert "Baris &lt;dua&gt;</textarea>" in text
    if "subject" not in wrong:
        assert 'value="Perihal &lt;b&gt;panjang&lt;/b&gt;"' in text
    if "agenda_number" not in wrong:
        assert 'value="12/2026"' in text
    assert all_rows() == before


def test_start_document_with_nothing_typed_says_what_is_missing() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    response = client.post(start_address(version))
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This field is required." in response.content.decode()
    assert not Document.objects.exists()


def test_start_document_without_a_subject_says_so_and_keeps_the_rest_as_a_draft() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    response = client.post(start_address(version), {**FACTS, "subject": ""})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This field is required." in response.content.decode()
    draft = Document.objects.get()
    assert (draft.state, draft.description) == ("draft", FACTS["description"])
    assert f'action="/documents/{draft.pk}/draft/"' in response.content.decode()


def test_start_document_refuses_who_holds_no_position_with_the_sentence() -> None:
    version = make.version()
    for someone in (make.colleague(), make.supervisor(), make.administrator()):
        client = make.client(someone)
        before = all_rows()
        response = client.post(start_address(version), FACTS)
        assert response.status_code == HTTPStatus.CONFLICT
        assert "so you cannot start a document." in response.content.decode()
        assert all_rows() == before


@pytest.mark.parametrize("code", ["T-NONE", "DRAFT-1", "GONE-1"])
def test_start_document_is_not_there_for_what_is_not_in_force(code: str) -> None:
    version = make.version(code="GONE-1")
    staff = make.holder_of(version, "Staf")
    version.procedure.versions.update(state="replaced", ended_at=make.MONDAY)
    make.appointment(
        staff, make.position_of(make.draft(code="DRAFT-1", of=version.procedure.unit), "Staf")
    )
    client = make.client(staff)
    address = version.procedure.address("start_document").replace("GONE-1", code)
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    assert client.post(address, FACTS).status_code == HTTPStatus.NOT_FOUND
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["desk", "documents", "choose_procedure"])
def test_pages_that_only_show_take_no_post(name: str) -> None:
    client = make.client(make.user())
    assert client.get(reverse(name)).status_code == HTTPStatus.OK
    assert client.post(reverse(name)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_choose_procedure_offers_the_sops_of_the_persons_positions_once_each() -> None:
    version, other, draft = make.version(), make.version(), make.draft()
    both = make.holder_of(version, "Staf")
    make.appointment(both, make.position_of(version, "Kepala"))
    make.appointment(both, make.position_of(draft, "Staf"))
    text = page(make.client(both), "choose_procedure")
    assert text.count(start_address(version)) == 1
    assert start_address(other) not in text
    assert start_address(draft) not in text
    assert start_address(other) in page(
        make.client(make.holder_of(other, "Staf")), "choose_procedure"
    )


# The list


def test_documents_lists_what_a_person_may_see_and_nothing_else() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    make.document(version, by=staff, subject="Surat terbuka")
    make.document(version, by=staff, subject="Surat gelap", sensitivity="secret")
    make.document(subject="Surat asing")
    listed = {
        who: [
            word
            for word in ("terbuka", "gelap", "asing")
            if word in page(make.client(u), "documents")
        ]
        for who, u in {
            "starter": staff,
            "colleague": make.holder_of(version, "Staf"),
            "later": make.holder_of(version, "Kepala"),
            "stranger": make.user(),
            "supervisor": make.supervisor(),
        }.items()
    }
    assert listed == {
        "starter": ["terbuka", "gelap"],
        "colleague": ["terbuka", "gelap"],
        "later": ["terbuka"],
        "stranger": [],
        "supervisor": ["terbuka", "gelap", "asing"],
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Cuti", "Rapat"]),
        ("?words=RAPAT", ["Rapat"]),
        ("?words=%25", []),
        ("?state=finished", []),
        ("?state=running", ["Cuti", "Rapat"]),
        ("?state=nonsense", ["Cuti", "Rapat"]),
        ("?words=a%00b", ["Cuti", "Rapat"]),
        ("?page=9999999999999999999999", ["Cuti", "Rapat"]),
        ("?page=-1&words=%27%22%3Cscript%3E", []),
    ],
)
def test_documents_finds_by_words_and_state(query: str, found: list[str]) -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    for subject in ("Rapat", "Cuti"):
        make.document(version, by=staff, subject=f"Perihal {subject}")
    text = page(make.client(staff), "documents", query=query)
    assert [word for word in ("Cuti", "Rapat") if f">Perihal {word}<" in text] == found
    assert "<script>" not in text


def test_documents_needs_the_same_queries_for_one_row_as_for_three() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    client = make.client(staff)
    counts = []
    for _ in range(3):
        make.taken(make.document(version, by=staff).tasks.get(), by=staff)
        with CaptureQueriesContext(connection) as queries:
            page(client, "documents")
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


# The page of one


def test_document_shows_its_facts_its_way_and_its_history() -> None:
    document = make.document(subject="Perihal <i>miring</i>", uploads=[make.upload("konsep.pdf")])
    make.passed_on(document, "done", "no")
    text = page(make.client(document.started_by), "document", document.pk)
    for expected in (
        "Perihal &lt;i&gt;miring&lt;/i&gt;",
        "konsep.pdf",
        "Alasan no",
        "sent the document back to",
        "the document is here",
        "not standardised",
    ):
        assert expected in text
    assert "<i>miring" not in text


def lines(client: Client, document: Document, **query: str) -> list[str]:
    """Return the notes of a page of the whole history."""
    response = client.get(reverse("document_history", args=[document.pk]), query)
    return [line.entry.note for line in response.context["page"]]


def test_document_shows_its_last_lines_and_leads_to_its_whole_history() -> None:
    document = make.document()
    client = make.client(document.started_by)
    address = reverse("document_history", args=[document.pk])
    for number in range(LINES_A_PAGE):
        text = f"Catatan {number}"
        actions.comment_document(document, by=Doer(document.started_by, make.MONDAY), text=text)
    notes = [f"Catatan {number}" for number in range(LINES_A_PAGE)]
    response = client.get(reverse("document", args=[document.pk]))
    assert [line.entry.note for line in response.context["history"]] == notes[-LINES_SHOWN:]
    text = response.content.decode()
    assert text.count(f'href="{address}"') == 1
    assert f"{LINES_A_PAGE + 1} lines, the last {LINES_SHOWN} of them here." in text
    assert f'<ol class="history" start="{LINES_A_PAGE - LINES_SHOWN + 2}">' in text
    assert '<ol class="history" start="101">' in page(
        client, "document_history", document.pk, query="?page=2"
    )
    assert lines(client, document) == ["", *notes[:-1]]
    assert lines(client, document, page="2") == notes[-1:]
    assert lines(client, document, page="x") == ["", *notes[:-1]]


def test_short_history_stands_on_the_page_alone() -> None:
    document = make.document()
    client = make.client(document.started_by)
    for number in range(LINES_SHOWN - 1):
        text = f"Catatan {number}"
        actions.comment_document(document, by=Doer(document.started_by, make.MONDAY), text=text)
    text = page(client, "document", document.pk)
    assert reverse("document_history", args=[document.pk]) not in text
    assert "of them here" not in text
    assert '<ol class="history" start="1">' in text


def test_history_needs_the_same_queries_however_long_it_is() -> None:
    document = make.document()
    client = make.client(document.started_by)
    counts = []
    for _ in range(3):
        make.passed_on(document, "done", "no")
        with CaptureQueriesContext(connection) as queries:
            page(client, "document_history", document.pk)
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


def test_history_leads_to_how_the_time_of_each_visit_was_counted() -> None:
    document = make.document()
    make.passed_on(document, "done", "no", "done")
    text = page(make.client(document.started_by), "document_history", document.pk)
    times = [reverse("task_time", args=[task.pk]) for task in document.tasks.order_by("number")]
    assert [text.count(f'href="{each}"') for each in times] == [2, 2, 2, 0]


@pytest.mark.parametrize(("rounds", "earlier"), [(2, 0), (3, 1), (4, 2)])
def test_document_shows_the_last_three_visits_to_a_step(rounds: int, earlier: int) -> None:
    document = make.document()
    for _ in range(rounds):
        make.passed_on(document, "done", "no")
    text = page(make.client(document.started_by), "document", document.pk)
    visits = list(document.tasks.filter(step__number=1).order_by("number"))
    assert len(visits) == rounds + 1
    links = [text.count(f'href="{reverse("task_time", args=[each.pk])}"') for each in visits]
    assert links == [0] * (rounds - 2) + [2] * 3  # in the table and in the list
    assert text.count("Earlier rounds") == earlier * 2  # of one step, or of two


@pytest.mark.parametrize("pk", [0, 10**6, 10**30])
def test_document_that_does_not_exist_is_not_found(pk: int) -> None:
    client = make.client(make.supervisor())
    assert client.get(f"/documents/{pk}/").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"/documents/{pk}/files/{pk}/").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"/tasks/{pk}/").status_code == HTTPStatus.NOT_FOUND


def see(document: Document) -> dict[str, int]:
    """Return the status of the document's page for each of its people."""
    people = {each.username: each for each in User.objects.all()}
    address = reverse("document", args=[document.pk])
    return {name: make.client(user).get(address).status_code for name, user in people.items()}


def cast(version: Version) -> User:
    """Make everybody that the tests of visibility ask; return the starter."""
    for column in ("Staf", "Analis", "Kepala"):
        make.holder(make.position_of(version, column), column.lower())
    make.user("asing")
    make.holder(make.position(), "luar")
    User.objects.filter(pk=make.supervisor().pk).update(username="pengawas")
    return User.objects.get(username="analis")


def test_document_is_seen_by_the_columns_of_its_sop_its_starter_and_supervisors() -> None:
    version = make.version()
    document = make.document(version, by=cast(version))
    assert see(document) == {
        "staf": 200,
        "analis": 200,
        "kepala": 200,
        "asing": 404,
        "luar": 404,
        "pengawas": 200,
    }


def test_secret_document_is_seen_by_its_starter_those_it_has_come_to_and_supervisors() -> None:
    version = make.version()
    document = make.document(version, by=cast(version), sensitivity="secret")
    before = {"staf": 200, "analis": 200, "kepala": 404, "asing": 404, "luar": 404}
    assert see(document) == {**before, "pengawas": 200}
    for answer in ("done", "yes"):
        task = document.tasks.open().get()
        make.finished(make.taken(task, by=holder_there(task)), answer=answer)
    assert document.tasks.open().get().position == make.position_of(version, "Kepala")
    assert see(document) == {**before, "kepala": 200, "pengawas": 200}


def holder_there(task: Task) -> User:
    return User.objects.get(appointments__position=task.position)


def test_draft_of_a_document_is_its_starters_alone() -> None:
    version = make.version()
    starter = cast(version)
    contents = {"version": version, "subject": "Undangan", "created_at": make.MONDAY}
    document = Document.objects.create(started_by=starter, **contents)
    assert [name for name, status in see(document).items() if status != 404] == ["analis"]


def test_started_document_stays_visible_to_its_starter_without_the_position() -> None:
    version = make.version()
    document = make.document(version)
    starter = document.started_by
    starter.appointments.update(ends_on=make.LONG_AGO)
    client = make.client(starter)
    assert page(client, "document", document.pk)
    assert client.get(start_address(version)).status_code == HTTPStatus.OK
    assert client.post(start_address(version), FACTS).status_code == HTTPStatus.CONFLICT
    assert kept_files() == []
