"""The official form on paper: HTML to PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from procedures.models import Version
from procedures.printing.form import Form
from procedures.printing.heights import Heights, read_back, stands
from procedures.printing.joining import joined
from procedures.printing.paper import LEAST_POINTS, Columns, NotPrintable, Paper, columns
from procedures.printing.planning import Job, Table, planned, table_of, too_long
from procedures.printing.rendering import logo_of, render, write, written

# A page of the table takes WeasyPrint some 5 MB to lay out and to write.
PAGES_A_PART = 8
MUCH_TOO_TALL = 1.25
"""So many pages one row does not shrink to one, however well its height was guessed."""
CAPTIONS = {
    Version.State.DRAFT: "DRAF",
    Version.State.REPLACED: "DIGANTIKAN",
    Version.State.REVOKED: "DICABUT",
}


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


def columns_of(version: Version, paper: Paper, *, is_tracked: bool = False) -> Columns:
    """Return the widths of a version's columns; raises NotPrintable for too many or none."""
    actors = len(version.actors.all())
    if not actors and version.steps.all():
        raise NotPrintable(_("The SOP has no actor column yet."))
    return columns(paper, actors, is_tracked=is_tracked)


def tall_rows(version: Version, paper: Paper) -> list[int]:
    """Return the numbers of the steps that go on over pages, however small the type.

    They are guessed from the texts of a version loaded by `with_table` (no query). Raises
    NotPrintable for too many actors or none.
    """
    usual = columns_of(version, paper)
    table = table_of(Job(version, paper, {}), replace(usual, points=LEAST_POINTS))
    steps = {row.place for row in table.whole.pages[0] if row.step}
    return [place for place in table.too_tall(table.guessed(table.whole)) if place in steps]


def print_job(job: Job) -> Print:
    """Print a job, so that each row stands where its connectors say.

    At the usual size of type or, where a row is too tall for a page, at the least; what is too tall
    for that too goes on over pages, at the usual size. Raises PrintingUnavailable where WeasyPrint
    cannot load Pango, NotPrintable for too many actors or none and for a row that is too long even
    so, and LogoLost.
    """
    usual = columns_of(job.version, job.paper, is_tracked=job.progress is not None)
    for widths in (usual, replace(usual, points=LEAST_POINTS)):
        try:
            return _print(table_of(job, widths))
        except NotPrintable:
            continue
    return _print(table_of(job, usual, may_break=True))


def _print(table: Table) -> Print:
    """Print by the heights that the texts promise, and again where they are not kept.

    Raises NotPrintable for a row that no page can hold. What is too tall by far is not even laid
    out: that takes WeasyPrint minutes for a word of some thousand letters.
    """
    job, heights = table.job, table.guessed(table.whole)
    tallest, pages = table.tallest(heights, heights.rows)
    if pages > MUCH_TOO_TALL and not table.may_break:
        raise too_long(tallest)
    if job.above:
        heights = replace(heights, pages_before=0, taken=job.above)
    while True:
        form, heights = planned(table, heights)
        try:
            return _printed(job, form, heights)
        except _NotAsPlanned as not_planned:
            heights = _raised(table, heights, not_planned.found)


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


def _raised(table: Table, heights: Heights, found: Heights) -> Heights:
    """Return the heights raised to what was found; raises NotPrintable where that cannot help."""
    higher = heights.raised_to(found)
    tallest, pages = table.tallest(higher, found.rows)
    if higher == heights or (pages > 1 and not table.may_break):
        raise too_long(tallest)
    return higher


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
        "logo": logo_of(job.version.logo, job.version.unit_title),
    }
    return written(job.template, context)
