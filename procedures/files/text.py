"""Text with tabs between its cells, as Word and Excel put it on the clipboard, or from a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from procedures.files.problems import Problem, Unreadable
from procedures.reading.grid import Cell, Grid, Place, SourceKind

MOST_CELLS = 60_000
RULE = re.compile(r"[\s|:+=_-]*")


def decoded(content: bytes) -> str:
    """Return the letters of a text: UTF-16 with its mark, UTF-8, else what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def text_grids(text: str) -> list[Grid]:
    """Return the tables of a text: lines with tabs in them, parted by other lines.

    A cell of several lines stands in quotation marks, as Excel writes it. The lines between two
    tables are the heading of the lower one. Raises Unreadable where there are more cells than the
    product takes.
    """
    if text.count("\t") + text.count("\n") > MOST_CELLS:
        raise Unreadable(Problem.TOO_MUCH)
    grids: list[Grid] = []
    heading: list[str] = []
    rows: list[list[str]] = []
    first = 1
    for number, row in _rows(text):
        if len(row) > 1 and not all(RULE.fullmatch(cell) and cell.strip() for cell in row):
            first = first if rows else number
            rows.append(row)
            continue
        _close(grids, rows, heading, first)
        heading += [cell for cell in row if cell.strip() and not RULE.fullmatch(cell)]
    _close(grids, rows, heading, first)
    return grids


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its first line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if lines.count('"') % 2:  # a sign of inches or the like, not a quoted cell
        yield from ((number, line.split("\t")) for number, line in enumerate(lines.split("\n"), 1))
        return
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter="\t")
    number = 1
    try:
        for row in reader:
            yield number, row
            number = reader.line_num + 1
    except csv.Error:  # a cell of more than 128 kB
        raise Unreadable(Problem.TOO_MUCH) from None


def _close(grids: list[Grid], rows: list[list[str]], heading: list[str], first: int) -> None:
    """Make a grid of the rows and start afresh."""
    if not rows:
        return
    place = Place(SourceKind.TEXT, len(grids) + 1, first_row=first)
    cells = tuple(
        Cell(number, column, text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    grids.append(Grid(place, cells, tuple(heading)))
    rows.clear()
    heading.clear()
