"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import zipfile
from typing import IO

SIGNATURES = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
}
# The part that makes an Open XML package what it is (ECMA-376 part 2).
OPEN_XML_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
ODT = b"application/vnd.oasis.opendocument.text"
MACROS = "vbaProject.bin"


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


def _package_kind(file: IO[bytes]) -> str | None:
    try:
        with zipfile.ZipFile(file) as package:
            names = set(package.namelist())
            if any(name.endswith(MACROS) for name in names):
                return None
            if "mimetype" in names:
                with package.open("mimetype") as mimetype:
                    return "odt" if mimetype.read(len(ODT) + 1) == ODT else None
            return next((kind for part, kind in OPEN_XML_PARTS.items() if part in names), None)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    finally:
        file.seek(0)
