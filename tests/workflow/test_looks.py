"""What changed since somebody last saw a document."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.doers import Doer
from people.models import User
from tests import make
from tests.rows import all_rows
from workflow import actions, reports
from workflow.models import Document, LastLook
from workflow.reports import LINES_SHOWN
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

CHANGED = "What changed since you last saw it"


def new_to(document: Document, user: User) -> list[str]:
    """Return the deeds that are marked as new to somebody."""
    look = document.last_looks.filter(user=user).first()
    tasks = document.tasks.select_related("step", "position")
    lines = reports.history(document, tasks, look)
    return [line.entry.deed for line in lines if line.is_new]


def look(document: Document, user: User, at: datetime) -> LastLook:
    return actions.look_at_document(Document.objects.get(pk=document.pk), by=Doer(user, at))


def test_nothing_is_new_to_who_looks_for_the_first_time() -> None:
    document = make.document()
    make.passed_on(document, "done")
    reader = make.supervisor()
    look(document, reader, make.MONDAY)
    assert new_to(document, reader) == []


def test_what_others_did_since_the_last_visit_is_new_and_stays_so_for_half_an_hour() -> None:
    document = make.document()
    reader = make.supervisor()
    later = make.MONDAY + timedelta(hours=1)
    look(document, reader, make.MONDAY)
    make.passed_on(document, "done")
    actions.comment_document(document, by=Doer(reader, make.MONDAY), text="Segera")
    for minutes in (0, 29):
        look(document, reader, later + timedelta(minutes=minutes))
        assert new_to(document, reader) == ["take", "done"], "one's own deeds are not new"
    make.passed_on(document, "yes")
    look(document, reader, later + timedelta(minutes=29))
    assert new_to(document, reader) == ["take", "done", "take", "yes"]
    look(document, reader, later + timedelta(minutes=30))
    assert new_to(document, reader) == []


def test_looking_twice_is_looking_once() -> None:
    document = make.document()
    reader = make.supervisor()
    look(document, reader, make.MONDAY)
    before = all_rows()
    with CaptureQueriesContext(connection) as queries:
        actions.look_at_document(document, by=Doer(reader, make.MONDAY + timedelta(minutes=29)))
    assert len(queries) == 1
    assert all_rows() == before


def test_looking_is_written_by_one_statement() -> None:
    document = make.document()
    reader = make.supervisor()
    for hours in (0, 1):
        with CaptureQueriesContext(connection) as queries:
            look(document, reader, make.MONDAY + timedelta(hours=hours))
        written = [each["sql"] for each in queries if "INSERT" in each["sql"]]
        assert (len(queries), len(written)) == (3, 1)
        assert "UPDATE" not in " ".join(each["sql"] for each in queries).split("INSERT")[0]
    assert LastLook.objects.count() == 1


def test_each_person_has_their_own_mark() -> None:
    document = make.document()
    one, other = make.supervisor(), make.supervisor()
    look(document, one, make.MONDAY)
    make.passed_on(document, "done")
    for reader in (one, other):
        look(document, reader, make.MONDAY + timedelta(hours=1))
    assert [new_to(document, reader) for reader in (one, other)] == [["take", "done"], []]


def test_page_lists_what_is_new_with_the_versions_of_files() -> None:
    document = make.document(uploads=[make.upload("a.pdf")])
    reader = make.supervisor()
    client, address = make.client(reader), reverse("document", args=[document.pk])
    assert CHANGED not in client.get(address).content.decode()
    LastLook.objects.update(looked_at=make.MONDAY)
    assert CHANGED not in client.get(address).content.decode()
    task = make.taken(document.tasks.get(), by=document.started_by)
    actions.attach_to_task(
        task, by=Doer(document.started_by, make.MONDAY), uploads=[make.upload("a.pdf")]
    )
    LastLook.objects.update(looked_at=make.MONDAY)
    response = client.get(address)
    assert CHANGED in response.content.decode()
    changes = response.context["changes"]
    assert [line.entry.deed for line in changes.lines] == ["take", "attach"]
    assert [(file.name, file.version) for file in changes.files] == [("a.pdf", 2)]
    assert changes.since == make.MONDAY


@pytest.mark.parametrize("more", [0, 1])
def test_page_tells_the_last_changes_and_leads_to_the_earlier_ones(more: int) -> None:
    document = make.document()
    reader = make.supervisor()
    client, address = make.client(reader), reverse("document", args=[document.pk])
    client.get(address)
    LastLook.objects.update(looked_at=make.MONDAY)
    for number in range(LINES_SHOWN + more):
        text = f"Catatan {number}"
        actions.comment_document(document, by=Doer(document.started_by, make.MONDAY), text=text)
    LastLook.objects.update(looked_at=make.MONDAY)
    response = client.get(address)
    changes = response.context["changes"]
    notes = [line.entry.note for line in changes.lines]
    assert notes == [f"Catatan {number}" for number in range(more, LINES_SHOWN + more)]
    assert changes.count == LINES_SHOWN + more
    # The history itself has one line more: that the document was started.
    text = response.content.decode()
    said = [f"{LINES_SHOWN + line} lines, the last {LINES_SHOWN} of them here." for line in (1, 2)]
    assert [text.count(each) for each in said] == ([1, 1] if more else [1, 0])


def test_form_that_comes_back_marks_nothing_as_seen() -> None:
    document = make.document()
    client = make.client(document.started_by)
    client.post(reverse("cancel_document", args=[document.pk]), {"reason": ""})
    assert not LastLook.objects.exists()


def test_draft_that_is_deleted_takes_the_marks_along() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    draft = actions.keep_draft(version, by=Doer(staff, make.MONDAY), contents=Contents("Perihal"))
    look(draft, staff, make.MONDAY)
    actions.discard_draft(draft, by=Doer(staff, make.MONDAY))
    assert not LastLook.objects.exists()
