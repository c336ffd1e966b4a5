"""What is printed, and how its table is cut into pages before it is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _

from procedures.flowchart import Sheet, plan_pages
from procedures.models import Version
from procedures.printing.form import Form, Progress, Split, blank_form, options_of, paper_form
from procedures.printing.heights import Heights, beside_of, guessed, row_height
from procedures.printing.paper import Columns, NotPrintable, Paper
from procedures.printing.texts import RowTexts, parted

START = 0  # the place of a start in a row of its own
LEAST_ROOM = 30.0  # mm of a part of a row
MOST_PARTS = 40
"""Over no more pages does one row go on: nobody reads that as a table."""


@dataclass(frozen=True)
class Job:
    """What is printed: a version's table on a paper inside a template, perhaps with a progress.

    `data` is attached as JSON. In a book it starts on `first_page`, and what stands at the foot of
    its pages is not its own. `name` is the PDF's title and `heading` stands at the head of each
    page; both are the version's title where they are not given. `above` tells about how many mm are
    taken by what stands before the table, where the table begins on the same page if its first row
    has room there; where it is 0 it begins on a page of its own.
    """

    version: Version
    paper: Paper
    data: Mapping[str, Any]
    first_page: int = 1
    is_in_book: bool = False
    template: str = "procedures/print/version.html"
    context: Mapping[str, Any] = field(default_factory=dict)
    progress: Progress | None = None
    name: str = ""
    heading: str = ""
    above: float = 0.0


@dataclass(frozen=True)
class Table:
    """The table of a job in columns of certain widths.

    `whole` is the table in one piece, without its flowchart. `may_break` says that rows which no
    page holds go on over pages.
    """

    job: Job
    widths: Columns
    whole: Form
    may_break: bool = False

    @property
    def visits(self) -> str:
        """The template of what stands beside a row."""
        return str(self.job.context.get("visits", ""))

    def guessed(self, form: Form) -> Heights:
        """Return the heights that the texts of a table need."""
        return guessed(form, self.widths, self.visits)

    def room(self, heights: Heights) -> float:
        """Return how many mm a page has for one row between two rows of connectors."""
        return self.job.paper.room_down - heights.header - 2 * heights.connector_row

    def too_tall(self, heights: Heights) -> list[int]:
        """Return the places of the rows that no page holds."""
        return [place for place, mm in heights.rows.items() if mm > self.room(heights)]

    def tallest(self, heights: Heights, rows: Mapping[int, float]) -> tuple[int, float]:
        """Return the place of the tallest row, and how many pages it fills; (0, 0) for none."""
        place, mm = max(rows.items(), key=itemgetter(1), default=(0, 0.0))
        return place, mm / max(self.room(heights), 1.0)


def table_of(job: Job, widths: Columns, *, may_break: bool = False) -> Table:
    """Return the table of a job in columns of these widths."""
    options = options_of(job.version, width=widths.actor_inner, progress=job.progress)
    whole = blank_form(job.version, options, widths, job.progress)
    return Table(job, widths, whole, may_break)


def planned(table: Table, heights: Heights) -> tuple[Form, Heights]:
    """Return the table cut into pages that hold the rows with all that their connectors say.

    What they say is known only once the pages are; where it makes a row higher, the pages are
    planned again, as they are where the part of a row leaves no room for them. The table begins on
    a page of its own where what stands above leaves no room for a row. Raises NotPrintable for a
    row of which no page can hold a part.
    """
    while True:
        form = _cut(table, heights)
        found = _with_words(table, form, heights)
        if not found.pages_before and _used(form, 0, found) > table.job.paper.room_down:
            heights = replace(heights, pages_before=1, taken=0.0)
            continue
        narrowed = _narrowed(table, form, found)
        if narrowed is None and found.rows == heights.rows:
            return form, found
        heights = narrowed or found


def _with_words(table: Table, form: Form, heights: Heights) -> Heights:
    """Return the heights raised to what a cut table needs; where it begins stays."""
    own = table.guessed(form)
    return replace(heights.raised_to(own), pages_before=heights.pages_before, taken=heights.taken)


def _used(form: Form, page: int, heights: Heights) -> float:
    """Return how many mm of a page the table and what stands above it need."""
    above = 0.0 if page else heights.taken
    return round(above + heights.header + sum(heights.of(row) for row in form.pages[page]), 3)


def _narrowed(table: Table, form: Form, heights: Heights) -> Heights | None:
    """Return the heights with less room for a part that leaves its page too little; None if none.

    Raises NotPrintable where that leaves too little for the part.
    """
    for number, rows in enumerate(form.pages):
        over = _used(form, number, heights) - table.job.paper.room_down
        places = [row.place for row in rows if row.part is not None and row.place is not None]
        if over > 0 and places:
            place = places[-1]
            room = heights.room.get(place, table.room(heights)) - max(over, 1.0)
            if room < LEAST_ROOM:
                raise too_long(place)
            return heights.narrowed(place, room)
    return None


def _cut(table: Table, heights: Heights) -> Form:
    """Return the table cut into pages that hold rows of these heights."""
    job, widths = table.job, table.widths
    whole = replace(
        options_of(job.version, width=widths.actor_inner, progress=job.progress),
        first_page=job.first_page + heights.pages_before,
    )
    split = _split(table, heights)
    sheet = Sheet(job.paper.room_down, heights.header, heights.connector_row, heights.taken)
    parts = {
        list(heights.rows).index(place): _heights_of(table, heights, place, texts)
        for place, texts in split.items()
    }
    rows = tuple(heights.rows.values())
    pages = plan_pages(job.version.graph(), whole, rows, sheet, parts)
    return paper_form(job.version, replace(whole, pages=pages), widths, job.progress, split)


def _split(table: Table, heights: Heights) -> Split:
    """Return the texts of the rows that no page holds, part by part."""
    if not table.may_break:
        return {}
    return {place: _parts(table, heights, place) for place in table.too_tall(heights)}


def _parts(table: Table, heights: Heights, place: int) -> tuple[RowTexts, ...]:
    """Return the parts of a row; raises NotPrintable beyond MOST_PARTS.

    The first leaves room for a start in a row of its own above it.
    """
    row = next(row for row in table.whole.pages[0] if row.place == place)
    texts = replace(row.texts, beside=beside_of(row, table.visits))
    room = heights.room.get(place, table.room(heights))
    first = room - heights.rows.get(START, 0.0) if place == 1 else room
    parts = parted(texts, table.widths, first, room)
    if len(parts) > MOST_PARTS:
        raise too_long(place)
    return parts


def _heights_of(
    table: Table, heights: Heights, place: int, parts: tuple[RowTexts, ...]
) -> tuple[float, ...]:
    """Return the heights of the parts of a row."""
    row = next(row for row in table.whole.pages[0] if row.place == place)
    rows = (replace(row, texts=texts, part=part) for part, texts in enumerate(parts))
    return tuple(
        max(row_height(row, table.widths), heights.parts.get((place, part), 0.0))
        for part, row in enumerate(rows)
    )


def too_long(step: int) -> NotPrintable:
    """Return why a row cannot be printed."""
    return NotPrintable(
        _("Step %(step)s is too long to be printed as a row. Shorten its texts.") % {"step": step}
    )
