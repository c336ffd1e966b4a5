"""What Word shows of a paragraph or a cell, and the letters that the file has there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from procedures.blanks import letters_of, parted
from procedures.files.looks import TextStyles, is_hidden, is_raised, is_struck, symbol_font, toggle
from procedures.files.nested import nested_lines
from procedures.reading.doubts import Doubt
from procedures.reading.symbols import UNKNOWN, in_font

MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = (
    MARKUP + name for name in ("AlternateContent", "Choice", "Fallback")
)
TEXTS = frozenset((qn("w:t"), qn("a:t"), qn("m:t")))
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
        yield from _chosen(element)
        return
    yield from (each for each in element if each.tag not in UNSHOWN and each.tag not in DELETED)


def _chosen(alternatives: Any) -> list[Any]:
    """Return the first choice that has letters; without any the first."""
    offered = [each for each in alternatives if each.tag in {CHOICE, FALLBACK}]
    return next(([each] for each in offered if _has_text(each)), offered[:1])


def _has_text(element: Any) -> bool:
    return any(each.text and not each.text.isspace() for each in element.iter(*TEXTS))


def file_letters(element: Any) -> str:
    """Return all letters of an element as the file has them, whatever Word shows of them.

    Of alternatives one counts. This is the second look: it knows nothing of how texts are read.
    """
    return "".join(_file_letters(element))


def _file_letters(element: Any) -> Iterator[str]:
    if element.tag in TEXTS:
        font = symbol_font(element.getparent())
        yield letters_of(in_font(element.text or "", font))
        return
    for child in _chosen(element) if element.tag == ALTERNATIVES else element:
        yield from _file_letters(child)


@dataclass
class Shown:
    """What Word shows of an element, read piece by piece."""

    styles: TextStyles
    pieces: list[str] = field(default_factory=list)
    boxed: list[str] = field(default_factory=list)
    doubts: dict[Doubt, None] = field(default_factory=dict)
    fields: list[bool] = field(default_factory=list)
    """For each field that is open, whether its code is over."""

    font: str = ""
    is_hidden: bool = False
    is_struck: bool = False
    is_boxed: bool = False
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
        if tag in UNSHOWN or tag in DELETED:
            return
        if tag in READERS:
            READERS[tag](self, element)
            return
        if tag in SIGNS:
            self._take(SIGNS[tag])
        if tag in NOTES:
            self.doubts[Doubt.LETTERS_LOST] = None
        self._read_all(_chosen(element) if tag == ALTERNATIVES else element)

    def _read_all(self, elements: Any) -> None:
        for each in elements:
            if isinstance(each.tag, str):
                self.read(each)

    def _take(self, text: str) -> None:
        if not text or not all(self.fields):
            return
        reasons = {
            Doubt.HIDDEN: self.is_hidden,
            Doubt.STRUCK: self.is_struck,
            Doubt.BOXED: self.is_boxed,
            Doubt.UNKNOWN_SIGN: UNKNOWN in text,
        }
        if text.strip():
            self.doubts |= {doubt: None for doubt, applies in reasons.items() if applies}
        if not self.is_hidden:
            into = self.boxed if self.is_boxed else self.pieces
            before = into[-1] if into and self.was_raised is not self.is_raised else ""
            into.append(parted(before, text.replace(UNKNOWN, "•")))
            self.was_raised = self.is_raised

    def _text(self, element: Any) -> None:
        self._take(in_font(element.text or "", self.font))

    def _sign(self, element: Any) -> None:
        code = element.get(CHARACTER, "")
        try:
            self._take(in_font(chr(int(code, 16)), element.get(FONT)))
        except (ValueError, OverflowError):
            self._take(UNKNOWN)

    def _run(self, run: Any) -> None:
        before = self.font, self.is_hidden, self.is_struck, self.is_raised
        look = run.find(qn("w:rPr"))
        named = None if look is None else look.find(qn("w:rStyle"))
        styles = {self.style, "" if named is None else named.get(VALUE, "")}
        hidden, struck = is_hidden(look), is_struck(look)
        self.font, self.is_raised = symbol_font(run), is_raised(look)
        self.is_hidden = bool(styles & self.styles.hiding) if hidden is None else hidden
        self.is_struck = bool(styles & self.styles.striking) if struck is None else struck
        self._read_all(run)
        self.font, self.is_hidden, self.is_struck, self.is_raised = before

    def _fraction(self, fraction: Any) -> None:
        """Read a fraction of an equation as it is written in a line: 1/2."""
        self.was_raised = not self.is_raised
        self._read_all(fraction.iterchildren(qn("m:num")))
        self._take("/")
        self._read_all(fraction.iterchildren(qn("m:den")))

    def _paragraph(self, paragraph: Any) -> None:
        self._begin_line()
        before, properties = self.style, paragraph.find(qn("w:pPr"))
        named = None if properties is None else properties.find(qn("w:pStyle"))
        self.style = "" if named is None else named.get(VALUE, "")
        self._read_all(paragraph)
        self.style = before
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
        self._read_all(control)

    def _drawing(self, drawing: Any) -> None:
        before, self.is_boxed = self.is_boxed, True
        self._read_all(drawing)
        self.is_boxed = before

    def _field(self, sign: Any) -> None:
        """Follow the signs at which a field begins, goes over to its result, and ends."""
        kind = sign.get(qn("w:fldCharType"))
        if kind == "begin":
            box = next(sign.iter(qn("w:checkBox")), None)
            if box is not None:
                self._take("☒" if _is_checked(box) else "☐")
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

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
        own = Shown(self.styles, doubts=self.doubts, is_boxed=False)
        own.read(cell)
        self.boxed += ["\n", own.shapes] if own.shapes else []
        return own.text


def _is_checked(box: Any) -> bool:
    """Tell whether a box of a form is ticked: by hand, else from the beginning."""
    said = [toggle(box, name) for name in ("checked", "default")]
    return next((each for each in said if each is not None), False)


def rows_of(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, the deleted ones too."""
    return inside(table, ROW)


def row_change(row: Any) -> str | None:
    """Return how a row was changed without being accepted yet: the tag that says so."""
    properties = row.find(qn("w:trPr"))
    marks = [] if properties is None else [each.tag for each in properties]
    return next((tag for tag in marks if tag in DELETED or tag in INSERTED), None)


READERS = {
    **dict.fromkeys(TEXTS, Shown._text),
    **dict.fromkeys(DRAWINGS, Shown._drawing),
    qn("w:sym"): Shown._sign,
    RUN: Shown._run,
    qn("m:f"): Shown._fraction,
    PARAGRAPH: Shown._paragraph,
    TABLE: Shown._table,
    qn("w:fldChar"): Shown._field,
    qn("w:sdt"): Shown._control,
}
