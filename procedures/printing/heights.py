"""How high the rows of the table are on paper: guessed from their texts, read back when laid out.

The guess only has to be good to a line: pages are planned by it, laid out, and planned again by
what was read back where they did not come out as planned.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from procedures.printing.form import Form, FormRow
from procedures.printing.paper import BORDER, Columns

MM = 25.4 / 96  # of a CSS pixel
POINT = 25.4 / 72
# As print.css has them: type in points, padding in mm.
LINE_HEIGHT = 1.25
WORDS_POINTS, NUMBERS_POINTS = 7.0, 7.0
PADDING_ACROSS, PADDING_DOWN = 2.0, 1.2
HEADING_ACROSS, HEADING_DOWN, NUMBERS_DOWN = 1.0, 1.6, 0.4
BETWEEN_VISITS = 2.2
CONNECTOR_ROW = 11.3  # mm with its border
# Advances of Arial in thousandths of its size, and how much wider its bold is.
ADVANCES = {
    222: "'ijl",
    278: " !,./:;I[\\]ft|",
    333: '()-`r{}*"',
    500: "Jcksvxyz^",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    944: "%@W",
}
ADVANCE = {char: advance for advance, chars in ADVANCES.items() for char in chars}
WIDEST = 1000
BOLD = 1.08
PIECE = re.compile(r"\s+|[^\s/-]*[/-]+|[^\s/-]+")
BLOCK = re.compile(r"</?(?:div|p)\b[^<>]*>")


@dataclass(frozen=True)
class Heights:
    """Heights in mm: of the header, of the rows by their places, and of a connector row.

    `pages_before` counts the pages before the one on which the table begins, `taken` is the height
    of what stands above it there.
    """

    header: float
    rows: Mapping[int, float]
    connector_row: float = CONNECTOR_ROW
    pages_before: int = 1
    taken: float = 0.0

    def raised_to(self, other: Heights) -> Heights:
        """Return the greater of each; the pages before are those of the other."""
        rows = {place: max(mm, other.rows.get(place, 0.0)) for place, mm in self.rows.items()}
        return Heights(
            header=max(self.header, other.header),
            rows=rows,
            connector_row=max(self.connector_row, other.connector_row),
            pages_before=other.pages_before,
            taken=other.taken,
        )


def guessed(form: Form, columns: Columns, visits: str = "") -> Heights:
    """Return the heights that a table's texts need in columns of these widths.

    `visits` is the template of what stands beside a row.
    """
    rows = {
        row.place: _row_height(row, columns, visits)
        for page in form.pages
        for row in page
        if row.place is not None
    }
    return Heights(_header_height(form, columns), rows)


def read_back(pages: Sequence[Any], form: Form, margin_top: float) -> Heights:
    """Return the heights in pages that WeasyPrint laid out; a row cut in two counts whole.

    `margin_top` is that of the pages.
    """
    places = {row.anchor: row.place for rows in form.pages for row in rows}
    before = next(number for number, page in enumerate(pages) if "table" in page.anchors)
    found: Counter[str] = Counter()
    for page in pages[before:]:
        for anchor in places.keys() & page.anchors.keys():
            _left, top, _right, bottom = page.anchors[anchor]
            found[anchor] += (bottom - top) * MM
    anchors = pages[before].anchors
    tops = [anchors[anchor][1] for anchor in places.keys() & anchors.keys()]
    table = anchors["table"][1]
    return Heights(
        header=(min(tops) - table) * MM if tops else 0.0,
        rows={place: found[anchor] for anchor, place in places.items() if place is not None},
        connector_row=max((found[each] for each in places if places[each] is None), default=0.0),
        pages_before=before,
        taken=max(0.0, round(table * MM - margin_top, 3)),
    )


def stands(pages: Sequence[Any], form: Form) -> bool:
    """Whether these pages hold each row where its connectors say, whole and no other."""
    planned = [{row.anchor for row in rows} for rows in form.pages]
    every = set().union(*planned)
    return [every & page.anchors.keys() for page in pages] == planned


def _header_height(form: Form, columns: Columns) -> float:
    width = columns.actor_inner - HEADING_ACROSS
    deepest = max(
        (lines(actor.name, width / BOLD, columns.points) for actor in form.actors), default=1
    )
    text = (1 + max(deepest, 1)) * _line(columns.points) + 2 * HEADING_DOWN + 2.5 * BORDER
    if form.version.has_column_numbers:
        text += _line(NUMBERS_POINTS) + NUMBERS_DOWN + BORDER
    return text


def _row_height(row: FormRow, columns: Columns, visits: str) -> float:
    deepest = max(
        sum(lines(text, width - PADDING_ACROSS - BORDER, size) * _line(size) for text, size in cell)
        for width, cell in _cells(row, columns)
    )
    beside = _visits_height(row, columns, visits) if row.beside else 0.0
    return max(row.least, max(deepest, beside) + PADDING_DOWN + BORDER)


def _cells(row: FormRow, columns: Columns) -> list[tuple[float, list[tuple[str, float]]]]:
    """Return the width of each cell with its paragraphs and their sizes of type."""
    step, size = row.step, columns.points
    words = [(text, WORDS_POINTS) for text in row.words]
    if step is None:
        return [(columns.activity, words)]
    return [
        (columns.activity, [(step.activity, size)]),
        (columns.needs, [(f"- {need.text}", size) for need in step.requirements.all()]),
        (columns.time, [(step.standard_text, size)]),
        (columns.output, [(step.output, size)]),
        (columns.remark, [(step.remark, size), *words]),
    ]


def _visits_height(row: FormRow, columns: Columns, template: str) -> float:
    html = render_to_string(template, {"row": row.beside})
    texts = [strip_tags(text).strip() for text in BLOCK.split(html)]
    width = columns.visits - PADDING_ACROSS - BORDER
    count = sum(lines(text, width, columns.points) for text in texts)
    between = max(0, html.count('"visit') - 1)
    return count * _line(columns.points) + between * BETWEEN_VISITS


def _line(points: float) -> float:
    """Return the height of a line in mm."""
    return points * POINT * LINE_HEIGHT


def lines(text: str, width: float, points: float) -> int:
    """Return how many lines a text takes in `width` mm; 0 for none.

    It breaks at blanks, behind hyphens and slashes, and anywhere in what is wider than a line.
    """
    room = width / (points * POINT) * 1000
    count, used = 0, room
    for piece in PIECE.findall(" ".join(text.split())):
        wide = sum(map(_advance, piece))
        if not piece.isspace() and used + wide > room:
            count, used = count + 1 + int(wide // room), 0.0
        used += wide % room
    return count


@cache
def _advance(char: str) -> int:
    """Return how wide a letter is; marks above others and invisible ones take no room."""
    takes_none = unicodedata.category(char) in {"Mn", "Me", "Cf"}
    return 0 if takes_none else ADVANCE.get(char, WIDEST)
