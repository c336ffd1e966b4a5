"""The columns of a table without a heading, told by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from procedures import durations
from procedures.reading.grid import Grid
from procedures.reading.header import Column, Header
from procedures.reading.words import Role, number_of

FEWEST_COLUMNS = 5
"""An SOP's table has at least an activity, an actor, what is needed, a time and an output."""

HALF = 0.5
FEWEST_WORDS = 2
MOST_OPEN_WORDS = 4
OPEN_TIME = re.compile(r"(sesuai|disesuaikan|tergantung|sepanjang|kondisional)\b", re.IGNORECASE)


def guess_header(grid: Grid) -> Header | None:
    """Return the columns of a page that goes on with a table; None if it is no SOP's.

    The first column counts the rows, the next tells what is done, one is a time; what is needed
    stands left of the time, output and remark right of it, actors between.
    """
    begins = Counter(cell.column for cell in grid.cells)
    rows = sum(1 for row in range(grid.height) if grid.row(row))
    columns = sorted(column for column, count in begins.items() if count * 2 > rows)
    if len(columns) < FEWEST_COLUMNS:
        return None
    number = next((each for each in columns if _share(grid, each, _is_number) > HALF), None)
    time = next((each for each in columns if _share(grid, each, _is_time) >= HALF), None)
    if number is None or time is None:
        return None
    after = [column for column in columns if column > number and column < time]
    if not after or _share(grid, after[0], _is_sentence) <= HALF:
        return None
    return _header(grid, number, after, [column for column in columns if column >= time])


def _header(grid: Grid, number: int, before: list[int], after: list[int]) -> Header | None:
    """Return the heading; `before` stand between number and time, `after` begin with the time."""
    activity, *between = before
    filled = [column for column in between if _share(grid, column, bool) >= HALF]
    needs = filled[-1] if filled else None
    roles = {number: Role.NUMBER, activity: Role.ACTIVITY}
    roles |= {column: Role.ACTOR for column in between if needs is None or column < needs}
    if needs is not None:
        roles[needs] = Role.NEEDS
    roles |= dict(zip(after, (Role.TIME, Role.OUTPUT, Role.REMARK), strict=False))
    order = sorted(roles)
    ends = [following - 1 for following in order[1:]] + [grid.width - 1]
    columns = tuple(
        Column(roles[first], first, last) for first, last in zip(order, ends, strict=True)
    )
    return Header(0, 0, columns, is_read=False)


def _texts(grid: Grid, column: int) -> list[str]:
    return [cell.text.strip() for cell in grid.cells if cell.column == column]


def _share(grid: Grid, column: int, fits: Callable[[str], object]) -> float:
    """Return the share of a column's cells that fit."""
    texts = _texts(grid, column)
    return sum(bool(fits(text)) for text in texts) / len(texts) if texts else 0


def _is_number(text: str) -> bool:
    return number_of(text) is not None


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS


def _is_time(text: str) -> bool:
    try:
        read = durations.parse(" ".join(text.split()))
    except durations.NotUnderstood:
        return False
    return read is not None or bool(OPEN_TIME.match(text) and len(text.split()) <= MOST_OPEN_WORDS)
