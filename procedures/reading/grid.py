"""Cells as they stand in a file, before anybody has asked what they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from procedures.reading.doubts import Doubt


class SourceKind(StrEnum):
    """What a grid was taken from; `number` of its place counts these."""

    PAGE = "page"
    SHEET = "sheet"
    TABLE = "table"
    TEXT = "text"


class Ink(StrEnum):
    """What a cell shows beside its text."""

    SHADED = "shaded"
    DRAWN = "drawn"  # a shape is anchored in it


@dataclass(frozen=True)
class Place:
    """Where a grid stands: page 2, sheet 'SOP', table 3; rows count from `first_row`."""

    kind: SourceKind
    number: int
    name: str = ""
    first_row: int = 1


@dataclass(frozen=True)
class Cell:
    """One cell; `rows` and `columns` say how many it covers. Both count from 0.

    `boxed` is the text of shapes that are fixed to it, `lasting` its text as a time where the file
    keeps a time, `doubts` what the file makes unsure about it.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    ink: Ink | None = None
    boxed: str = ""
    lasting: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def whole_text(self) -> str:
        """Its text, then that of its shapes."""
        return "\n".join(filter(str.strip, (self.text, self.boxed)))

    @property
    def last_column(self) -> int:
        """The column of its right border."""
        return self.column + self.columns - 1

    @property
    def last_row(self) -> int:
        """The row of its lower border."""
        return self.row + self.rows - 1


@dataclass(frozen=True)
class Grid:
    """A table of a file.

    `heading` are the lines of text above it. `is_wrapped` says that lines of a cell may be broken
    wherever the column was too narrow, as in a PDF. `edges` are the borders of its columns from
    left to right in points, where the file tells them. `left_out` are the rows of the file that are
    not among the rows here, counted from 0; `doubts` say what is unsure about a row, -1 for all.
    """

    place: Place
    cells: tuple[Cell, ...]
    heading: tuple[str, ...] = ()
    is_wrapped: bool = False
    edges: tuple[float, ...] = ()
    left_out: tuple[int, ...] = ()
    doubts: tuple[tuple[int, Doubt], ...] = ()

    def counted(self, row: int) -> int:
        """Return the number of a row as people count the rows of the file."""
        return self.place.first_row + row + bisect_left(self._left_out_above, row)

    @cached_property
    def _left_out_above(self) -> list[int]:
        """For each row that is left out, the row here that is the last one above it."""
        return [row - before - 1 for before, row in enumerate(self.left_out)]

    @cached_property
    def height(self) -> int:
        """How many rows there are."""
        return max((cell.last_row + 1 for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return max((cell.last_column + 1 for cell in self.cells), default=0)

    @cached_property
    def _by_row(self) -> dict[int, list[Cell]]:
        rows: dict[int, list[Cell]] = {}
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            rows.setdefault(cell.row, []).append(cell)
        return rows

    @cached_property
    def _reaching(self) -> dict[int, list[Cell]]:
        """The cells that reach into each row from above."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            for row in range(cell.row + 1, cell.last_row + 1):
                rows.setdefault(row, []).append(cell)
        return rows

    def row(self, number: int) -> list[Cell]:
        """Return the cells that begin in a row, from left to right."""
        return self._by_row.get(number, [])

    def across(self, number: int) -> Iterator[Cell]:
        """Yield the cells that begin in a row, then those that reach into it from above."""
        yield from self.row(number)
        yield from self._reaching.get(number, [])
