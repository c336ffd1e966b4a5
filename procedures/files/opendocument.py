"""Paragraphs and tables of OpenDocument texts (ISO/IEC 26300)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from procedures.files.letters import HEADINGS, Block, LetterTable, Paragraph
from procedures.files.packages import MOST_PART
from procedures.files.problems import Problem, Unreadable

NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}


def named(name: str) -> str:
    """Return the full name of an element or attribute: 'text:p'."""
    prefix, local = name.split(":")
    return f"{{{NAMES[prefix]}}}{local}"


HEADING, PARAGRAPH, LIST, ITEM = map(named, ("text:h", "text:p", "text:list", "text:list-item"))
TABLE, ROW, CELL = map(named, ("table:table", "table:table-row", "table:table-cell"))
BLANKS, TAB, BREAK = map(named, ("text:s", "text:tab", "text:line-break"))
SIGNS = {TAB: "\t", BREAK: "\n"}
UNSHOWN = set(map(named, ("text:tracked-changes", "office:annotation", "text:sequence-decls")))
MOST_BLANKS = 100
LONGEST_NUMBER = 6
MOST_REPEATED = 100
"""What is said to stand there many times is shown so often at most."""


def odt_blocks(content: bytes) -> list[Block]:
    """Return the paragraphs and tables of an OpenDocument text; Unreadable where it is none."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            part = package.read("content.xml")
    except (KeyError, zipfile.BadZipFile, OSError, RuntimeError, ValueError):
        raise Unreadable(Problem.DAMAGED) from None
    if len(part) > MOST_PART:
        raise Unreadable(Problem.TOO_BIG)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    body = etree.fromstring(part, parser).find(f".//{named('office:text')}")
    return [] if body is None else list(_blocks(body))


def _blocks(parent: Any) -> Iterator[Block]:
    for element in parent:
        if isinstance(element.tag, str) and element.tag not in UNSHOWN:
            yield from READERS.get(element.tag, _blocks)(element)


def _heading(element: Any) -> Iterator[Block]:
    yield Paragraph(_text(element), _number(element, "text:outline-level", most=HEADINGS))


def _paragraph(element: Any) -> Iterator[Block]:
    yield Paragraph(_text(element))


def _table(element: Any) -> Iterator[Block]:
    yield LetterTable(tuple(_rows(element)))


def _items(items: Any) -> Iterator[Block]:
    """Yield what stands in a list, each item with a dot before it."""
    for item in items.iter(ITEM):
        own = [each for each in item if each.tag in (PARAGRAPH, HEADING)]
        for number, each in enumerate(own):
            yield Paragraph(f"• {_text(each)}" if number == 0 else _text(each))


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    for row in table.iter(ROW):
        cells = [each for each in row if each.tag == CELL]
        found: list[str] = []
        for cell in cells:
            text = "\n".join(_text(each) for each in cell.iter(PARAGRAPH, HEADING))
            found += [text] * (_number(cell, "table:number-columns-repeated") if text else 1)
        yield tuple(found)


def _number(element: Any, name: str, *, most: int = MOST_REPEATED) -> int:
    said = element.get(named(name), "1")
    return (
        min(int(said), most)
        if said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER
        else 1
    )


@dataclass
class _Pieces:
    """The text of a paragraph, piece by piece."""

    found: list[str]

    def take(self, element: Any) -> None:
        """Take in what stands in an element."""
        self.found.append(element.text or "")
        for each in element:
            if isinstance(each.tag, str) and each.tag not in UNSHOWN:
                self._take_child(each)
            self.found.append(each.tail or "")

    def _take_child(self, element: Any) -> None:
        if element.tag == BLANKS:
            self.found.append(" " * _number(element, "text:c", most=MOST_BLANKS))
        elif element.tag in SIGNS:
            self.found.append(SIGNS[element.tag])
        else:
            self.take(element)


def _text(element: Any) -> str:
    pieces = _Pieces([])
    pieces.take(element)
    return "".join(pieces.found).strip()


READERS: dict[str, Callable[[Any], Iterator[Block]]] = {
    HEADING: _heading,
    PARAGRAPH: _paragraph,
    TABLE: _table,
    LIST: _items,
}
