"""The official form on paper: HTML to PDF in two passes."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from procedures.flowchart import Sheet, plan_pages
from procedures.models import Version
from procedures.printing.form import Form, Way, blank_form, options_of, paper_form
from procedures.printing.paper import LEAST_POINTS, Columns, NotPrintable, Paper, columns

MM = 25.4 / 96  # of a CSS pixel
ROLL = 20_000.0  # mm: the height of the page on which the rows are measured
CONNECTOR_ROW = 11.3  # mm with its border
VARIANT = {"pdf_variant": "pdf/a-3a"}
STAMPS = {
    Version.State.DRAFT: "DRAF",
    Version.State.REPLACED: "DIGANTIKAN",
    Version.State.REVOKED: "DICABUT",
}


class PrintingUnavailable(Exception):
    """The libraries that draw text (Pango) are not installed on this computer."""


@dataclass(frozen=True)
class Measured:
    """What the first pass found: pages before the table, heights of header and rows in mm.

    `steps` gives the number of each row's step, None for the rows of capsules.
    """

    pages_before: int
    header: float
    rows: tuple[float, ...]
    steps: tuple[int | None, ...]


@dataclass(frozen=True)
class Job:
    """What is printed: a version's table on a paper inside a template, perhaps with a way in it.

    `data` is attached as JSON.
    """

    version: Version
    paper: Paper
    data: Mapping[str, Any]
    template: str = "procedures/print/version.html"
    context: Mapping[str, Any] = field(default_factory=dict)
    way: Way | None = None


@dataclass(frozen=True)
class Layout:
    """The table as it was planned, WeasyPrint's document, and its pages before the table."""

    form: Form
    document: Any
    pages_before: int


def version_pdf(version: Version, paper: Paper, data: Mapping[str, Any]) -> bytes:
    """Return the official form of a version loaded by `with_table` as a tagged PDF/A-3.

    Landscape: the identity page, then the table with its header repeated on each page and the
    flowchart continued by connectors. `data` is attached as JSON. Raises what `print_job` raises.
    """
    return print_job(Job(version, paper, data))


def print_job(job: Job) -> bytes:
    """Return a job as PDF.

    Raises PrintingUnavailable where WeasyPrint cannot load Pango, and NotPrintable for too many
    actors and for a row that no page can hold.
    """
    return _write(laid_out(job).document, job.data)


def laid_out(job: Job) -> Layout:
    """Return a job as pages on which each row stands where its connectors say.

    Should the table begin on another page than expected, it is planned again. Raises what
    `print_job` raises.
    """
    widths, measured = _fitting(job)
    while True:
        form = _settled(job, widths, measured)
        document = _render(_html(job, form))
        before = _pages_before(document.pages)
        if before == measured.pages_before:
            _check_plan(document.pages[before:], form)
            return Layout(form, document, before)
        measured = replace(measured, pages_before=before)


def _fitting(job: Job) -> tuple[Columns, Measured]:
    """Return the widths and heights at the usual size of type or, where a row is too tall, at the
    least; raises NotPrintable where that is not enough.
    """
    actors = len(job.version.actors.all())
    usual = columns(job.paper, actors, is_tracked=job.way is not None)
    measured = _measure(job, usual)
    if _fits(job.paper, measured):
        return usual, measured
    least = replace(usual, points=LEAST_POINTS)
    return least, _checked(job.paper, _measure(job, least))


def _fits(paper: Paper, measured: Measured) -> bool:
    """Whether a page can hold each row, with a connector row at both sides."""
    room = _sheet(paper, measured).room - 2 * CONNECTOR_ROW
    return max(measured.rows, default=0.0) <= room


def _checked(paper: Paper, measured: Measured) -> Measured:
    """Return what was measured; raises NotPrintable for a row that no page can hold."""
    if _fits(paper, measured):
        return measured
    step = measured.steps[measured.rows.index(max(measured.rows))]
    raise NotPrintable(
        _("Step %(step)s is too long for one page. Shorten its texts.") % {"step": step}
    )


def _sheet(paper: Paper, measured: Measured) -> Sheet:
    return Sheet(height=paper.room_down, header=measured.header, connector_row=CONNECTOR_ROW)


