"""The history of a document in sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import Position, User
from procedures.definition import Row
from tests import make
from workflow import actions, reports
from workflow.models import Document, Task
from workflow.transition.outcomes import Outcome

pytestmark = pytest.mark.django_db

STEP = "“1. Mengetik surat”"


def told(document: Document, language: str = "en") -> list[str]:
    """Return the sentences of a document's history, each ended by its reason."""
    with translation.override(language):
        lines = reports.history(document, document.tasks.select_related("step", "position"))
        return [
            f"{each.sentence}: {each.entry.note}" if each.entry.note else each.sentence
            for each in lines
        ]


@pytest.fixture
def office() -> dict[str, Position]:
    return {name: make.position(name) for name in ("Staf", "Analis", "Kepala")}


def someone(name: str, position: Position) -> User:
    person = make.user(name=name)
    make.appointment(person, position)
    return person


@pytest.fixture
def people(office: dict[str, Position]) -> dict[str, User]:
    names = {"Staf": "Sari", "Analis": "Adi", "Kepala": "Kartini"}
    return {column: someone(name, office[column]) for column, name in names.items()}


def begun(office: dict[str, Position], people: dict[str, User]) -> Document:
    return make.document(make.version(positions=office), by=people["Staf"])


def answer(document: Document, by: User, answer: str, note: str = "") -> Task:
    task = make.taken(document.tasks.open().get(), by=by)
    return actions.finish_task(task, by=Doer(by, make.MONDAY), outcome=Outcome(answer, note=note))


def test_history_tells_the_way_of_a_document_in_sentences(
    office: dict[str, Position], people: dict[str, User]
) -> None:
    document = begun(office, people)
    answer(document, people["Staf"], "done")
    answer(document, people["Analis"], "no", "lampiran belum lengkap")
    answer(document, people["Staf"], "done")
    answer(document, people["Analis"], "yes", "sudah baik")
    answer(document, people["Kepala"], "done")
    assert told(document) == [
        "Staf (Sari) started the document and sent it to Staf",
        "Staf (Sari) took the task “1. Mengetik surat”",
        "Staf (Sari) finished “1. Mengetik surat” and passed the document on to Analis",
        "Analis (Adi) took the task “2. Memeriksa surat”",
        "Analis (Adi) sent the document back to Staf: lampiran belum lengkap",
        "Staf (Sari) took the task “1. Mengetik surat”",
        "Staf (Sari) finished “1. Mengetik surat” and passed the document on to Analis",
        "Analis (Adi) took the task “2. Memeriksa surat”",
        "Analis (Adi) answered “Ya” to “2. Memeriksa surat” and passed the document on to Kepala: "
        "sudah baik",
        "Kepala (Kartini) took the task “3. Menandatangani surat”",
        "Kepala (Kartini) finished “3. Menandatangani surat”, and with it the document",
    ]


def test_history_says_in_indonesian_who_sent_back_to_whom_and_why(
    office: dict[str, Position], people: dict[str, User]
) -> None:
    document = begun(office, people)
    answer(document, people["Staf"], "done")
    deputy = make.user(name="Dewi")
    make.appointment(deputy, office["Analis"], capacity="plh", starts_on=date(2026, 6, 1))
    answer(document, deputy, "no", "lampiran belum lengkap")
    assert told(document, "id")[-1] == (
        "Plh. Analis (Dewi) mengembalikan ke Staf: lampiran belum lengkap"
    )


def test_history_tells_of_what_is_done_with_a_task(
    office: dict[str, Position], people: dict[str, User]
) -> None:
    document = begun(office, people)
    by = Doer(people["Staf"], make.MONDAY)
    task = make.taken(document.tasks.get(), by=people["Staf"])
    actions.pause_task(task, reason="Menunggu", by=by)
    actions.resume_task(task, by=by)
    actions.release_task(task, by=by)
    chief = make.supervisor()
    actions.assign_task(task, by=Doer(chief, make.MONDAY), to=people["Staf"])
    actions.attach_to_task(task, uploads=[make.upload("a.pdf"), make.upload("a.pdf")], by=by)
    actions.comment_document(document, by=Doer(people["Kepala"], make.MONDAY), text="Segera")
    assert told(document)[2:] == [
        f"Staf (Sari) paused the work on {STEP}: Menunggu",
        f"Staf (Sari) went on with {STEP}",
        f"Staf (Sari) gave the task {STEP} back to Staf",
        f"{chief} assigned the task {STEP} to Sari",
        "Staf (Sari) attached a.pdf (version 1), a.pdf (version 2)",
        "Kepala (Kartini) commented: Segera",
    ]


