"""The command that checks the journals."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RemoveConstraint
from django.db.migrations.state import ProjectState

from tests import make
from tests.constraints import Write, change
from workflow.models import Document, Untold

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
    before = ProjectState.from_apps(apps)
    removal, after = RemoveConstraint("entry", "entry_is_never_changed_nor_removed"), before.clone()
    removal.state_forwards("workflow", after)
    with connection.schema_editor() as editor:
        removal.database_forwards("workflow", editor, before, after)
    for write in writes:
        write()
    with connection.schema_editor() as editor:
        removal.database_backwards("workflow", editor, after, before)


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
