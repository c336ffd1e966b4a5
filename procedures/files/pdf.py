"""Tables of PDF files by their ruling lines and texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_text

from procedures.files.problems import Problem, Unreadable
from procedures.reading.grid import Cell, Grid, Place, SourceKind

MOST_PAGES = 60
MOST_LETTERS = 30_000
"""Letters of one page at most."""

MOST_EDGES = 8_000
"""Lines and sides of boxes of one page at most."""

NEAR = 2.0
"""Points between two lines that are one."""

FEWEST_COLUMNS = 2
SCAN = 0.25
"""A picture that covers so much of a page is a scan of it."""

Box = tuple[float, float, float, float]


def pdf_grids(file: BytesIO) -> list[Grid]:
    """Return the tables of a PDF, page by page, with the lines of text above each.

    Raises Unreadable for a scan, and where there is more than the product takes.
    """
    grids: list[Grid] = []
    has_scan = False
    with _opened(file) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Unreadable(Problem.TOO_MANY_PAGES)
        for page in pdf.pages:
            _refuse_too_much(page)
            grids += _page_grids(page)
            has_scan = has_scan or any(_covers(page, image) for image in page.images)
            page.close()
    if has_scan and not grids:
        raise Unreadable(Problem.SCAN)
    return grids


def _opened(file: BytesIO) -> Any:
    try:
        return pdfplumber.open(file)
    except PdfminerException as error:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
        raise Unreadable(Problem.ENCRYPTED if locked else Problem.DAMAGED) from None


def _refuse_too_much(page: Any) -> None:
    if len(page.chars) > MOST_LETTERS or len(page.edges) > MOST_EDGES:
        raise Unreadable(Problem.TOO_MUCH)


def _covers(page: Any, image: Any) -> bool:
    area = (image["x1"] - image["x0"]) * (image["bottom"] - image["top"])
    return bool(area > SCAN * page.width * page.height)


def _page_grids(page: Any) -> Iterator[Grid]:
    """Yield the tables of a page from top to bottom, symbols inside them left out."""
    tables = sorted((table.bbox, table.cells) for table in page.find_tables())
    outer = [
        (box, cells) for box, cells in tables if not any(_inside(box, other) for other, _ in tables)
    ]
    above = 0.0
    for box, cells in sorted(outer, key=lambda table: table[0][1]):
        grid = _grid(page, cells, _lines(page, above, box[1]))
        if grid.width >= FEWEST_COLUMNS:
            above = box[3]
            yield grid


def _inside(box: Box, other: Box) -> bool:
    return (
        box != other
        and other[0] - NEAR <= box[0]
        and other[1] - NEAR <= box[1]
        and box[2] <= other[2] + NEAR
        and box[3] <= other[3] + NEAR
    )


def _grid(page: Any, boxes: Sequence[Box], heading: Sequence[str]) -> Grid:
    across = _ruled(x for box in boxes for x in (box[0], box[2]))
    down = _ruled(y for box in boxes for y in (box[1], box[3]))
    cells = tuple(_cell(page, box, across, down) for box in boxes)
    place = Place(SourceKind.PAGE, page.page_number)
    return Grid(place, cells, tuple(heading), is_wrapped=True, edges=tuple(across))


def _ruled(places: Iterator[float]) -> list[float]:
    """Return the lines from the first to the last, near ones as one."""
    lines: list[float] = []
    for place in sorted(places):
        if not lines or place - lines[-1] > NEAR:
            lines.append(place)
    return lines


def _cell(page: Any, box: Box, across: list[float], down: list[float]) -> Cell:
    left, right = _nearest(across, box[0]), _nearest(across, box[2])
    top, bottom = _nearest(down, box[1]), _nearest(down, box[3])
    return Cell(top, left, _text(page, box), max(bottom - top, 1), max(right - left, 1))


def _nearest(lines: list[float], place: float) -> int:
    return max(bisect_left(lines, place + NEAR / 1000) - 1, 0)


def _text(page: Any, box: Box) -> str:
    """Return the text whose letters have their middle in a box."""
    inside = [
        char
        for char in page.chars
        if box[0] <= (char["x0"] + char["x1"]) / 2 < box[2]
        and box[1] <= (char["top"] + char["bottom"]) / 2 < box[3]
    ]
    return str(extract_text(inside)) if inside else ""


def _lines(page: Any, top: float, bottom: float) -> list[str]:
    """Return the lines of text between two heights."""
    text = _text(page, (0, top, float(page.width), bottom))
    return [line for line in text.splitlines() if line.strip()]
