"""Which body rows stand on which page, with room kept for the connector rows."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from .body import body_of
from .composition import arrange
from .connectors import Zone, connectors_of, rows_needed
from .lanes import Lanes
from .shapes import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from procedures.graph import Graph

    from .body import Options
    from .connectors import Connector


NOTHING: Mapping[int, tuple[float, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class Sheet:
    """The room on one page in mm.

    `height` is what the table may use, `header` its repeated head, `connector_row` one
    connector row with its border. `taken` is what stands before the table on its first page.
    """

    height: float
    header: float
    connector_row: float = 11.3
    taken: float = 0.0

    @property
    def room(self) -> float:
        """The mm left for rows on a page of their own."""
        return self.height - self.header

    def room_on(self, page: int) -> float:
        """The mm left for rows on a page, counted from 0."""
        return self.room if page else self.room - self.taken


@dataclass(frozen=True)
class Reserve:
    """The connector rows that one page keeps room for.

    `below` counts where the table goes on after the page, `last` where it ends there; `between`
    are those among the body rows.
    """

    above: int
    below: int = 1
    last: int = 0
    between: int = 0


@dataclass(frozen=True)
class _Piece:
    """A body row, or the part of one that goes on on the next page; its index and its mm."""

    row: int
    height: float
    goes_on: bool = False


def plan_pages(
    graph: Graph,
    options: Options,
    heights: tuple[float, ...],
    sheet: Sheet,
    parts: Mapping[int, tuple[float, ...]] = NOTHING,
) -> tuple[range, ...]:
    """The ranges of body rows on each page, filled greedily.

    `heights` are mm, one a body row; `parts` those of rows that go on over pages, part by part, by
    the index of the row. One connector row is kept at each side of a break; a page that needs more
    keeps more, and the plan is made again until the drawing fits it. A row taller than the page
    gets a page of its own; the end is not left alone on the last page where the row before it has
    room there. Raises ValueError for a wrong number of heights.
    """
    body = body_of(graph, options)
    if len(heights) != len(body.rows):
        msg = f"{len(body.rows)} rows have {len(heights)} heights"
        raise ValueError(msg)
    lanes = Lanes(options.width, options.type_sizes)
    pieces = tuple(_pieces(heights, parts))
    reserves: dict[int, Reserve] = {}
    while True:
        filled = _fill(pieces, sheet, reserves)
        if body.rows[-1:] and body.rows[-1].kind is RowKind.END:
            filled = _with_company(filled, pieces, sheet, reserves)
        pages = tuple(_rows_of(pieces, page) for page in filled)
        more = _short_of(connectors_of(body, pages), len(pages), reserves)
        if not more:
            more = _short_of(arrange(body, pages, lanes).connectors, len(pages), reserves)
        if not more:
            return pages
        reserves |= more


def _pieces(heights: tuple[float, ...], parts: Mapping[int, tuple[float, ...]]) -> Iterator[_Piece]:
    for row, whole in enumerate(heights):
        *others, last = parts.get(row, (whole,))
        yield from (_Piece(row, height, goes_on=True) for height in others)
        yield _Piece(row, last)


def _rows_of(pieces: tuple[_Piece, ...], page: range) -> range:
    """The body rows of which there is something on a page."""
    return range(pieces[page[0]].row, pieces[page[-1]].row + 1) if page else range(0)


def _fill(
    pieces: tuple[_Piece, ...], sheet: Sheet, reserves: dict[int, Reserve]
) -> tuple[range, ...]:
    pages: list[range] = []
    first = 0
    while first < len(pieces):
        reserve = _reserve(reserves, len(pages))
        room = sheet.room_on(len(pages))
        count = _count(pieces[first:], room, sheet.connector_row, reserve)
        pages.append(range(first, first + count))
        first += count
    return tuple(pages) or (range(0),)


def _with_company(
    pages: tuple[range, ...],
    pieces: tuple[_Piece, ...],
    sheet: Sheet,
    reserves: dict[int, Reserve],
) -> tuple[range, ...]:
    """Take the row before it along where the last row has a page to itself, if there is room."""
    reserve = _reserve(reserves, len(pages) - 1)
    rows = reserve.above + reserve.between + reserve.last
    needed = _height(pieces[-2:]) + rows * sheet.connector_row
    if len(pages) == 1 or needed > sheet.room:
        return pages
    *others, before, last = pages
    if len(last) > 1 or len(before) == 1:
        return pages
    return (*others, before[:-1], range(last.start - 1, last.stop))


def _reserve(reserves: dict[int, Reserve], page: int) -> Reserve:
    return reserves.get(page, Reserve(above=min(page, 1)))


def _count(pieces: tuple[_Piece, ...], room: float, spare: float, reserve: Reserve) -> int:
    """How many of the pieces fit in `room` mm beside spare rows; at least one.

    None follows one that goes on on the next page.
    """
    room -= (reserve.above + reserve.between) * spare
    most = next((at for at, piece in enumerate(pieces, start=1) if piece.goes_on), len(pieces))
    if most == len(pieces) and _height(pieces) <= room - reserve.last * spare:
        return most
    room -= reserve.below * spare
    count = 0
    while count < min(most, len(pieces) - 1) and pieces[count].height <= room:
        room -= pieces[count].height
        count += 1
    return max(count, 1)


def _height(pieces: tuple[_Piece, ...]) -> float:
    return sum(piece.height for piece in pieces)


def _short_of(
    connectors: tuple[Connector, ...], count: int, reserves: dict[int, Reserve]
) -> dict[int, Reserve]:
    """The larger reserves of the pages that need more than they keep."""
    more = {}
    for page in range(count):
        kept = _reserve(reserves, page)
        own = tuple(connector for connector in connectors if connector.seat.page == page)
        needed = _needed(own, kept, is_last=page == count - 1)
        if needed != kept:
            more[page] = needed
    return more


def _needed(own: tuple[Connector, ...], kept: Reserve, *, is_last: bool) -> Reserve:
    """What a page keeps, raised to what its own connectors take."""
    above = max(kept.above, rows_needed(own, Zone.ABOVE))
    below = rows_needed(own, Zone.BELOW)
    between = max(kept.between, _between(own))
    if is_last:
        return Reserve(above, kept.below, max(kept.last, below), between)
    return Reserve(above, max(kept.below, below), kept.last, between)


def _between(own: tuple[Connector, ...]) -> int:
    return sum(connector.seat.zone in {Zone.BEFORE, Zone.AFTER} for connector in own)
