"""Whatever a table looks like, it is understood somehow, shown, and stored or refused."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings

from procedures.exchange.found import table_to_json
from procedures.forms.sources import signed
from procedures.reading import Grid, find_tables
from tests import make

from . import any_tables
from .test_bringing import CHOOSE, CONFIRM, fields

EXAMPLES = int(os.environ.get("ANY_TABLES", "200"))
"""How many tables are tried; ANY_TABLES=50000 tries more, in minutes."""

many = settings(max_examples=EXAMPLES, deadline=None)
few = settings(
    max_examples=max(EXAMPLES // 20, 10),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

BELOW = ("Tahap", "Rincian", "Staf", "Kepala", "Kelengkapan", "Waktu", "Output")
STEP = ("1", "Persiapan", "Menulis surat", "v", "", "ATK", "1 jam", "Surat")
PARTED = [
    [("No", 2, 1), ("Kegiatan", 1, 2), ("Pelaksana", 1, 2), ("Mutu Baku", 1, 3)],
    [(text, 1, 1) for text in BELOW],
    [(text, 1, 1) for text in STEP],
]


def understood(grids: list[Grid]) -> list[dict[str, Any]]:
    """Return what was found as the pages carry it; a definition can be made of it too."""
    tables = find_tables(grids, name="Surat").tables
    assert all(table.definition().rows is not None for table in tables)
    return [table_to_json(table) for table in tables]


@pytest.mark.parametrize("kind", ["html", "xlsx", "docx"])
def test_a_heading_over_two_columns_that_part_the_activity_names_both(kind: str) -> None:
    (table,) = understood(any_tables.READERS[kind](PARTED))
    assert table["actors"] == ["Staf", "Kepala"]
    (row,) = table["rows"]
    assert (row["activity"], row["actor"], row["time"]) == (
        "Persiapan\nMenulis surat", 0, "1 jam",
    )  # fmt: skip


@given(any_tables.drawn())
@many
@example(PARTED)
def test_any_html_is_understood(table: any_tables.Drawn) -> None:
    understood(any_tables.READERS["html"](table))


@given(any_tables.drawn())
@many
@example(PARTED)
def test_any_text_is_understood(table: any_tables.Drawn) -> None:
    understood(any_tables.READERS["text"](table))


@given(any_tables.grids())
@many
def test_any_grid_is_understood(grids: list[Grid]) -> None:
    understood(grids)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@given(table=any_tables.drawn())
@few
@example(table=PARTED)
def test_any_office_file_is_understood(kind: str, table: any_tables.Drawn) -> None:
    understood(any_tables.READERS[kind](table))


@pytest.fixture(name="editor")
def editor_in_her_office(db: None) -> Client:
    unit = make.unit("Bidang Umum")
    make.position("Staf", of=unit)
    return make.client(make.editor(of=unit))


@given(grids=any_tables.grids())
@few
def test_any_table_is_shown_looked_at_again_and_stored_or_refused(
    editor: Client, grids: list[Grid]
) -> None:
    found = understood(grids)
    if not found:
        return
    chosen = {"tables": signed(found), "chosen": [str(place) for place in range(len(found))]}
    shown = editor.post(CHOOSE, chosen)
    assert shown.status_code == 200
    sent = fields(shown.content.decode())
    again = editor.post(CONFIRM, sent | {"look": "1"})
    assert again.status_code in {200, 422}
    stored = editor.post(CONFIRM, sent | {"sop-title": "Surat"})
    assert stored.status_code in {200, 302, 409, 422}


@given(table=any_tables.drawn())
@settings(few, max_examples=5)
@example(table=PARTED)
def test_any_pasted_page_is_answered(editor: Client, table: any_tables.Drawn) -> None:
    html = any_tables.as_html(table).encode(errors="replace").decode()
    answer = editor.post("/procedures/bring-in/", {"html": html, "text": "x"})
    assert answer.status_code in {200, 422}
    if answer.status_code == 200 and re.search(b'class="preview"', answer.content):
        sent = fields(answer.content.decode())
        assert editor.post(CONFIRM, sent).status_code in {200, 302, 409, 422}
