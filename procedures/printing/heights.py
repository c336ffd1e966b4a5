"""How high the rows of the table are on paper: guessed from their texts, read back when laid out.

The guess only has to be good to a line: pages are planned by it, laid out, and planned again by
what was read back where they did not come out as planned.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags

from procedures.printing.form import Form, FormRow
from procedures.printing.letters import line_height, lines
from procedures.printing.paper import BORDER, Columns
from procedures.printing.texts import PADDING_ACROSS, PADDING_DOWN

MM = 25.4 / 96  # of a CSS pixel
# As print.css has them: type in points, padding in mm.
WORDS_POINTS, NUMBERS_POINTS = 7.0, 7.0
HEADING_ACROSS, HEADING_DOWN, NUMBERS_DOWN = 1.0, 1.6, 0.4
BETWEEN_VISITS = 2.2
CONNECTOR_ROW = 11.3  # mm with its border
BOLD = 1.08  # times as wide
REMARK = 4  # among the cells of a step
BLOCK = re.compile(r"</?(?:div|p)\b[^<>]*>")


@dataclass(frozen=True)
class Heights:
    """Heights in mm: of the header, of the rows by their places, and of a connector row.

    `pages_before` counts the pages before the one on which the table begins, `taken` is the height
    of what stands above it there. Of a row that goes on over pages `parts` has the height of each
    part, by place and number from 0, and `room` how high one may be at most.
    """

    header: float
    rows: Mapping[int, float]
    connector_row: float = CONNECTOR_ROW
    pages_before: int = 1
    taken: float = 0.0
    parts: Mapping[tuple[int, int], float] = field(default_factory=dict)
    room: Mapping[int, float] = field(default_factory=dict)

    def raised_to(self, other: Heights) -> Heights:
        """Return the greater of each; the pages before are those of the other."""
        rows = {place: max(mm, other.rows.get(place, 0.0)) for place, mm in self.rows.items()}
        return Heights(
            header=max(self.header, other.header),
            rows=rows,
            connector_row=max(self.connector_row, other.connector_row),
            pages_before=other.pages_before,
            taken=other.taken,
            parts={
                key: max(self.parts.get(key, 0.0), other.parts.get(key, 0.0))
                for key in {**self.parts, **other.parts}
            },
            room=self.room,
        )

    def narrowed(self, place: int, room: float) -> Heights:
        """Return the heights with less room for each part of a row, of which nothing is known."""
        parts = {key: mm for key, mm in self.parts.items() if key[0] != place}
        return replace(self, parts=parts, room={**self.room, place: room})

    def of(self, row: FormRow) -> float:
        """Return the height of a row of the table."""
        if row.place is None:
            return self.connector_row
        return self.rows[row.place] if row.part is None else self.parts[row.place, row.part]


def guessed(form: Form, columns: Columns, visits: str = "") -> Heights:
    """Return the heights that a table's texts need in columns of these widths.

    `visits` is the template of what stands beside a row.
    """
    told = [row for page in form.pages for row in page if row.place is not None]
    heights = {(row.place, row.part): row_height(row, columns, visits) for row in told}
    return Heights(_header_height(form, columns), **_by_place(heights))


def _by_place(heights: Mapping[tuple[int | None, int | None], float]) -> dict[str, Any]:
    """Return the heights of whole rows and of parts, from both by place and part."""
    return {
        "rows": {place: mm for (place, part), mm in heights.items() if part is None},
        "parts": {key: mm for key, mm in heights.items() if key[1] is not None},
    }


def read_back(pages: Sequence[Any], form: Form, margin_top: float) -> Heights:
    """Return the heights in pages that WeasyPrint laid out; a row cut in two counts whole.

    `margin_top` is that of the pages.
    """
    places = {row.anchor: (row.place, row.part) for rows in form.pages for row in rows}
    before = next(number for number, page in enumerate(pages) if "table" in page.anchors)
    found: Counter[str] = Counter()
    for page in pages[before:]:
        for anchor in places.keys() & page.anchors.keys():
            _left, top, _right, bottom = page.anchors[anchor]
            found[anchor] += (bottom - top) * MM
    anchors = pages[before].anchors
    tops = [anchors[anchor][1] for anchor in places.keys() & anchors.keys()]
    table = anchors["table"][1]
    between = (found[anchor] for anchor, key in places.items() if key[0] is None)
    return Heights(
        header=(min(tops) - table) * MM if tops else 0.0,
        connector_row=max(between, default=0.0),
        pages_before=before,
        taken=max(0.0, round(table * MM - margin_top, 3)),
        **_by_place({key: found[anchor] for anchor, key in places.items() if key[0] is not None}),
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
    text = (1 + max(deepest, 1)) * line_height(columns.points) + 2 * HEADING_DOWN + 2.5 * BORDER
    if form.version.has_column_numbers:
        text += line_height(NUMBERS_POINTS) + NUMBERS_DOWN + BORDER
    return text


def row_height(row: FormRow, columns: Columns, visits: str = "") -> float:
    """Return the height that a row needs; `visits` is the template of what stands beside it."""
    deepest = max(
        sum(lines(text, width, size) * line_height(size) for text, size in cell)
        for width, cell in _cells(row, columns)
    )
    beside = _visits_height(row, columns, visits) if row.beside and row.part is None else 0.0
    return max(row.least, max(deepest, beside) + PADDING_DOWN + BORDER)


def _cells(row: FormRow, columns: Columns) -> list[tuple[float, list[tuple[str, float]]]]:
    """Return the width of the lines of each cell, its paragraphs and their sizes of type."""
    words = [(text, WORDS_POINTS) for text in row.words]
    if row.step is None:
        return [(columns.activity - PADDING_ACROSS - BORDER, words)]
    cells = [
        (width, [(text, columns.points) for text in texts])
        for texts, width in row.texts.widths(columns)
        if width > 0
    ]
    cells[REMARK][1].extend(words)
    return cells


def beside_of(row: FormRow, template: str) -> tuple[str, ...]:
    """Return what a template writes beside a row on paper, as plain paragraphs."""
    if not row.beside:
        return ()
    with translation.override("id"):
        html = render_to_string(template, {"row": row.beside})
    texts = (unescape(strip_tags(text)).strip() for text in BLOCK.split(html))
    return tuple(text for text in texts if text)


def _visits_height(row: FormRow, columns: Columns, template: str) -> float:
    html = render_to_string(template, {"row": row.beside})
    texts = [strip_tags(text).strip() for text in BLOCK.split(html)]
    width = columns.visits - PADDING_ACROSS - BORDER
    count = sum(lines(text, width, columns.points) for text in texts)
    between = max(0, html.count('"visit') - 1)
    return count * line_height(columns.points) + between * BETWEEN_VISITS
