"""Packages of Open XML and OpenDocument: what they are, and that nothing in them acts by itself."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import IO
from urllib.parse import unquote

from procedures.files.acting import Watch
from procedures.files.problems import Problem, Unreadable

# The part that makes an Open XML package what it is (ECMA-376 part 2).
OPEN_XML_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
ODT = b"application/vnd.oasis.opendocument.text"

MOST_PARTS = 5_000
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PART = 25 * 1024 * 1024
"""What a package unpacks to, in all and in one part of XML, is no bigger."""

MOST_GROWN = 4
"""A larger package, of pictures for the most part, unpacks to so many times its size at most."""

MACRO_FOLDERS = ("basic/", "scripts/", "xl/macrosheets/")
ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What zipfile raises on damaged or hostile packages.
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

Parts = dict[str, zipfile.ZipInfo]


def package_kind(file: IO[bytes], *, is_embedded: bool = False) -> str:
    """Return docx, xlsx or odt.

    Raises Unreadable for anything else, for a package with macros, programs or links that act by
    themselves, and for what is damaged, encrypted or unpacks to too much. What `is_embedded` may
    embed nothing itself.
    """
    try:
        with zipfile.ZipFile(file) as package:
            parts = _parts(package)
            kind = _kind(package, parts)
            _look_through(package, parts, is_embedded=is_embedded)
    except UNREADABLE:
        raise Unreadable(Problem.DAMAGED) from None
    return kind


def _parts(package: zipfile.ZipFile) -> Parts:
    """Return the parts by their plain names; refuse what no office program writes."""
    listed = package.infolist()
    parts = {_plain(part.filename): part for part in listed}
    if any(part.flag_bits & ENCRYPTED for part in listed):
        raise Unreadable(Problem.ENCRYPTED)
    if any(name.endswith("vbaproject.bin") or name.startswith(MACRO_FOLDERS) for name in parts):
        raise Unreadable(Problem.MACROS)
    if any("/activex/" in name for name in parts):
        raise Unreadable(Problem.ACTING)
    _refuse_odd(listed, parts)
    _refuse_bomb(listed, parts)
    return parts


def _plain(name: str) -> str:
    """Return the name of a part as programs compare it: without case and percent codes."""
    plain = unquote(unquote(name)).replace("\\", "/").casefold()
    return normpath(plain).lstrip("/") + "/" * plain.endswith("/")


def _refuse_odd(listed: list[zipfile.ZipInfo], parts: Parts) -> None:
    """Refuse two parts of one name, parts in pieces, other ways of packing, something before."""
    is_odd = (
        not listed
        or len(parts) < len(listed)
        or any(".piece" in name or name.startswith("../") for name in parts)
        or any(part.compress_type not in METHODS for part in listed)
        or min(part.header_offset for part in listed) > 0
    )
    if is_odd:
        raise Unreadable(Problem.DAMAGED)


def _refuse_bomb(listed: list[zipfile.ZipInfo], parts: Parts) -> None:
    """Look at the sizes that a package declares; nothing unpacks to more than its own."""
    texts = [part.file_size for name, part in parts.items() if _is_xml(name)]
    most = max(MOST_UNPACKED, MOST_GROWN * sum(part.compress_size for part in listed))
    is_bomb = (
        len(listed) > MOST_PARTS
        or max(texts, default=0) > MOST_PART
        or sum(texts) > MOST_UNPACKED
        or sum(part.file_size for part in listed) > most
    )
    if is_bomb:
        raise Unreadable(Problem.UNPACKS_TOO_BIG)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _kind(package: zipfile.ZipFile, parts: Parts) -> str:
    kind = None
    if "mimetype" in parts:
        with package.open(parts["mimetype"]) as mimetype:
            kind = "odt" if mimetype.read(len(ODT) + 1) == ODT else None
    else:
        kind = next((kind for part, kind in OPEN_XML_PARTS.items() if part in parts), None)
    if kind is None:
        raise Unreadable(Problem.OTHER_KIND)
    return kind


def _look_through(package: zipfile.ZipFile, parts: Parts, *, is_embedded: bool) -> None:
    """Raise Unreadable for what acts by itself in any part."""
    for name, part in parts.items():
        if not _is_xml(name):
            continue
        watch = Watch(is_open_document="mimetype" in parts)
        with package.open(part) as content:
            watch.look_through(content)
        for target in watch.embedded:
            path = _target(name, target)
            if "mimetype" in parts and f"{path}/content.xml" in parts:
                continue  # a drawing or a formula: its own parts are looked through as well
            if is_embedded or path not in parts or not _is_harmless(package, parts[path]):
                raise Unreadable(Problem.ACTING)


def _target(name: str, target: str) -> str:
    """Return the plain name of the part that a part leads to."""
    folder = dirname(name)
    if name.endswith(".rels"):
        folder = dirname(folder)
    return _plain(target if target.startswith("/") else join(folder, target))


def _is_harmless(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Tell whether an embedded part is a package in which nothing acts: the sheet of a chart."""
    if part.file_size > MOST_PART:
        return False
    try:
        return bool(package_kind(BytesIO(package.read(part)), is_embedded=True))
    except Unreadable:
        return False
