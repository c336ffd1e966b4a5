"""Drafts of documents, and what the version's own start form asks for."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from people.doers import Doer
from people.models import Appointment
from procedures import actions as procedure_actions
from procedures.models import Version
from tests import make
from tests.refusals import refused
from tests.rows import content_of, kept_files
from workflow import actions
from workflow.models import Attachment, Document, Entry, Task
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")
ELEVEN = make.wib("2026-06-08 11:00")


def draft(under: Version | None = None, **contents: object) -> Document:
    version = under or make.version()
    given: dict[str, Any] = {"subject": "Undangan rapat", **contents}
    by = make.holder_of(version, "Staf")
    mark = given.pop("mark", None)
    return actions.keep_draft(
        version, by=Doer(by, make.MONDAY), contents=Contents(**given), mark=mark
    )


def test_keep_draft_begins_no_task_and_no_journal() -> None:
    kept = draft(sensitivity="urgent", agenda_number="12", description="Uraian")
    document = Document.objects.get()
    assert document == kept
    assert (document.state, document.started_at, document.started_as) == ("draft", None, "")
    assert (document.subject, document.sensitivity) == ("Undangan rapat", "urgent")
    assert (document.agenda_number, document.description) == ("12", "Uraian")
    assert document.created_at == make.MONDAY
    assert not Task.objects.exists()
    assert not Entry.objects.exists()


def test_edit_draft_writes_it_anew_and_takes_files_away(
    django_capture_on_commit_callbacks: object,
) -> None:
    kept = draft(uploads=[make.upload("a.pdf"), make.upload("b.pdf")])
    gone = kept.attachments.get(name="a.pdf")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.edit_draft(
            kept,
            by=Doer(kept.started_by, TEN),
            contents=Contents("Perihal lain", uploads=[make.upload("c.pdf")], removed=[gone]),
        )
    document = Document.objects.get()
    assert (document.subject, document.state) == ("Perihal lain", "draft")
    assert [each.name for each in document.attachments.all()] == ["b.pdf", "c.pdf"]
    assert len(kept_files()) == 2


def test_edit_draft_takes_no_files_from_another_document() -> None:
    other = make.document(uploads=[make.upload()]).attachments.get()
    kept = draft()
    actions.edit_draft(
        kept, by=Doer(kept.started_by, TEN), contents=Contents("Undangan", removed=[other])
    )
    assert Attachment.objects.get() == other


def test_send_draft_starts_it_as_if_it_had_been_started_then() -> None:
    kept = draft(uploads=[make.upload("a.pdf")])
    by = kept.started_by
    sent = actions.send_draft(
        kept,
        by=Doer(by, TEN, "10.0.0.7"),
        contents=Contents("Perihal", uploads=[make.upload("b.pdf")]),
    )
    document = Document.objects.get()
    assert document == sent
    assert (document.state, document.started_at, document.subject) == ("running", TEN, "Perihal")
    assert document.created_at == make.MONDAY
    assert document.started_as == make.position_of(document.version, "Staf").title
    task = Task.objects.get()
    assert (task.number, task.step.number, task.arrived_at) == (1, 1, TEN)
    entry = Entry.objects.get()
    assert (entry.number, entry.deed, entry.at, entry.address) == (1, "start", TEN, "10.0.0.7")
    assert [each["name"] for each in entry.data["files"]] == ["a.pdf", "b.pdf"]


def test_send_draft_follows_the_version_in_force_by_then() -> None:
    kept = draft()
    now = make.revised(kept.version)
    assert (
        actions.send_draft(
            kept, by=Doer(kept.started_by, TEN), contents=Contents("Perihal")
        ).version
        == now
    )
    assert Task.objects.get().step.version == now


def test_draft_of_a_revoked_sop_can_only_be_deleted() -> None:
    kept = draft()
    by = kept.started_by
    procedure_actions.revoke_version(
        kept.version, by=Doer(make.administrator(), TEN), reason="Tidak dipakai"
    )
    sentence = "This SOP is no longer in force. Delete the draft."
    for action in (actions.edit_draft, actions.send_draft):
        assert (
            refused(partial(action, kept, by=Doer(by, ELEVEN), contents=Contents("Perihal")))
            == sentence
        )
    actions.discard_draft(kept, by=Doer(by, make.MONDAY))
    assert not Document.objects.exists()


def test_discard_draft_leaves_nothing_of_it(django_capture_on_commit_callbacks: object) -> None:
    kept = draft(uploads=[make.upload()])
    assert len(kept_files()) == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.discard_draft(kept, by=Doer(kept.started_by, make.MONDAY))
    assert not Document.objects.exists()
    assert not Attachment.objects.exists()
    assert kept_files() == []


def test_drafts_are_their_starters_alone() -> None:
    kept = draft()
    sentence = "This draft was deleted."
    for someone in (make.holder_of(kept.version, "Staf"), make.administrator()):
        for deed in (
            partial(actions.edit_draft, kept, by=Doer(someone, TEN), contents=Contents("Perihal")),
            partial(actions.send_draft, kept, by=Doer(someone, TEN), contents=Contents("Perihal")),
            partial(actions.discard_draft, kept, by=Doer(someone, make.MONDAY)),
        ):
            assert refused(deed) == sentence


def test_draft_that_was_sent_off_is_none_any_more() -> None:
    kept = draft()
    by = kept.started_by
    actions.send_draft(kept, by=Doer(by, TEN), contents=Contents("Perihal"))
    sentence = "This document was sent off already."
    for deed in (
        partial(actions.edit_draft, kept, by=Doer(by, TEN), contents=Contents("Perihal")),
        partial(actions.send_draft, kept, by=Doer(by, TEN), contents=Contents("Perihal")),
        partial(actions.discard_draft, kept, by=Doer(by, make.MONDAY)),
    ):
        assert refused(deed) == sentence


def test_deeds_on_a_deleted_draft_are_refused() -> None:
    kept = draft()
    by, seen = kept.started_by, Document.objects.get()
    actions.discard_draft(kept, by=Doer(by, make.MONDAY))
    sentence = "This draft was deleted."
    assert refused(partial(actions.discard_draft, seen, by=Doer(by, make.MONDAY))) == sentence
    assert (
        refused(partial(actions.send_draft, seen, by=Doer(by, TEN), contents=Contents("P")))
        == sentence
    )


def test_keep_and_send_draft_refuse_who_holds_no_position() -> None:
    kept = draft()
    by = kept.started_by
    Appointment.objects.filter(user=by).delete()
    sentence = "You hold no position in this SOP, so you cannot start a document."
    for deed in (
        partial(actions.keep_draft, kept.version, by=Doer(by, TEN), contents=Contents("Perihal")),
        partial(actions.edit_draft, kept, by=Doer(by, TEN), contents=Contents("Perihal")),
        partial(actions.send_draft, kept, by=Doer(by, TEN), contents=Contents("Perihal")),
    ):
        assert refused(deed) == sentence


# The version's own fields


def test_start_document_keeps_what_its_own_form_asks_for() -> None:
    version = make.version()
    document = actions.start_document(
        version,
        by=Doer(make.holder_of(version, "Staf"), TEN),
        contents=Contents(
            "Perihal",
            details={"7": "Balai desa", "9": make.upload("undangan.pdf"), "11": "2026-06-30"},
            uploads=[make.upload("undangan.pdf", make.PDF + b"x")],
        ),
    )
    fresh = Document.objects.get()
    assert fresh.details == {
        "7": "Balai desa",
        "9": {"name": "undangan.pdf", "version": 2},
        "11": "2026-06-30",
    }
    assert content_of(document.attachments.get(version=2)) == make.PDF
    assert len(Entry.objects.get().data["files"]) == 2


def test_edit_draft_keeps_the_file_of_a_field_that_is_not_sent_again() -> None:
    kept = draft(details={"9": make.upload("undangan.pdf")})
    actions.edit_draft(
        kept,
        by=Doer(kept.started_by, TEN),
        contents=Contents("Perihal", details=dict(kept.details)),
    )
    assert Document.objects.get().details == {"9": {"name": "undangan.pdf", "version": 1}}


def test_a_form_that_is_sent_twice_leaves_its_files_once() -> None:
    mark = uuid4()
    version = make.version()
    by = make.holder_of(version, "Staf")
    keep = partial(actions.keep_draft, version, by=Doer(by, make.MONDAY), mark=mark)
    first = keep(contents=Contents("", uploads=[make.upload()]))
    (path,) = kept_files()
    assert (keep(contents=Contents("", uploads=[make.upload()])), kept_files()) == (first, [path])
    again = actions.edit_draft(
        first,
        by=Doer(by, TEN),
        contents=Contents("", uploads=[make.upload()]),
        mark=mark,
        seen=None,
    )
    assert (again, kept_files()) == (first, [path])
