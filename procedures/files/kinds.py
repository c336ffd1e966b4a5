"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re
from typing import IO

from procedures.files.packages import ODT, package_kind
from procedures.files.problems import Unreadable

__all__ = ["ODT", "checked_kind", "file_kind"]

SIGNATURES = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
}
HEAD = 12
BRANDS = re.compile(rb"(?s).{4}ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)")
"""Photographs as iPhones keep them begin with a box that names its brand (ISO/IEC 23008-12)."""


def file_kind(file: IO[bytes]) -> str | None:
    """Return pdf, docx, xlsx, odt, png, jpg or heic; None for anything else.

    Packages that are not as `checked_kind` wants them are something else. The file is left at its
    beginning.
    """
    try:
        return checked_kind(file)
    except Unreadable:
        return None


def checked_kind(file: IO[bytes]) -> str | None:
    """Return pdf, docx, xlsx, odt, png, jpg or heic; None for what is no package and none of these.

    Raises Unreadable for a package that is not accepted; see `package_kind`. The file is left at
    its beginning.
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if BRANDS.match(head):
        return "heic"
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    try:
        return package_kind(file) if head.startswith(b"PK\x03\x04") else None
    finally:
        file.seek(0)
