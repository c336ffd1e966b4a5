"""An agenda number that is in use already is asked about, and betrays nothing."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.doers import Doer
from people.models import User
from people.refusals import Doubted
from procedures.models import Version
from tests import make
from tests.rows import all_rows
from workflow import actions
from workflow.models import Document
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

IN_USE = "The agenda number “12/UM” is already in use in this unit in 2026. Save it"
LAST_YEAR, NEW_YEAR = make.wib("2025-12-31 23:59"), make.wib("2026-01-01 00:00")


def sent(version: Version, number: str, *, at: datetime = make.MONDAY) -> Document:
    """Send a document off without being asked, as a program does."""
    by = Doer(make.holder_of(version, "Staf"), at)
    contents = Contents("Undangan lain", sensitivity="secret", agenda_number=number)
    return actions.start_document(version, by=by, contents=contents)


def sending(version: Version, number: str, *, by: User | None = None) -> partial[Document]:
    """Return the sending of a new draft as its form does it."""
    doer = Doer(by or make.holder_of(version, "Staf"), make.MONDAY)
    contents = Contents("Undangan", agenda_number=number)
    draft = actions.keep_draft(version, by=doer, contents=contents)
    return partial(actions.send_draft, draft, by=doer, contents=contents)


@pytest.mark.parametrize("number", ["12/UM", "12/um", " 012 / UM", "12-Um", "１２/UM"])
def test_number_in_use_is_asked_about_however_it_is_written(number: str) -> None:
    version = make.version()
    sent(version, "12/UM", at=NEW_YEAR)
    send = sending(version, number)
    before = all_rows()
    with pytest.raises(Doubted) as asked:
        send(also="")
    assert (asked.value.said, all_rows() == before) == (number, True)
    assert send(also=number).state == "running"


@pytest.mark.parametrize(
    ("there", "number"), [("13/UM", "12/UM"), ("12/UM/2", "12/UM"), ("", ""), ("-", "-")]
)
def test_another_number_and_none_are_not_asked_about(there: str, number: str) -> None:
    version = make.version()
    sent(version, there)
    assert sending(version, number)(also="").state == "running"


def test_number_of_another_year_or_unit_or_of_a_draft_is_not_asked_about() -> None:
    version = make.version()
    sent(version, "12/UM", at=LAST_YEAR)
    sent(make.version(code="B-1"), "12/UM")
    sending(version, "12/UM")
    assert sending(version, "12/UM")(also="").state == "running"


def test_number_of_another_sop_of_the_same_unit_is_asked_about() -> None:
    version = make.version()
    sent(make.version(code="B-1", of=version.procedure.unit), "12/UM")
    with pytest.raises(Doubted):
        sending(version, "12/UM")(also="")


def test_a_yes_to_one_number_is_none_to_another() -> None:
    version = make.version()
    sent(version, "12/UM")
    with pytest.raises(Doubted):
        sending(version, "12/UM")(also="11/UM")


def test_correcting_asks_about_a_number_that_is_another_than_before() -> None:
    version = make.version()
    sent(version, "12/UM")
    document = sent(version, "12/UM")
    task = make.taken(document.tasks.get(), by=document.started_by)
    by = Doer(document.started_by, make.MONDAY)
    texts = document.texts
    actions.correct_at_task(task, by=by, texts=texts | {"subject": "Baru"}, also="")
    actions.correct_at_task(task, by=by, texts=texts | {"agenda_number": "13/UM"}, also="")
    with pytest.raises(Doubted):
        actions.correct_at_task(task, by=by, texts=texts, also="")
    actions.correct_at_task(task, by=by, texts=texts, also="12/UM")
    assert Document.objects.get(pk=document.pk).agenda_number == "12/UM"


def test_page_asks_without_betraying_whose_number_it_is_and_goes_on_all_the_same() -> None:
    version = make.version()
    sent(version, "12/UM")
    staff = make.user()
    make.appointment(staff, make.position_of(version, "Staf"))
    sending(version, "12/UM", by=staff)
    draft = Document.objects.get(state="draft")
    client, address = make.client(staff), reverse("send_draft", args=[draft.pk])
    assert 'name="also" value=' not in client.get(address).content.decode()
    response = client.post(address, {"also": ""})
    text = response.content.decode()
    assert (response.status_code, IN_USE in text) == (409, True)
    assert "Undangan lain" not in text
    button = 'name="also" value="12/UM">Save all the same'
    assert button in " ".join(text.split())
    assert client.post(address, {"also": ["", "12/UM"]}).status_code == 302
    assert Document.objects.get(pk=draft.pk).state == "running"


def test_correction_that_is_asked_about_keeps_what_was_typed() -> None:
    version = make.version()
    sent(version, "12/UM")
    document = sent(version, "13/UM")
    task = make.taken(document.tasks.get(), by=document.started_by)
    client, address = make.client(document.started_by), reverse("correct_at_task", args=[task.pk])
    typed = {"subject": "Perihal baru", "agenda_number": "12/UM", "seen": document.token}
    response = client.post(address, typed | {"also": ""})
    text = response.content.decode()
    assert (response.status_code, IN_USE in text) == (409, True)
    assert 'value="Perihal baru"' in text
    assert 'name="also" value="12/UM">Save all the same' in " ".join(text.split())
    assert client.post(address, typed | {"also": ["", "12/UM"]}).status_code == 302
    assert Document.objects.get(pk=document.pk).subject == "Perihal baru"


def test_asking_takes_one_query_for_any_number_of_documents() -> None:
    version = make.version()
    counts = []
    for count in (1, 3):
        for _ in range(count):
            sent(version, f"{count}/UM")
        send = sending(version, f"{count}/UM")
        with CaptureQueriesContext(connection) as asked, pytest.raises(Doubted):
            send(also="")
        counts.append(len(asked))
    assert counts[0] == counts[1]
