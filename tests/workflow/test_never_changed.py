"""Triggers that keep what was written."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.migrations import RemoveConstraint
from django.db.migrations.state import ProjectState

from tests import make
from tests.constraints import change
from workflow.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_entries_stay_kept_when_their_table_is_made_anew() -> None:
    entry = make.document().entries.get()
    with_all = ProjectState.from_apps(apps)
    for name in ("entry_has_its_hash", "entry_is_never_changed_nor_removed"):
        removal, without = RemoveConstraint("entry", name), with_all.clone()
        removal.state_forwards("workflow", without)
        with connection.schema_editor() as editor:
            removal.database_forwards("workflow", editor, with_all, without)
        if name == "entry_has_its_hash":  # SQLite has copied the table
            with pytest.raises(IntegrityError, match="entry_is_never_changed_nor_removed"):
                change(entry, note="Lain")
        else:
            change(entry, note="Tanpa pemicu")
        with connection.schema_editor() as editor:
            removal.database_backwards("workflow", editor, without, with_all)
        with pytest.raises(IntegrityError, match="entry_is_never_changed_nor_removed"):
            change(entry, note="Lain")
    entry.refresh_from_db()
    assert entry.note == "Tanpa pemicu"


def test_entries_of_a_test_are_gone_before_the_next_one() -> None:
    entry = make.document().entries.get()
    call_command("flush", interactive=False)
    assert not Entry.objects.exists()
    with pytest.raises(IntegrityError, match="entry_is_never_changed_nor_removed"):
        change(make.document().entries.get(), note="Lain")
    assert not Entry.objects.filter(pk=entry.pk, note="Lain").exists()