def _measure(job: Job, widths: Columns) -> Measured:
    """Lay the rows out on one endless page and read their heights.

    Without the identity page, which is taken to be one, and without the flowchart.
    """
    options = options_of(job.version, width=widths.actor_inner, way=job.way)
    form = blank_form(job.version, options, widths, job.way)
    header, heights = _heights(job, form)
    rows = form.pages[0]
    return Measured(
        pages_before=1,
        header=header,
        rows=tuple(heights[row.place] for row in rows),
        steps=tuple(row.step.number if row.step else None for row in rows),
    )


def _heights(job: Job, form: Form) -> tuple[float, dict[int | None, float]]:
    """Return the height of the header and those of the rows by their places, in mm."""
    anchors = _render(_html(job, form, roll=ROLL)).pages[-1].anchors
    rows = form.pages[0]
    tops = [*(anchors[row.anchor][1] for row in rows), anchors["end"][1]]
    heights = ((below - above) * MM for above, below in pairwise(tops))
    places = (row.place for row in rows)
    return (tops[0] - anchors["table"][1]) * MM, dict(zip(places, heights, strict=True))


def _settled(job: Job, widths: Columns, measured: Measured) -> Form:
    """Return the table cut into pages that hold the rows with all that their connectors say.

    What they say is known only once the pages are; where it makes a row higher, the pages are
    planned again. Raises NotPrintable for a row that grows too tall.
    """
    while True:
        form = _planned(job, widths, measured)
        higher = _with_words(job, widths, form, measured)
        if higher == measured:
            return form
        measured = _checked(job.paper, higher)


def _with_words(job: Job, widths: Columns, form: Form, measured: Measured) -> Measured:
    """Return the heights raised to what the words of a table's connectors need."""
    options = options_of(job.version, width=widths.actor_inner, way=job.way)
    blank = blank_form(job.version, options, widths, job.way)
    worded = blank.with_words_of(form)
    if not worded.pages[0]:
        return measured
    _header, found = _heights(job, worded)
    places = (row.place for row in blank.pages[0])
    pairs = zip(places, measured.rows, strict=True)
    return replace(measured, rows=tuple(max(found.get(place, 0.0), mm) for place, mm in pairs))


def _planned(job: Job, widths: Columns, measured: Measured) -> Form:
    """Return the table cut into pages that hold the measured rows."""
    whole = replace(
        options_of(job.version, width=widths.actor_inner, way=job.way),
        first_page=measured.pages_before + 1,
    )
    sheet = _sheet(job.paper, measured)
    pages = plan_pages(job.version.graph(), whole, measured.rows, sheet)
    return paper_form(job.version, replace(whole, pages=pages), widths, job.way)


def _pages_before(pages: Sequence[Any]) -> int:
    """Return how many pages stand before the table."""
    return next(number for number, page in enumerate(pages) if "table" in page.anchors)


def _check_plan(pages: Sequence[Any], form: Form) -> None:
    """Make sure that each row stands on the page that its connectors name."""
    for page, rows in zip(pages, form.pages, strict=True):
        missing = [row.anchor for row in rows if row.anchor not in page.anchors]
        if missing:
            raise AssertionError(f"Rows {missing} are not on the page they were planned for.")


def _html(job: Job, form: Form, *, roll: float | None = None) -> str:
    context = {
        **job.context,
        "version": job.version,
        "form": form,
        "paper": job.paper,
        "roll": roll,
        "stamp": STAMPS.get(Version.State(job.version.state), ""),
        "logo": _logo(job.version),
    }
    with translation.override("id"):
        return render_to_string(job.template, context)


def _logo(version: Version) -> str:
    """Return the unit's logo as an address that carries it; '' where it has none."""
    logo = version.procedure.unit.logo
    if not logo:
        return ""
    with logo.open("rb") as file:
        return "data:image/*;base64," + b64encode(file.read()).decode()


def _render(html: str) -> Any:
    """Lay out a page that stands by itself; nothing is fetched from anywhere."""
    try:
        import weasyprint
    except OSError as missing:
        raise PrintingUnavailable(str(missing)) from missing
    nothing_outside = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    return weasyprint.HTML(string=html, url_fetcher=nothing_outside).render(**VARIANT)


def _write(document: Any, data: Mapping[str, Any]) -> bytes:
    """Write a laid out document with the SOP's own data attached."""
    import weasyprint

    text = json.dumps(data, ensure_ascii=False, indent=1)
    document.metadata.attachments = [
        weasyprint.Attachment(
            string=text, name="sop.json", description="Isi SOP", relationship="Source"
        )
    ]
    return bytes(document.write_pdf(**VARIANT))
