"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO

SIGNATURES = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
}
# The part that makes an Open XML package what it is (ECMA-376 part 2).
OPEN_XML_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
ODT = b"application/vnd.oasis.opendocument.text"
# Where macros lie: by the part's name in Open XML and ODF, and by its declared type, because in
# Open XML the name is free (ECMA-376 part 2). Names of parts know no case.
TYPES, TYPES_LIMIT = "[content_types].xml", 1024 * 1024
MACRO_TYPES = (b"macroenabled", b"vbaproject")
MACRO_FOLDERS = ("basic/", "scripts/", "xl/macrosheets/")
# What zipfile raises on damaged, encrypted or hostile packages.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def file_kind(file: IO[bytes]) -> str | None:
    """Return pdf, docx, xlsx, odt, png or jpg; None for anything else.

    Packages with macros are something else. The file is left at its beginning.
    """
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    return _package_kind(file) if head.startswith(b"PK\x03\x04") else None


def has_macros(file: IO[bytes]) -> bool:
    """Tell whether a file is a package with macros. The file is left at its beginning."""
    try:
        with zipfile.ZipFile(file) as package:
            return _has_macros(package, {name.lower(): name for name in package.namelist()})
    except UNREADABLE:
        return False
    finally:
        file.seek(0)


def _package_kind(file: IO[bytes]) -> str | None:
    try:
        with zipfile.ZipFile(file) as package:
            names = {name.lower(): name for name in package.namelist()}
            if _has_macros(package, names):
                return None
            if "mimetype" in names:
                with package.open(names["mimetype"]) as mimetype:
                    return "odt" if mimetype.read(len(ODT) + 1) == ODT else None
            return next((kind for part, kind in OPEN_XML_PARTS.items() if part in names), None)
    except UNREADABLE:
        return None
    finally:
        file.seek(0)


def _has_macros(package: zipfile.ZipFile, names: Mapping[str, str]) -> bool:
    """Whether a package holds macros; `names` gives its parts by their name in small letters."""
    if any(name.endswith("vbaproject.bin") or name.startswith(MACRO_FOLDERS) for name in names):
        return True
    if TYPES not in names:
        return False
    with package.open(names[TYPES]) as types:
        text = types.read(TYPES_LIMIT).lower()
    return len(text) == TYPES_LIMIT or any(word in text for word in MACRO_TYPES)
