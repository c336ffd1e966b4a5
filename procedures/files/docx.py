"""Tables of Word files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import IO, Any

import docx
from docx.oxml.ns import qn

from procedures.blanks import letters_of
from procedures.files.looks import (
    NO_GROUND,
    TextStyles,
    ground_of,
    has_ground,
    is_folded,
    styles_of,
)
from procedures.files.problems import Problem, Unreadable
from procedures.files.raw import file_letters
from procedures.files.runs import (
    CELL,
    DELETED,
    DRAWINGS,
    PARAGRAPH,
    TABLE,
    Shown,
    inside,
    row_change,
    rows_of,
)
from procedures.reading.doubts import Doubt
from procedures.reading.grid import Cell, Grid, Ink, Place, SourceKind

MOST_TABLES = 200
MOST_CELLS = 60_000
CHANGES_OF_CELLS = tuple(qn(f"w:{name}") for name in ("cellIns", "cellDel", "cellMerge"))


def docx_grids(file: IO[bytes]) -> list[Grid]:
    """Return the tables of a Word file with the paragraphs above each.

    Tables and paragraphs are found in whatever stands around them. Raises Unreadable where there
    are more than the product takes.
    """
    document = docx.Document(file)
    styles = styles_of(document.styles.element)
    grids: list[Grid] = []
    above = Shown(styles)
    for element in _blocks(document.element.body):
        for table in _tables(element):
            grids.append(_WordTable(table, styles).grid(len(grids) + 1, above))
            above = Shown(styles)
            if len(grids) > MOST_TABLES or sum(len(grid.cells) for grid in grids) > MOST_CELLS:
                raise Unreadable(Problem.TOO_MUCH)
        if element.tag == PARAGRAPH and _read_heading(above, element) and grids:
            grids[-1] = _with_doubt(grids[-1], Doubt.LETTERS_LOST)
    return grids


def _with_doubt(grid: Grid, doubt: Doubt) -> Grid:
    return replace(grid, doubts=tuple(dict.fromkeys((*grid.doubts, (-1, doubt)))))


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield paragraphs and tables; for a table of one column around others what stands in it."""
    for element in inside(parent, PARAGRAPH, TABLE):
        framed = _framed(element) if element.tag == TABLE else []
        if not framed:
            yield element
        for cell in framed:
            yield from _blocks(cell)


def _framed(table: Any) -> list[Any]:
    """Return the cells of a table that is but a frame around others; none of any other."""
    rows = [list(inside(row, CELL)) for row in rows_of(table) if row_change(row) not in DELETED]
    if any(len(row) != 1 for row in rows):
        return []
    cells = [cell for row in rows for cell in row]
    return cells if any(next(inside(cell, TABLE), None) is not None for cell in cells) else []


def _tables(element: Any) -> Iterator[Any]:
    """Yield a table, or those in the boxes of a paragraph."""
    return iter([element]) if element.tag == TABLE else inside(element, TABLE)


def _read_heading(above: Shown, paragraph: Any) -> bool:
    """Take in a paragraph above a table; tell whether boxes in it say more than their tables.

    Texts of boxes are none of its own: they may float over the table above or below, so that they
    are said to be missing.
    """
    own = Shown(above.styles)
    own.read(paragraph)
    apart = sum(len(file_letters(table)) for table in inside(paragraph, TABLE))
    has_more = len(letters_of(own.shapes)) > apart
    if has_more or (not own.shapes and own.lacks(file_letters(paragraph))):
        own.doubts[Doubt.LETTERS_LOST] = None
    own.doubts.pop(Doubt.BOXED, None)
    above.pieces += [own.text, "\n"] if own.text else []
    above.doubts |= own.doubts
    return has_more


