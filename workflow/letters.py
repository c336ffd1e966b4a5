"""The letter of a document as its pages show it: which file it is, and what of it is kept."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from django.core.cache import caches

from procedures.files import reader
from procedures.files.letters import AT_ONCE, Letter
from procedures.files.problems import Problem, Unreadable
from workflow.models import Attachment, Document
from workflow.reports.uploads import whole_file

log = logging.getLogger(__name__)

CODE = Path(reader.__file__).parent
LIBRARIES = ("pypdfium2", "Pillow", "pi-heif")
PASSING = {Problem.TOO_LONG}
"""What may go better another time: it is not kept."""

TOLD = "told"
"""Under which the letter itself is kept; its pictures are by their pages."""


def letter_file(document: Document, files: Sequence[Attachment]) -> Attachment | None:
    """Return the file that is the letter: the newest version of the one that was marked.

    Where none was, or none of that name is there, the file that came last. None without files.
    """
    marked = [file for file in files if file.name == document.letter]
    return max(marked or files, key=lambda file: (file.uploaded_at, file.pk), default=None)


def letter_of(file: Attachment) -> Letter:
    """Return what a file shows, without pictures; made where it is not kept yet.

    Raises Unreadable with the reason, and Damaged where the file is not what was uploaded.
    """
    found = kept_letter(file) or _made(file, first=0)
    if isinstance(found, Problem):
        raise Unreadable(found)
    return _without_pictures(found)


def kept_letter(file: Attachment) -> Letter | Problem | None:
    """Return what is kept of a file: what it shows, or why it cannot be shown; None of neither."""
    found: Letter | Problem | None = caches["letters"].get(_key(file, TOLD))
    return found


def picture_of(file: Attachment, number: int) -> bytes | None:
    """Return the picture (WebP) of a page, counted from 1; None where there is no such page.

    Raises what `letter_of` raises.
    """
    if number not in range(1, len(letter_of(file).pages) + 1):
        return None
    found: bytes | None = caches["letters"].get(_key(file, number))
    if found is not None:
        return found
    at = number - 1
    drawn = _made(file, first=at - at % AT_ONCE)
    return drawn.pages[at].picture if isinstance(drawn, Letter) else None


def _made(file: Attachment, *, first: int) -> Letter | Problem:
    """Return what a file shows, some pages from `first` on drawn; they are kept, too."""
    with whole_file(file) as content:
        try:
            found = reader.show_letter(content.read(), file.kind, first=first)
        except Unreadable as why:
            if why.problem not in PASSING:
                _keep(file, TOLD, why.problem)
            return why.problem
    for number, page in enumerate(found.pages, 1):
        if page.picture:
            _keep(file, number, page.picture)
    _keep(file, TOLD, _without_pictures(found))
    return found


def _without_pictures(letter: Letter) -> Letter:
    return replace(letter, pages=tuple(replace(page, picture=b"") for page in letter.pages))


def _keep(file: Attachment, what: str | int, value: Any) -> None:
    try:
        caches["letters"].set(_key(file, what), value)
    except OSError as error:
        log.warning("What a letter shows could not be kept: %s", error)


def _key(file: Attachment, what: str | int) -> str:
    told = f"{file.sha256}|{file.kind}|{what}|{_ways()}"
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def _ways() -> str:
    """Return the digest of the code and the libraries that read and draw letters."""
    digest = hashlib.sha256(" ".join(map(version_of, LIBRARIES)).encode())
    for path in sorted(CODE.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
