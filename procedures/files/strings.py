"""The letters of the strings in a workbook as its XML has them: the second look."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from posixpath import join, normpath, split
from typing import IO, Any

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from procedures.blanks import letters_of
from procedures.files.values import unescaped

Letters = dict[tuple[int, int], str]
WORKBOOK = "xl/workbook.xml"


def sheet_letters(file: IO[bytes], rows: int, columns: int) -> dict[str, Letters]:
    """Return the letters of each string by the sheet's name, by row and column from 1.

    Only up to so many rows and columns. Numbers and formulas have no letters of their own.
    """
    with zipfile.ZipFile(file) as package:
        strings = [letters_of(each) for each in strings_of(package, parts_of(package).values())]
        return {
            name: dict(_letters(package, part, strings, (rows, columns)))
            for name, part, _is_seen in sheets_of(package)
        }


def sheets_with_boxes(file: IO[bytes]) -> set[str]:
    """Return the names of the sheets over which texts stand in boxes and other shapes."""
    with zipfile.ZipFile(file) as package:
        return {
            name
            for name, part, _is_seen in sheets_of(package)
            for drawing in parts_of(package, part).values()
            if "/drawings/drawing" in f"/{drawing}"
            and any(letters_of(text.text or "") for text in _elements(package, drawing, "t"))
        }


def sheets_of(package: zipfile.ZipFile) -> Iterator[tuple[str, str, bool]]:
    """Yield each sheet of cells of a workbook: its name, its part, and whether it is seen."""
    targets = parts_of(package)
    for sheet in _elements(package, WORKBOOK, "sheet"):
        is_seen = (sheet.get("state") or "visible") == "visible"
        part = targets.get(_relation(sheet), "")
        if "worksheets/" in part:
            yield sheet.get("name"), part, is_seen


def parts_of(package: zipfile.ZipFile, part: str = WORKBOOK) -> dict[str, str]:
    """Return the parts that one leads to, the workbook unless told otherwise, by their names."""
    folder, name = split(part)
    return {
        each.get("Id", ""): normpath(join(f"/{folder}", each.get("Target", "")))[1:]
        for each in _elements(package, f"{folder}/_rels/{name}.rels", "Relationship")
    }


def _relation(sheet: Any) -> str:
    ids = (value for name, value in sheet.attrib.items() if etree.QName(name).localname == "id")
    return next(ids, "")


def _elements(package: zipfile.ZipFile, part: str, name: str) -> Iterator[Any]:
    """Yield the elements of a name in a part, if there is one; what was yielded is forgotten."""
    parts = {each.casefold(): each for each in package.namelist()}
    if part.casefold() not in parts:
        return
    with package.open(parts[part.casefold()]) as content:
        for _end, element in etree.iterparse(content, tag=f"{{*}}{name}", resolve_entities=False):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def strings_of(package: zipfile.ZipFile, parts: Iterable[str]) -> list[str]:
    """Return the strings that the cells of a workbook share, in their order."""
    part = next((each for each in parts if each.lower().endswith("/sharedstrings.xml")), "")
    return [_texts(item) for item in _elements(package, part, "si")]


def _texts(element: Any) -> str:
    """Return all texts in an element but those that say how they are spoken."""
    return "".join(
        unescaped(text.text or "")
        for text in element.iter("{*}t")
        if etree.QName(text.getparent()).localname != "rPh"
    )


def _letters(
    package: zipfile.ZipFile, part: str, strings: list[str], most: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in _elements(package, part, "c"):
        at = coordinate_to_tuple(cell.get("r")) if cell.get("r") else None
        if at is None or at[0] > most[0] or at[1] > most[1]:
            continue
        kind, value = cell.get("t"), cell.findtext("{*}v") or ""
        if kind == "s" and value.isdecimal() and int(value[:9]) < len(strings):
            yield at, strings[int(value[:9])]
        elif kind == "inlineStr":
            yield at, letters_of(_texts(cell))
        elif kind == "str":
            yield at, letters_of(unescaped(value))
