"""Files of strangers, read in a process of its own with bounded memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import IO, Any

from procedures.files.kinds import UNREADABLE, file_kind, has_macros
from procedures.files.problems import Problem, Unreadable
from procedures.files.text import decoded, text_grids
from procedures.reading.grid import Cell, Grid, Ink, Kind, Place

MOST_BYTES = 10 * 1024 * 1024
"""A file is no bigger."""

MOST_UNPACKED = 60 * 1024 * 1024
MOST_PART = 25 * 1024 * 1024
"""What a package unpacks to, in all and in one part of XML, is no bigger."""

MOST_COLUMNS = 200
"""A table is no wider; no SOP has a fifth of it."""

SECONDS = 25
"""Reading takes no longer."""

ROOT = Path(__file__).parents[2]
OLE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_file(file: IO[bytes]) -> list[Grid]:
    """Return the tables of an XLSX, DOCX, PDF, HTML or text file, told by its content.

    Raises Unreadable with the reason.
    """
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if not content.strip():
        raise Unreadable(Problem.EMPTY)
    if len(content) > MOST_BYTES:
        raise Unreadable(Problem.TOO_BIG)
    return read_content(content, _kind(file, content))


def read_content(content: bytes, kind: str) -> list[Grid]:
    """Return the tables of a content of a known kind: xlsx, docx, pdf, html or text.

    Text is read here, the others in a process of their own. Raises Unreadable with the reason.
    """
    grids = text_grids(decoded(content)) if kind == "text" else _read_apart(content, kind)
    widest = max((cell.column + cell.columns for grid in grids for cell in grid.cells), default=0)
    if widest > MOST_COLUMNS:
        raise Unreadable(Problem.TOO_MUCH)
    return grids


def _read_apart(content: bytes, kind: str) -> list[Grid]:
    command = [sys.executable, "-m", "procedures.files.child", kind]
    try:
        child = subprocess.run(  # noqa: S603 # our own program, with one of four words
            command, input=content, capture_output=True, timeout=SECONDS, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(Problem.TOO_LONG) from None
    if child.returncode < 0:
        raise Unreadable(Problem.TOO_LONG)
    if child.returncode:
        raise Unreadable(Problem.DAMAGED)
    answer = json.loads(child.stdout)
    if "problem" in answer:
        raise Unreadable(Problem(answer["problem"]))
    return [_grid(each) for each in answer["grids"]]


def _grid(data: dict[str, Any]) -> Grid:
    """Return a grid as the child wrote it."""
    kind, number, name, first_row = data["place"]
    return Grid(
        Place(Kind(kind), number, name, first_row),
        tuple(_cell(cell) for cell in data["cells"]),
        tuple(data["heading"]),
        data["is_wrapped"],
        tuple(data["edges"]),
    )


def _cell(values: list[Any]) -> Cell:
    row, column, text, rows, columns, ink = values
    return Cell(row, column, text, rows, columns, Ink(ink) if ink else None)


def _kind(file: IO[bytes], content: bytes) -> str:
    """Return the kind of a file; raise Unreadable for one that cannot be read."""
    if content.startswith(OLE):
        raise Unreadable(Problem.ENCRYPTED if ENCRYPTED in content else Problem.OLD_OFFICE)
    kind = file_kind(file)
    if kind in {"docx", "xlsx"}:
        _refuse_bomb(file)
    if kind in {"docx", "xlsx", "pdf"}:
        return str(kind)
    if has_macros(file):
        raise Unreadable(Problem.MACROS)
    if kind is not None or (b"\0" in content[:1000] and not content.startswith(b"\xff\xfe")):
        raise Unreadable(Problem.OTHER_KIND)
    return "html" if b"<table" in content.lower() else "text"


def _refuse_bomb(file: IO[bytes]) -> None:
    """Look at the sizes that a package declares; nothing unpacks to more than its own."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except UNREADABLE:
        raise Unreadable(Problem.DAMAGED) from None
    too_big = any(
        part.file_size > MOST_PART and part.filename.lower().endswith((".xml", ".rels"))
        for part in parts
    )
    if too_big or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(Problem.UNPACKS_TOO_BIG)
