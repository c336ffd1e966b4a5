"""Sheets of Excel files."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import IO, Any

import openpyxl
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from procedures.blanks import letters_of
from procedures.files.fonts import Block, blocks_of, fades, ground_of, has_ground, may_hold
from procedures.files.problems import Problem, Unreadable
from procedures.files.strings import Letters, sheet_letters, sheets_with_boxes
from procedures.files.values import shown, with_words
from procedures.reading.doubts import Doubt
from procedures.reading.grid import Cell, Grid, Ink, Place, SourceKind
from procedures.reading.symbols import UNKNOWN, in_font, is_symbol_font

MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_SHEETS = 30
NARROWEST = 0.4
"""Points of a row, letters of a column: what has less has no room."""

VISIBLE = "visible"
FARTHEST_ROW = 50_000
"""Below it nothing is looked for: Excel's formats may reach down to row 1,048,576."""

At = tuple[int, int]
Values = dict[At, Any]


def xlsx_grids(file: IO[bytes]) -> list[Grid]:
    """Return the sheets that are not hidden, with the results of formulas.

    Hidden sheets, rows and columns are left out, and said, and so are texts in boxes. A formula
    without a result stands as it is written. Raises Unreadable where a sheet has more rows than the
    product takes; rows are counted before the workbook is loaded.
    """
    results = _results(file)
    file.seek(0)
    letters = sheet_letters(file, FARTHEST_ROW, MOST_COLUMNS)
    file.seek(0)
    drawn = sheets_with_boxes(file)
    file.seek(0)
    book = openpyxl.load_workbook(file, rich_text=True)
    seen = [
        _Sheet(
            sheet,
            results[sheet.title],
            letters.get(sheet.title, {}),
            has_boxes=sheet.title in drawn,
        ).grid(number)
        for number, sheet in enumerate(book.worksheets, 1)
        if sheet.sheet_state == VISIBLE
    ]
    hidden = (sheet for sheet in book.worksheets if sheet.sheet_state != VISIBLE)
    if seen and any(results[sheet.title] for sheet in hidden):
        seen[0] = replace(seen[0], doubts=(*seen[0].doubts, (-1, Doubt.HIDDEN_SHEETS)))
    return seen


def _results(file: IO[bytes]) -> dict[str, Values]:
    """Return the values of every sheet by row and column, counted from 1."""
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    try:
        if len(book.worksheets) > MOST_SHEETS:
            raise Unreadable(Problem.TOO_MUCH)
        return {sheet.title: _values(sheet) for sheet in book.worksheets}
    finally:
        book.close()


def _values(sheet: Any) -> Values:
    values: Values = {}
    filled: set[int] = set()
    for row in sheet.iter_rows(max_row=FARTHEST_ROW, max_col=MOST_COLUMNS):
        for cell in row:
            if cell.value is not None:
                values[cell.row, cell.column] = cell.value
                filled.add(cell.row)
        if len(filled) > MOST_ROWS:
            raise Unreadable(Problem.TOO_MANY_ROWS)
    return values


