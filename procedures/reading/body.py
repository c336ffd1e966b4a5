"""The rows below a heading, put together to steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from procedures.blanks import letters_of
from procedures.reading.doubts import Doubt
from procedures.reading.grid import Cell, Grid, SourceKind
from procedures.reading.header import Column, Header
from procedures.reading.words import Role, number_of

TEXT_ROLES = (Role.NEEDS, Role.TIME, Role.OUTPUT, Role.REMARK)
FEWEST_WORDS = 3
"""A text of so many words is an activity, wherever it stands in a short row."""

MOSTLY = 0.6
"""A cell that covers so much of the row is a heading between the rows."""


@dataclass
class TableLine:
    """One row of a grid below a heading: its cells by role, those of actors by their column."""

    grid: Grid
    row: int
    cells: dict[Role, list[Cell]] = field(default_factory=dict)
    actors: dict[int, list[Cell]] = field(default_factory=dict)
    is_covered: bool = False
    is_first: bool = False
    doubts: dict[Role, list[Doubt]] = field(default_factory=dict)

    def text(self, role: Role) -> str:
        """Return what stands in a column."""
        return "\n".join(cell.whole_text for cell in self.cells.get(role, [])).strip()

    @cached_property
    def number(self) -> int | None:
        """The number that stands before it."""
        return number_of(self.text(Role.NUMBER))

    @property
    def has_marks(self) -> bool:
        """Whether anything stands in a column of an actor."""
        return any(cell.whole_text or cell.ink for each in self.actors.values() for cell in each)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it at all."""
        return not self.has_marks and not any(self.text(role) for role in Role)

    @property
    def has_only_marks(self) -> bool:
        """Whether nothing but signs in the columns of actors stands in it."""
        return self.has_marks and not any(self.text(role) for role in Role)

    @property
    def has_standards(self) -> bool:
        """Whether something stands under Waktu or Output."""
        return bool(self.text(Role.TIME) or self.text(Role.OUTPUT))


def lines(grid: Grid, header: Header, first: int, last: int) -> Iterator[TableLine]:
    """Yield the rows from `first` up to but without `last` that are no headings between them."""
    is_first = True
    for row in range(first, last):
        cells = grid.row(row)
        if _is_banner(cells, header):
            continue
        line = _line(grid, header, row)
        if not line.is_blank:
            line.is_first, is_first = is_first, False
            yield line


def _line(grid: Grid, header: Header, row: int) -> TableLine:
    line = TableLine(grid, row)
    shift = _shift(grid.row(row), header) if grid.place.kind is SourceKind.TEXT else 0
    for cell in grid.row(row):
        _place(line, cell, _column(header, cell.column, shift), header)
    if shift:
        line.doubts.setdefault(Role.ACTIVITY, []).append(Doubt.SHIFTED)
    _take_number_apart(line)
    _reach_in(line, header)
    return line


def _place(line: TableLine, cell: Cell, column: Column | None, header: Header) -> None:
    doubts = list(cell.doubts)
    if column is None:
        doubts += [Doubt.LETTERS_LOST] * bool(letters_of(cell.whole_text))
    elif column.role is Role.ACTOR:
        line.actors.setdefault(header.actors.index(column), []).append(cell)
    elif cell.whole_text:
        line.cells.setdefault(column.role, []).append(cell)
    line.doubts.setdefault(Role.NUMBER if column is None else column.role, []).extend(doubts)


def _shift(cells: list[Cell], header: Header) -> int:
    """Return by how many cells a row is short that begins with its activity."""
    number, first = header.column(Role.NUMBER), next(iter(cells), None)
    if first is None or number is None or first.column != number.first or len(cells) == 1:
        return 0
    if len(first.text.split()) < FEWEST_WORDS or first.text[0].isdigit():
        return 0
    return max(header.columns[-1].last - cells[-1].last_column, 0)


def _column(header: Header, number: int, shift: int) -> Column | None:
    if shift and number == header.columns[0].first:
        return header.column(Role.ACTIVITY)
    return header.column_at(number + shift)


def _take_number_apart(line: TableLine) -> None:
    """Part a number from an activity in one cell (8 Surat dinas), or take it from the next cell."""
    number, activity = line.text(Role.NUMBER), line.text(Role.ACTIVITY)
    found = re.match(r"([0-9]{1,3})[.)]?\s+(?=[^\W\d])", number)
    if not activity and found:
        _put(line, Role.NUMBER, line.cells[Role.NUMBER][0], found[1])
        _put(line, Role.ACTIVITY, line.cells[Role.NUMBER][0], number[found.end() :])
    elif not number and number_of(activity) is not None:
        _put(line, Role.NUMBER, line.cells.pop(Role.ACTIVITY)[0], activity)
    else:
        return
    line.doubts.setdefault(Role.ACTIVITY, []).append(Doubt.SHIFTED)


def _put(line: TableLine, role: Role, cell: Cell, text: str) -> None:
    line.cells[role] = [Cell(cell.row, cell.column, text)]


def _reach_in(line: TableLine, header: Header) -> None:
    """Look at the cells that reach into the row from above."""
    above = [cell for cell in line.grid.across(line.row) if cell.row < line.row]
    reaching = [(header.column_at(cell.column), cell) for cell in above if cell.whole_text]
    line.is_covered = any(
        column is not None and column.role is Role.ACTIVITY for column, _cell in reaching
    )
    for column, cell in reaching:
        if column is not None and column.role in TEXT_ROLES and not line.is_covered:
            line.cells.setdefault(column.role, []).append(cell)
            line.doubts.setdefault(column.role, []).extend([*cell.doubts, Doubt.MERGED])


def _is_banner(cells: list[Cell], header: Header) -> bool:
    """Tell whether one cell fills the row: Tahap I, Persiapan."""
    texts = [cell for cell in cells if cell.whole_text]
    width = header.columns[-1].last + 1 - header.columns[0].first
    return len(texts) == 1 and texts[0].columns > MOSTLY * width
