"""The command that checks the journals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from people.doers import Doer
from people.guards import put_on, take_off
from procedures import frozen
from procedures.definition import Row
from procedures.models import Requirement
from tests import make
from tests.constraints import Write, change
from workflow import actions
from workflow.kept import triggers
from workflow.management.record import line_of
from workflow.models import Document, Entry, Task, Untold
from workflow.transition.outcomes import Outcome
from workflow.transition.plans import plan_of

LONG_BEFORE = make.wib("2026-01-01 08:00")

pytestmark = pytest.mark.django_db(transaction=True)


def verify() -> tuple[int, list[str]]:
    """Run the command; return its exit code and what it says."""
    said = StringIO()
    try:
        call_command("verify_journal", stdout=said)
    except SystemExit as ended:
        return int(ended.code or 0), said.getvalue().splitlines()
    return 0, said.getvalue().splitlines()


def past_the_triggers(*writes: Write) -> None:
    """Do what only the owner of the database can do."""
    take_off(connection, triggers(apps))
    for write in writes:
        write()
    put_on(connection, triggers(apps))


def past_all_triggers(*writes: Write) -> None:
    """Do the same where SOPs are touched as well."""
    take_off(connection, frozen.triggers(apps))
    past_the_triggers(*writes)
    put_on(connection, frozen.triggers(apps))


def worked_on(**fields: Any) -> Document:
    document = make.document(**fields)
    make.passed_on(document, "done", "no", "done", "yes")
    Untold.objects.all().delete()  # or they would hold on to their entries
    return document


def test_verify_journal_finds_nothing_in_journals_that_the_deeds_wrote() -> None:
    assert verify() == (0, ["0 documents, 0 entries, 0 faults."])
    worked_on(uploads=[make.upload()])
    worked_on()
    Document.objects.create(
        version=make.version(), subject="Draf", created_at=make.MONDAY, started_by=make.user()
    )
    assert verify() == (0, ["3 documents, 18 entries, 0 faults."])


def rich() -> Document:
    """A document on which every kind of row is on record: 'Undangan', corrected, with files."""
    rows = (
        Row("Mengetik surat", "Staf", needs=("Surat pengantar", "KTP")),
        Row("Memeriksa surat", "Kepala", participants=("Analis",), no=make.to(1)),
    )
    version = make.version(rows, demands={2: {"records_participants": True}})
    document = make.document(version, subject="Undangan", uploads=[make.upload("a.pdf")])
    by, at = document.started_by, make.MONDAY
    task = make.taken(document.tasks.get(), by=by)
    actions.pause_task(task, by=Doer(by, at), reason="Menunggu")
    actions.resume_task(task, by=Doer(by, at))
    actions.attach_to_task(task, by=Doer(by, at), uploads=[make.upload("b.pdf")])
    actions.correct_at_task(task, by=Doer(by, at), texts={"subject": "Undangan rapat"})
    first, second = Requirement.objects.filter(step=task.step).order_by("order")
    checks = {first: True, second: False}
    actions.finish_task(task, by=Doer(by, at), outcome=Outcome("done", note="Siap", checks=checks))
    second_task = make.taken(document.tasks.open().get())
    analyst = make.appointment(make.user(), make.position_of(version, "Analis"))
    taker = second_task.taken_by
    assert taker is not None
    actions.finish_task(
        second_task, by=Doer(taker, make.MONDAY), outcome=Outcome("yes", participants=[analyst])
    )
    Untold.objects.all().delete()
    return Document.objects.get(pk=document.pk)


def cut_off(document: Document) -> None:
    """Take the last entry away and let the head of the journal say so too."""
    last = document.entries.latest("number")
    document.entries.filter(number=last.number)._raw_delete("default")
    change(document, entry_count=last.number - 1, last_hash=last.previous_hash)


def seal_anew(document: Document) -> None:
    """Change an entry in the middle and write all that follows anew, with right hashes."""
    previous = ""
    for entry in document.entries.select_related("task").order_by("number"):
        note = "Lain" if entry.deed == "done" else entry.note
        line = replace(line_of(entry), note=note, previous_hash=previous)
        change(entry, note=note, previous_hash=previous, hash=line.seal())
        previous = line.seal()
    change(document, last_hash=previous)


def without_journal(document: Document) -> None:
    document.entries.all()._raw_delete("default")
    change(document, entry_count=0, last_hash="", last_entry_at=None)


def first_task(document: Document) -> Task:
    return document.tasks.get(number=1)


TAMPERING: dict[str, tuple[Callable[[Document], object], str]] = {
    "subject": (lambda d: change(d, subject="Lain"), ": subject is not as it was sealed"),
    "description": (
        lambda d: change(d, description="Lain"),
        ": description is not as it was sealed",
    ),
    "answers": (lambda d: change(d, details={"1": "a"}), ": details is not as it was sealed"),
    "sensitivity": (
        lambda d: change(d, sensitivity="secret"),
        ": sensitivity is not as it was sealed",
    ),
    "starter": (
        lambda d: change(d, started_by=make.user()),
        ": started_by is not as it was sealed",
    ),
    "begin": (
        lambda d: change(d, started_at=LONG_BEFORE),
        ": started_at is not as it was sealed",
    ),
    "end": (
        lambda d: change(d, finished_at=LONG_BEFORE),
        ": finished_at is not as it was sealed",
    ),
    "version": (
        lambda d: change(d.version, title="Lain"),
        ": definition is not as it was sealed",
    ),
    "note of a task": (
        lambda d: change(first_task(d), note="Lain"),
        ", task 1: note is not as it was sealed",
    ),
    "position of a task": (
        lambda d: change(first_task(d), position=make.position("Lain")),
        ", task 1: position is not as it was sealed",
    ),
    "taker of a task": (
        lambda d: change(first_task(d), taken_by=make.user()),
        ", task 1: taken_by is not as it was sealed",
    ),
    "minutes of a task": (
        lambda d: change(first_task(d), working_minutes=7),
        ", task 1: minutes is not as it was sealed",
    ),
    "deadline of a task": (
        lambda d: change(first_task(d), due_at=LONG_BEFORE),
        ", task 1: due_at is not as it was sealed",
    ),
    "pause": (
        lambda d: change(first_task(d).pauses.get(), reason="Lain"),
        ", task 1: reasons is not as it was sealed",
    ),
    "no pause": (
        lambda d: first_task(d).pauses.all()._raw_delete("default"),
        ", task 1: pauses is not as it was sealed",
    ),
    "check": (
        lambda d: first_task(d).checks.filter(is_met=True)._raw_delete("default"),
        ", task 1: met is not as it was sealed",
    ),
    "participation": (
        lambda d: d.tasks.get(number=2).participations.all()._raw_delete("default"),
        ", task 2: participants is not as it was sealed",
    ),
    "name of a file": (
        lambda d: change(d.attachments.get(name="a.pdf"), name="c.pdf"),
        ", file a.pdf (version 1): was removed",
    ),
    "digest of a file": (
        lambda d: change(d.attachments.get(name="b.pdf"), sha256="ab" * 32),
        ", file b.pdf (version 1): sha256 is not as it was sealed",
    ),
    "moment of a file": (
        lambda d: change(d.attachments.get(name="b.pdf"), uploaded_at=LONG_BEFORE),
        ", file b.pdf (version 1): uploaded_at is not as it was sealed",
    ),
    "row of a file": (
        lambda d: d.attachments.filter(name="b.pdf")._raw_delete("default"),
        ", file b.pdf (version 1): was removed",
    ),
    "bytes of a file": (
        lambda d: Path(d.attachments.get(name="b.pdf").file.path).write_bytes(b"%PDF-lain"),
        ", file b.pdf (version 1): bytes is not as it was sealed",
    ),
    "missing file": (
        lambda d: Path(d.attachments.get(name="a.pdf").file.path).unlink(),
        ", file a.pdf (version 1): bytes is not as it was sealed",
    ),
    "name in an entry": (
        lambda d: change(d.entries.get(number=1), by_name="Lain"),
        ", entry 1 was changed",
    ),
    "cut tail": (cut_off, ", task 2: finished_at is not as it was sealed"),
    "rewritten chain": (seal_anew, ", task 1: note is not as it was sealed"),
    "no journal": (
        without_journal,
        ": is under way or ended without an entry",
    ),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_verify_journal_names_what_was_changed_behind_it(what: str) -> None:
    document, other = rich(), worked_on()
    assert verify() == (0, [f"2 documents, {Entry.objects.count()} entries, 0 faults."])
    tamper, sentence = TAMPERING[what]
    past_all_triggers(lambda: tamper(document))
    plan_of.cache_clear()  # the command has a process of its own
    code, lines = verify()
    assert code == 1
    assert f"Document {document.pk}{sentence}." in lines
    assert not [line for line in lines if line.startswith(f"Document {other.pk}")]


def test_verify_journal_names_what_was_added_past_it() -> None:
    document = worked_on(uploads=[make.upload("a.pdf")])
    first = document.attachments.get()
    first.pk, first.name = None, "c.pdf"
    first.save(force_insert=True)
    assert verify() == (
        1,
        [
            f"Document {document.pk}, file c.pdf (version 1): was added past the journal.",
            f"1 documents, {document.entries.count()} entries, 1 faults.",
        ],
    )


def test_verify_journal_names_a_text_that_a_correction_found_changed() -> None:
    document = make.document(subject="Undangan")
    change(document, subject="Lain")
    task = make.taken(document.tasks.get(), by=document.started_by)
    actions.correct_at_task(
        task, by=Doer(document.started_by, make.MONDAY), texts={"subject": "Undangan rapat"}
    )
    assert verify() == (
        1,
        [
            f"Document {document.pk}, entry 3: subject is not as it was sealed.",
            "1 documents, 3 entries, 1 faults.",
        ],
    )


def test_verify_journal_reads_journals_from_before_names_and_contents_were_sealed() -> None:
    document = make.document(subject="Undangan")

    def as_before() -> None:
        entry = document.entries.get()
        line = replace(line_of(entry), by_name="", data={"files": []})
        change(entry, by_name="", data={"files": []}, hash=line.seal())
        change(document, last_hash=line.seal(), subject="Lain")

    past_the_triggers(as_before)
    assert verify() == (0, ["1 documents, 1 entries, 0 faults."])


def test_verify_journal_names_every_fault_and_exits_with_1() -> None:
    one, two, three, four = worked_on(), worked_on(), worked_on(), worked_on()
    past_the_triggers(
        lambda: change(one.entries.get(number=5), note="Lain"),
        lambda: two.entries.filter(number=3)._raw_delete("default"),
        lambda: change(three.entries.get(number=4), number=99),
        lambda: change(three.entries.get(number=6), number=4),
        lambda: change(three.entries.get(number=99), number=6),
        lambda: four.entries.filter(number__gt=7)._raw_delete("default"),
    )
    assert verify() == (
        1,
        [
            f"Document {one.pk}, entry 5 was changed.",
            f"Document {two.pk}, entry 3 was removed.",
            f"Document {three.pk}, entry 4 was moved: it lies under number 6 now.",
            f"Document {three.pk}, entry 6 was moved: it lies under number 4 now.",
            f"Document {four.pk}, entry 8 was removed.",
            f"Document {four.pk}, entry 9 was removed.",
            "4 documents, 33 entries, 6 faults.",
        ],
    )


@pytest.mark.parametrize("whose", ["started_by_name", "cancelled_by_name", "finished_by_name"])
def test_name_that_was_changed_behind_the_journal_is_found(whose: str) -> None:
    document = worked_on()
    actions.cancel_document(document, by=Doer(document.started_by, make.MONDAY), reason="Keliru")
    of_a_task = whose == "finished_by_name"
    row = document.tasks.get(number=1) if of_a_task else Document.objects.get(pk=document.pk)
    past_the_triggers(lambda: change(row, **{whose: "Orang lain"}))
    code, said = verify()
    assert (code, any(f"{whose} is not as it was sealed" in line for line in said)) == (1, True)
