"""The texts of a table with plain blanks, and with signs that people see."""

from __future__ import annotations

from dataclasses import replace

from procedures.blanks import with_plain_blanks
from procedures.reading.doubts import Doubt
from procedures.reading.grid import Cell, Grid
from procedures.reading.symbols import UNKNOWN, in_font


def with_plain_signs(grid: Grid) -> Grid:
    """Return a table whose texts have no other blanks and signs than any font shows."""
    heading = tuple(_plain(line).replace("\n", " ") for line in grid.heading)
    return replace(grid, cells=tuple(map(_cell, grid.cells)), heading=heading)


def _cell(cell: Cell) -> Cell:
    text, boxed = _plain(cell.text), _plain(cell.boxed)
    if (text, boxed) == (cell.text, cell.boxed):
        return cell
    unknown = (Doubt.UNKNOWN_SIGN,) if "•" in text and UNKNOWN in in_font(cell.text) else ()
    return replace(cell, text=text, boxed=boxed, doubts=cell.doubts + unknown)


def _plain(text: str) -> str:
    return with_plain_blanks(in_font(text).replace(UNKNOWN, "•"))
