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
from django.core.cache.backends.base import DEFAULT_TIMEOUT

from procedures.files import reader
from procedures.files.letters import AT_ONCE, Letter
from procedures.files.problems import Problem, Unreadable
from workflow.models import Attachment, Document
from workflow.reports.uploads import whole_file

log = logging.getLogger(__name__)

CODE = Path(reader.__file__).parent
LIBRARIES = ("pypdfium2", "Pillow", "pi-heif")
PASSING = {Problem.TOO_LONG}
"""What may go better another time."""

AGAIN_AFTER = 60 * 60
"""Seconds after which that is tried again; whoever asks before is told what came of it."""

TOLD = "told"
"""Under which the letter itself is kept; its pictures are by their pages."""


def letter_file(document: Document, files: Sequence[Attachment]) -> Attachment | None:
    """Return the file that is the letter: the newest version of the one that was marked.

    Where none was, or none of that name is there, the file that came last. None without files.
    """
    marked = [file for file in files if file.name == document.letter]
    return max(marked or files, key=lambda file: (file.uploaded_at, file.pk), default=None)


def earlier_file(file: Attachment, files: Sequence[Attachment]) -> Attachment | None:
    """Return the version before that of a file, among the files of its document."""
    before = (each for each in files if each.name == file.name and each.version < file.version)
    return max(before, key=lambda each: each.version, default=None)


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
    found: bytes | Problem | None = caches["letters"].get(_key(file, number))
    if found is None:
        at = number - 1
        made = _made(file, first=at - at % AT_ONCE)
        found = made if isinstance(made, Problem) else made.pages[at].picture
    if isinstance(found, Problem):
        raise Unreadable(found)
    return found


def _made(file: Attachment, *, first: int) -> Letter | Problem:
    """Return what a file shows, some pages from `first` on drawn; they are kept, too.

    A page that cannot be drawn takes those drawn with it, but not the words of the others.
    """
    with whole_file(file) as content:
        try:
            found = reader.show_letter(content.read(), file.kind, first=first)
        except Unreadable as why:
            timeout = AGAIN_AFTER if why.problem in PASSING else DEFAULT_TIMEOUT
            for what in range(first + 1, first + AT_ONCE + 1) if first else (TOLD,):
                _keep(file, what, why.problem, timeout)
            return why.problem
    for number, page in enumerate(found.pages, 1):
        if page.picture:
            _keep(file, number, page.picture)
    _keep(file, TOLD, _without_pictures(found))
    return found


def _without_pictures(letter: Letter) -> Letter:
    return replace(letter, pages=tuple(replace(page, picture=b"") for page in letter.pages))


def _keep(file: Attachment, what: str | int, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> None:
    try:
        caches["letters"].set(_key(file, what), value, timeout)
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
