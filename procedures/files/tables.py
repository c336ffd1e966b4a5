"""The first sheet of an Excel file, as a table."""

from __future__ import annotations

from io import BytesIO

from procedures.files.letters import Block, LetterTable
from procedures.files.xlsx import xlsx_grids
from procedures.reading.grid import Grid


def xlsx_blocks(content: bytes) -> list[Block]:
    """Return the first sheet that has anything in it and is not hidden; Unreadable as a whole."""
    grids = (grid for grid in xlsx_grids(BytesIO(content)) if grid.cells)
    first = next(grids, None)
    return [] if first is None else [_table(first)]


def _table(grid: Grid) -> LetterTable:
    """Return a table in which every row has all its columns; what is merged stands once."""
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    rows = sorted({row for row, _column in texts})
    columns = range(max(column for _row, column in texts) + 1)
    return LetterTable(tuple(tuple(texts.get((row, each), "") for each in columns) for row in rows))
