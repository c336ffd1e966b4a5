"""Files and tables of strangers, read and understood in a process of its own."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import IO, Any

from procedures.files.alone import bare_environment
from procedures.files.kinds import checked_kind
from procedures.files.letters import Letter, letter_of
from procedures.files.packages import MOST_PART
from procedures.files.plain import grids_of, grids_to_plain, reading_of
from procedures.files.problems import Problem, Unreadable
from procedures.reading import Grid, Reading

__all__ = [
    "MOST_BYTES",
    "MOST_PART",
    "find_sops",
    "read_content",
    "read_file",
    "read_rows",
    "show_letter",
]

logger = logging.getLogger(__name__)

MOST_BYTES = 10 * 1024 * 1024
"""A file is no bigger."""

SECONDS = 25
"""Reading takes no longer."""

ROOT = Path(__file__).parents[2]
OLE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_file(file: IO[bytes]) -> list[Grid]:
    """Return the tables of an XLSX, DOCX, PDF, HTML or text file, told by its content.

    Raises Unreadable with the reason.
    """
    content = _content(file)
    return read_content(content, _kind(file, content))


def read_rows(file: IO[bytes]) -> dict[str, Any]:
    """Return the rows of an XLSX or CSV file, as `rows` writes them.

    Raises Unreadable with the reason.
    """
    content = _content(file)
    kind = _kind(file, content)
    if kind not in {"xlsx", "text"}:
        raise Unreadable(Problem.OTHER_KIND)
    return _apart(f"rows-{kind}", content)


def show_letter(content: bytes, kind: str, *, first: int = 0) -> Letter:
    """Return what a file of a known kind shows; of its pages those from `first` on are drawn.

    pdf, png, jpg, docx, odt or xlsx. Raises Unreadable with the reason.
    """
    return letter_of(_apart(f"letter-{kind}-{first}", content))


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if not content.strip():
        raise Unreadable(Problem.EMPTY)
    if len(content) > MOST_BYTES:
        raise Unreadable(Problem.TOO_BIG)
    return content


def read_content(content: bytes, kind: str) -> list[Grid]:
    """Return the tables of a content of a known kind: xlsx, docx, pdf, html or text.

    Raises Unreadable with the reason.
    """
    return grids_of(_apart(kind, content)["grids"])


def find_sops(grids: list[Grid], *, name: str = "") -> Reading:
    """Return the SOPs in the tables of a file; `name` is the file's.

    Raises Unreadable where there is more than the product takes.
    """
    asked = {"grids": grids_to_plain(grids), "name": name}
    return reading_of(_apart("find", json.dumps(asked).encode())["reading"])


def _apart(what: str, content: bytes) -> dict[str, Any]:
    """Return what came of a work on a content in a process of its own; see `child`."""
    command = [sys.executable, "-s", "-X", "utf8", "-m", "procedures.files.child", what]
    try:
        child = subprocess.run(  # noqa: S603 # our own program, with a word of ours
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            check=False,
            env=bare_environment(),
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(Problem.TOO_LONG) from None
    if child.returncode < 0:
        raise Unreadable(Problem.TOO_LONG)
    if child.returncode:
        raise Unreadable(Problem.DAMAGED)
    answer: dict[str, Any] = json.loads(child.stdout)
    _say_whether_alone(is_alone=answer["is_alone"])
    if "problem" in answer:
        raise Unreadable(Problem(answer["problem"]))
    return answer


@cache
def _say_whether_alone(*, is_alone: bool) -> None:
    """Log, once in a process, where files are read with the network at hand."""
    if not is_alone:
        logger.warning("Files are read with the network at hand: the system allows no namespaces.")


def _kind(file: IO[bytes], content: bytes) -> str:
    """Return the kind of a file; raise Unreadable for one that cannot be read."""
    if content.startswith(OLE):
        raise Unreadable(Problem.ENCRYPTED if ENCRYPTED in content else Problem.OLD_OFFICE)
    kind = checked_kind(file)
    if kind in {"docx", "xlsx", "pdf"}:
        return str(kind)
    if kind is not None or (b"\0" in content[:1000] and not content.startswith(b"\xff\xfe")):
        raise Unreadable(Problem.OTHER_KIND)
    return "html" if b"<table" in content.lower() else "text"
