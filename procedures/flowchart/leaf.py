"""One page of the table: its body rows and the connector rows around and between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from .connectors import NO_PLACE, Zone, column_of, rows_needed
from .shapes import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .body import Body, BodyRow
    from .connectors import Connector
    from .lanes import Lanes


class TilePlace(NamedTuple):
    """A tile of the page by its row and column from 0."""

    row: int
    column: int


class Band(NamedTuple):
    """What a table row is: the row of a place itself (BESIDE), or a connector row of a zone."""

    zone: Zone
    place: int
    depth: int = 0


@dataclass(frozen=True)
class Leaf:
    """What one page is made from: its number from 0, its rows, and the connectors on it."""

    body: Body
    lanes: Lanes
    page: int
    rows: tuple[BodyRow, ...]
    connectors: tuple[Connector, ...]
    bands: tuple[Band, ...]

    def row_at(self, place: int) -> int:
        """The table row of a place."""
        return self.bands.index(Band(Zone.BESIDE, place))

    def cell_at(self, place: int) -> TilePlace:
        """Where the responsible symbol of a place stands."""
        return TilePlace(self.row_at(place), column_of(self.body, place))

    def cell_of(self, connector: Connector) -> TilePlace:
        """Where a connector stands."""
        band = Band(connector.seat.zone, connector.seat.place, connector.depth)
        return TilePlace(self.bands.index(band), connector.column)


def leaf_of(
    body: Body,
    lanes: Lanes,
    page: int,
    indices: range,
    connectors: tuple[Connector, ...],
    *,
    goes_on: bool = False,
) -> Leaf:
    """The page with these body rows, and those of all connectors that stand on it.

    `goes_on` says that the first of the rows began on an earlier page.
    """
    rows = tuple(body.rows[index] for index in indices)
    if goes_on:
        rows = (_continued(rows[0]), *rows[1:])
    own = tuple(connector for connector in connectors if connector.seat.page == page)
    return Leaf(body, lanes, page, rows, own, tuple(_bands(rows, own)))


def _continued(row: BodyRow) -> BodyRow:
    """The row of a place without its symbols."""
    return replace(row, kind=RowKind.CONTINUED, column=None, participants=())


def _bands(rows: tuple[BodyRow, ...], own: tuple[Connector, ...]) -> Iterator[Band]:
    yield from _connector_bands(own, Zone.ABOVE, NO_PLACE)
    for row in rows:
        yield from _connector_bands(own, Zone.BEFORE, row.place)
        yield Band(Zone.BESIDE, row.place)
        yield from _connector_bands(own, Zone.AFTER, row.place)
    yield from _connector_bands(own, Zone.BELOW, NO_PLACE)


def _connector_bands(own: tuple[Connector, ...], zone: Zone, place: int) -> Iterator[Band]:
    for depth in range(rows_needed(own, zone, place)):
        yield Band(zone, place, depth)
