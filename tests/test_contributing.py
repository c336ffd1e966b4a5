"""The lists of CONTRIBUTING.md are true: what a new field and a new deed need, and nothing else."""

from __future__ import annotations

import re
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from openpyxl import load_workbook

from people.doers import Doer
from procedures.graph import Graph
from tests import make
from workflow import actions
from workflow.forms import StartDocumentForm
from workflow.forms.corrections import CorrectForm
from workflow.journal.replay import _Journey
from workflow.models import Document, Entry
from workflow.reports.history import MANY_WAYS, ONE_WAY
from workflow.transition.contents import Contents
from workflow.views.deeds import DOCUMENT_DEEDS, TASK_DEEDS

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
OFF_PAPER = {"description"}
"""What is too long for the list and for paper."""


def listed(heading: str) -> list[str]:
    """Return the files that a list of the guide names."""
    _before, rest = GUIDE.split(f"### {heading}\n", 1)
    return re.findall(r"^\d+\. `([^`]+)`", rest.split("\n#", 1)[0], re.MULTILINE)


@pytest.mark.parametrize(
    ("heading", "most"), [("Add a field to a document", 8), ("Add a deed", 10)]
)
def test_lists_of_the_guide_name_files_that_are_there(heading: str, most: int) -> None:
    files = listed(heading)
    assert 0 < len(files) <= most
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_what_a_document_states_is_declared_once_and_forms_go_by_it() -> None:
    assert tuple(each.name for each in fields(Contents))[: len(Document.STATED)] == Document.STATED
    assert StartDocumentForm.Meta.fields == Document.STATED
    assert set(Document.FACTS) | {"sensitivity"} == set(Document.STATED)
    assert set(Document.OF_ITS_OWN) <= set(Document.STATED)


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_no_place_forgets_what_a_document_states() -> None:
    said: dict[str, Any] = {
        "subject": "Undangan",
        "agenda_number": "AG-7",
        "description": "Uraian",
        "sensitivity": "urgent",
    }
    assert set(said) == set(Document.STATED)
    seen = {**said, "sensitivity": "Urgent"}
    version = make.version()
    staff = make.holder_of(version, "Staf")
    by, client = Doer(staff, make.MONDAY), make.client(staff)
    draft = actions.keep_draft(version, by=by, contents=Contents(**said))
    places = {
        "draft": client.get(reverse("edit_draft", args=[draft.pk])).content.decode(),
        "summary": client.get(reverse("send_draft", args=[draft.pk])).content.decode(),
    }
    document = actions.send_draft(draft, by=by, contents=Contents(**said))
    task = actions.take_task(document.tasks.get(), by=by)
    slip = {"document": document, "version": version}
    book = load_workbook(BytesIO(b"".join(client.get(reverse("export_documents")))))
    places |= {
        "page": client.get(reverse("document", args=[document.pk])).content.decode(),
        "task": client.get(reverse("task", args=[task.pk])).content.decode(),
        "slip": render_to_string("workflow/print/routing_slip.html", slip),
        "list": repr([[cell.value for cell in row] for row in book.worksheets[0].rows]),
    }
    forgotten = {
        (place, name) for place, text in places.items() for name in seen if seen[name] not in text
    }
    short = {(place, name) for place in ("slip", "list") for name in OFF_PAPER}
    assert forgotten == short
    assert set(CorrectForm(thing=task, by=by, capacities=[]).fields) >= set(Document.FACTS)
    assert set(document.entries.get(deed="start").data["contents"]) >= set(Document.STATED)


def test_every_deed_on_record_is_told_in_a_sentence_and_known_to_the_replay() -> None:
    deeds = set(Entry.DeedName.values)
    assert set(ONE_WAY) | set(MANY_WAYS) <= deeds
    assert all(Entry.DeedName(name).label for name in deeds)
    assert set(_Journey(Graph((), ())).deeds) == deeds


def test_every_deed_of_a_page_says_all_that_a_page_needs() -> None:
    for name, deed in {**TASK_DEEDS, **DOCUMENT_DEEDS}.items():
        assert deed.why_not.__name__.startswith("why_not_")
        assert reverse(name, args=[7]).endswith(f"/7/{deed.path}/")
        assert all((str(deed.label), str(deed.done)))
