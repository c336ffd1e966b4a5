"""What happens where a flowchart is drawn wrong: never silently, on screen and on paper."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client

from people.models import Unit
from procedures.actions import make_books
from procedures.flowchart import Drawing, Options, draw
from procedures.graph import Graph
from procedures.models import Book, Version
from procedures.printing import PAPERS, form, screen_form
from procedures.printing.book import kept_book
from tests import make
from workflow.printing import control_sheet_pdf
from workflow.reports import track

from .printed import pages, pdf, tight, whole

pytestmark = pytest.mark.django_db

NOTE = "Bagan alir ini tidak lolos pemeriksaan sistem"
NOTE_ON_SCREEN = "This flowchart did not pass the system's own check"


def without_lines(graph: Graph, options: Options) -> Drawing:
    """Draw a graph and lose the lines of its first page's last row."""
    drawing = draw(graph, options)
    *rows, last = drawing.pages[0].rows
    bare = replace(
        last, tiles=tuple(replace(each, horizontals=(), verticals=()) for each in last.tiles)
    )
    first = replace(drawing.pages[0], rows=(*rows, bare))
    return replace(drawing, pages=(first, *drawing.pages[1:]))


@pytest.fixture
def damaged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Damage each drawing as no known SOP does by itself."""
    form.drawn.cache_clear()
    monkeypatch.setattr(form, "draw", without_lines)
    yield
    form.drawn.cache_clear()


@pytest.fixture
def in_production(_no_defects: logging.Handler, damaged: None) -> None:
    """Let damaged drawings pass, as in production."""
    logging.getLogger(form.__name__).removeHandler(_no_defects)


@pytest.mark.usefixtures("damaged")
def test_drawing_with_a_defect_is_refused_in_tests() -> None:
    version = make.version(code="T-1")
    with pytest.raises(AssertionError, match="The flowchart of T-1, revision 1, is drawn wrong"):
        screen_form(whole(version))


@pytest.mark.usefixtures("in_production", "in_english")
def test_page_of_an_sop_says_that_its_flowchart_is_wrong_and_the_log_says_where(
    caplog: pytest.LogCaptureFixture,
) -> None:
    make.version(code="T-1")
    response = make.client(make.colleague()).get(make.at("T-1"))
    assert NOTE_ON_SCREEN in response.content.decode()
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("procedures.printing.form", "ERROR")
    assert "gap on page 1, row" in record.getMessage()
    assert "Mengetik" not in record.getMessage()


@pytest.mark.usefixtures("in_production", "in_english")
def test_live_table_of_a_document_says_that_its_flowchart_is_wrong() -> None:
    document = make.document()
    page = make.client(document.started_by).get(f"/documents/{document.pk}/")
    assert NOTE_ON_SCREEN in page.content.decode()


@pytest.mark.usefixtures("in_production")
def test_print_says_on_each_page_that_its_flowchart_is_wrong() -> None:
    printed = pages(pdf(make.version(code="T-1")))
    assert [tight(NOTE) in tight(page) for page in printed] == [True] * len(printed)


@pytest.mark.usefixtures("in_production")
def test_control_sheet_says_that_its_flowchart_is_wrong() -> None:
    sheet = control_sheet_pdf(track(make.document(), at=make.MONDAY), PAPERS["a4"])
    assert tight(NOTE) in tight(" ".join(pages(sheet)))


@pytest.mark.usefixtures("in_production")
def test_book_says_at_an_sop_that_its_flowchart_is_wrong() -> None:
    version: Version = make.version(code="T-1")
    book: Book = make.book(Unit.objects.get(pk=version.procedure.unit_id))
    while make_books(make.MONDAY):
        pass
    content = kept_book(Book.objects.get(pk=book.pk).fingerprint)
    assert content is not None
    assert tight(NOTE) in tight(" ".join(pages(content)))


@pytest.mark.usefixtures("in_english")
def test_sound_flowchart_has_no_note_on_screen_and_on_paper(client: Client) -> None:
    version = make.version(code="T-1")
    client.force_login(make.colleague())
    page = client.get(make.at("T-1")).content.decode()
    assert ("Mengetik" in page, NOTE_ON_SCREEN in page) == (True, False)
    assert tight(NOTE) not in tight(" ".join(pages(pdf(version))))
