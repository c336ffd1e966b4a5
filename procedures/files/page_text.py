"""The text of an element of HTML as it is seen, and the letters that the file has there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from procedures.blanks import letters_of, parted
from procedures.files.controls import (
    CONTROLS,
    FRAMES,
    PICTURES,
    chosen,
    description,
    is_waiting,
    ticked,
    typed,
)
from procedures.files.nested import nested_lines
from procedures.files.sheets import SHEETS
from procedures.files.styling import Styling, is_closed
from procedures.reading.doubts import Doubt
from procedures.reading.symbols import UNKNOWN, in_font

BLOCKS = frozenset(
    (
        *("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "dd", "dt", "dl", "ul", "ol"),
        *("pre", "hr", "blockquote", "center", "section", "article", "header", "footer"),
        *("address", "figure", "details", "summary", "tr", "caption", "text", "textarea", "option"),
    )
)
UNSEEN = frozenset(
    (
        *("style", "script", "head", "title", "meta", "xml", "template", "noscript", "datalist"),
        *("annotation", "annotation-xml", "desc", "metadata", "defs", "symbol", *SHEETS),
    )
)
NO_TEXT = frozenset(("script", "xml", "annotation", "annotation-xml", "desc", "metadata", *SHEETS))
"""What holds no text of the page, whoever looks."""

CELLS = frozenset(("td", "th"))
RAISED = frozenset(("msup", "msub", "msubsup", "mmultiscripts"))
"""Of MathML; all but what stands first in them is raised."""


@dataclass
class PageText:
    """The text of an element as it is seen, read piece by piece."""

    styling: Styling
    pieces: list[str] = field(default_factory=list)
    doubts: dict[Doubt, None] = field(default_factory=dict)
    font: str = ""
    is_struck: bool = False
    is_raised: bool = False
    was_raised: bool = False
    has_signs: bool = False
    is_faint: bool = False

    @property
    def text(self) -> str:
        """The text: blanks are one, blocks begin lines."""
        pieces = "".join(self.pieces).split("\n")
        return "\n".join(line for piece in pieces if (line := " ".join(piece.split())))

    def read(self, element: lxml_html.HtmlElement) -> None:
        """Take in an element, unless it is not seen."""
        if not isinstance(element.tag, str) or element.tag in UNSEEN or self.is_left_out(element):
            return
        before = self.font, self.is_struck, self.is_raised, self.is_faint
        self.is_faint = self.styling.is_faint(element)
        font = self.styling.font(element)
        self.font = self.font if font is None else font
        self.is_struck = self.is_struck or self.styling.is_struck(element)
        self.is_raised = self.is_raised or self.styling.is_raised(element)
        if self.styling.is_inserted(element):
            self.doubts[Doubt.CHANGES] = None
        if self.styling.has_more_text(element):
            self.doubts[Doubt.LETTERS_LOST] = None
        READERS.get(element.tag, PageText._read_seen)(self, element)
        self.font, self.is_struck, self.is_raised, self.is_faint = before

    def is_left_out(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether an element is deleted or hidden; what was left out with it is said."""
        causes = {
            Doubt.CHANGES: self.styling.is_deleted(element),
            Doubt.HIDDEN: self.styling.is_hidden(element),
        }
        found = {doubt: None for doubt, applies in causes.items() if applies}
        if found and has_text(element):
            self.doubts |= found
        return bool(found)

    def is_row_left_out(self, row: lxml_html.HtmlElement) -> bool:
        """Tell whether a row is left out, alone or with those around it."""
        around = row.iterancestors("tbody", "thead", "tfoot", "del")
        return any(self.is_left_out(each) for each in (row, *around))

    def _read_seen(self, element: lxml_html.HtmlElement) -> None:
        self._part_from(element)
        self._take(_bullet(element, self.styling) or element.text)
        for child in element:
            self.read(child)
            self._part_from(child)
            self._take(child.tail)

    def _part_from(self, element: lxml_html.HtmlElement) -> None:
        """Part what stands before an element from it, or it from what stands behind, as is seen."""
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return
        is_block = None if element.tag == "br" else self.styling.is_block(element)
        if is_block or (is_block is None and element.tag in BLOCKS):
            self.pieces.append("\n")
        elif self.styling.is_apart(element):
            self.pieces.append(" ")

    def _details(self, details: lxml_html.HtmlElement) -> None:
        """Read what is folded up as far as it is open; texts without a tag of their own too."""
        if not is_closed(details):
            self._read_seen(details)
            return
        self.pieces.append("\n")
        for child in details:
            self.read(child)
            self.pieces.append("\n")
        if any(text and not text.isspace() for text in details.xpath("text()")):
            self.doubts[Doubt.HIDDEN] = None

    def _control(self, control: lxml_html.HtmlElement) -> None:
        """Read what is typed into a field, or whether a box is ticked."""
        self._take(ticked(control) or typed(control))
        if is_waiting(control):
            self.doubts[Doubt.HIDDEN] = None

    def _area(self, area: lxml_html.HtmlElement) -> None:
        """Read a field of several lines as lines."""
        for line in "".join(area.itertext()).splitlines():
            self._take(line)
            self.pieces.append("\n")
        if is_waiting(area):
            self.doubts[Doubt.HIDDEN] = None

    def _list(self, options: lxml_html.HtmlElement) -> None:
        """Read what is chosen in a list; that there is more to choose is said."""
        for option in chosen(options):
            self.read(option)
        if len(chosen(options)) < len(list(options.iter("option"))):
            self.doubts[Doubt.HIDDEN] = None

    def _picture(self, picture: lxml_html.HtmlElement) -> None:
        said = description(picture)
        if said:
            self._take(f" {said} ")
            self.doubts[Doubt.PICTURE] = None

    def _frame(self, frame: lxml_html.HtmlElement) -> None:
        """Read what stands in for a page in the page, which is not at hand."""
        self.doubts[Doubt.LETTERS_LOST] = None
        self._read_seen(frame)

    def _fraction(self, fraction: lxml_html.HtmlElement) -> None:
        """Read a fraction as it is written in a line: 1/2."""
        self.was_raised = not self.is_raised
        for place, part in enumerate(fraction):
            self._take("/" if place else "")
            self._part(part)

    def _part(self, part: lxml_html.HtmlElement) -> None:
        """Read what stands above or below the line of a fraction; in brackets if it is long."""
        is_long = len(part) > 1
        self._take("(" if is_long else "")
        self.read(part)
        self._take(")" if is_long else "")

    def _powers(self, base: lxml_html.HtmlElement) -> None:
        """Read a number with others raised or lowered beside it."""
        was_raised = self.is_raised
        for place, part in enumerate(base):
            self.is_raised = was_raised or place > 0
            self.read(part)
        self.is_raised = was_raised

    def _take(self, text: str | None) -> None:
        shown = in_font((text or "").replace("\n", " ").replace("\r", " "), self.font)
        self.has_signs = self.has_signs or bool(self.font and shown.strip())
        if self.is_struck and shown.strip():
            self.doubts[Doubt.STRUCK] = None
        if UNKNOWN in shown:
            self.doubts[Doubt.UNKNOWN_SIGN] = None
        if self.is_faint and shown.strip():
            self.doubts[Doubt.FAINT] = None
        if shown:
            goes_on = not self.pieces or self.was_raised is self.is_raised
            before = "" if goes_on else self.pieces[-1]
            self.pieces.append(parted(before, shown.replace(UNKNOWN, "•")))
            self.was_raised = self.is_raised

    def _read_table(self, table: lxml_html.HtmlElement) -> None:
        seen = [row for row in own_rows(table) if not self.is_row_left_out(row)]
        rows = [[self._apart(cell) for cell in row if cell.tag in CELLS] for row in seen]
        self.pieces.append("\n" + "\n".join(nested_lines(rows)) + "\n")

    def _apart(self, cell: lxml_html.HtmlElement) -> str:
        own = PageText(self.styling, [], self.doubts, self.font, self.is_struck)
        own.read(cell)
        self.has_signs = self.has_signs or own.has_signs
        return own.text


