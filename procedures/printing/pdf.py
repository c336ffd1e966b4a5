"""The official form on paper: HTML to PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _

from procedures.flowchart import Sheet, plan_pages
from procedures.models import Version
from procedures.printing.form import Form, Progress, blank_form, options_of, paper_form
from procedures.printing.heights import Heights, guessed, read_back, stands
from procedures.printing.joining import joined
from procedures.printing.paper import LEAST_POINTS, Columns, NotPrintable, Paper, columns
from procedures.printing.rendering import logo_of, render, write, written

# A page of the table takes WeasyPrint some 5 MB to lay out and to write.
PAGES_A_PART = 8
MUCH_TOO_TALL = 2
"""So many pages are out of the question for one row, however well its height was guessed."""
CAPTIONS = {
    Version.State.DRAFT: "DRAF",
    Version.State.REPLACED: "DIGANTIKAN",
    Version.State.REVOKED: "DICABUT",
}


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
class Part:
    """Some pages of the table, to be laid out by themselves; the first has what stands before.

    `first_page` is the number of its first page, `last_page` that of the last of all parts.
    `is_below` says that its table begins on the page of what stands before it.
    """

    form: Form
    first_page: int
    last_page: int
    is_first: bool
    is_below: bool = False


@dataclass(frozen=True)
class Print:
    """A job as PDF, with the table as it was planned and the heights that were found on paper."""

    content: bytes
    form: Form
    heights: Heights

    @property
    def pages(self) -> int:
        """The number of all pages."""
        return self.heights.pages_before + len(self.form.pages)


class _NotAsPlanned(Exception):
    """Rows that do not stand where their connectors say."""

    def __init__(self, found: Heights) -> None:
        super().__init__()
        self.found = found


def version_pdf(version: Version, paper: Paper, data: Mapping[str, Any]) -> bytes:
    """Return the official form of a version loaded by `with_table` as a tagged PDF/A-3.

    Landscape: the identity page, then the table with its header repeated on each page and the
    flowchart continued by connectors. `data` is attached as JSON. Raises what `print_job` raises.
    """
    return print_job(Job(version, paper, data)).content


def print_job(job: Job) -> Print:
    """Print a job, so that each row stands where its connectors say.

    At the usual size of type or, where a row is too tall for a page, at the least. Raises
    PrintingUnavailable where WeasyPrint cannot load Pango, and NotPrintable for too many actors and
    for a row that no page can hold.
    """
    actors = len(job.version.actors.all())
    if not actors and job.version.steps.all():
        raise NotPrintable(_("The SOP has no actor column yet."))
    usual = columns(job.paper, actors, is_tracked=job.progress is not None)
    try:
        return _print(job, usual)
    except NotPrintable:
        return _print(job, replace(usual, points=LEAST_POINTS))


def _print(job: Job, widths: Columns) -> Print:
    """Print by the heights that the texts promise, and again where they are not kept.

    Raises NotPrintable for a row that no page can hold. What is much too tall is not even laid out:
    that takes WeasyPrint minutes for a word of some thousand letters.
    """
    heights = _guessed(job, widths, _blank(job, widths))
    tallest, pages = _tallest(job, heights, heights.rows)
    if pages > MUCH_TOO_TALL:
        raise _too_tall(tallest)
    if job.above:
        heights = replace(heights, pages_before=0, taken=job.above)
    while True:
        form, heights = _planned(job, widths, heights)
        try:
            return _printed(job, form, heights)
        except _NotAsPlanned as not_planned:
            heights = _raised(job, heights, not_planned.found)


def _printed(job: Job, form: Form, heights: Heights) -> Print:
    """Print part by part, so that what WeasyPrint needs for many pages is never there at once.

    Raises _NotAsPlanned with the heights found in a part that shows that the plan does not hold.
    """
    contents: list[bytes] = []
    rows: dict[int, float] = {}
    for part in _parts(job, form, heights):
        content, found = _printed_part(job, part, heights)
        contents.append(content)
        rows |= found
    content = joined(contents[0], contents[1:]) if contents[1:] else contents[0]
    return Print(content, form, replace(heights, rows=rows))


def _printed_part(job: Job, part: Part, planned: Heights) -> tuple[bytes, Mapping[int, float]]:
    """Return a part as PDF, and the heights of its rows."""
    document = render(_html(job, part))
    found = read_back(document.pages, part.form, job.paper.margin_top)
    before = planned.pages_before if part.is_first else 0
    if found.pages_before != before or not stands(document.pages[before:], part.form):
        raise _NotAsPlanned(found if part.is_first else _as_later(found, planned))
    attached = part.is_first and not job.is_in_book
    return write(document, {"sop.json": job.data} if attached else {}), found.rows


def _as_later(found: Heights, planned: Heights) -> Heights:
    """Return the heights found in a later part; pages before the table count as planned."""
    before = planned.pages_before + found.pages_before
    return replace(found, pages_before=before, taken=planned.taken)


def _parts(job: Job, form: Form, heights: Heights) -> Iterator[Part]:
    """Yield the table some pages at a time."""
    table = job.first_page + heights.pages_before
    last = table + len(form.pages) - 1
    for start in range(0, len(form.pages), PAGES_A_PART):
        some = replace(form, pages=form.pages[start : start + PAGES_A_PART])
        first = table + start if start else job.first_page
        yield Part(some, first, last, is_first=not start, is_below=not heights.pages_before)


def _raised(job: Job, heights: Heights, found: Heights) -> Heights:
    """Return the heights raised to what was found; raises NotPrintable where that cannot help."""
    higher = heights.raised_to(found)
    tallest, pages = _tallest(job, higher, found.rows)
    if pages > 1 or higher == heights:
        raise _too_tall(tallest)
    return higher


def _tallest(job: Job, heights: Heights, rows: Mapping[int, float]) -> tuple[int, float]:
    """Return the place of the tallest row, and how many pages it would fill; (0, 0) for none."""
    room = job.paper.room_down - heights.header - 2 * heights.connector_row
    return max(
        ((place, mm / room) for place, mm in rows.items()), key=itemgetter(1), default=(0, 0)
    )


def _too_tall(step: int) -> NotPrintable:
    return NotPrintable(
        _("Step %(step)s is too long for one page. Shorten its texts.") % {"step": step}
    )


def _planned(job: Job, widths: Columns, heights: Heights) -> tuple[Form, Heights]:
    """Return the table cut into pages that hold the rows with all that their connectors say.

    What they say is known only once the pages are; where it makes a row higher, the pages are
    planned again. The table begins on a page of its own where what stands above leaves no room for
    a row.
    """
    while True:
        form = _cut(job, widths, heights)
        if not heights.pages_before and _first_page(form, heights) > job.paper.room_down:
            heights = replace(heights, pages_before=1, taken=0.0)
            continue
        rows = heights.raised_to(_guessed(job, widths, form)).rows
        if rows == heights.rows:
            return form, heights
        heights = replace(heights, rows=rows)


def _first_page(form: Form, heights: Heights) -> float:
    """Return how many mm the table and what stands above it need on its first page."""
    rows = (
        heights.connector_row if row.place is None else heights.rows[row.place]
        for row in form.pages[0]
    )
    return round(heights.taken + heights.header + sum(rows), 3)


def _guessed(job: Job, widths: Columns, form: Form) -> Heights:
    return guessed(form, widths, str(job.context.get("visits", "")))


def _cut(job: Job, widths: Columns, heights: Heights) -> Form:
    """Return the table cut into pages that hold rows of these heights."""
    whole = replace(
        options_of(job.version, width=widths.actor_inner, progress=job.progress),
        first_page=job.first_page + heights.pages_before,
    )
    sheet = Sheet(job.paper.room_down, heights.header, heights.connector_row, heights.taken)
    pages = plan_pages(job.version.graph(), whole, tuple(heights.rows.values()), sheet)
    return paper_form(job.version, replace(whole, pages=pages), widths, job.progress)


def _blank(job: Job, widths: Columns) -> Form:
    options = options_of(job.version, width=widths.actor_inner, progress=job.progress)
    return blank_form(job.version, options, widths, job.progress)


def _html(job: Job, part: Part) -> str:
    context = {
        **job.context,
        "title": job.name or job.version.title,
        "heading": job.heading or job.version.title,
        "version": job.version,
        "form": part.form,
        "part": part,
        "paper": job.paper,
        "is_in_book": job.is_in_book,
        "caption": CAPTIONS.get(Version.State(job.version.state), ""),
        "logo": logo_of(job.version.procedure.unit),
    }
    return written(job.template, context)
