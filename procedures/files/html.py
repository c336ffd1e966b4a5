"""Tables of HTML, as Word and Excel put them on the clipboard."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from procedures.reading.grid import Cell, Grid, Ink, Place, SourceKind

BLOCKS = frozenset(("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br"))
UNSEEN = frozenset(("style", "script", "head", "title", "meta", "xml", "o:p"))
MOST_SPANNED = 200


def html_grids(source: str) -> list[Grid]:
    """Return the tables of a page or a piece of one, those inside other tables left out."""
    try:
        root = lxml_html.document_fromstring(source)  # type: ignore[no-untyped-call]
    except (etree.ParserError, ValueError):
        return []
    grids: list[Grid] = []
    heading: list[str] = []
    for element in root.iter():
        if element.tag == "table" and not any(True for _ in element.iterancestors("table")):
            place = Place(SourceKind.TABLE, len(grids) + 1)
            grids.append(Grid(place, tuple(_cells(element)), tuple(heading)))
            heading = []
        elif element.tag in BLOCKS and not any(True for _ in element.iterancestors("td", "th")):
            heading += [line for line in _text(element).splitlines() if line.strip()]
    return grids


def _cells(table: lxml_html.HtmlElement) -> Iterator[Cell]:
    """Yield the cells; each goes to the first place that no cell above or left of it covers."""
    taken: set[tuple[int, int]] = set()
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for number, row in enumerate(rows):
        column = 0
        for element in row:
            if element.tag not in {"td", "th"}:
                continue
            while (number, column) in taken:
                column += 1
            tall, wide = _span(element, "rowspan"), _span(element, "colspan")
            taken |= {(number + y, column + x) for y in range(tall) for x in range(wide)}
            yield Cell(number, column, _text(element), tall, wide, _ink(element))


def _span(element: lxml_html.HtmlElement, name: str) -> int:
    text = element.get(name, "1").strip()
    return min(max(int(text), 1), MOST_SPANNED) if text.isdecimal() else 1


def _text(element: lxml_html.HtmlElement) -> str:
    """Return the text as it is seen: blanks are one, blocks begin lines."""
    pieces = "".join(_pieces(element)).split("\n")
    return "\n".join(line for piece in pieces if (line := " ".join(piece.split())))


def _pieces(element: lxml_html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    if element.tag in BLOCKS:
        yield "\n"
    yield _blank(element.text)
    for child in element:
        yield from _pieces(child)
        if child.tag in BLOCKS:
            yield "\n"
        yield _blank(child.tail)


def _blank(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ").replace("\xa0", " ")


def _ink(element: lxml_html.HtmlElement) -> Ink | None:
    style = (element.get("style") or element.get("data-style", "")).lower().replace(" ", "")
    colours = [element.get("bgcolor", "").lower()]
    colours += [
        part.partition(":")[2] for part in style.split(";") if part.startswith("background")
    ]
    plain = {"", "white", "#ffffff", "#fff", "transparent", "none", "auto", "initial"}
    return Ink.SHADED if set(colours) - plain else None