def has_text(element: lxml_html.HtmlElement) -> bool:
    """Tell whether any letter or sign stands in an element."""
    return any(text and not text.isspace() for text in element.itertext())


def _bullet(element: lxml_html.HtmlElement, styling: Styling) -> str:
    """Return the sign of a list of Word's, which may be a letter o in another font."""
    if styling.of(element).get("mso-list") != "ignore":
        return ""
    return "•" if (element.text or "").strip() == "o" else ""


def own_rows(table: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    """Return the rows of a table without those of tables in it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def file_letters(element: lxml_html.HtmlElement) -> str:
    """Return all letters of an element, whatever a browser shows of them: the second look."""
    return letters_of("".join(_file_texts(element)))


def _file_texts(element: lxml_html.HtmlElement) -> Iterator[str]:
    """Yield texts, and those that stand in attributes: typed into fields, said of pictures."""
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and each.tag not in NO_TEXT:
            yield each.text or ""
            yield typed(each) if each.tag in CONTROLS else ""
            yield description(each) if each.tag in PICTURES else ""
        elif event != "start" and each is not element:
            around = each.getparent()
            yield (each.tail or "") if around.tag not in NO_TEXT else ""


def has_drawing(element: lxml_html.HtmlElement) -> bool:
    """Tell whether a picture or a drawing stands in an element."""
    return next(element.iter(*PICTURES, "svg"), None) is not None


READERS: dict[str, Callable[[PageText, lxml_html.HtmlElement], None]] = {
    "table": lambda text, table: text._read_table(table),
    "input": PageText._control,
    "textarea": PageText._area,
    "select": PageText._list,
    "mfrac": PageText._fraction,
    "details": PageText._details,
    **dict.fromkeys(RAISED, PageText._powers),
    **dict.fromkeys(PICTURES, PageText._picture),
    **dict.fromkeys(FRAMES, PageText._frame),
}
