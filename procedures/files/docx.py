"""Tables of Word files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from procedures.files.problems import Problem, Unreadable
from procedures.reading.grid import Cell, Grid, Ink, Place, SourceKind

MOST_TABLES = 200
MOST_CELLS = 60_000
DRAWINGS = tuple(qn(f"w:{name}") for name in ("drawing", "pict", "object"))


def docx_grids(file: IO[bytes]) -> list[Grid]:
    """Return the tables of a Word file with the paragraphs above each.

    Raises Unreadable where there are more than the product takes.
    """
    body = docx.Document(file).element.body
    grids: list[Grid] = []
    heading: list[str] = []
    for element in body.iterchildren():
        if element.tag == qn("w:p"):
            heading += [line for line in _lines(element) if line.strip()]
        elif element.tag == qn("w:tbl"):
            cells = tuple(_cells(element))
            grids.append(Grid(Place(SourceKind.TABLE, len(grids) + 1), cells, tuple(heading)))
            heading = []
            if len(grids) > MOST_TABLES or sum(len(grid.cells) for grid in grids) > MOST_CELLS:
                raise Unreadable(Problem.TOO_MUCH)
    return grids


def _cells(table: Any) -> Iterator[Cell]:
    """Yield the cells of a table; those merged downwards grow."""
    counted: Counter[str] = Counter()
    open_: dict[int, Cell] = {}
    for number, row in enumerate(table.tr_lst):
        column = row.grid_before
        for element in row.tc_lst:
            width = element.grid_span
            above = open_.get(column)
            if element.vMerge == "continue" and above is not None:
                open_[column] = replace(above, rows=above.rows + 1)
            else:
                if above is not None:
                    yield above
                text = _text(element, counted)
                open_[column] = Cell(number, column, text, 1, width, _ink(element))
            column += width
        yield from _left_behind(open_, number)
    yield from open_.values()


def _left_behind(open_: dict[int, Cell], row: int) -> Iterator[Cell]:
    """Yield and drop the cells that the row does not go on with."""
    for column in [at for at, cell in open_.items() if cell.last_row < row]:
        yield open_.pop(column)


def _text(element: Any, counted: Counter[str]) -> str:
    """Return the lines of a cell; where Word counts it itself, the number."""
    paragraphs = [each for each in element.iterchildren() if each.tag == qn("w:p")]
    text = "\n".join(line for each in paragraphs for line in _lines(each)).strip()
    numbers = element.xpath("./w:p/w:pPr/w:numPr/w:numId/@w:val")
    if text or not numbers:
        return text
    counted[numbers[0]] += 1
    return f"{counted[numbers[0]]}."


def _lines(paragraph: Any) -> list[str]:
    """Return the lines of a paragraph; texts of shapes in it are none of its own."""
    return Paragraph(paragraph, None).text.split("\n")  # type: ignore[arg-type]


def _ink(element: Any) -> Ink | None:
    if next(element.iter(*DRAWINGS), None) is not None:
        return Ink.DRAWN
    fills = {fill.lower() for fill in element.xpath("./w:tcPr/w:shd/@w:fill")}
    return Ink.SHADED if fills - {"auto", "ffffff"} else None
