"""The process that a stranger's file is read in: no network, no secrets, no database.

Its first argument says what to do: read tables or rows of a kind, or find SOPs in tables.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

from procedures.files.alone import leave_the_network
from procedures.files.letters import letter_to_plain
from procedures.files.plain import grids_of, grids_to_plain, reading_to_plain
from procedures.files.problems import Problem, Unreadable
from procedures.reading import Grid, find_tables

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
FILES = 64
"""Files that may be open at once: those of libraries that are loaded late."""

MOST_CELLS = 60_000
MOST_LETTERS = 2_000_000
MOST_ROWS = 2_000
"""Rows of one table."""

MOST_COLUMNS = 200
"""A table is no wider; no SOP has a fifth of it."""

MOST_COVERED = 500_000
"""Places that the cells of one table cover."""

LONGEST_CELL = 20_000
LONGEST_LINE = 5_000
"""Letters of a line above a table that are looked at."""

FIND = "find"
"""What to do where tables come in, not a file."""

ROWS = "rows-"
"""What stands before the kind of a file whose rows are wanted, not its tables."""

LETTER = "letter-"
"""What stands before the kind of a file that is to be shown, and before its first page: 'pdf-0'."""

Work = Callable[[bytes], dict[str, Any]]


def work_of(kind: str) -> Work:
    """Return what to do for a kind of content; its libraries are loaded now."""
    if kind == FIND:
        return _find
    if kind.startswith(ROWS):
        return _rows_reader(kind.removeprefix(ROWS))
    if kind.startswith(LETTER):
        return _letter_reader(*kind.removeprefix(LETTER).split("-"))
    return partial(_read, _reader(kind))


def done(work: Work, content: bytes) -> dict[str, Any]:
    """Return the result of a piece of work, or the problem with the content, as plain data."""
    try:
        return work(content)
    except Unreadable as why:
        return {"problem": why.problem.value}
    except (MemoryError, RecursionError):
        return {"problem": Problem.TOO_LONG.value}


def _read(reader: Callable[[BytesIO], list[Grid]], content: bytes) -> dict[str, Any]:
    return {"grids": grids_to_plain(_bounded(reader(BytesIO(content))))}


def _find(content: bytes) -> dict[str, Any]:
    asked = json.loads(content)
    grids = _bounded(grids_of(asked["grids"]))
    return {"reading": reading_to_plain(find_tables(grids, name=asked["name"]))}


def _reader(kind: str) -> Callable[[BytesIO], list[Grid]]:
    if kind == "pdf":
        # Only what is needed: each library costs time and memory, and the child has little of both.
        from procedures.files.pdf import pdf_grids as reader
    elif kind == "docx":
        # likewise
        from procedures.files.docx import docx_grids as reader
    elif kind == "xlsx":
        # likewise
        from procedures.files.xlsx import xlsx_grids as reader
    else:
        return _html() if kind == "html" else _text
    return reader


def _html() -> Callable[[BytesIO], list[Grid]]:
    # likewise
    from procedures.files.html import html_grids
    from procedures.files.text import decoded

    return lambda file: html_grids(decoded(file.read()))


def _rows_reader(kind: str) -> Work:
    # likewise
    from people.personnel.headings import wanted_columns
    from procedures.files.rows import text_rows, xlsx_rows
    from procedures.files.text import decoded

    if kind == "xlsx":
        return lambda content: xlsx_rows(BytesIO(content), wanted_columns)
    return lambda content: text_rows(decoded(content), wanted_columns)


def _letter_reader(kind: str, first: str) -> Work:
    if kind == "pdf":
        # likewise
        from procedures.files.pages import pdf_pages

        return lambda content: pdf_pages(content, int(first))
    if kind in {"png", "jpg", "heic"}:
        # likewise
        from procedures.files.pages import picture_pages

        return picture_pages
    return _blocks_reader(kind)


def _blocks_reader(kind: str) -> Work:
    if kind == "docx":
        # likewise
        from procedures.files.paragraphs import docx_blocks as reader
    elif kind == "odt":
        # likewise
        from procedures.files.opendocument import odt_blocks as reader
    else:
        # likewise
        from procedures.files.tables import xlsx_blocks as reader
    return lambda content: letter_to_plain(reader(content))


def _text(file: BytesIO) -> list[Grid]:
    # likewise
    from procedures.files.text import decoded, text_grids

    return text_grids(decoded(file.read()))


def _bounded(grids: list[Grid]) -> list[Grid]:
    """Return tables that are not too much to look for SOPs in; raise Unreadable for others."""
    short = [_with_short_heading(grid) for grid in grids]
    cells = [cell for grid in short for cell in grid.cells]
    lengths = [len(cell.text) + len(cell.boxed) for cell in cells]
    above = sum(len(line) for grid in short for line in grid.heading)
    if len(cells) > MOST_CELLS or sum(lengths) + above > MOST_LETTERS:
        raise Unreadable(Problem.TOO_MUCH)
    if max(lengths, default=0) > LONGEST_CELL or any(map(_is_too_wide, short)):
        raise Unreadable(Problem.TOO_MUCH)
    if any(len({cell.row for cell in grid.cells}) > MOST_ROWS for grid in short):
        raise Unreadable(Problem.TOO_MANY_ROWS)
    return short


def _is_too_wide(grid: Grid) -> bool:
    """Tell whether a table has too many columns, or cells that cover too many places."""
    covered = sum(cell.rows * cell.columns for cell in grid.cells)
    return grid.width > MOST_COLUMNS or covered > MOST_COVERED


def _with_short_heading(grid: Grid) -> Grid:
    return replace(grid, heading=tuple(line[:LONGEST_LINE] for line in grid.heading))


def limit() -> None:
    """Let this process have no more than its memory, seconds and files, and write none."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))


def main() -> None:
    """Do with the input what the first argument says, alone and within the limits."""
    work = work_of(sys.argv[1])
    is_alone = leave_the_network()
    limit()
    answer = done(work, sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer | {"is_alone": is_alone}))


if __name__ == "__main__":
    main()
