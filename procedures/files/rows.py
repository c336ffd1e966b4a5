"""Long lists out of Excel files and texts: rows of plain values, read in one pass."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

from lxml import etree
from openpyxl.utils.cell import column_index_from_string

from procedures.files.problems import Problem, Unreadable
from procedures.files.strings import parts_of, sheets_of, strings_of
from procedures.files.values import unescaped

MOST_ROWS = 20_000
MOST_COLUMNS = 250
"""What stands to the right of them is not looked at."""

MOST_LETTERS = 40_000_000
LONGEST_CELL = 1_000
"""Letters of a cell that count."""

FORMULA = ["formula"]
"""What a cell is written as that has a formula: its result may be of another day, or missing."""

SEPARATORS = "\t;,|"
DIGITS = "0123456789"

Values = list[Any]
"""The cells of a row from the left: text, a number, None, or FORMULA."""


Wanted = Callable[[Values], set[int] | None]
"""What tells of a row of headings which places below it are wanted; None of another row."""


def xlsx_rows(file: IO[bytes], wanted: Wanted) -> dict[str, Any]:
    """Return the rows of the first sheet that is seen and not blank, as plain data.

    Each row comes with the number that Excel shows beside it; blank rows are left out, and below
    the headings what nobody wants. Raises Unreadable where there are more than the product takes.
    """
    found: list[tuple[str, list[Any]]] = []
    others = 0
    with zipfile.ZipFile(file) as package:
        strings = strings_of(package, parts_of(package).values())
        for name, part, is_seen in sheets_of(package):
            if not is_seen:
                continue
            if found:
                others += 1
                continue
            rows = _bounded(_sheet_rows(package, part, _Cells(strings, wanted)))
            found += [(name, rows)] if rows else []
        is_1904 = _counts_from_1904(package)
    name, rows = found[0] if found else ("", [])
    return {"sheet": name, "others": others, "is_1904": is_1904, "rows": rows}


def text_rows(text: str, wanted: Wanted) -> dict[str, Any]:
    """Return the rows of a text whose cells are parted by the sign its first line has most of."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in lines.split("\n") if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator)
    try:
        rows = _bounded(_text_rows(reader, wanted))
    except csv.Error:  # a cell of more than 128 kB
        raise Unreadable(Problem.TOO_MUCH) from None
    return {"sheet": "", "others": 0, "is_1904": False, "rows": rows}


def _text_rows(reader: Any, wanted: Wanted) -> Iterator[tuple[int, Values]]:
    number, places = 1, None
    for row in reader:
        values = [
            _text(cell) or None if places is None or place in places else None
            for place, cell in enumerate(row)
        ]
        yield number, values
        places = places or wanted(values)
        number = reader.line_num + 1


def _bounded(rows: Iterable[tuple[int, Values]]) -> list[tuple[int, Values]]:
    """Return the rows that are not blank; raise Unreadable where they are too many or too long."""
    kept: list[tuple[int, Values]] = []
    letters = 0
    for number, values in rows:
        cells = values[:MOST_COLUMNS]
        if all(cell is None for cell in cells):
            continue
        letters += sum(len(cell) for cell in cells if isinstance(cell, str))
        if len(kept) > MOST_ROWS:  # and the heading
            raise Unreadable(Problem.TOO_MANY_ROWS)
        if letters > MOST_LETTERS:
            raise Unreadable(Problem.TOO_MUCH)
        kept.append((number, cells))
    return kept


@dataclass
class _Cells:
    """Reads the cells of one sheet after the other: all, and below its headings the wanted ones."""

    strings: list[str]
    wanted: Wanted
    places: set[int] | None = None

    def of(self, row: Any) -> Values:
        """Return the values of a row."""
        cells: Values = []
        for number, cell in enumerate(row):
            place = _column((cell.get("r") or "").rstrip(DIGITS), number)
            if place >= MOST_COLUMNS:
                break
            if self.places is None or place in self.places:
                cells += [None] * (place + 1 - len(cells))
                cells[place] = _value(cell, self.strings)
        self.places = self.places or self.wanted(cells)
        return cells


def _sheet_rows(package: zipfile.ZipFile, part: str, cells: _Cells) -> Iterator[tuple[int, Values]]:
    number = 0
    for row in _elements_of_rows(package, part):
        said = row.get("r") or ""
        number = int(said) if said.isdecimal() else number + 1
        yield number, cells.of(row)


def _elements_of_rows(package: zipfile.ZipFile, part: str) -> Iterator[Any]:
    """Yield the rows of a sheet; what was yielded is forgotten."""
    names = {each.casefold(): each for each in package.namelist()}
    if part.casefold() not in names:
        return
    with package.open(names[part.casefold()]) as content:
        for _end, row in etree.iterparse(content, tag="{*}row", resolve_entities=False):
            yield row
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]


def _value(cell: Any, strings: list[str]) -> Any:
    """Return what a cell holds; what stands in it is told by the end of its name, which is fast."""
    said = {part.tag[-2:]: part for part in cell if isinstance(part.tag, str)}
    if "}f" in said:
        return FORMULA
    if "is" in said:
        return _text("".join(each.text or "" for each in said["is"].iter("{*}t"))) or None
    value = said["}v"].text if "}v" in said else None
    if not value:
        return None
    return _of_kind(cell.get("t") or "n", value, strings)


def _of_kind(kind: str, value: str, strings: list[str]) -> Any:
    if kind == "n":
        return _number(value)
    if kind != "s":
        return _text(value) or None
    is_known = value.isdecimal() and int(value) < len(strings)
    return (_text(strings[int(value)]) if is_known else "") or None


def _number(value: str) -> Any:
    """Return a number as Excel keeps it; what is none is text."""
    try:
        return int(value) if value.lstrip("-").isdecimal() else float(value)
    except ValueError:
        return _text(value) or None


def _text(text: str) -> str:
    return unescaped(text)[:LONGEST_CELL].strip()


@lru_cache(maxsize=1024)
def _column(letters: str, number: int) -> int:
    """Return the place of a column such as AB, counted from 0; where none is named, the number."""
    try:
        return int(column_index_from_string(letters)) - 1 if letters else number
    except ValueError:
        return number


def _counts_from_1904(package: zipfile.ZipFile) -> bool:
    names = {each.casefold(): each for each in package.namelist()}
    with package.open(names["xl/workbook.xml"]) as content:
        for _end, element in etree.iterparse(content, tag="{*}workbookPr", resolve_entities=False):
            return element.get("date1904") in {"1", "true"}
    return False
