"""Rows that no page holds: their texts go on over pages, and the drawing with them."""

from __future__ import annotations

import pytest

from procedures.definition import Row
from procedures.flowchart import RowKind, verify
from procedures.models import Version
from procedures.printing import PAPERS, Job, NotPrintable
from procedures.printing import pdf as press
from procedures.printing.form import Form, drawn, options_of
from procedures.printing.letters import lines, wrapped
from procedures.printing.paper import columns
from procedures.printing.planning import planned, table_of
from procedures.printing.texts import RowTexts, parted
from procedures.printing.tiles import PAPER
from tests import make
from workflow.printing import control_sheet_pdf
from workflow.reports import track

from .printed import check_tags, pages, tight, whole

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def words(count: int, name: str = "kata") -> str:
    """Return as many words, each told from the others."""
    return " ".join(f"{name}{number}." for number in range(1, count + 1))


def laid_out(version: Version) -> press.Print:
    return press.print_job(Job(version, PAPERS["a4"], {}))


def parts_of(form: Form) -> list[list[tuple[int | None, int | None]]]:
    """Return of each page its steps with the numbers of their parts."""
    return [[(row.place, row.part) for row in page if row.step] for page in form.pages]


def tall(first: int, second: int) -> Version:
    """Make an SOP whose second and fourth step have so many words, and lead back and forth."""
    return whole(
        make.draft(
            [
                Row("Menerima", "Staf"),
                Row(words(first), "Staf", needs=("surat",), no=make.to(4)),
                Row("Menulis", "Kepala"),
                Row("Mengirim", "Staf", no=make.to(2), remark=words(second, "ket")),
                Row("Menyimpan", "Kepala", participants=("Staf",)),
            ]
        )
    )


@pytest.mark.parametrize(("first", "second"), [(450, 250), (1200, 40)])
def test_rows_of_one_two_and_more_pages_go_on_with_every_word_in_its_order(
    first: int, second: int
) -> None:
    layout = laid_out(tall(first, second))
    text = "".join(pages(layout.content))
    for name, count in (("kata", first), ("ket", second)):
        places = [text.find(tight(f"{name}{number}.")) for number in range(1, count + 1)]
        assert -1 not in places
    parts = [part for page in parts_of(layout.form) for place, part in page if place == 2]
    assert parts == list(range(len(parts)))
    assert len(parts) > 1
    check_tags(layout.content)


def test_number_comes_again_as_continued_and_the_symbol_stands_in_the_first_part_alone() -> None:
    layout = laid_out(tall(450, 0))
    rows = [row for page in layout.form.pages for row in page if row.place == 2]
    _first, *later = rows
    assert [row.part for row in later] == list(range(1, len(rows)))
    assert [any(cell.svg for cell in row.cells) for row in rows] == [True, *[False] * len(later)]
    text = "".join(pages(layout.content))
    assert (text.count("2lanjutan"), text.count("lanjutan")) == (len(later), len(later))


@pytest.mark.parametrize("capsules", Version.Capsules.values)
@pytest.mark.parametrize("tallest", [1, 3, 5])
def test_drawing_of_rows_that_go_on_is_sound_wherever_they_stand(
    capsules: str, tallest: int
) -> None:
    rows = [
        Row(
            words(800) if number == tallest else "Mengerjakan",
            "Staf" if number % 2 else "Kepala",
            no=make.to(1) if number in (2, 4) else None,
        )
        for number in range(1, 6)
    ]
    draft = make.draft(rows)
    draft.capsules = capsules
    draft.save()
    version = whole(draft)
    table = table_of(Job(version, PAPERS["a4"], {}), columns(PAPERS["a4"], 2), may_break=True)
    form, _heights = planned(table, table.guessed(table.whole))
    assert form.is_sound
    parts = [part for page in parts_of(form) for place, part in page if place == tallest]
    assert parts == list(range(len(parts)))
    assert len(parts) > 1


def test_lines_pass_through_what_goes_on() -> None:
    version = tall(0, 0)
    options = options_of(version, width=20.0)
    pages_of_rows = (range(2), range(1, 2), range(1, 5))
    drawing, _markup = drawn(
        version.graph(), type(options)(width=20.0, pages=pages_of_rows), PAPER, None
    )
    assert verify(drawing) == []
    kinds = [[row.kind for row in page.rows if row.place is not None] for page in drawing.pages]
    assert kinds == [
        [RowKind.STEP, RowKind.STEP],
        [RowKind.CONTINUED],
        [RowKind.CONTINUED, *[RowKind.STEP] * 3],
    ]
    (through,) = (row for row in drawing.pages[2].rows if row.kind is RowKind.CONTINUED)
    assert any(tile.verticals for tile in through.tiles)
    assert [tile.symbol for tile in through.tiles] == [None, None]


def test_row_too_long_for_many_pages_is_named_and_not_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version = whole(make.draft([Row("Pendek", "Staf"), Row("x" * 400_000, "Staf")]))
    out: list[str] = []
    monkeypatch.setattr("procedures.printing.pdf.render", out.append)
    with pytest.raises(NotPrintable, match="2"):
        laid_out(version)
    assert out == []


def test_identity_longer_than_a_page_goes_on_too() -> None:
    version = whole(make.draft())
    version.legal_basis = "\n".join(f"{number}. Peraturan" for number in range(1, 150))
    version.warnings = words(2000, "awas")
    text = "".join(pages(laid_out(version).content))
    assert ["149.Peraturan" in text, "awas2000." in text] == [True, True]


def test_control_sheet_goes_on_where_its_narrower_table_has_no_room() -> None:
    version = make.version([Row(words(300), "Staf"), Row("Kirim", "Staf")])
    sheet = control_sheet_pdf(track(make.document(version), at=make.MONDAY), PAPERS["a4"])
    text = "".join(pages(sheet))
    assert [tight(f"kata{number}.") in text for number in (1, 300)] == [True, True]


@pytest.mark.parametrize(
    "text",
    ["", "satu dua tiga", words(90), "x" * 500, "a/b-c " * 60, "kata " + "y" * 90 + " akhir"],
)
def test_wrapped_lines_are_as_many_as_were_counted_and_lose_nothing(text: str) -> None:
    found = wrapped(text, 20.0, 8.5)
    assert "".join(found) == " ".join(text.split())
    assert abs(len(found) - lines(text, 20.0, 8.5)) <= 1


def test_parts_of_a_row_lose_no_paragraph_and_each_cell_goes_on_by_itself() -> None:
    texts = RowTexts(activity=(words(300),), needs=("- surat", "- " + words(90)), time=("1 jam",))
    found = parted(texts, columns(PAPERS["a4"], 2), 30.0, 60.0)
    assert " ".join(text for part in found for text in part.activity) == words(300)
    assert " ".join(text for part in found for text in part.needs) == f"- surat - {words(90)}"
    assert [part.time for part in found] == [("1 jam",), *[()] * (len(found) - 1)]
