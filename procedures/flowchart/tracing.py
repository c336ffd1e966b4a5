"""What a reader sees on a finished page: which symbols the lines in the tiles join."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .lanes import BOTTOM_EDGE, CENTRE, MIDDLE, RIGHT_EDGE
from .shapes import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .drawing import Page, Symbol, Tile

CROSS = 4


class Spot(NamedTuple):
    """A point of the page in levels: four a row down, six a column across."""

    down: int
    across: int


Segment = frozenset[Spot]


@dataclass(frozen=True)
class Port:
    """A line's end at a symbol: the cell's row and column, the side, whether it has a head."""

    row: int
    column: int
    symbol: Symbol
    side: Side
    is_entry: bool


@dataclass(frozen=True)
class Net:
    """Lines that hang together: the ports they reach and the spots where they just stop."""

    ports: tuple[Port, ...]
    loose: tuple[Spot, ...]


class Trace:
    """The lines of one page, read from its tiles alone.

    Lines that cross at a spot with four arms pass each other; with two or three arms they join.
    """

    def __init__(self, page: Page) -> None:
        self.arms: dict[Spot, list[Spot]] = defaultdict(list)
        self.doubled: list[Spot] = []
        self.centres: dict[Spot, tuple[int, int, Symbol, tuple[Side, ...]]] = {}
        self._roots: dict[Segment, Segment] = {}
        for row, tiles in enumerate(page.rows):
            for column, tile in enumerate(tiles.tiles):
                self._read(row, column, tile)
        for spot in self.arms:
            self._join(spot)

    def nets(self) -> list[Net]:
        """All nets, the topmost first."""
        ports: dict[Segment, list[Port]] = {root: [] for root in map(self._root, self._roots)}
        loose: dict[Segment, list[Spot]] = {root: [] for root in ports}
        for spot, arms in sorted(self.arms.items()):
            for arm in arms:
                root = self._root(frozenset({spot, arm}))
                if spot in self.centres:
                    ports[root].append(self._port(spot, arm))
                elif len(arms) == 1:
                    loose[root].append(spot)
        return [Net(tuple(ports[root]), tuple(loose[root])) for root in ports]

    def _read(self, row: int, column: int, tile: Tile) -> None:
        origin = Spot(row * BOTTOM_EDGE, column * RIGHT_EDGE)
        if tile.symbol is not None:
            centre = Spot(origin.down + MIDDLE, origin.across + CENTRE)
            self.centres[centre] = row, column, tile.symbol, tile.arrowheads
        for one, other in _steps(origin, tile):
            segment = frozenset({one, other})
            if segment in self._roots:
                self.doubled.append(one)
                continue
            self._roots[segment] = segment
            self.arms[one].append(other)
            self.arms[other].append(one)

    def _join(self, spot: Spot) -> None:
        """Unite the segments that go on into each other at a spot."""
        if spot in self.centres:
            return
        arms = self.arms[spot]
        for one, other in pairwise(arms):
            if len(arms) < CROSS:
                self._unite(frozenset({spot, one}), frozenset({spot, other}))
        if len(arms) == CROSS:
            for down in (True, False):
                pair = [arm for arm in arms if (arm.across == spot.across) is down]
                self._unite(frozenset({spot, pair[0]}), frozenset({spot, pair[1]}))

    def _unite(self, one: Segment, other: Segment) -> None:
        self._roots[self._root(one)] = self._root(other)

    def _root(self, segment: Segment) -> Segment:
        while self._roots[segment] != segment:
            self._roots[segment] = self._roots[self._roots[segment]]
            segment = self._roots[segment]
        return segment

    def _port(self, centre: Spot, arm: Spot) -> Port:
        row, column, symbol, arrowheads = self.centres[centre]
        side = _side(centre, arm)
        return Port(row, column, symbol, side, side in arrowheads)


def _steps(origin: Spot, tile: Tile) -> Iterator[tuple[Spot, Spot]]:
    """The unit steps of a tile's lines."""
    for line in tile.horizontals:
        down = origin.down + line.y
        for x in range(line.x0, line.x1):
            yield Spot(down, origin.across + x), Spot(down, origin.across + x + 1)
    for upright in tile.verticals:
        across = origin.across + upright.x
        for y in range(upright.y0, upright.y1):
            yield Spot(origin.down + y, across), Spot(origin.down + y + 1, across)


def _side(centre: Spot, arm: Spot) -> Side:
    if arm.across == centre.across:
        return Side.TOP if arm.down < centre.down else Side.BOTTOM
    return Side.LEFT if arm.across < centre.across else Side.RIGHT
