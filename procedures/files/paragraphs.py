"""Paragraphs and tables of Word files, as Word shows them: one behind the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from procedures.files.letters import HEADINGS, Block, LetterTable, Paragraph
from procedures.files.looks import TextStyles, styles_of
from procedures.files.numbering import Numbering
from procedures.files.runs import (
    CELL,
    DELETED,
    PARAGRAPH,
    TABLE,
    Shown,
    inside,
    row_change,
    rows_of,
)

VALUE = qn("w:val")


def docx_blocks(content: bytes) -> list[Block]:
    """Return the head of the first page, then the paragraphs and tables of a Word file.

    Texts of boxes stand behind the paragraph that they are fixed to; changes are shown as Word
    shows them, as if they were accepted.
    """
    document = docx.Document(BytesIO(content))
    reader = _Letter(styles_of(document.styles.element), Numbering.of(document))
    head = [section.header for section in document.sections[:1]]
    parts = [each._element for each in head if not each.is_linked_to_previous]
    return [block for part in [*parts, document.element.body] for block in reader.blocks(part)]


@dataclass
class _Letter:
    styles: TextStyles
    numbering: Numbering
    headings: dict[str, int] = field(default_factory=dict)

    def blocks(self, part: Any) -> Iterator[Block]:
        """Yield what stands in a part, from top to bottom; nothing empty."""
        for element in inside(part, PARAGRAPH, TABLE):
            if element.tag == TABLE:
                yield LetterTable(tuple(self._rows(element)))
            else:
                yield from self._paragraph(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        shown = Shown(self.styles)
        shown.read(element)
        before = self.numbering.before(element) if shown.text else ""
        if shown.text:
            yield Paragraph(f"{before} {shown.text}".strip(), _level(element))
        if shown.shapes:
            yield Paragraph(shown.shapes)

    def _rows(self, table: Any) -> Iterator[tuple[str, ...]]:
        for row in rows_of(table):
            if row_change(row) not in DELETED:
                yield tuple(self._cell(cell) for cell in inside(row, CELL))

    def _cell(self, cell: Any) -> str:
        shown = Shown(self.styles)
        shown.read(cell)
        return "\n".join(text for text in (shown.text, shown.shapes) if text)


def _level(paragraph: Any) -> int:
    """Return the level of a heading, by its style's name or its outline; 0 for other text."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return 0
    outline, style = properties.find(qn("w:outlineLvl")), properties.find(qn("w:pStyle"))
    said = "" if outline is None else outline.get(VALUE, "")
    level = int(said) + 1 if said.isascii() and said.isdigit() else 0
    name = "" if style is None else style.get(VALUE, "")
    if name.casefold() == "title":
        level = 1
    if name[:-1].casefold() in {"heading", "judul"} and name[-1].isdigit():
        level = int(name[-1])
    return level if level <= HEADINGS else 0
