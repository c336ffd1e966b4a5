"""The heading of an SOP's table: which column holds what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from procedures.reading.grid import Cell, Grid
from procedures.reading.words import Role, is_group, letters, number_of, role_of, unit_of

DEEPEST = 4
"""Rows of a heading at most."""

FEWEST_NUMBERS = 4
"""A row of column numbers has at least these."""

_BROKEN = re.compile(r"(?<=[a-z]{3})\n(?=[a-z]\b)")
"""Where a narrow column has pushed the last letter of a word below it: Kebijaka n."""

QUALITY = (Role.NEEDS, Role.TIME, Role.OUTPUT)


@dataclass(frozen=True)
class Column:
    """One column of the SOP, and the columns of the grid that it covers."""

    role: Role
    first: int
    last: int
    name: str = ""


@dataclass(frozen=True)
class Header:
    """A recognised heading; the body begins at row `body`.

    `unit` is what bare numbers under Waktu count, empty where the heading does not say. `is_read`
    is false where there is no heading and the columns were told by what stands in them.
    """

    top: int
    body: int
    columns: tuple[Column, ...]
    has_column_numbers: bool = False
    unit: str = ""
    is_read: bool = True

    @property
    def actors(self) -> list[Column]:
        """The columns of actors from left to right."""
        return [column for column in self.columns if column.role is Role.ACTOR]

    @property
    def actors_are_named_in_cells(self) -> bool:
        """Whether one column Pelaksana names the actor in words."""
        return [is_group(column.name) for column in self.actors] == [True]

    def column(self, role: Role) -> Column | None:
        """Return the first column of a role."""
        return next((column for column in self.columns if column.role is role), None)

    def column_at(self, number: int) -> Column | None:
        """Return the column that covers one of the grid."""
        return next((each for each in self.columns if each.first <= number <= each.last), None)

    def onto(self, own: Grid, other: Grid) -> Header:
        """Return the same columns on a grid that goes on with the own one.

        By the borders of the columns where the file tells them, else by their order.
        """
        if not (own.edges and other.edges):
            return self
        columns = []
        for column in self.columns:
            first = _nearest(other, own.edges[column.first])
            last = _nearest(other, own.edges[column.last + 1]) - 1
            columns.append(replace(column, first=first, last=max(first, last)))
        return replace(self, columns=tuple(columns))


def _nearest(grid: Grid, place: float) -> int:
    """Return the border of a grid that is nearest to a place."""
    return min(range(len(grid.edges)), key=lambda at: abs(grid.edges[at] - place))


def find_headers(grid: Grid) -> list[Header]:
    """Return the headings in a grid from top to bottom."""
    found: list[Header] = []
    for row in range(grid.height):
        if found and row < found[-1].body:
            continue
        header = _header_at(grid, row)
        if header:
            found.append(header)
    return found


def _header_at(grid: Grid, row: int) -> Header | None:
    roles = {cell.column: role_of(cell.text) for cell in grid.row(row) if cell.text.strip()}
    if Role.ACTIVITY not in roles.values():
        return None
    bottom = _bottom(grid, row)
    cells = [cell for each in range(row, bottom + 1) for cell in grid.row(each)]
    words = {role_of(cell.text) for cell in cells}
    above = grid.row(row - 1)
    if not words & {*QUALITY} and not any(is_group(cell.text) for cell in (*cells, *above)):
        return None
    columns = _columns(grid, row, bottom)
    if not columns:
        return None
    numbers = bottom + 1 < grid.height and is_column_numbers(grid.row(bottom + 1))
    body = bottom + 1 + numbers
    time = next((column.name for column in columns if column.role is Role.TIME), "")
    return Header(row, body, _with_number(grid, body, columns), numbers, unit_of(time))


def _bottom(grid: Grid, top: int) -> int:
    """Return the last row of a heading that begins at `top`."""
    named = [cell for cell in grid.row(top) if role_of(cell.text) in {Role.ACTIVITY, Role.NUMBER}]
    bottom = min(max(cell.last_row for cell in named), top + DEEPEST - 1)
    grouped = any(is_group(cell.text) for cell in grid.row(top))
    taken = {cell.column for cell in named}
    while bottom < min(top + DEEPEST, grid.height) - 1:
        below = [cell for cell in grid.row(bottom + 1) if cell.text.strip()]
        if not below or any(cell.column in taken for cell in below):
            break
        if not (any(role_of(cell.text) in QUALITY for cell in below) or grouped):
            break
        grouped = False
        bottom += 1
    return bottom


def is_column_numbers(cells: Iterable[Cell]) -> bool:
    """Tell whether a row counts the columns: 1 2 3 4 6 7."""
    texts = [re.sub(r"[()]", "", cell.text).strip() for cell in cells if cell.text.strip()]
    numbers = [int(text) for text in texts if re.fullmatch(r"[0-9]{1,2}", text)]
    return (
        len(numbers) == len(texts) >= FEWEST_NUMBERS
        and numbers[0] == 1
        and all(left < right for left, right in pairwise(numbers))
    )


def _columns(grid: Grid, top: int, bottom: int) -> list[Column]:
    """Return the columns of a heading, what is no SOP's left out; none without an activity."""
    stacks = [_stack(grid, top, bottom, column) for column in range(grid.width)]
    columns: list[Column] = []
    unnamed: list[int] = []
    for stack, numbers in groupby(range(grid.width), key=lambda number: stacks[number]):
        covered = list(numbers)
        if stack:
            columns.append(_column(stack, unnamed + covered))
            unnamed = []
        elif columns and columns[-1].role is Role.ACTOR:
            columns[-1] = replace(columns[-1], last=covered[-1])
        elif columns:
            unnamed = covered
    return _only_ours(columns)


