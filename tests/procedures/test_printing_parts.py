"""A long SOP on paper: laid out in parts, printed as one."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from procedures.definition import Row
from procedures.printing.pdf import PAGES_A_PART
from tests import make

from .archives import archive_faults
from .printed import check_tags, page_of, pages, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

ROWS = 9 * (PAGES_A_PART + 2)  # nine rows a page at most
_made: list[bytes] = []


@pytest.fixture
def content() -> bytes:
    """Return the print of a long SOP with a step of every kind, made once: it takes seconds."""
    if not _made:
        rows = [
            Row(
                f"no{number}no",
                ("Staf", "Kepala")[number % 2],
                no=make.to(number - 12) if number % 20 == 0 else None,
            )
            for number in range(1, ROWS + 1)
        ]
        _made.append(pdf(make.version(rows, code="A-1")))
    return _made[0]


def test_parts_are_one_print_with_one_outline_and_one_attachment(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as document:
        about = document.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
        assert (about["dc:title"], str(document.Root.Lang)) == ("Membuat surat", "id")
        assert (list(document.attachments), len(document.Root.OutputIntents)) == (["sop.json"], 1)
        assert list(document.check_pdf_syntax()) == []
        numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        with document.open_outline() as outline:
            entries = [*outline.root, *outline.root[0].children]
            assert [(entry.title, page_of(entry, numbers)) for entry in entries] == [
                ("Membuat surat", 0),
                ("Membuat surat", 1),
            ]
    assert archive_faults(content) == []
    check_tags(content)


def test_every_page_of_every_part_has_its_number_title_and_unit(content: bytes) -> None:
    printed = pages(content)
    assert len(printed) > 1 + PAGES_A_PART
    for number, page in enumerate(printed, start=1):
        assert f"Halaman{number}dari{len(printed)}" in page
        assert "MEMBUATSURAT" in page
    steps = [f"no{number}no" for number in range(1, ROWS + 1)]
    assert [step for step in steps if "".join(printed).count(step) != 1] == []


def test_connectors_lead_from_part_to_part(content: bytes) -> None:
    printed = pages(content)
    last, first = printed[PAGES_A_PART], printed[PAGES_A_PART + 1]
    assert f"(hal.{PAGES_A_PART + 2})" in last
    assert f"(hal.{PAGES_A_PART + 1})" in first