def test_history_tells_of_ways_that_the_drawing_does_not_have(
    office: dict[str, Position], people: dict[str, User], settings: Settings
) -> None:
    settings.LATE_RECORDING = True
    document, at = begun(office, people), make.MONDAY
    by, now = Doer(people["Staf"], at), Doer(people["Analis"], at)
    back = actions.take_back_task(answer(document, people["Staf"], "done"), by=by)
    actions.record_task_later(back, outcome=Outcome("done"), since=at, until=at, by=by)
    checked = actions.take_task(document.tasks.open().get(), by=now)
    first = checked.step.version.steps.get(number=1)
    actions.send_back_task(checked, to=first, note="Salah alamat", by=now)
    actions.cancel_document(document, reason="Ganda", by=by)
    assert told(document)[3:] == [
        f"Staf (Sari) took the document back to {STEP}",
        f"Staf (Sari) recorded {STEP} later and passed the document on to Analis",
        "Analis (Adi) took the task “2. Memeriksa surat”",
        "Analis (Adi) sent the document back to Staf, outside the drawing: Salah alamat",
        "Staf (Sari) cancelled the document: Ganda",
    ]


@pytest.mark.parametrize(
    ("given", "ways", "said"),
    [
        ("no", {"no": make.to(1)}, "sent the document back to Staf: Kurang"),
        (
            "no",
            {"no": make.to(4)},
            "answered “Tidak” to “2. Memeriksa surat” and passed the document on to Staf: Kurang",
        ),
        (
            "no",
            {"no": make.END},
            "answered “Tidak” to “2. Memeriksa surat”, and so the document ended: Kurang",
        ),
    ],
)
def test_history_tells_where_an_answer_led(given: str, ways: dict[str, Any], said: str) -> None:
    staff, analyst = make.position("Staf"), make.position("Analis")
    rows = (
        Row("Mengetik surat", "Staf"),
        Row("Memeriksa surat", "Analis", **ways),
        Row("Mengirim surat", "Staf"),
        Row("Mengarsipkan surat", "Staf"),
    )
    version = make.version(rows, positions={"Staf": staff, "Analis": analyst})
    document = make.document(version)
    make.finished(document.tasks.get())
    adi = someone("Adi", analyst)
    answer(document, adi, given, "Kurang")
    assert told(document)[-1] == f"Analis (Adi) {said}"


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ({}, "recorded later that the document went back to Staf: Kurang"),
        (
            {"no": make.END},
            "recorded “2. Memeriksa surat” later, and with it the end of the document: Kurang",
        ),
    ],
)
def test_history_tells_where_a_late_answer_led(
    ways: dict[str, Any], said: str, settings: Settings
) -> None:
    settings.LATE_RECORDING = True
    staff, analyst = make.position("Staf"), make.position("Analis")
    check = {"no": make.to(1), **ways}
    rows = (
        Row("Mengetik surat", "Staf"),
        Row("Memeriksa surat", "Analis", **check),
        Row("Mengirim surat", "Staf"),
    )
    document = make.document(make.version(rows, positions={"Staf": staff, "Analis": analyst}))
    make.finished(document.tasks.get())
    adi, at = someone("Adi", analyst), make.MONDAY
    task = document.tasks.open().get()
    actions.record_task_later(
        task, by=Doer(adi, at), outcome=Outcome("no", note="Kurang"), since=at, until=at
    )
    assert told(document)[-1] == f"Analis (Adi) {said}"


def test_history_needs_the_same_queries_for_one_round_as_for_three() -> None:
    document = make.document()
    client = make.client(document.started_by)
    counts = []
    for _round in range(3):
        make.passed_on(document, "done", "no")
        client.get(f"/documents/{document.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/documents/{document.pk}/")
        counts.append(len(queries))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 50
