"""A list of documents as XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import IO, Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from procedures.exchange.characters import put_text
from procedures.exchange.pages import fit_across
from workflow.models import Document

MOST_ROWS = 10_000
MOMENT = "yyyy-mm-dd hh:mm"
FIRST, *OTHERS = (name for name in Document.STATED if name != "description")
WIDTHS = {"subject": 50, "sensitivity": 12}


def _column(name: str) -> tuple[Any, int]:
    """Return heading and width of what the start form asks of every document."""
    return capfirst(getattr(Document, name).field.verbose_name), WIDTHS.get(name, 16)


COLUMNS = (
    _column(FIRST),
    (_("SOP"), 12),
    (_("Office"), 30),
    (_("Title of the SOP"), 40),
    *map(_column, OTHERS),
    (_("State"), 14),
    (_("Step"), 40),
    (_("Waits at the position"), 30),
    (_("In the hands of"), 25),
    (_("Deadline"), 18),
    (_("Started by"), 25),
    (_("Started"), 18),
    (_("Finished"), 18),
    (_("Cancelled"), 18),
)
"""Heading and width of each column."""


def documents_to_xlsx(
    documents: Iterable[Document], out: IO[bytes], *, looked_for: Sequence[str], at: datetime
) -> None:
    """Write a list of documents, at most MOST_ROWS, a row at a time.

    A second sheet says what was looked for and when, and whether there are more. Nothing in the
    file is a formula; moments stand in the zone of the office.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Documents"))
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    fit_across(sheet)
    for number, (_heading, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append(_cells(sheet, [str(heading) for heading, _width in COLUMNS]))
    rows, count = iter(documents), 0
    for document in islice(rows, MOST_ROWS):
        sheet.append(_cells(sheet, _facts(document)))
        count += 1
    about = book.create_sheet(pgettext("sheet", "About this list"))
    about.column_dimensions["A"].width = 100
    is_cut = next(rows, None) is not None
    for line in _about(count, looked_for, is_cut=is_cut):
        about.append(_cells(about, [line]))
    (moment,) = _cells(about, [at])
    moment.alignment = Alignment(horizontal="left")
    about.append([moment])
    book.save(out)


def _facts(document: Document) -> list[str | datetime | None]:
    """Return what stands in a document's row."""
    task, procedure = document.open_task, document.version.procedure
    return [
        document.subject,
        procedure.code,
        str(procedure.office),
        document.version.title,
        *(_stated(document, name) for name in OTHERS),
        document.get_state_display(),
        f"{task.step.number}. {task.step.activity}" if task else "",
        str(task.position) if task else "",
        str(task.taken_by) if task and task.taken_by else "",
        task.due_at if task else None,
        document.starter,
        document.started_at,
        document.finished_at,
        document.cancelled_at,
    ]


def _stated(document: Document, name: str) -> str:
    """Return what a document says to a field of every start form, as people read it."""
    shown = getattr(document, f"get_{name}_display", None)
    return str(shown() if shown else getattr(document, name))


def _about(count: int, looked_for: Sequence[str], *, is_cut: bool) -> Iterator[str]:
    """Yield the lines of the second sheet."""
    yield gettext("Documents in this list: %(count)d") % {"count": count}
    if is_cut:
        yield gettext("There are more: a list holds at most %(most)d. Look more closely.") % {
            "most": MOST_ROWS
        }
    yield from looked_for
    here = timezone.localtime().tzname()
    yield gettext("All times are in %(zone)s.") % {"zone": here}
    yield gettext("As it was at:")


def _cells(sheet: Any, values: Iterable[str | datetime | None]) -> list[Any]:
    """Return the cells of a row: text stays text whatever it begins with."""
    return [_cell(sheet, value) for value in values]


def _cell(sheet: Any, value: str | datetime | None) -> Any:
    if value is None:
        return None
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, timezone.localtime(value).replace(tzinfo=None))
        cell.number_format = MOMENT
        return cell
    cell = WriteOnlyCell(sheet)
    put_text(cell, value)
    return cell
