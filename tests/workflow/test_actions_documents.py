"""Starting documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from people.doers import Doer, Operator
from people.models import User
from people.refusals import Refused
from procedures.actions import draft_version, put_version_in_force
from procedures.definition import Definition, Row
from procedures.exchange import digest_of
from procedures.models import Version
from tests import make
from tests.rows import all_rows, kept_files
from workflow import actions
from workflow.journal import seal
from workflow.models import Attachment, Calendar, Document, Entry, Stretch, Task
from workflow.reports import first_due_at
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SCRIPT = b"MZ\x90\x00 this is a program"


def revise(version: Version, rows: Sequence[Row]) -> Version:
    """Put another version of the same procedure in force."""
    positions = {actor.name: actor.position for actor in version.actors.all() if actor.position}
    definition = Definition(title="Revisi", actors=tuple(positions), rows=tuple(rows))
    again = draft_version(
        version.procedure, definition, by=Operator(make.MONDAY), positions=positions
    )
    return put_version_in_force(again, by=Operator(make.MONDAY))


def refused(version: Version, by: User, *, uploads: Sequence[SimpleUploadedFile] = ()) -> str:
    """Start a document that is to be refused; return the sentence. Nothing has changed."""
    before = all_rows()
    with pytest.raises(Refused) as refusal:
        actions.start_document(
            version, by=Doer(by, make.MONDAY), contents=Contents("Surat", uploads=uploads)
        )
    assert all_rows() == before
    assert kept_files() == []
    return str(refusal.value)


def test_start_document_keeps_its_facts_and_is_under_way() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    started = actions.start_document(
        version,
        by=Doer(staff, make.MONDAY),
        contents=Contents(
            "Undangan rapat",
            sensitivity="urgent",
            agenda_number="12/2026",
            description="Besok pagi",
        ),
    )
    document = Document.objects.get()
    assert document == started
    assert (document.subject, document.sensitivity) == ("Undangan rapat", "urgent")
    assert (document.agenda_number, document.description) == ("12/2026", "Besok pagi")
    assert (document.version, document.state) == (version, Document.State.RUNNING)
    assert document.started_by == staff
    assert document.started_as == make.position_of(version, "Staf").title
    assert document.created_at == document.started_at == make.MONDAY
    assert (document.finished_at, document.cancelled_at) == (None, None)


def test_start_document_brings_it_to_the_first_step() -> None:
    version = make.version()
    task = make.document(version).tasks.get()
    first = version.ordered_steps()[0]
    assert first.actor is not None
    assert (task.number, task.step, task.position) == (1, first, first.actor.position)
    assert (task.arrived_at, task.started_at, task.taken_by) == (make.MONDAY, None, None)
    assert (task.is_open, task.answer, task.waiting_minutes) == (True, "", None)
    assert (task.standard_minutes, task.is_whole_counted) == (10, False)
    assert task.due_at == make.wib("2026-06-09 09:10")


def test_start_document_by_a_holder_of_a_later_column_still_begins_at_the_first_step() -> None:
    version = make.version()
    head = make.holder_of(version, "Kepala")
    document = make.document(version, by=head)
    assert document.started_by == head
    assert document.started_as == make.position_of(version, "Kepala").title
    assert document.tasks.get().step.number == 1


@pytest.mark.parametrize(
    ("capacity", "prefix"), [("definitive", ""), ("plt", "Plt. "), ("plh", "Plh. ")]
)
def test_start_document_says_in_which_capacity(capacity: str, prefix: str) -> None:
    version = make.version()
    position = make.position_of(version, "Kepala")
    deputy = make.user()
    make.appointment(deputy, position, capacity=capacity)
    document = make.document(version, by=deputy)
    assert document.started_as == f"{prefix}{position.title}"
    assert document.entries.get().capacity == document.started_as


def test_start_document_in_several_positions_counts_the_column_furthest_left_of_this_sop() -> None:
    staff, head = make.position("Staf"), make.position("Kepala")
    version = make.version(positions={"Staf": staff, "Kepala": head})
    other_way_round = (Row("Menugaskan", "Kepala"), Row("Mengerjakan", "Staf"))
    other = make.version(other_way_round, positions={"Staf": staff, "Kepala": head})
    both = make.user()
    make.appointment(both, head)
    make.appointment(both, staff, capacity="plh")
    make.appointment(both, make.position("Lain"))
    assert make.document(version, by=both).started_as == "Plh. Staf"
    assert make.document(other, by=both).started_as == "Kepala"


def test_start_document_begins_the_journal() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    document = actions.start_document(
        version, by=Doer(staff, make.MONDAY, "10.0.0.7"), contents=Contents("Surat")
    )
    entry = Entry.objects.get()
    assert (entry.document, entry.number, entry.deed, entry.task) == (document, 1, "start", None)
    assert (entry.by, entry.capacity, entry.at) == (staff, document.started_as, make.MONDAY)
    digest = digest_of(Version.objects.with_table().get(pk=version.pk))
    data: dict[str, Any] = {
        "contents": {
            "subject": "Surat",
            "agenda_number": "",
            "description": "",
            "sensitivity": "ordinary",
            "details": {},
            "created_at": make.MONDAY.isoformat(),
        },
        "version": {"id": version.pk, "sha256": digest},
        "files": [],
    }
    assert (entry.address, entry.note, entry.data) == ("10.0.0.7", "", data)
    assert entry.previous_hash == ""
    assert entry.hash == seal(
        "",
        {
            "document": document.pk,
            "number": 1,
            "deed": "start",
            "task": None,
            "by": staff.pk,
            "capacity": document.started_as,
            "at": make.MONDAY.astimezone(UTC).isoformat(),
            "address": "10.0.0.7",
            "note": "",
            "data": data,
            "name": staff.name,
        },
    )


def test_start_document_keeps_its_files_with_their_digests() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    document = make.document(version, by=staff, uploads=[make.upload("konsep.pdf")])
    kept = document.attachments.get()
    assert (kept.name, kept.version, kept.kind, kept.size) == (
        "konsep.pdf",
        1,
        "pdf",
        len(make.PDF),
    )
    assert kept.sha256 == sha256(make.PDF).hexdigest()
    assert (kept.uploaded_at, kept.uploaded_by, kept.task) == (make.MONDAY, staff, None)
    assert [path.read_bytes() for path in kept_files()] == [make.PDF]
    assert kept_files() == [Path(kept.file.path)]
    assert Path(kept.file.name or "").suffix == ".pdf"
    assert "konsep" not in str(kept.file.name)


def test_start_document_keeps_files_of_one_name_as_versions_and_records_each() -> None:
    second = make.PDF + b"%%EOF\n"
    uploads = [make.upload("a.pdf"), make.upload("a.pdf", second), make.upload("b.pdf")]
    document = make.document(uploads=uploads)
    kept = document.attachments.order_by("pk").values_list("name", "version", "sha256")
    first_hash, second_hash = sha256(make.PDF).hexdigest(), sha256(second).hexdigest()
    expected = [("a.pdf", 1, first_hash), ("a.pdf", 2, second_hash), ("b.pdf", 1, first_hash)]
    assert list(kept) == expected
    assert document.entries.get().data["files"] == [
        {"name": name, "version": number, "sha256": digest} for name, number, digest in expected
    ]
    assert len(kept_files()) == 3


def test_start_document_numbers_files_by_document() -> None:
    version = make.version()
    for _ in range(2):
        make.document(version, uploads=[make.upload("a.pdf")])
    assert list(Attachment.objects.values_list("name", "version")) == [("a.pdf", 1)] * 2


def test_start_document_leaves_other_documents_alone() -> None:
    version = make.version()
    first = make.document(version)
    before = all_rows()
    second = make.document(version, by=first.started_by)
    after = all_rows()
    for table, rows in before.items():
        assert after[table][: len(rows)] == rows
    new = {table: len(after[table]) - len(rows) for table, rows in before.items()}
    assert {table: count for table, count in new.items() if count} == {
        "workflow.Document": 1,
        "workflow.Task": 1,
        "workflow.Entry": 1,
        "workflow.Untold": 1,
    }
    assert second != first


def test_start_document_refuses_a_draft() -> None:
    make.calendar()
    draft = make.draft()
    staff = make.holder_of(draft, "Staf")
    assert refused(draft, staff) == "This SOP is not in force. Choose its version in force."


def test_start_document_refuses_a_replaced_version_but_not_the_one_that_replaced_it() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    new = revise(version, make.letter_rows())
    assert version.state == Version.State.IN_FORCE  # as the page was loaded
    assert refused(version, staff) == "This SOP is not in force. Choose its version in force."
    assert make.document(new, by=staff).version == new


def test_start_document_refuses_who_holds_no_position_in_the_sop() -> None:
    version = make.version()
    elsewhere = make.holder(make.position())
    sentence = "You hold no position in this SOP, so you cannot start a document."
    for someone in (elsewhere, make.user(), make.supervisor(), make.administrator()):
        assert refused(version, someone) == sentence


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "may"),
    [
        (date(2026, 6, 8), None, True),
        (date(2026, 6, 8), date(2026, 6, 8), True),
        (date(2026, 6, 1), date(2026, 6, 7), False),
        (date(2026, 6, 9), None, False),
    ],
)
def test_start_document_goes_by_the_appointments_of_that_day(
    starts_on: date, ends_on: date | None, may: bool
) -> None:
    version = make.version()
    position = make.position_of(version, "Staf")
    someone = make.user()
    make.appointment(someone, position, starts_on=starts_on, ends_on=ends_on)
    if may:
        assert make.document(version, by=someone).started_by == someone
    else:
        assert refused(version, someone).startswith("You hold no position")


def test_start_document_refuses_a_file_of_another_kind_and_keeps_none_of_them() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    uploads = [make.upload("baik.pdf"), make.upload("jahat.pdf", SCRIPT)]
    sentence = "jahat.pdf is of a kind that is not accepted."
    assert refused(version, staff, uploads=uploads) == sentence


def test_start_document_takes_its_files_away_when_something_breaks() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    Calendar.objects.all().delete()  # the last thing that is asked for
    before = all_rows()
    with pytest.raises(Refused, match="The office has no calendar yet"):
        make.document(version, by=staff, uploads=[make.upload(), make.upload("b.pdf")])
    assert all_rows() == before
    assert kept_files() == []


def test_start_document_inside_a_failed_larger_transaction_leaves_no_row() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    before = all_rows()
    with transaction.atomic():
        make.document(version, by=staff)
        assert Task.objects.count() == 1
        transaction.set_rollback(True)
    assert all_rows() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda calendar: calendar.rules.all().delete(),
        lambda calendar: Stretch.objects.all().delete(),
        lambda calendar: calendar.rules.update(starts_on=date(2026, 6, 9)),
        lambda calendar: calendar.rules.update(ends_on=date(2026, 6, 7)),
        lambda calendar: calendar.rules.update(ends_on=date(2026, 6, 8)),  # before it is due
    ],
    ids=["no rule", "no stretch", "not yet", "no longer", "too soon over"],
)
def test_no_document_starts_without_hours(spoil: Callable[[Calendar], object]) -> None:
    version = make.version()
    starter = make.holder_of(version, "Staf")
    draft = actions.keep_draft(
        version, by=Doer(starter, make.MONDAY), contents=Contents("Undangan")
    )
    spoil(make.calendar())
    with pytest.raises(Refused, match="no deadline can be counted"):
        make.document(version, by=starter)
    with pytest.raises(Refused, match="no deadline can be counted"):
        actions.send_draft(draft, by=Doer(starter, make.MONDAY), contents=Contents("Undangan"))
    with pytest.raises(Refused, match="no deadline can be counted"):
        first_due_at(version, at=make.MONDAY)
    assert list(Document.objects.values_list("state", flat=True)) == ["draft"]


def test_a_document_starts_on_a_day_off_where_there_are_hours() -> None:
    version = make.version()
    sunday = make.wib("2026-06-07 09:00")
    assert make.document(version, at=sunday).state == "running"