@dataclass
class _Sheet:
    """Reads one sheet: its values by row and column, and the letters that the file has there."""

    sheet: Worksheet
    results: Values
    letters: Letters
    has_boxes: bool = False
    last: int = 0
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    """The rows and columns that are not hidden, counted from 1."""

    doubts: dict[tuple[int, Doubt], None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.last = max((row for row, _column in self.results), default=0)
        rows, columns = _hidden_rows(self.sheet), _hidden_columns(self.sheet)
        self.rows = [row for row in range(1, self.last + 1) if row not in rows]
        self.columns = [each for each in range(1, MOST_COLUMNS + 1) if each not in columns]

    def grid(self, number: int) -> Grid:
        """Return the sheet."""
        title = self.sheet.title
        name = "" if re.fullmatch(r"(?i)(sheet|lembar)\s*[0-9]*", title) else title
        cells = tuple(self._cells())
        seen = set(self.rows)
        left_out = tuple(row - 1 for row in range(1, self.last + 1) if row not in seen)
        if self.has_boxes:
            self.doubts[-1, Doubt.LETTERS_LOST] = None
        place = Place(SourceKind.SHEET, number, name)
        return Grid(place, cells, left_out=left_out, doubts=tuple(self.doubts))

    def _merged(self) -> dict[At, At]:
        """Return how many rows and columns each merged cell covers."""
        return {
            (area.min_row, area.min_col): (
                min(area.max_row, self.last) - area.min_row + 1,
                min(area.max_col, MOST_COLUMNS) - area.min_col + 1,
            )
            for area in self.sheet.merged_cells.ranges
            if area.min_row <= self.last and area.min_col <= MOST_COLUMNS
        }

    def _cells(self) -> Iterator[Cell]:
        merged = self._merged()
        for row in self.sheet.iter_rows(max_row=self.last, max_col=MOST_COLUMNS):
            for cell in row:
                at = (cell.row or 1, cell.column or 1)
                text, lasting, doubts = self._shown(cell, at)
                ink = _ink(cell)
                if not (text or ink or doubts or at in merged):
                    continue
                covered = self._seen(at, merged.get(at, (1, 1)))
                if covered is not None:
                    place, size = covered
                    yield Cell(*place, text, *size, ink, lasting=lasting, doubts=doubts)
                elif text:
                    self.doubts[bisect_left(self.rows, at[0]), Doubt.HIDDEN] = None

    def _seen(self, at: At, size: At) -> tuple[At, At] | None:
        """Return where a cell is seen and how much of it, counted from 0; None for a hidden one.

        A merged cell is seen as long as one of its rows and columns is.
        """
        top, bottom = (bisect_left(self.rows, at[0] + more) for more in (0, size[0]))
        left, right = (bisect_left(self.columns, at[1] + more) for more in (0, size[1]))
        if top == bottom or left == right:
            return None
        first = self.columns[left]
        return (top, first - 1), (bottom - top, at[1] + size[1] - first)

    def _shown(self, cell: Any, at: At) -> tuple[str, str, tuple[Doubt, ...]]:
        """Return what a cell says, as `shown` does, with what its fonts make of it."""
        value = self.results.get(at, cell.value)
        if value is None or (at not in self.results and at in self.letters):
            # A formula that says nothing is no formula without a result.
            return "", "", ()
        written = cell.number_format or ""
        text, lasting, doubts = shown(value, written)
        if not text:
            return "", "", (*doubts, *[Doubt.LETTERS_LOST] * self._lost(at, ""))
        blocks = blocks_of(cell, text)
        has_signs = any(is_symbol_font(block.font) for block in blocks)
        read = "".join(in_font(block.text, block.font) for block in blocks).strip()
        causes = {
            Doubt.STRUCK: any(block.is_struck and block.text.strip() for block in blocks),
            Doubt.FAINT: self._is_faint(cell, blocks) or self._fades(cell, value),
            Doubt.UNKNOWN_SIGN: UNKNOWN in read,
            Doubt.LETTERS_LOST: not has_signs and self._lost(at, read),
        }
        found = (*doubts, *(doubt for doubt, applies in causes.items() if applies))
        return with_words(value, read.replace(UNKNOWN, "•"), written), lasting, _each(found)

    def _is_faint(self, cell: Any, blocks: list[Block]) -> bool:
        """Tell whether nobody may see a cell, by its font and its ground."""
        ground = ground_of(cell)
        said = [block for block in blocks if block.text.strip()]
        is_styled = any(
            cell.coordinate in CellRange(each.ref) for each in self.sheet.tables.values()
        )
        is_seen = is_styled or has_ground(cell)
        is_faint = any(block.is_faint for block in said) and not is_seen
        return is_faint or any(block.colour == ground for block in said)

    def _fades(self, cell: Any, value: object) -> bool:
        """Tell whether nobody may see a cell by a rule for some of its values."""
        return any(cell.coordinate in area and may_hold(rule, value) for area, rule in self._fading)

    @cached_property
    def _fading(self) -> list[tuple[MultiCellRange, Any]]:
        """The cells that are faint where a condition holds, with each such condition."""
        return [
            (each.cells, rule)
            for each in self.sheet.conditional_formatting
            for rule in each.rules
            if rule.dxf is not None and fades(rule.dxf)
        ]

    def _lost(self, at: At, read: str) -> bool:
        """Tell whether the file has other letters in a string than were read."""
        return at in self.letters and self.letters[at] != letters_of(read)


def _each(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubts))


def _is_folded(size: float | None) -> bool:
    """Tell whether a row or a column has no room for a letter."""
    return size is not None and size < NARROWEST


def _hidden_rows(sheet: Worksheet) -> set[int]:
    sizes = sheet.row_dimensions.items()
    return {row for row, size in sizes if size.hidden or _is_folded(size.height)}


def _hidden_columns(sheet: Worksheet) -> set[int]:
    sizes = [
        each for each in sheet.column_dimensions.values() if each.hidden or _is_folded(each.width)
    ]
    return {
        column
        for size in sizes
        for column in range(size.min or 1, min(size.max or 1, MOST_COLUMNS) + 1)
    }


def _ink(cell: Any) -> Ink | None:
    fill = getattr(cell, "fill", None)
    if fill is None or fill.fill_type != "solid":
        return None
    colour = fill.fgColor
    white = colour.type == "rgb" and str(colour.rgb)[-6:].upper() == "FFFFFF"
    paper = colour.type == "theme" and colour.theme == 0 and not colour.tint
    return None if white or paper else Ink.SHADED
