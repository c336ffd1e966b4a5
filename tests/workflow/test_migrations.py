"""Migrations that write records anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from tests import make
from workflow.models import Document, Entry, Task

BEFORE_HASHES_WERE_BYTES = "0011"
BEFORE_TASKS_CAME_BACK = "0013"

pytestmark = pytest.mark.django_db(transaction=True)


def kept(statement: str) -> list[Any]:
    """Return what one column holds in the database itself, bytes as bytes."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [bytes(each) if isinstance(each, memoryview) else each for (each,) in cursor]


def refused() -> None:
    with (
        pytest.raises(IntegrityError, match="what is on record stays as it is"),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE workflow_entry SET note = 'Lain' WHERE number = 2")


def test_journals_written_before_hashes_were_bytes_stay_whole_and_kept() -> None:
    document = make.document(subject="Undangan")
    make.passed_on(document, "done", "no", "done", "yes")
    Document.objects.create(
        version=document.version, subject="Draf", created_at=make.MONDAY, started_by=make.user()
    )
    entries = Entry.objects.order_by("number")
    hashes, previous = [list(entries.values_list(n, flat=True)) for n in ("hash", "previous_hash")]
    last = list(Document.objects.order_by("pk").values_list("last_hash", flat=True))
    assert (previous, last) == (["", *hashes[:-1]], [hashes[-1], ""])
    columns = [
        (hashes, "SELECT hash FROM workflow_entry ORDER BY number"),
        (previous, "SELECT previous_hash FROM workflow_entry ORDER BY number"),
        (last, "SELECT last_hash FROM workflow_document ORDER BY id"),
    ]

    call_command("migrate", "workflow", BEFORE_HASHES_WERE_BYTES, verbosity=0)
    for digits, statement in columns:
        assert kept(statement) == digits

    call_command("migrate", verbosity=0)
    for digits, statement in columns:
        assert kept(statement) == [bytes.fromhex(each) for each in digits]
    refused()


def test_what_came_back_before_is_known() -> None:
    document = make.document()
    make.passed_on(document, "done", "no", "done", "yes")
    tasks = Task.objects.order_by("number").values_list("number", "came_back")
    known = [(1, False), (2, False), (3, True), (4, False), (5, False)]
    assert list(tasks) == known
    call_command("migrate", "workflow", BEFORE_TASKS_CAME_BACK, verbosity=0)
    call_command("migrate", verbosity=0)
    assert list(tasks) == known
    with pytest.raises(IntegrityError, match="a task that has ended stays as it is"):
        Task.objects.filter(number=1).update(finished_as="Lain")
