"""Tables of HTML, as Word and Excel put them on the clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from procedures.blanks import letters_of, parted
from procedures.files.nested import nested_lines
from procedures.files.styling import SHEETS, Styling, styling_of
from procedures.reading.doubts import Doubt
from procedures.reading.grid import Cell, Grid, Ink, Place, SourceKind
from procedures.reading.symbols import UNKNOWN, in_font

BLOCKS = frozenset(
    (
        *("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "dd", "dt", "dl", "ul", "ol"),
        *("pre", "hr", "blockquote", "center", "section", "article", "header", "footer"),
        *("address", "figure", "tr", "caption"),
    )
)
UNSEEN = frozenset(
    ("style", "script", "head", "title", "meta", "xml", "template", "noscript", "datalist", *SHEETS)
)
NO_TEXT = frozenset(("script", "xml", *SHEETS))
"""What holds no text of the page, whoever looks."""

CELLS = frozenset(("td", "th"))
MOST_SPANNED = 200
PLAIN = frozenset(("", "white", "#ffffff", "#fff", "transparent", "none", "auto", "initial"))


def html_grids(source: str) -> list[Grid]:
    """Return the tables of a page or a piece of one, those inside cells as lines of the cell.

    What is deleted or hidden is left out, and said.
    """
    try:
        root = lxml_html.document_fromstring(source)  # type: ignore[no-untyped-call]
    except (etree.ParserError, ValueError):
        return []
    page = _Page(styling_of(root))
    page.read(root)
    return page.grids


@dataclass
class _Text:
    """The text of an element as it is seen, read piece by piece."""

    styling: Styling
    pieces: list[str] = field(default_factory=list)
    doubts: dict[Doubt, None] = field(default_factory=dict)
    font: str = ""
    is_struck: bool = False
    is_raised: bool = False
    was_raised: bool = False
    has_signs: bool = False

    @property
    def text(self) -> str:
        """The text: blanks are one, blocks begin lines."""
        pieces = "".join(self.pieces).split("\n")
        return "\n".join(line for piece in pieces if (line := " ".join(piece.split())))

    def read(self, element: lxml_html.HtmlElement) -> None:
        """Take in an element, unless it is not seen."""
        if not isinstance(element.tag, str) or element.tag in UNSEEN or self.is_left_out(element):
            return
        before = self.font, self.is_struck, self.is_raised
        font = self.styling.font(element)
        self.font = self.font if font is None else font
        self.is_struck = self.is_struck or self.styling.is_struck(element)
        self.is_raised = self.is_raised or self.styling.is_raised(element)
        if self.styling.is_inserted(element):
            self.doubts[Doubt.CHANGES] = None
        self._read_seen(element)
        self.font, self.is_struck, self.is_raised = before

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
        if element.tag == "table":
            self._read_table(element)
            return
        if element.tag in BLOCKS:
            self.pieces.append("\n")
        if element.tag == "input" and element.get("type", "").lower() in {"checkbox", "radio"}:
            self.pieces.append("☒" if element.get("checked") is not None else "☐")
        self._take(_bullet(element, self.styling) or element.text)
        for child in element:
            self.read(child)
            if child.tag in BLOCKS:
                self.pieces.append("\n")
            self._take(child.tail)

    def _take(self, text: str | None) -> None:
        shown = in_font((text or "").replace("\n", " ").replace("\r", " "), self.font)
        self.has_signs = self.has_signs or bool(self.font and shown.strip())
        if self.is_struck and shown.strip():
            self.doubts[Doubt.STRUCK] = None
        if UNKNOWN in shown:
            self.doubts[Doubt.UNKNOWN_SIGN] = None
        if shown:
            goes_on = not self.pieces or self.was_raised is self.is_raised
            before = "" if goes_on else self.pieces[-1]
            self.pieces.append(parted(before, shown.replace(UNKNOWN, "•")))
            self.was_raised = self.is_raised

    def _read_table(self, table: lxml_html.HtmlElement) -> None:
        seen = [row for row in _own_rows(table) if not self.is_row_left_out(row)]
        rows = [[self._apart(cell) for cell in row if cell.tag in CELLS] for row in seen]
        self.pieces.append("\n" + "\n".join(nested_lines(rows)) + "\n")

    def _apart(self, cell: lxml_html.HtmlElement) -> str:
        own = _Text(self.styling, [], self.doubts, self.font, self.is_struck)
        own.read(cell)
        self.has_signs = self.has_signs or own.has_signs
        return own.text


@dataclass
class _Page(_Text):
    """The tables of a page, each with the text above it."""

    grids: list[Grid] = field(default_factory=list)

    def _read_table(self, table: lxml_html.HtmlElement) -> None:
        framed = self._framed(table)
        for cell in framed:
            self.read(cell)
        if framed:
            return
        self.grids.append(_WebTable(table, self.styling).grid(len(self.grids) + 1, self))
        self.pieces, self.doubts = [], {}

    def _framed(self, table: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
        """Return the cells of a table that is but a frame around others; none of any other."""
        text = _Text(self.styling)
        seen = [row for row in _own_rows(table) if not text.is_row_left_out(row)]
        rows = [[cell for cell in row if cell.tag in CELLS] for row in seen]
        if any(len(row) != 1 for row in rows):
            return []
        if all(next(row[0].iter("table"), None) is None for row in rows):
            return []
        self.doubts |= text.doubts
        return [row[0] for row in rows]


def has_text(element: lxml_html.HtmlElement) -> bool:
    """Tell whether any letter or sign stands in an element."""
    return any(text and not text.isspace() for text in element.itertext())


def _bullet(element: lxml_html.HtmlElement, styling: Styling) -> str:
    """Return the sign of a list of Word's, which may be a letter o in another font."""
    if styling.of(element).get("mso-list") != "ignore":
        return ""
    return "•" if (element.text or "").strip() == "o" else ""


