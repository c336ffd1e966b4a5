"""What is on record stays as it was written, whoever asks the database to change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from people.doers import Doer
from people.guards import take_off
from people.models import User
from procedures.models import Requirement
from tests import make
from tests.constraints import Write, change
from tests.rows import all_rows
from workflow import actions
from workflow.clocks import read_stamp
from workflow.kept import triggers
from workflow.models import (
    Attachment,
    Document,
    Entry,
    Participation,
    Pause,
    RequirementCheck,
    Task,
)
from workflow.transition.contents import Contents

pytestmark = pytest.mark.django_db

LATER = make.MONDAY + timedelta(hours=1)
EARLIER = make.MONDAY - timedelta(minutes=1)
Make = Callable[[], models.Model]


def refused(write: Write, saying: str) -> None:
    before = all_rows()
    with pytest.raises(IntegrityError, match=saying), transaction.atomic():
        write()
    assert all_rows() == before


def taker(task: Task) -> User:
    assert task.taken_by is not None
    return task.taken_by


def ended_task() -> Task:
    """The second stay of a document that has ended, with a pause and a file."""
    task = make.taken(make.passed_on(make.document(), "done"))
    by = taker(task)
    actions.attach_to_task(task, by=Doer(by, make.MONDAY), uploads=[make.upload()])
    actions.pause_task(task, by=Doer(by, make.MONDAY), reason="Menunggu")
    actions.resume_task(task, by=Doer(by, LATER))
    return make.finished(task, at=LATER, answer="yes")


def check_of(task: Task) -> RequirementCheck:
    requirement = Requirement.objects.filter(step__version=task.document.version_id)[0]
    return RequirementCheck.objects.create(task=task, requirement=requirement, is_met=True)


def participation_of(task: Task) -> Participation:
    return Participation.objects.create(task=task, user=make.user(), capacity="Staf")


RECORD: dict[str, Make] = {
    "entry": lambda: Entry.objects.get(document=ended_task().document, number=2),
    "task": ended_task,
    "pause": lambda: Pause.objects.get(task=ended_task()),
    "attachment": lambda: Attachment.objects.get(task=ended_task()),
    "check": lambda: check_of(make.task()),
    "participation": lambda: participation_of(make.task()),
}


def another(field: models.Field[Any, Any], row: models.Model) -> object:
    """Return what a field does not say yet, as an expression that every column takes."""
    if isinstance(field, models.DateTimeField):
        is_first = field.name in {"arrived_at", "paused_at"}
        return getattr(row, field.attname) + timedelta(microseconds=-1 if is_first else 1)
    if isinstance(field, models.BooleanField):
        return not getattr(row, field.attname)
    if isinstance(field, models.IntegerField):
        return 77
    if isinstance(field, models.JSONField):
        return {"lain": "lain"}
    return {"answer": "done", "kind": "png", "address": "10.9.8.7"}.get(
        field.name, "ab" * 32 if "hash" in field.name or "sha" in field.name else "lain"
    )


@pytest.mark.parametrize("kind", RECORD)
def test_no_field_of_what_is_on_record_changes(kind: str) -> None:
    row = RECORD[kind]()
    fields = [
        field
        for field in type(row)._meta.concrete_fields
        if not field.primary_key and not isinstance(field, models.ForeignKey)
    ]
    assert fields
    for field in fields:
        value = another(field, row)
        refused(partial(change, row, **{field.attname: value}), "stays as it is|keeps where")


@pytest.mark.parametrize("kind", RECORD)
def test_no_key_of_what_is_on_record_leads_elsewhere(kind: str) -> None:
    row = RECORD[kind]()
    others: dict[Any, Make] = {Document: make.document, Task: make.task, User: make.user}
    keys = [field for field in type(row)._meta.concrete_fields if field.related_model in others]
    assert keys
    for field in keys:
        other = others[field.related_model]()
        refused(partial(change, row, **{field.name: other}), "stays as it is|keeps|only added to")


@pytest.mark.parametrize("kind", RECORD)
def test_nothing_on_record_is_removed(kind: str) -> None:
    row = RECORD[kind]()
    rows = type(row)._base_manager.filter(pk=row.pk)
    refused(partial(rows._raw_delete, rows.db), "never removed|stays as it is")


def test_document_that_was_sent_off_keeps_how_it_began() -> None:
    document = make.document()
    other = make.version()
    for fields in (
        {"version": other},
        {"sensitivity": "secret"},
        {"created_at": EARLIER},
        {"started_at": EARLIER},
        {"started_by": make.user()},
        {"started_as": "Lain"},
        {"state": "draft", "started_at": None},
    ):
        refused(partial(change, document, **fields), "a document that was sent off")
    refused(lambda: Document.objects.filter(pk=document.pk)._raw_delete("default"), "never removed")
    change(document, subject="Lain", description="Lain", agenda_number="7", details={"1": "a"})


@pytest.mark.parametrize("state", ["finished", "cancelled"])
def test_document_that_has_ended_changes_in_nothing_but_its_journal(state: str) -> None:
    document = make.document()
    if state == "cancelled":
        by = document.started_by
        actions.cancel_document(document, by=Doer(by, LATER), reason="Ganda")
    else:
        make.passed_on(document, "done", "yes")
        make.finished(document.tasks.open().get())
    document.refresh_from_db()
    assert document.state == state
    for fields in (
        {"subject": "Lain"},
        {"description": "Lain"},
        {"agenda_number": "Lain"},
        {"details": {"1": "a"}},
        {"state": "running", "finished_at": None}
        if state == "finished"
        else {"cancelled_because": "Lain"},
    ):
        refused(partial(change, document, **fields), "a document that was sent off")
    actions.comment_document(document, by=Doer(document.started_by, LATER), text="Arsip")
    assert document.entries.latest("number").note == "Arsip"


def test_journal_of_a_document_grows_only() -> None:
    document = make.passed_on(make.document(), "done").document
    count = document.entries.count()
    refused(partial(change, document, entry_count=count - 1), "only added to")
    refused(partial(change, document, last_hash="ab" * 32), "only added to")
    refused(partial(change, document, last_entry_at=EARLIER), "only added to")
    change(document, entry_count=count + 1, last_hash="ab" * 32)


def test_open_task_keeps_where_and_when_its_document_arrived() -> None:
    task = make.task()
    for fields in ({"arrived_at": EARLIER}, {"number": 7}, {"step": task.step.pk + 1}):
        refused(partial(change, task, **fields), "where and when its document arrived")
    change(task, standard_minutes=7, due_at=LATER, position=make.position("Lain"))


def test_pause_ends_once() -> None:
    task = make.taken(make.task())
    actions.pause_task(task, by=Doer(taker(task), make.MONDAY), reason="Menunggu")
    pause = Pause.objects.get()
    refused(partial(change, pause, reason="Lain"), "stays as it is")
    change(pause, resumed_at=LATER)
    refused(partial(change, pause, resumed_at=F("paused_at")), "stays as it is")
    refused(partial(change, pause, resumed_at=None), "stays as it is")


def test_draft_of_a_document_may_be_changed_and_deleted_with_its_files() -> None:
    version = make.version()
    by = make.holder_of(version, "Staf")
    draft = actions.keep_draft(
        version, by=Doer(by, make.MONDAY), contents=Contents("Draf", uploads=[make.upload()])
    )
    change(draft.attachments.get(), name="lain.pdf")
    change(draft, subject="Lain", created_at=EARLIER, sensitivity="secret")
    actions.discard_draft(draft, by=Doer(by, make.MONDAY))
    assert not Attachment.objects.exists()
    assert not Document.objects.exists()


def test_an_entry_keeps_what_the_person_was_called() -> None:
    document = make.document()
    name = document.started_by.name
    change(document.started_by, name="Nama baru")
    assert Entry.objects.get().by_name == name != "Nama baru"


@pytest.mark.django_db(transaction=True)
def test_triggers_that_migrations_lost_are_on_again_and_the_stamp_is_another() -> None:
    make.calendar()
    stamp = read_stamp()
    take_off(connection, triggers(apps))  # as SQLite does when it makes a table anew
    call_command("migrate", "workflow", "0001", verbosity=0)
    call_command("migrate", verbosity=0)
    assert read_stamp() not in {None, stamp}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        names = {name for (name,) in cursor.fetchall()}
    assert {guard.name for guard in triggers(apps)} <= names
    refused(lambda: change(make.document().entries.get(), note="Lain"), "stays as it is")
