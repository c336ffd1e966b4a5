"""Long lists out of workbooks and texts, row by row."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from procedures.files.problems import Problem, Unreadable
from procedures.files.reader import read_rows
from procedures.files.rows import (
    FORMULA,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    text_rows,
    xlsx_rows,
)
from tests.staff_files import PLAIN, person, workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def nothing(_cells: list[Any]) -> set[int] | None:
    return None


def rows_of(fill: Callable[[Any], None], wanted: Any = nothing) -> Any:
    book = Workbook()
    fill(book)
    content = BytesIO()
    book.save(content)
    return xlsx_rows(content, wanted)


def test_cells_keep_their_kind_and_rows_their_numbers() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        sheet["B2"], sheet["D2"], sheet["A4"] = "teks", 1.5, 19800101
        sheet["B4"], sheet["C4"], sheet["D4"] = "=A4", True, "  a\nb  "

    found = rows_of(fill)
    assert found["rows"] == [
        (2, [None, "teks", None, 1.5]),
        (4, [19800101, FORMULA, "1", "a\nb"]),
    ]


def test_first_sheet_that_is_seen_and_not_blank_is_read_and_others_are_counted() -> None:
    def fill(book: Workbook) -> None:
        first = book.active
        assert first is not None
        first["A1"], first.sheet_state = "tersembunyi", "hidden"
        book.create_sheet("Kosong")
        book.create_sheet("Data")["A1"] = "terbaca"
        book.create_sheet("Lain")["A1"] = "lain"

    found = rows_of(fill)
    assert (found["sheet"], found["others"], found["rows"]) == ("Data", 1, [(1, ["terbaca"])])


def test_below_the_headings_only_wanted_columns_leave_the_reader() -> None:
    content = workbook([[*person(1), "rahasia"]], [*PLAIN, "TANGGAL LAHIR"])
    rows = read_rows(BytesIO(content))["rows"]
    assert rows[0][1][-1] == "TANGGAL LAHIR"
    assert rows[1][1] == list(person(1))


def sheet(xml: str) -> BytesIO:
    """Return a workbook whose only sheet is written by hand."""
    content = BytesIO(workbook([]))
    made = BytesIO()
    with ZipFile(content) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'
            is_sheet = name.endswith("sheet1.xml")
            new.writestr(name, text.encode() if is_sheet else old.read(name))
    return made


def test_rows_and_cells_without_places_come_one_after_the_other() -> None:
    file = sheet(
        "<row><c><v>1</v></c><c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c></row>"
        "<row r='x'><c r='!1' t='s'><v>99</v></c><c><v>x</v></c><c t='e'><v>#N/A</v></c></row>"
    )
    assert xlsx_rows(file, nothing)["rows"] == [(1, [1, "ab"]), (2, [None, "x", "#N/A"])]


@pytest.mark.parametrize("rows", [MOST_ROWS + 1, MOST_ROWS + 2])
def test_rows_beyond_the_most_are_refused_and_blank_ones_are_none(rows: int) -> None:
    text = "a\n" * rows + "\n" * 100_000
    if rows == MOST_ROWS + 1:  # with the headings
        assert len(text_rows(text, nothing)["rows"]) == rows
        return
    with pytest.raises(Unreadable) as refused:
        text_rows(text, nothing)
    assert refused.value.problem is Problem.TOO_MANY_ROWS


def test_million_of_blank_rows_is_nothing() -> None:
    blank = "".join(f"<row r='{number}'/>" for number in range(2, 1_000_002, 10))
    file = sheet(f"<row r='1'><c r='A1'><v>1</v></c></row>{blank}")
    assert xlsx_rows(file, nothing)["rows"] == [(1, [1])]


def test_long_cells_and_far_columns_are_cut() -> None:
    line = ";".join(["a" * (LONGEST_CELL + 1), *["b"] * MOST_COLUMNS])
    ((_number, cells),) = text_rows(line, nothing)["rows"]
    assert (len(cells[0]), len(cells)) == (LONGEST_CELL, MOST_COLUMNS)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_is_parted_by_the_sign_that_its_first_line_has(separator: str) -> None:
    text = f'\n"a{separator}b"{separator}c\r\n{separator}d\n'
    assert text_rows(text, nothing)["rows"] == [
        (2, [f"a{separator}b", "c"]),
        (3, [None, "d"]),
    ]


def test_cell_without_an_end_is_too_much() -> None:
    with pytest.raises(Unreadable):
        text_rows('"' + "a;" * 100_000, nothing)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n"])
def test_files_of_other_kinds_have_no_rows(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_rows(BytesIO(content))
    assert refused.value.problem is Problem.OTHER_KIND
