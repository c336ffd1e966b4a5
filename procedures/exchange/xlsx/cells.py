"""Cells of a sheet: a text, how it looks, and how high its row has to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import ceil

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from procedures.exchange.characters import put_text

LINE_HEIGHT = 14  # points
FONT = "Arial"

_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True)
class Style:
    """How a cell looks."""

    is_bold: bool = False
    is_centred: bool = False
    points: int = 10


@dataclass(frozen=True)
class Area:
    """Cells that are one: where the first is, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


TEXT = Style()
LABEL = Style(is_bold=True)
HEAD = Style(is_bold=True, is_centred=True)
MIDDLE = Style(is_centred=True)
SIGN = Style(is_centred=True, points=12)


def put(sheet: Worksheet, area: Area, text: str | int, style: Style = TEXT) -> None:
    """Write into cells with a border; a text stays a text, whatever it begins with."""
    cell = sheet.cell(area.row, area.column)
    if isinstance(text, str):
        put_text(cell, text)
    else:
        cell.value = text
    cell.font = Font(name=FONT, size=style.points, bold=style.is_bold)
    across, down = ("center", "center") if style.is_centred else (None, "top")
    cell.alignment = Alignment(wrap_text=True, horizontal=across, vertical=down)
    last_row, last_column = area.row + area.rows - 1, area.column + area.columns - 1
    for row, column in product(range(area.row, last_row + 1), range(area.column, last_column + 1)):
        sheet.cell(row, column).border = _BORDER
    if area.rows * area.columns > 1:
        sheet.merge_cells(None, area.row, area.column, last_row, last_column)


def set_widths(sheet: Worksheet, widths: Iterable[int]) -> None:
    """Make the columns so many letters wide, from the left."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_height(sheet: Worksheet, row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make a row high enough for its texts, each with the letters that a line of it holds.

    Programs do so by themselves only when a row is edited, and never for cells that are joined.
    """
    lines = max(
        sum(max(1, ceil(len(line) / width)) for line in text.split("\n")) for text, width in texts
    )
    sheet.row_dimensions[row].height = (lines + 0.5) * LINE_HEIGHT