@dataclass
class _WordTable:
    """Reads one table."""

    table: Any
    styles: TextStyles
    counted: Counter[str] = field(default_factory=Counter)
    open: dict[int, Cell] = field(default_factory=dict)
    doubts: list[tuple[int, Doubt]] = field(default_factory=list)
    letters: int = 0
    """How many letters the cells that were found have in the file."""

    @cached_property
    def has_ground(self) -> bool:
        """Whether the table, or its style, puts another ground than white behind its cells."""
        look = self.table.find(qn("w:tblPr"))
        if look is None:
            return False
        named = look.find(qn("w:tblStyle"))
        style = "" if named is None else named.get(qn("w:val"), "")
        return has_ground(look) or style in self.styles.grounding

    def grid(self, number: int, above: Shown) -> Grid:
        """Return the table with the paragraphs above it."""
        cells = tuple(self._cells())
        if self.letters != len(file_letters(self.table)):
            self.doubts.append((-1, Doubt.LETTERS_LOST))
        self.doubts += [(-1, doubt) for doubt in above.doubts]
        heading = tuple(line for line in above.text.split("\n") if line.strip())
        place = Place(SourceKind.TABLE, number)
        return Grid(place, cells, heading, doubts=tuple(self.doubts))

    def _cells(self) -> Iterator[Cell]:
        """Yield the cells of the table; those merged downwards grow."""
        number = 0
        for row in rows_of(self.table):
            change = row_change(row)
            if change is not None:
                self.doubts.append((number, Doubt.CHANGES))
            if change in DELETED:
                self.letters += len(file_letters(row))
                continue
            if is_folded(row) and file_letters(row):
                self.doubts.append((number, Doubt.FAINT))
            yield from self._row(row, number)
            yield from self._left_behind(number)
            number += 1
        yield from self.open.values()

    def _row(self, row: Any, number: int) -> Iterator[Cell]:
        column = row.grid_before
        for element in inside(row, CELL):
            width, above = element.grid_span, self.open.get(column)
            if element.vMerge == "continue" and above is not None:
                self.open[column] = self._grown(above, element)
            else:
                if above is not None:
                    yield above
                self.open[column] = self._cell(element, number, column)
            column += width

    def _grown(self, above: Cell, element: Any) -> Cell:
        """Return a cell with one more row, whose own letters Word does not show."""
        letters = file_letters(element)
        self.letters += len(letters)
        lost = (Doubt.LETTERS_LOST,) if letters else ()
        return replace(above, rows=above.rows + 1, doubts=(*above.doubts, *lost))

    def _left_behind(self, row: int) -> Iterator[Cell]:
        """Yield and drop the cells that the row does not go on with."""
        for column in [at for at, cell in self.open.items() if cell.last_row < row]:
            yield self.open.pop(column)

    def _cell(self, element: Any, row: int, column: int) -> Cell:
        look = element.find(qn("w:tcPr"))
        has_any = self.has_ground or has_ground(look)
        shown = Shown(self.styles, has_ground=has_any, ground=ground_of(look))
        shown.read(element)
        letters = file_letters(element)
        self.letters += len(letters)
        if shown.lacks(letters):
            shown.doubts[Doubt.LETTERS_LOST] = None
        if look is not None and any(look.find(tag) is not None for tag in CHANGES_OF_CELLS):
            shown.doubts[Doubt.CHANGES] = None
        text = shown.text or ("" if letters else self._count(element))
        width, doubts = element.grid_span, tuple(shown.doubts)
        return Cell(row, column, text, 1, width, _ink(element), boxed=shown.shapes, doubts=doubts)

    def _count(self, element: Any) -> str:
        """Return the number of a cell that Word counts itself."""
        numbers = element.xpath(".//w:p/w:pPr/w:numPr/w:numId/@w:val")
        if not numbers:
            return ""
        self.counted[numbers[0]] += 1
        return f"{self.counted[numbers[0]]}."


def _ink(element: Any) -> Ink | None:
    if next(element.iter(*DRAWINGS), None) is not None:
        return Ink.DRAWN
    return Ink.SHADED if ground_of(element.find(qn("w:tcPr"))) not in NO_GROUND else None
