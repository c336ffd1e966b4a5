"""What is filled in by hand on paper, and what stands in narrow columns."""

from __future__ import annotations

import re
from io import BytesIO

import pdfplumber
import pytest

from people.doers import Operator
from procedures import actions
from procedures.definition import Definition, Row
from procedures.models import Procedure
from tests import make
from tests.constraints import change

from .printed import MM, pages, pdf
from .test_printing import of_the_office

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

TITLES = (
    "Kepala Dinas",
    "Sekretaris",
    "Kepala Bidang Keluarga Sejahtera",
    "Kasubbag Umum dan Kepegawaian",
    "Analis Kebijakan",
    "Perencana Ahli Muda",
    "Bendahara Pengeluaran",
    "Pejabat Pembuat Komitmen",
    "Pengadministrasi Keuangan",
    "Pranata Komputer",
    "Arsiparis",
    "Pramubakti",
)


def test_sop_without_steps_is_printed_as_a_form_with_empty_rows() -> None:
    procedure = Procedure.objects.create(code="T-0", unit=make.unit())
    definition = Definition(title="Templat", actors=("Staf", "Kepala"), rows=())
    draft = actions.draft_version(procedure, definition, by=Operator(make.MONDAY), positions={})
    content = pdf(draft)
    with pdfplumber.open(BytesIO(content)) as document:
        assert len(document.pages) == 2
        (table,) = document.pages[1].find_tables()
        heights = [(row.bbox[3] - row.bbox[1]) / MM for row in table.rows]
    assert [height > 14 for height in heights] == [False, False, *[True] * 10]


def test_headings_of_twelve_columns_are_broken_between_syllables() -> None:
    rows = [Row("Mengerjakan", title) for title in TITLES]
    (heading,) = re.findall(r"MutuBaku(.*?)KelengkapanWaktu", pages(pdf(make.draft(rows)))[1])
    for broken in ("Sekreta-ris", "Kebija-kan", "Ke-pega-waian", "Arsipa-ris", "Kompu-ter"):
        assert broken in heading.replace("\u2010", "-")


def test_end_of_an_sop_is_not_left_alone_on_its_last_page() -> None:
    for count in range(7, 12):
        draft = make.draft([Row("Mengerjakan", "Staf")] * count)
        type(draft).objects.filter(pk=draft.pk).update(capsules="own_rows")
        *_others, last = pages(pdf(draft))
        assert "Mengerjakan" in last


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("words", [1, 8, 42])
def test_long_title_leaves_the_mark_of_a_draft_and_the_table_free(words: int, paper: str) -> None:
    draft = make.draft()
    change(draft, title="Menata " * words)  # up to 294 letters
    with pdfplumber.open(BytesIO(pdf(draft, paper))) as document:
        for page in document.pages:
            (marked,) = page.search("DRAF")
            head = page.crop((0, 0, page.width, page.find_tables()[0].bbox[1]))
            # The outline's own headings are a tenth of a point high.
            title = [each for each in head.search("MENATA") if each["x1"] - each["x0"] > MM]
            assert len(title) == words
            assert min(each["top"] for each in title) > 3 * MM
            assert max(each["x1"] for each in title) < marked["x0"] - 2 * MM


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_eight_steps_with_start_and_end_stand_on_one_page(paper: str) -> None:
    assert len(pages(pdf(of_the_office("KS-01"), paper))) == 2
