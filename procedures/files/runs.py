"""What Word shows of a paragraph or a cell, and the letters that the file has there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from procedures.blanks import letters_of, parted
from procedures.files import equations
from procedures.files.fields import CODE, OpenField
from procedures.files.fields import READERS as FIELD_READERS
from procedures.files.looks import (
    TextStyles,
    colour_of,
    ground_of,
    has_ground,
    is_faint,
    is_hidden,
    is_raised,
    is_struck,
    symbol_font,
    toggle,
)
from procedures.files.nested import nested_lines
from procedures.files.raw import ALTERNATIVES, TEXTS, WORD_ART, chosen, text_of
from procedures.reading.doubts import Doubt
from procedures.reading.symbols import UNKNOWN, in_font

ELSEWHERE = frozenset(
    (
        *(qn("c:chart"), qn("dgm:relIds"), qn("w:altChunk"), qn("w:subDoc"), qn("w:pgNum")),
        *(qn(f"w:{part}{form}") for part in ("day", "month", "year") for form in ("Short", "Long")),
    )
)
"""What stands in parts of its own, or is worked out: charts, diagrams, numbers of pages, dates."""

RUN, PARAGRAPH, TABLE = qn("w:r"), qn("w:p"), qn("w:tbl")
ROW, CELL = qn("w:tr"), qn("w:tc")
DELETED = frozenset((qn("w:del"), qn("w:moveFrom")))
INSERTED = frozenset((qn("w:ins"), qn("w:moveTo")))
DRAWINGS = frozenset(qn(f"w:{name}") for name in ("drawing", "pict", "object"))
NOTES = frozenset(qn(f"w:{name}") for name in ("footnoteReference", "endnoteReference"))
UNSHOWN = frozenset(
    qn(f"w:{name}")
    for name in (
        *("rPr", "pPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr"),
        *("instrText", "delInstrText", "delText", "fldData", "rt", "smartTagPr", "customXmlPr"),
    )
)
SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
VALUE, CHARACTER, FONT = qn("w:val"), qn("w:char"), qn("w:font")


def inside(element: Any, *names: str) -> Iterator[Any]:
    """Yield the nearest elements of some names below one, through whatever stands around them.

    What was deleted is not gone into, of alternatives the first is.
    """
    for child in _shown(element):
        if child.tag in names:
            yield child
        else:
            yield from inside(child, *names)


def _shown(element: Any) -> Iterator[Any]:
    if element.tag == ALTERNATIVES:
        yield from chosen(element)
        return
    yield from (each for each in element if each.tag not in UNSHOWN and each.tag not in DELETED)


@dataclass
class Shown:
    """What Word shows of an element, read piece by piece."""

    styles: TextStyles
    pieces: list[str] = field(default_factory=list)
    boxed: list[str] = field(default_factory=list)
    doubts: dict[Doubt, None] = field(default_factory=dict)
    fields: list[OpenField] = field(default_factory=list)
    worked_out: str = ""
    """Letters that it took from the codes of fields, which the file has nowhere else."""

    font: str = ""
    is_hidden: bool = False
    is_struck: bool = False
    is_boxed: bool = False
    is_faint: bool = False
    has_ground: bool = False
    """Whether what stands in it has another ground than white."""

    ground: str = ""
    """The colour of that ground, where it is one alone."""

    is_raised: bool = False
    was_raised: bool = False
    has_joined: bool = False
    style: str = ""

    @property
    def text(self) -> str:
        """Its text without that of shapes, in lines."""
        return "".join(self.pieces).strip()

    @property
    def shapes(self) -> str:
        """The text of shapes that are fixed to it."""
        return "".join(self.boxed).strip()

    def read(self, element: Any) -> None:
        """Take in an element and what is in it."""
        tag = element.tag
        if tag in DELETED or tag in INSERTED:
            self.doubts[Doubt.CHANGES] = None
        if (tag in UNSHOWN and tag != CODE) or tag in DELETED:
            return
        if tag in READERS:
            READERS[tag](self, element)
            return
        if tag in SIGNS:
            self.take(SIGNS[tag])
        if tag in NOTES or tag in ELSEWHERE:
            self.doubts[Doubt.LETTERS_LOST] = None
        self.read_all(chosen(element) if tag == ALTERNATIVES else element)

    def read_all(self, elements: Any) -> None:
        """Take in elements, one behind the other."""
        for each in elements:
            if isinstance(each.tag, str):
                self.read(each)

    def take(self, text: str) -> None:
        """Take in a text as it looks now."""
        if not text or not all(each.is_over for each in self.fields):
            return
        for each in self.fields:
            each.has_text |= bool(text.strip())
        reasons = {
            Doubt.HIDDEN: self.is_hidden,
            Doubt.STRUCK: self.is_struck,
            Doubt.BOXED: self.is_boxed,
            Doubt.UNKNOWN_SIGN: UNKNOWN in text,
            Doubt.FAINT: self.is_faint and not self.is_boxed,
        }
        if text.strip():
            self.doubts |= {doubt: None for doubt, applies in reasons.items() if applies}
        if not self.is_hidden:
            into = self.boxed if self.is_boxed else self.pieces
            before = into[-1] if into and self.was_raised is not self.is_raised else ""
            into.append(parted(before, text.replace(UNKNOWN, "•")))
            self.was_raised = self.is_raised

    def _text(self, element: Any) -> None:
        self.take(in_font(text_of(element), self.font))

    def _word_art(self, path: Any) -> None:
        self._begin_line()
        self.take(text_of(path))

    def _sign(self, element: Any) -> None:
        code = element.get(CHARACTER, "")
        try:
            self.take(in_font(chr(int(code, 16)), element.get(FONT)))
        except (ValueError, OverflowError):
            self.take(UNKNOWN)

    def _run(self, run: Any) -> None:
        before = self.font, self.is_hidden, self.is_struck, self.is_raised, self.is_faint
        look = run.find(qn("w:rPr"))
        named = None if look is None else look.find(qn("w:rStyle"))
        styles = {self.style, "" if named is None else named.get(VALUE, "")}
        hidden, struck = is_hidden(look), is_struck(look)
        raised = is_raised(look)
        self.font = symbol_font(run)
        self.is_raised = bool(styles & self.styles.raising) if raised is None else raised
        self.is_hidden = bool(styles & self.styles.hiding) if hidden is None else hidden
        self.is_struck = bool(styles & self.styles.striking) if struck is None else struck
        self.is_faint = self._is_faint(look, styles)
        self.read_all(run)
        self.font, self.is_hidden, self.is_struck, self.is_raised, self.is_faint = before

    def _is_faint(self, look: Any, styles: set[str]) -> bool:
        said = is_faint(look)
        is_said = bool(styles & self.styles.fading) if said is None else said
        is_as_its_ground = colour_of(look) == (ground_of(look) or self.ground) != ""
        return is_as_its_ground or (is_said and not (self.has_ground or has_ground(look)))

    def _paragraph(self, paragraph: Any) -> None:
        self._begin_line()
        before = self.style, self.has_ground, self.ground
        properties = paragraph.find(qn("w:pPr"))
        named = None if properties is None else properties.find(qn("w:pStyle"))
        self.style = "" if named is None else named.get(VALUE, "")
        self.has_ground |= self.style in self.styles.grounding
        self.has_ground |= has_ground(properties)
        self.ground = ground_of(properties) or self.ground
        self.read_all(paragraph)
        self.style, self.has_ground, self.ground = before
        mark = None if properties is None else properties.find(f"{qn('w:rPr')}/{qn('w:del')}")
        self.has_joined = mark is not None
        if self.has_joined:
            self.doubts[Doubt.CHANGES] = None

    def _begin_line(self) -> None:
        into = self.boxed if self.is_boxed else self.pieces
        if into and not self.has_joined:
            into.append("\n")
        self.has_joined = False

    def _control(self, control: Any) -> None:
        """Read a content control, unless it only shows what is to be written into it."""
        if toggle(control.find(qn("w:sdtPr")), "showingPlcHdr"):
            self.doubts[Doubt.HIDDEN] = None
            return
        self.read_all(control)

    def _drawing(self, drawing: Any) -> None:
        before, self.is_boxed = self.is_boxed, True
        self.read_all(drawing)
        self.is_boxed = before

    def _table(self, table: Any) -> None:
        rows = []
        for row in rows_of(table):
            if row_change(row) in DELETED:
                self.doubts[Doubt.CHANGES] = None
                continue
            rows.append([self._apart(cell) for cell in inside(row, CELL)])
        self._begin_line()
        (self.boxed if self.is_boxed else self.pieces).append("\n".join(nested_lines(rows)))

    def _apart(self, cell: Any) -> str:
        """Return the text of a cell in a cell."""
        own = Shown(
            self.styles,
            doubts=self.doubts,
            has_ground=self.has_ground or has_ground(cell.find(qn("w:tcPr"))),
            ground=ground_of(cell.find(qn("w:tcPr"))) or self.ground,
        )
        own.read(cell)
        self.boxed += ["\n", own.shapes] if own.shapes else []
        self.worked_out += own.worked_out
        return own.text

    def lacks(self, letters: str) -> bool:
        """Tell whether the file has other letters than were read; shapes stand anywhere."""
        read, boxed = letters_of(self.text), letters_of(self.shapes)
        if boxed or self.worked_out:
            return sorted(letters + self.worked_out) != sorted(read + boxed)
        return letters != read


def rows_of(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, the deleted ones too."""
    return inside(table, ROW)


def row_change(row: Any) -> str | None:
    """Return how a row was changed without being accepted yet: the tag that says so."""
    properties = row.find(qn("w:trPr"))
    marks = [] if properties is None else [each.tag for each in properties]
    return next((tag for tag in marks if tag in DELETED or tag in INSERTED), None)


READERS = {
    **equations.READERS,
    **FIELD_READERS,
    **dict.fromkeys(TEXTS, Shown._text),
    WORD_ART: Shown._word_art,
    **dict.fromkeys(DRAWINGS, Shown._drawing),
    qn("w:sym"): Shown._sign,
    RUN: Shown._run,
    PARAGRAPH: Shown._paragraph,
    TABLE: Shown._table,
    qn("w:sdt"): Shown._control,
}