def _stack(grid: Grid, top: int, bottom: int, column: int) -> tuple[Cell, ...]:
    """Return the cells above a column that name it, from top to bottom."""
    cells = [
        cell
        for row in range(top, bottom + 1)
        for cell in grid.row(row)
        if cell.column <= column <= cell.last_column and cell.text.strip()
    ]
    if cells and is_group(cells[0].text) and (len(cells) > 1 or _is_wide(cells[0], bottom)):
        cells = cells[1:]
    whole = next((cell for cell in cells if _names_all_below(grid, cell, bottom)), None)
    return (whole,) if whole else tuple(c for c in cells if c.columns <= cells[-1].columns)


def _names_all_below(grid: Grid, cell: Cell, bottom: int) -> bool:
    """Tell whether a wide heading says what a column holds and those below it only part it."""
    if not _is_wide(cell, bottom) or role_of(cell.text) is None:
        return False
    return not any(
        cell.column <= below.column <= cell.last_column and role_of(below.text)
        for row in range(cell.last_row + 1, bottom + 1)
        for below in grid.row(row)
    )


def _is_wide(cell: Cell, bottom: int) -> bool:
    """Tell whether a heading stands above several columns that have headings of their own."""
    return cell.columns > 1 and cell.last_row < bottom


def _column(stack: tuple[Cell, ...], covered: list[int]) -> Column:
    name = " ".join(" ".join(_BROKEN.sub("", cell.text).split()) for cell in stack)
    role = role_of(name) or next(filter(None, (role_of(cell.text) for cell in stack)), None)
    return Column(role or Role.ACTOR, covered[0], covered[-1], name)


def _only_ours(columns: list[Column]) -> list[Column]:
    """Keep one column a role; actors stand between the activity and the standards."""
    roles = [column.role for column in columns]
    if Role.ACTIVITY not in roles:
        return []
    activity, last = _where_actors_stand(roles)
    kept: list[Column] = []
    for place, column in enumerate(columns):
        if column.role is Role.ACTOR:
            if activity < place < last and letters(column.name):
                kept.append(column)
        elif column.role not in [each.role for each in kept]:
            kept.append(column)
    return kept


def _where_actors_stand(roles: list[Role]) -> tuple[int, int]:
    """Return between which places: the activity, and the first standard behind it."""
    activity = roles.index(Role.ACTIVITY)
    standards = [place for place, role in enumerate(roles) if role in QUALITY and place > activity]
    last = standards[0] if standards else len(roles)
    return activity, last if Role.ACTOR in roles[activity:last] else len(roles)


def _with_number(grid: Grid, body: int, columns: list[Column]) -> tuple[Column, ...]:
    """Find the numbers of the rows where no heading stands above them."""
    if any(column.role is Role.NUMBER for column in columns):
        return tuple(columns)
    place = next(at for at, column in enumerate(columns) if column.role is Role.ACTIVITY)
    activity = columns[place]
    for number in (activity.first, activity.first - 1):
        texts = [
            cell.text
            for row in range(body, grid.height)
            for cell in grid.row(row)
            if cell.column == number and cell.text.strip()
        ]
        if texts and sum(number_of(text) is not None for text in texts) * 2 > len(texts):
            columns[place] = replace(activity, first=max(activity.first, number + 1))
            return (Column(Role.NUMBER, number, number), *columns)
    return tuple(columns)