def _own_rows(table: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


@dataclass
class _WebTable:
    """Reads one table."""

    table: lxml_html.HtmlElement
    styling: Styling
    doubts: list[tuple[int, Doubt]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def grid(self, number: int, above: _Text) -> Grid:
        """Return the table with the lines above it."""
        cells = tuple(self._cells())
        self.doubts += [(-1, doubt) for doubt in above.doubts]
        heading = tuple(line for line in above.text.split("\n") if line.strip())
        place = Place(SourceKind.TABLE, number)
        return Grid(place, cells, heading, doubts=tuple(self.doubts))

    def _cells(self) -> Iterator[Cell]:
        """Yield the cells; each goes to the first place that no cell above or left of it covers."""
        hidden = self._hidden_columns()
        number = 0
        for row in _own_rows(self.table):
            text = _Text(self.styling)
            if text.is_row_left_out(row):
                self.doubts += [(number, doubt) for doubt in text.doubts]
                continue
            yield from self._row(row, number, hidden)
            number += 1

    def _hidden_columns(self) -> set[int]:
        """Return the columns that the table says are hidden: Excel writes their cells too."""
        hidden: set[int] = set()
        at = 0
        for column in self.table.iter("col"):
            width = _span(column, "span")
            if self.styling.is_hidden(column):
                hidden |= set(range(at, at + width))
            at += width
        return hidden

    def _row(self, row: lxml_html.HtmlElement, number: int, hidden: set[int]) -> Iterator[Cell]:
        column = 0
        for element in row:
            if element.tag not in CELLS:
                continue
            while (number, column) in self.taken:
                column += 1
            if self.styling.is_hidden(element):
                self._hide(element, number)
                column += column in hidden
                continue
            tall, wide = _span(element, "rowspan"), _span(element, "colspan")
            self.taken |= {(number + y, column + x) for y in range(tall) for x in range(wide)}
            yield self._cell(element, (number, column), (tall, wide))

    def _hide(self, element: lxml_html.HtmlElement, row: int) -> None:
        if has_text(element):
            self.doubts.append((row, Doubt.HIDDEN))

    def _cell(
        self, element: lxml_html.HtmlElement, place: tuple[int, int], size: tuple[int, int]
    ) -> Cell:
        shown = _Text(self.styling)
        shown.read(element)
        text = shown.text
        if not shown.has_signs and _file_letters(element) != letters_of(text):
            shown.doubts[Doubt.LETTERS_LOST] = None
        ink = _ink(element, self.styling)
        return Cell(*place, text, *size, ink, doubts=tuple(shown.doubts))


def _file_letters(element: lxml_html.HtmlElement) -> str:
    """Return all letters of an element, whatever a browser shows of them: the second look."""
    texts = element.xpath(".//text()")
    return letters_of("".join(text for text in texts if text.getparent().tag not in NO_TEXT))


def _span(element: lxml_html.HtmlElement, name: str) -> int:
    text = element.get(name, "1").strip()
    return min(max(int(text), 1), MOST_SPANNED) if text.isdecimal() else 1


def _ink(element: lxml_html.HtmlElement, styling: Styling) -> Ink | None:
    declared = styling.of(element).items()
    colours = [value.replace(" ", "") for name, value in declared if name.startswith("background")]
    colours.append(element.get("bgcolor", "").lower())
    return Ink.SHADED if set(colours) - PLAIN else None
