"""Attaching files to documents under way, and to tasks."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from hashlib import sha256
from unicodedata import normalize

import psycopg2.errors
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from people.doers import Doer
from people.models import Appointment, User
from tests import make
from tests.refusals import refused
from tests.rows import all_rows, content_of, kept_files
from workflow import actions
from workflow.models import Attachment, Document, Entry, Task
from workflow.models.attachments import in_order
from workflow.transition.contents import Contents
from workflow.transition.files import kept_files as kept_files_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")


def to_document(document: Document, by: User, *files: SimpleUploadedFile) -> partial[Document]:
    uploads = files or (make.upload(),)
    return partial(actions.attach_to_document, document, by=Doer(by, TEN), uploads=uploads)


def to_task(task: Task, by: User, *files: SimpleUploadedFile) -> partial[Task]:
    uploads = files or (make.upload(),)
    return partial(actions.attach_to_task, task, by=Doer(by, TEN), uploads=uploads)


def test_file_whose_name_is_written_otherwise_is_the_next_version_of_the_same_file() -> None:
    document = make.document(uploads=[make.upload("Résumé.pdf"), make.upload("resume.pdf")])
    analyst = make.holder_of(document.version, "Analis")
    decomposed = normalize("NFD", "RÉSUMÉ.PDF")
    to_document(document, analyst, make.upload(decomposed))()
    names = document.attachments.order_by("pk").values_list("name", "version")
    assert list(names) == [("Résumé.pdf", 1), ("resume.pdf", 1), ("Résumé.pdf", 2)]
    (file,) = Entry.objects.latest("number").data["files"]
    assert (file["name"], file["version"]) == ("Résumé.pdf", 2)


def test_files_stand_in_the_order_of_their_names() -> None:
    names = ["surat 10.pdf", "Surat 9.pdf", "Éfek.pdf", "surat 10.pdf"]
    document = make.document(uploads=[make.upload(name) for name in names])
    assert [(each.name, each.version) for each in in_order(document.attachments.all())] == [
        *(("Éfek.pdf", 1), ("Surat 9.pdf", 1), ("surat 10.pdf", 2), ("surat 10.pdf", 1))
    ]


def test_attach_to_document_keeps_each_upload_of_a_name_as_its_next_version() -> None:
    document = make.document(uploads=[make.upload("konsep.pdf")])
    analyst = make.holder_of(document.version, "Analis")
    second, other = make.upload("konsep.pdf", make.PDF + b"2"), make.upload("foto.png", make.PNG)
    actions.attach_to_document(document, by=Doer(analyst, TEN, "10.0.0.7"), uploads=[second, other])
    kept = document.attachments.order_by("pk")
    assert [(each.name, each.version, each.task) for each in kept] == [
        ("konsep.pdf", 1, None),
        ("konsep.pdf", 2, None),
        ("foto.png", 1, None),
    ]
    newest = kept[1]
    assert newest.sha256 == sha256(make.PDF + b"2").hexdigest()
    assert (newest.uploaded_by, newest.uploaded_at, newest.kind) == (analyst, TEN, "pdf")
    assert content_of(newest) == make.PDF + b"2"
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.by, entry.address, entry.task) == (
        "attach",
        analyst,
        "10.0.0.7",
        None,
    )
    assert entry.capacity == make.position_of(document.version, "Analis").title
    assert entry.data == {
        "files": [
            {"name": "konsep.pdf", "version": 2, "sha256": newest.sha256},
            {"name": "foto.png", "version": 1, "sha256": kept[2].sha256},
        ]
    }


def test_attach_to_task_keeps_the_file_as_work_of_that_step() -> None:
    task = make.taken(make.task())
    assert task.taken_by is not None
    to_task(task, task.taken_by)()
    file = Attachment.objects.get()
    assert (file.task, file.document, file.uploaded_by) == (task, task.document, task.taken_by)
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.task, entry.capacity) == ("attach", task, task.position.title)


def test_attach_to_task_may_be_done_before_it_is_taken() -> None:
    task = make.task()
    to_task(task, make.holder(task.position))()
    assert Attachment.objects.get().task == task


def test_attach_to_document_refuses_who_has_no_part_in_it() -> None:
    document = make.document()
    sentence = "Only those who hold a position in this SOP can attach files."
    for someone in (make.user(), make.supervisor(), make.holder(make.position())):
        assert refused(to_document(document, someone)) == sentence


def test_starter_who_has_left_attaches_no_more() -> None:
    document = make.document()
    Appointment.objects.filter(user=document.started_by).update(ends_on=date(2026, 6, 7))
    assert refused(to_document(document, document.started_by)) == (
        "Only those who hold a position in this SOP can attach files."
    )


def test_attach_to_task_refuses_who_does_not_hold_its_position() -> None:
    task = make.task()
    for someone in (make.holder_of(task.document.version, "Kepala"), make.supervisor()):
        assert refused(to_task(task, someone)) == f"This task is for {task.position}."


def test_attach_to_task_refuses_what_is_in_the_hands_of_another() -> None:
    task = make.taken(make.task())
    colleague = make.holder(task.position)
    assert refused(to_task(task, colleague)) == f"{task.taken_by} has taken this task."


def test_attach_refuses_when_it_is_over() -> None:
    done = make.finished(make.task())
    assert done.taken_by is not None
    assert refused(to_task(done, done.taken_by)) == (
        f"This step was already finished by {done.taken_by}."
    )
    document = done.document
    by = document.started_by
    actions.cancel_document(document, by=Doer(by, TEN), reason="Ganda")
    assert refused(to_document(document, by)) == "The document was cancelled."
    draft = actions.keep_draft(document.version, by=Doer(by, TEN), contents=Contents("Undangan"))
    assert refused(to_document(draft, by)) == "This document is a draft. Send it off first."


def test_attach_refuses_nothing_at_all() -> None:
    task = make.task()
    nothing = partial(
        actions.attach_to_task, task, by=Doer(make.holder(task.position), TEN), uploads=[]
    )
    assert refused(nothing) == "Choose a file."


def test_attach_of_two_files_keeps_neither_if_one_is_not_accepted() -> None:
    document = make.document()
    before = kept_files()
    bad = make.upload("makro.docx", make.docx(word__vbaProject_dot_bin=b"x"))
    deed = to_document(document, document.started_by, make.upload(), bad)
    assert refused(deed) == "makro.docx is of a kind that is not accepted."
    assert kept_files() == before


@pytest.mark.parametrize(
    ("cause", "left"),
    [
        (psycopg2.errors.lookup("08006")("server closed the connection unexpectedly"), 1),
        (sqlite3.OperationalError("database or disk is full"), 0),
        (psycopg2.errors.lookup("53100")("could not extend file"), 0),
    ],
)
def test_files_are_left_to_sweep_where_the_end_of_their_deed_is_not_known(
    cause: Exception, left: int
) -> None:
    if "extend" in str(cause):
        cause.__setstate__({"pgcode": "53100"})  # as it comes from a server
    with suppress(OperationalError), kept_files_of([make.upload()]):
        assert len(kept_files()) == 1
        raise OperationalError(str(cause)) from cause
    assert len(kept_files()) == left


def test_a_file_that_cannot_be_written_takes_those_before_it_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = make.document()
    before = all_rows()
    broken = make.upload("b.pdf")
    monkeypatch.setattr(broken, "chunks", partial(_full_after, broken))
    with pytest.raises(OSError, match="No space left"):
        to_document(document, document.started_by, make.upload("a.pdf"), broken)()
    assert (all_rows(), kept_files()) == (before, [])


def _full_after(file: SimpleUploadedFile, chunk_size: int | None = None) -> Iterator[bytes]:
    """Yield what lies in a file when it is hashed; when it is kept the disk is full."""
    yield file.open().read()
    if any(path.suffix == ".part" for path in kept_files()):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_no_lock_is_held_while_files_are_hashed_and_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = make.document()
    upload, begun = make.upload(), []
    chunks = upload.chunks

    def seen(chunk_size: int | None = None) -> Iterator[bytes]:
        begun.append(len(asked))
        return chunks(chunk_size)

    monkeypatch.setattr(upload, "chunks", seen)
    with CaptureQueriesContext(connection) as asked:
        to_document(document, document.started_by, upload)()
    assert begun == [0, 0]  # once hashed, once written, before the first statement
