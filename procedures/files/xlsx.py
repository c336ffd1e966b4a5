"""Sheets of Excel files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from procedures.files.problems import Problem, Unreadable
from procedures.reading.grid import Cell, Grid, Ink, Place, SourceKind

MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_SHEETS = 30
LONGEST_FORMAT = 255
"""Letters of a format of numbers that Excel takes at most."""

FARTHEST_ROW = 50_000
"""Below it nothing is looked for: Excel's formats may reach down to row 1,048,576."""


def xlsx_grids(file: IO[bytes]) -> list[Grid]:
    """Return the sheets that are not hidden, with the results of formulas.

    A formula without a result stands as it is written. Raises Unreadable where a sheet has more
    rows than the product takes; rows are counted before the workbook is loaded.
    """
    results = _results(file)
    file.seek(0)
    book = openpyxl.load_workbook(file)
    return [
        _grid(sheet, number, results[sheet.title])
        for number, sheet in enumerate(book.worksheets, 1)
        if sheet.sheet_state == "visible"
    ]


def _results(file: IO[bytes]) -> dict[str, dict[tuple[int, int], Any]]:
    """Return the values of every sheet by row and column, counted from 1."""
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    try:
        if len(book.worksheets) > MOST_SHEETS:
            raise Unreadable(Problem.TOO_MUCH)
        return {sheet.title: _values(sheet) for sheet in book.worksheets}
    finally:
        book.close()


def _values(sheet: Any) -> dict[tuple[int, int], Any]:
    values: dict[tuple[int, int], Any] = {}
    filled: set[int] = set()
    for row in sheet.iter_rows(max_row=FARTHEST_ROW, max_col=MOST_COLUMNS):
        for cell in row:
            if cell.value is not None:
                values[cell.row, cell.column] = cell.value
                filled.add(cell.row)
        if len(filled) > MOST_ROWS:
            raise Unreadable(Problem.TOO_MANY_ROWS)
    return values


def _grid(sheet: Worksheet, number: int, results: dict[tuple[int, int], Any]) -> Grid:
    last = max((row for row, _column in results), default=0)
    merged = {
        (area.min_row, area.min_col): (
            min(area.max_row, last) - area.min_row + 1,
            min(area.max_col, MOST_COLUMNS) - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
        if area.min_row <= last and area.min_col <= MOST_COLUMNS
    }
    cells = tuple(_cells(sheet, last, merged, results))
    name = "" if re.fullmatch(r"(?i)(sheet|lembar)\s*[0-9]*", sheet.title) else sheet.title
    return Grid(Place(SourceKind.SHEET, number, name), cells)


def _cells(
    sheet: Worksheet,
    last: int,
    merged: dict[tuple[int, int], tuple[int, int]],
    results: dict[tuple[int, int], Any],
) -> Iterator[Cell]:
    for row in sheet.iter_rows(max_row=last, max_col=MOST_COLUMNS):
        for cell in row:
            at = (cell.row or 1, cell.column or 1)
            value = results.get(at, cell.value)
            text = "" if value is None else _text(value, cell.number_format or "")
            tall, wide = merged.get(at, (1, 1))
            ink = _ink(cell)
            if text or ink or at in merged:
                yield Cell(at[0] - 1, at[1] - 1, text, tall, wide, ink)


def _text(value: object, number_format: str) -> str:
    """Return a value as text, with the words that its format puts around it: 30 "menit"."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value).strip()
    number = f"{value:.10g}".replace(".", ",")
    quoted = re.findall(r'"([^"]*)"', number_format[:LONGEST_FORMAT])
    words = [text for text in quoted if re.search(r"[A-Za-z]", text)]
    return f"{number} {' '.join(words)}".strip()


def _ink(cell: Any) -> Ink | None:
    fill = getattr(cell, "fill", None)
    if fill is None or fill.fill_type != "solid":
        return None
    colour = fill.fgColor
    white = colour.type == "rgb" and str(colour.rgb)[-6:].upper() == "FFFFFF"
    paper = colour.type == "theme" and colour.theme == 0 and not colour.tint
    return None if white or paper else Ink.SHADED
