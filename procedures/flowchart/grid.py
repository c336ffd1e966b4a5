"""The net of nodes that lines run on: what each unit step costs, in about mm."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .lanes import CENTRE, LANE_TO_EDGE, LANES_ACROSS, LANES_DOWN, MIDDLE
from .leaf import TilePlace
from .shapes import RowKind, Shape, Side

if TYPE_CHECKING:
    from .lanes import Lanes
    from .scene import Scene

BLOCKED = float("inf")
OFF_MIDDLE = 1.25
SIDE_LANES = (1.10, 1.06, 1.0, 1.06, 1.10)
THROUGH_CONNECTORS = 30.0
LABEL_ZONE = 12.0
SPARED_ZONE = 200.0
SIDE_LEVELS = {Side.LEFT: (1, 2), Side.RIGHT: (4, 5)}

# The left or right sides of cells, where labels are to be kept free.
Spared = frozenset[tuple[TilePlace, Side]]
NOTHING: Spared = frozenset()


class LaneGrid:
    """The nodes of one page, numbered row by row from the left top.

    A node is a crossing of a vertical and a horizontal lane. `ahead[side][node]` is the price of
    the step from a node to its neighbour; BLOCKED at the rim and into a symbol's centre. Lines
    keep away from the labels on the sides in `spared` more than from others.
    """

    def __init__(self, scene: Scene, lanes: Lanes, spared: Spared = NOTHING) -> None:
        self.across = LANES_ACROSS * scene.columns
        self.down = LANES_DOWN * len(scene.rows)
        self.offsets = (-self.across, 1, self.across, -1)
        self.x = [
            column * lanes.width + x
            for column in range(scene.columns)
            for x in lanes.levels[1 : 1 + LANES_ACROSS]
        ]
        self.y = _heights(scene)
        self.centres = {cell: self.node(cell) for cell in scene.symbols}
        self.ahead = _prices(self, scene)
        for cell, symbol in scene.symbols.items():
            if symbol.shape is Shape.DECISION:
                self._spare_labels(cell, spared)

    def _spare_labels(self, cell: TilePlace, spared: Spared) -> None:
        """Make the upper side lanes of a decision dear: its labels stand there."""
        for side, lanes in SIDE_LEVELS.items():
            price = SPARED_ZONE if (cell, side) in spared else LABEL_ZONE
            for x in lanes:
                node = self.node(cell, x)
                self.ahead[Side.TOP][node] += price
                self.ahead[Side.BOTTOM][node - self.across] += price

    def node(self, cell: TilePlace, x: int = CENTRE, y: int = MIDDLE) -> int:
        """The number of the node on the levels (x, y) of a cell."""
        down = cell.row * LANES_DOWN + y - 1
        return down * self.across + cell.column * LANES_ACROSS + x - 1

    def spot(self, node: int) -> tuple[TilePlace, int, int]:
        """The cell of a node and its levels (x, y) in there."""
        down, across = divmod(node, self.across)
        row, y = divmod(down, LANES_DOWN)
        column, x = divmod(across, LANES_ACROSS)
        return TilePlace(row, column), x + 1, y + 1

    def rows(self, first: int, last: int) -> range:
        """The nodes of the table rows from `first` to `last`, cut off at the rim."""
        a_row = LANES_DOWN * self.across
        nodes = self.down * self.across
        return range(max(first * a_row, 0), min((last + 1) * a_row, nodes))

    def distance(self, one: int, other: int) -> float:
        """The mm between two nodes along the lanes."""
        down, across = divmod(one, self.across)
        far_down, far_across = divmod(other, self.across)
        return abs(self.x[across] - self.x[far_across]) + abs(self.y[down] - self.y[far_down])


def _heights(scene: Scene) -> list[float]:
    places = []
    top = 0.0
    for row in scene.rows:
        places += [top + LANE_TO_EDGE, top + row.height / 2, top + row.height - LANE_TO_EDGE]
        top += row.height
    return places


def _prices(grid: LaneGrid, scene: Scene) -> tuple[list[float], ...]:
    prices = tuple([BLOCKED] * (grid.across * grid.down) for _ in Side)
    for down in range(grid.down):
        factor = _factor_across(scene, down)
        for across, (x, next_x) in enumerate(pairwise(grid.x)):
            _both(grid, prices, (down, across), Side.RIGHT, (next_x - x) * factor)
    for down, (y, next_y) in enumerate(pairwise(grid.y)):
        for across in range(grid.across):
            price = (next_y - y) * SIDE_LANES[across % LANES_ACROSS]
            _both(grid, prices, (down, across), Side.BOTTOM, price)
    for centre in grid.centres.values():
        _block(grid, prices, centre)
    return prices


def _both(
    grid: LaneGrid, prices: tuple[list[float], ...], spot: tuple[int, int], side: Side, price: float
) -> None:
    """Set the price of a step for both directions."""
    node = spot[0] * grid.across + spot[1]
    prices[side][node] = price
    prices[side.opposite][node + grid.offsets[side]] = price


def _factor_across(scene: Scene, down: int) -> float:
    row, y = divmod(down, LANES_DOWN)
    factor = 1.0 if y + 1 == MIDDLE else OFF_MIDDLE
    if scene.rows[row].kind is RowKind.CONNECTOR:
        factor *= THROUGH_CONNECTORS
    return factor


def _block(grid: LaneGrid, prices: tuple[list[float], ...], centre: int) -> None:
    for side in Side:
        neighbour = centre + grid.offsets[side]
        prices[side.opposite][neighbour] = BLOCKED
