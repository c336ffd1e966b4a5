"""Commenting documents and calling them off."""

from __future__ import annotations

from functools import partial

import pytest

from people.doers import Doer
from people.models import User
from tests import make
from tests.refusals import refused
from workflow import actions
from workflow.models import Document, Entry, Pause, Task
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")
ELEVEN = make.wib("2026-06-08 11:00")


def cancel(document: Document, by: User, reason: str = "Ganda") -> partial[Document]:
    return partial(actions.cancel_document, document, by=Doer(by, TEN), reason=reason)


def comment(document: Document, by: User, text: str = "Mohon segera") -> partial[Document]:
    return partial(actions.comment_document, document, by=Doer(by, TEN), text=text)


def test_cancel_document_ends_it_and_its_open_task() -> None:
    document = make.document()
    task = make.taken(document.tasks.get())
    by = document.started_by
    actions.cancel_document(document, by=Doer(by, TEN, "10.0.0.7"), reason=" Ganda ")
    fresh = Document.objects.get()
    assert (fresh.state, fresh.cancelled_at, fresh.cancelled_by) == ("cancelled", TEN, by)
    assert (fresh.cancelled_because, fresh.finished_at) == ("Ganda", None)
    ended = Task.objects.get()
    assert (ended.answer, ended.note, ended.finished_by) == ("cancelled", "Ganda", by)
    assert (ended.finished_at, ended.taken_by) == (TEN, task.taken_by)
    assert (ended.waiting_minutes, ended.working_minutes) == (0, 60)
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.task, entry.by, entry.note) == ("cancel", None, by, "Ganda")
    assert (entry.capacity, entry.address) == (document.started_as, "10.0.0.7")


def test_cancel_document_ends_a_pause_that_lasts() -> None:
    document = make.document()
    task = make.taken(document.tasks.get())
    assert task.taken_by is not None
    actions.pause_task(task, by=Doer(task.taken_by, make.wib("2026-06-08 09:30")), reason="Sakit")
    cancel(document, document.started_by)()
    assert Pause.objects.get().resumed_at == TEN
    assert Task.objects.get().paused_minutes == 30


def test_cancel_document_may_be_done_by_supervisors() -> None:
    for someone in (make.supervisor(), make.administrator()):
        document = make.document()
        assert cancel(document, someone)().cancelled_by == someone
        assert Task.objects.latest("pk").finished_as == ""


def test_cancel_document_refuses_all_others() -> None:
    document = make.document()
    task = make.taken(document.tasks.get())
    assert task.taken_by is not None
    sentence = (
        f"Only {document.started_by}, who started the document, and supervisors can cancel it."
    )
    for someone in (task.taken_by, make.holder_of(document.version, "Kepala"), make.user()):
        assert refused(cancel(document, someone)) == sentence


def test_cancel_document_refuses_without_a_reason() -> None:
    document = make.document()
    assert refused(cancel(document, document.started_by, " ")) == (
        "Write the reason for cancelling."
    )


def test_cancel_document_refuses_what_is_not_under_way() -> None:
    document = make.document()
    make.passed_on(document, "done", "yes")
    make.finished(document.tasks.open().get())
    assert refused(cancel(document, document.started_by)) == "The document has come to its end."
    other = cancel(make.document(), make.administrator())()
    assert refused(cancel(other, other.started_by)) == "The document was cancelled."
    draft = actions.keep_draft(
        document.version, by=Doer(document.started_by, TEN), contents=Contents("Undangan")
    )
    assert refused(cancel(draft, draft.started_by)) == (
        "This document is a draft. Send it off first."
    )


def test_deeds_on_the_task_of_a_cancelled_document_are_refused() -> None:
    document = make.document()
    task = make.taken(document.tasks.get())
    assert task.taken_by is not None
    cancel(document, document.started_by)()
    sentence = f"The document was cancelled by {document.started_by}."
    colleague = make.holder(task.position)
    for deed in (
        partial(actions.take_task, task, by=Doer(colleague, ELEVEN)),
        partial(actions.release_task, task, by=Doer(task.taken_by, ELEVEN)),
        partial(actions.finish_task, task, by=Doer(task.taken_by, ELEVEN), outcome=Outcome("done")),
        partial(actions.pause_task, task, by=Doer(task.taken_by, ELEVEN), reason="Menunggu"),
        partial(actions.assign_task, task, by=Doer(make.supervisor(), ELEVEN), to=colleague),
        partial(
            actions.attach_to_task, task, by=Doer(task.taken_by, ELEVEN), uploads=[make.upload()]
        ),
    ):
        assert refused(deed) == sentence


def test_comment_document_writes_into_the_journal() -> None:
    document = make.document()
    head = make.holder_of(document.version, "Kepala")
    actions.comment_document(document, by=Doer(head, TEN, "10.0.0.7"), text=" Mohon segera ")
    entry = Entry.objects.latest("number")
    assert (entry.number, entry.deed, entry.note) == (2, "comment", "Mohon segera")
    assert (entry.by, entry.at, entry.address, entry.task) == (head, TEN, "10.0.0.7", None)
    assert entry.capacity == make.position_of(document.version, "Kepala").title


def test_comment_document_goes_on_after_its_end() -> None:
    document = cancel(make.document(), make.supervisor())()
    comment(document, make.supervisor())()
    assert Entry.objects.latest("number").capacity == ""


def test_comment_document_refuses_silence_and_drafts() -> None:
    document = make.document()
    assert refused(comment(document, document.started_by, " \n")) == "Write the comment."
    draft = actions.keep_draft(
        document.version, by=Doer(document.started_by, TEN), contents=Contents("Undangan")
    )
    assert refused(comment(draft, draft.started_by)) == (
        "This document is a draft. Send it off first."
    )
