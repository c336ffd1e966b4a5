"""Tables of HTML, as Word and Excel put them on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree
from lxml import html as lxml_html

from procedures.blanks import letters_of
from procedures.files.page_text import (
    CELLS,
    PageText,
    file_letters,
    has_drawing,
    has_text,
    own_rows,
)
from procedures.files.styling import Styling, styling_of
from procedures.reading.doubts import Doubt
from procedures.reading.grid import Cell, Grid, Ink, Place, SourceKind

MOST_SPANNED = 200
PLAIN = frozenset(("", "white", "#ffffff", "#fff", "transparent", "none", "auto", "initial"))


def html_grids(source: str) -> list[Grid]:
    """Return the tables of a page or a piece of one, those inside cells as lines of the cell.

    What is deleted or hidden is left out, and said; what may be is read, and said.
    """
    try:
        root = lxml_html.document_fromstring(source)  # type: ignore[no-untyped-call]
    except (etree.ParserError, ValueError):
        return []
    _take_out_notes(root)
    page = _Page(styling_of(root))
    page.read(root)
    return page.whole()


def _take_out_notes(root: lxml_html.HtmlElement) -> None:
    """Take out the signs of Word's at which somebody noted something: [A1]."""
    for each in list(root.iter("a")):
        if "msocomanchor" in each.get("class", "").lower().split():
            each.drop_tree()


@dataclass
class _Page(PageText):
    """The tables of a page, each with the text above it."""

    grids: list[Grid] = field(default_factory=list)
    has_hidden_table: bool = False

    def whole(self) -> list[Grid]:
        """Return the tables; of one that is hidden below them all the last one says it."""
        if self.grids and self.doubts and self.has_hidden_table:
            last = self.grids[-1]
            left = ((-1, doubt) for doubt in self.doubts)
            self.grids[-1] = replace(last, doubts=(*last.doubts, *left))
        return self.grids

    def is_left_out(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether an element is deleted or hidden, and remember a table in it."""
        found = super().is_left_out(element)
        self.has_hidden_table |= found and next(element.iter("table"), None) is not None
        return found

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
        text = PageText(self.styling)
        seen = [row for row in own_rows(table) if not text.is_row_left_out(row)]
        rows = [[cell for cell in row if cell.tag in CELLS] for row in seen]
        if any(len(row) != 1 for row in rows):
            return []
        if all(next(row[0].iter("table"), None) is None for row in rows):
            return []
        self.doubts |= text.doubts
        return [row[0] for row in rows]


@dataclass
class _WebTable:
    """Reads one table."""

    table: lxml_html.HtmlElement
    styling: Styling
    doubts: list[tuple[int, Doubt]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    @cached_property
    def folded(self) -> set[int]:
        """The columns whose cells nobody sees, whatever is said of these.

        Of columns that are hidden in another way Excel hides the cells too.
        """
        return self._columns(lambda each: self.styling.of(each).get("visibility") == "collapse")

    def grid(self, number: int, above: PageText) -> Grid:
        """Return the table with the lines above it."""
        cells = tuple(self._cells())
        self.doubts += [(-1, doubt) for doubt in above.doubts]
        self.doubts += [(-1, Doubt.FAINT)] * self.styling.is_unsure
        heading = tuple(line for line in above.text.split("\n") if line.strip())
        place = Place(SourceKind.TABLE, number)
        return Grid(place, cells, heading, doubts=tuple(self.doubts))

    def _cells(self) -> Iterator[Cell]:
        """Yield the cells; each goes to the first place that no cell above or left of it covers."""
        hidden = self._columns(self.styling.is_hidden)
        number = 0
        for row in own_rows(self.table):
            text = PageText(self.styling)
            if text.is_row_left_out(row):
                self.doubts += [(number, doubt) for doubt in text.doubts]
                continue
            yield from self._row(row, number, hidden)
            number += 1

    def _columns(self, is_so: Callable[[lxml_html.HtmlElement], bool]) -> set[int]:
        """Return the columns of which something is so, alone or with those around them."""
        found: set[int] = set()
        at = 0
        for column in self.table.iter("col", "colgroup"):
            if column.find("col") is not None:
                continue
            width = _span(column, "span")
            if any(map(is_so, (column, *column.iterancestors("colgroup")))):
                found |= set(range(at, at + width))
            at += width
        return found

    def _row(self, row: lxml_html.HtmlElement, number: int, hidden: set[int]) -> Iterator[Cell]:
        column = 0
        for element in row:
            if element.tag not in CELLS:
                continue
            while (number, column) in self.taken:
                column += 1
            tall, wide = _span(element, "rowspan"), _span(element, "colspan")
            is_folded = set(range(column, column + wide)) <= self.folded
            if is_folded or self.styling.is_hidden(element):
                self._hide(element, number)
                column += wide if is_folded else column in hidden
                continue
            self.taken |= {(number + y, column + x) for y in range(tall) for x in range(wide)}
            yield self._cell(element, (number, column), (tall, wide))

    def _hide(self, element: lxml_html.HtmlElement, row: int) -> None:
        if has_text(element):
            self.doubts.append((row, Doubt.HIDDEN))

    def _cell(
        self, element: lxml_html.HtmlElement, place: tuple[int, int], size: tuple[int, int]
    ) -> Cell:
        shown = PageText(self.styling)
        shown.read(element)
        text = shown.text
        if not shown.has_signs and file_letters(element) != letters_of(text):
            shown.doubts[Doubt.LETTERS_LOST] = None
        ink = _ink(element, self.styling)
        return Cell(*place, text, *size, ink, doubts=tuple(shown.doubts))


def _span(element: lxml_html.HtmlElement, name: str) -> int:
    text = element.get(name, "1").strip()
    return min(max(int(text[:9]), 1), MOST_SPANNED) if text.isdecimal() else 1


def _ink(element: lxml_html.HtmlElement, styling: Styling) -> Ink | None:
    if has_drawing(element):
        return Ink.DRAWN
    declared = styling.of(element).items()
    colours = [value.replace(" ", "") for name, value in declared if name.startswith("background")]
    colours.append(element.get("bgcolor", "").lower())
    return Ink.SHADED if set(colours) - PLAIN else None
