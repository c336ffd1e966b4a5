"""SOPs found in the grids of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from procedures.blanks import letters_of
from procedures.reading.body import TableLine, lines
from procedures.reading.doubts import Doubt
from procedures.reading.found import FoundTable, Reading, Value
from procedures.reading.grid import Grid
from procedures.reading.guess import guess_header
from procedures.reading.header import Header, find_headers
from procedures.reading.identity import read_identity, read_identity_lines, without_identity
from procedures.reading.plain import clean
from procedures.reading.result import table_of
from procedures.reading.signs import with_plain_signs
from procedures.reading.steps import Steps
from procedures.reading.titles import title_of
from procedures.reading.words import Role

FEWEST_COLUMNS = 5
"""A part without a heading that goes on with a table has at least so many cells in a row."""

WORD = re.compile(r"[^\W\d_]{3}")
"""What a scan makes of lines has no word of three letters."""


@dataclass
class FoundPart:
    """An SOP while its parts are being put together."""

    grid: Grid
    header: Header
    title: str
    steps: Steps = field(default_factory=Steps)
    identity: dict[str, Value[str]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class Finder:
    """Goes through the grids of a file from top to bottom."""

    parts: list[FoundPart] = field(default_factory=list)
    identity: dict[str, Value[str]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    """Those about what stands above the next table; of what stands below the last, its own."""

    passed_over: int = 0

    def look_at(self, grid: Grid) -> None:
        """Take in one grid: parts of tables, an identity block, or neither."""
        headers = find_headers(grid)
        first = headers[0].top if headers else grid.height
        self.identity |= read_identity(grid, first)
        if not headers:
            self._look_at_rest(grid)
            return
        self._take_identity(grid.heading, grid)
        self._go_on(grid, first)
        ends = [header.top for header in headers[1:]] + [grid.height]
        above = 0
        for header, end in zip(headers, ends, strict=True):
            heading = _heading(grid, above, header.top)
            self._take_identity(heading, grid)
            self._take(grid, header, (above, end), heading)
            above = _last_line(self.parts[-1].steps, header)

    def _take_identity(self, heading: Sequence[str], grid: Grid) -> None:
        """Take in the identity of an SOP as far as lines above its table state it."""
        self.identity = read_identity_lines(heading, grid) | self.identity

    def _take(self, grid: Grid, header: Header, rows: tuple[int, int], heading: list[str]) -> None:
        """Take in a heading with its body, both within rows: a new SOP, or one that goes on."""
        body = _until_gap(lines(grid, header, header.body, rows[1]))
        title = title_of(without_identity(heading), is_wrapped=grid.is_wrapped)
        numbers = [line.number for line in body if line.number is not None]
        last = self.parts[-1] if self.parts else None
        if last is None or not _repeats(last, header, title, numbers):
            last = FoundPart(grid, header, title, identity=self.identity)
            self.identity = {}
            self.parts.append(last)
        last.steps.add(body)
        last.doubts += self.doubts + _unsure(grid, rows[0], header.body, rows[1], body)
        self.doubts = []

    def _look_at_rest(self, grid: Grid) -> None:
        """Take in a grid without a heading."""
        if self._go_on(grid, grid.height):
            return
        header = guess_header(grid)
        if header is not None:
            self._take_identity(grid.heading, grid)
            self._take(grid, header, (0, grid.height), list(grid.heading))
            return
        self._take_identity(grid.heading, grid)
        self.doubts += _unsure(grid, 0, grid.height, grid.height, [])
        if not read_identity(grid):
            self.passed_over += 1

    def _go_on(self, grid: Grid, end: int) -> bool:
        """Go on with the last SOP if the rows above `end` do; tell whether they did."""
        if not self.parts or grid is self.parts[-1].grid or title_of(grid.heading):
            return False
        last = self.parts[-1]
        header = last.header.onto(last.grid, grid)
        body = [line for line in lines(grid, header, 0, end) if not line.has_only_marks]
        numbers = [line.number for line in body if line.number is not None]
        if not body or not _follows(last, grid, numbers):
            return False
        if not any(WORD.search(clean(line.text(Role.ACTIVITY))) for line in body):
            return False
        last.steps.add(body)
        last.doubts += _unsure(grid, 0, 0, end, body)
        return True


def find_tables(grids: Iterable[Grid], *, name: str = "") -> Reading:
    """Return the SOPs in the grids of a file, from top to bottom.

    `name` is the file's: the title of the only SOP in it if nothing else says one.
    """
    finder = Finder()
    for grid in grids:
        finder.look_at(with_plain_signs(grid))
    for last in finder.parts[-1:]:
        last.doubts += finder.doubts
    only = name if len(finder.parts) == 1 else ""
    found = tuple(_table(part, name=only) for part in finder.parts)
    unsure = () if found else tuple(dict.fromkeys(finder.doubts))
    return Reading(found, finder.passed_over, unsure)


def _table(part: FoundPart, *, name: str) -> FoundTable:
    identity = dict(part.identity)
    named = identity.pop("title", None)
    title = named.value if named else part.title
    table = table_of(part.grid, part.header, part.steps, title=title, name=name, identity=identity)
    return replace(table, doubts=tuple(dict.fromkeys((*table.doubts, *part.doubts))))


def _unsure(grid: Grid, first: int, body: int, end: int, taken: Sequence[TableLine]) -> list[Doubt]:
    """Return what is unsure in rows from `first` up to but without `end`, their steps left out.

    `taken` are the lines of steps, none of them above `body`.
    """
    steps = {line.row for line in taken}
    last = max(steps, default=end)
    rows = [row for row in range(first, min(last + 1, end)) if row not in steps]
    cells = [cell for row in rows for cell in grid.row(row)]
    left = any(cell.row >= body and steps and letters_of(cell.whole_text) for cell in cells)
    noted = [doubt for row, doubt in grid.doubts if row < 0 or first <= row <= end]
    own = [doubt for cell in cells for doubt in cell.doubts]
    return [*noted, *own, *[Doubt.BETWEEN_ROWS] * left]


def _repeats(last: FoundPart, header: Header, title: str, numbers: list[int]) -> bool:
    """Tell whether a heading is that of the table above it, repeated on a new page."""
    same = [column.name for column in last.header.actors] == [each.name for each in header.actors]
    if not same or (title and title != last.title):
        return False
    return bool(last.steps.steps) and bool(numbers) and _counts_on(last, numbers)


def _counts_on(last: FoundPart, numbers: list[int]) -> bool:
    below = last.steps.last_number
    return below is not None and numbers[0] in {below, below + 1}


def _follows(last: FoundPart, grid: Grid, numbers: list[int]) -> bool:
    """Tell whether a grid without a heading goes on with the last table."""
    if grid.width < FEWEST_COLUMNS:
        return False
    below = last.steps.last_number
    if numbers and below is not None:
        return numbers[0] in {below, below + 1, below + 2}
    return below is None or not numbers


def _until_gap(body: Iterable[TableLine]) -> list[TableLine]:
    """Return the lines up to an empty row below which no step stands: what follows is no body."""
    kept: list[TableLine] = []
    for line in body:
        is_apart = kept and line.row > kept[-1].row + 1
        if is_apart and not line.has_only_marks and line.number is None and not line.has_standards:
            break
        kept.append(line)
    return kept


def _heading(grid: Grid, first: int, last: int) -> list[str]:
    """Return the lines above a heading: those of the file, then rows of the grid of one cell."""
    rows = [[cell for cell in grid.row(row) if cell.text.strip()] for row in range(first, last)]
    texts = [cells[0].text for cells in rows if len(cells) == 1]
    return texts if first else [*grid.heading, *texts]


def _last_line(steps: Steps, header: Header) -> int:
    """Return the row below the last one that a table has taken."""
    rows = [line.row for step in steps.steps for line in step.lines]
    return max(rows, default=header.body - 1) + 1
