"""The disk: what is written lasts, and what is said where there is no room left."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

RETRY_AFTER = 300  # seconds: somebody has to make room
FULL = {errno.ENOSPC, errno.EDQUOT}
POSTGRES_FULL = "53100"
SQLITE_BY_THE_WAY = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
"""What SQLite also says where its smaller files find no room."""

PART = ".part"
"""The ending of a file that is being written."""

log = logging.getLogger(__name__)


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or one that it came of, says that the disk has no room left."""
    while error is not None:
        if _says_full(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in SQLITE_BY_THE_WAY:
        return not has_room()
    return code == sqlite3.SQLITE_FULL or getattr(error, "pgcode", None) == POSTGRES_FULL


def has_room(place: Path | int | None = None, size: int = 0) -> bool:
    """Whether so many bytes more leave free what is reserved for the database.

    That is DISK_RESERVE_MB, or a twentieth of a disk on which that is less. The disk is that of a
    folder or of an open file, else that of VAR_DIR.
    """
    disk = shutil.disk_usage(settings.VAR_DIR if place is None else place)
    return disk.free - size >= min(settings.DISK_RESERVE_BYTES, disk.total // 20)


def refuse_without_room(place: Path | int, size: int = 0) -> None:
    """Raise OSError, as a full disk does, where so many bytes would take what is reserved."""
    if not has_room(place, size):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full_disk(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Answer 503 where the disk has no room left, and let the log say so."""
    log.error("The disk is full: %s %s: %s", request.method, request.path, error)
    context = {
        "title": _("The disk is full"),
        "told": _(
            "The server has no room left to write on, so nothing was changed. What is there can "
            "still be read. Tell your administrator, and send it again later."
        ),
    }
    response = render(None, "database.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def trouble() -> str:
    """Return why nothing can be written where files are kept; '' where it can be."""
    try:
        with TemporaryFile(dir=settings.VAR_DIR, buffering=0) as file:
            file.write(b"?")
    except OSError as error:
        return error.strerror or str(error)
    return "" if has_room() else os.strerror(errno.ENOSPC)


@contextmanager
def written(path: Path, chunks: Iterable[bytes], *, mode: int = 0o600) -> Iterator[Path]:
    """Write a file that lasts, under another name beside `path`, for the block to name it.

    Nothing of it stays under that name, whatever comes. The folder is synced after the block.
    """
    part = path.with_name(f"{uuid4().hex}{PART}")
    try:
        with open(part, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        yield part
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder outlast a loss of power."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
