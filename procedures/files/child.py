"""The process that reads one file from its input and writes its tables: no network, no database."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

from procedures.files.problems import Problem, Unreadable
from procedures.reading.grid import Grid

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
MOST_CELLS = 60_000
MOST_LETTERS = 2_000_000
LONGEST_CELL = 5_000


def read(kind: str, file: BytesIO) -> dict[str, Any]:
    """Return the tables of a file, or what is wrong with it, as plain data."""
    try:
        return {"grids": [_plain(grid) for grid in _bounded(_reader(kind)(file))]}
    except Unreadable as why:
        return {"problem": why.problem.value}
    except MemoryError:
        return {"problem": Problem.TOO_LONG.value}


def _reader(kind: str) -> Callable[[BytesIO], list[Grid]]:
    """Return the reader of a kind; its libraries are loaded when it is asked for."""
    if kind == "pdf":
        from procedures.files.pdf import pdf_grids as reader
    elif kind == "docx":
        from procedures.files.docx import docx_grids as reader
    elif kind == "xlsx":
        from procedures.files.xlsx import xlsx_grids as reader
    else:
        return _html
    return reader


def _html(file: BytesIO) -> list[Grid]:
    from procedures.files.html import html_grids
    from procedures.files.text import decoded

    return html_grids(decoded(file.read()))


def _bounded(grids: list[Grid]) -> list[Grid]:
    cells = [cell for grid in grids for cell in grid.cells]
    if len(cells) > MOST_CELLS or sum(len(cell.text) for cell in cells) > MOST_LETTERS:
        raise Unreadable(Problem.TOO_MUCH)
    return grids


def _plain(grid: Grid) -> dict[str, Any]:
    place = grid.place
    return {
        "place": [place.kind.value, place.number, place.name, place.first_row],
        "cells": [
            [
                cell.row,
                cell.column,
                cell.text[:LONGEST_CELL],
                cell.rows,
                cell.columns,
                cell.ink.value if cell.ink else None,
            ]
            for cell in grid.cells
        ],
        "heading": [line[:LONGEST_CELL] for line in grid.heading],
        "is_wrapped": grid.is_wrapped,
        "edges": list(grid.edges),
    }


def limit() -> None:
    """Let this process have no more than its memory and seconds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> None:
    """Read the input as the kind in the first argument, within the limits."""
    limit()
    answer = read(sys.argv[1], BytesIO(sys.stdin.buffer.read()))
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
