"""From paths to tiles: merged segments, arrowheads and labels in each cell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .drawing import DrawnRow, Horizontal, Lines, Page, Tile, Vertical
from .grid import LaneGrid
from .labels import labelled
from .lanes import CENTRE, MIDDLE
from .leaf import TilePlace
from .scene import LineKind
from .shapes import Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .drawing import Symbol
    from .lanes import Lanes
    from .routes import Routing
    from .scene import Line, Scene
    from .traffic import Path

# A unit step from the level `start` to the next, on the lane `lane`.
Unit = tuple[int, int]


@dataclass
class _Canvas:
    """The unit steps, arrowheads and exits of each cell while the page is drawn."""

    grid: LaneGrid
    across: dict[TilePlace, set[Unit]] = field(default_factory=lambda: defaultdict(set))
    down: dict[TilePlace, set[Unit]] = field(default_factory=lambda: defaultdict(set))
    arrowheads: dict[TilePlace, set[Side]] = field(default_factory=lambda: defaultdict(set))
    exits: dict[TilePlace, dict[Side, str]] = field(default_factory=lambda: defaultdict(dict))

    def draw(self, line: Line, path: Path) -> None:
        """Draw one line with its arrowheads; a link has one at each end."""
        leaving = Side(path.headings[0])
        nodes = (self.grid.node(line.source), *path.nodes, self.grid.node(line.target))
        for (one, other), heading in zip(pairwise(nodes), path.headings, strict=True):
            self._step(min(one, other), max(one, other), Side(heading))
        self.arrowheads[line.target].add(Side(path.headings[-1]).opposite)
        if line.kind is LineKind.LINK:
            self.arrowheads[line.source].add(leaving)
        if line.label:
            self.exits[line.source][leaving] = line.label

    def _step(self, first: int, second: int, heading: Side) -> None:
        """Mark the step between two neighbours, the left or upper one first."""
        cell, x, y = self.grid.spot(first)
        next_cell, next_x, next_y = self.grid.spot(second)
        if heading in {Side.LEFT, Side.RIGHT}:
            self.across[cell].add((y, x))
            self.across[next_cell].add((y, next_x - 1))
        else:
            self.down[cell].add((x, y))
            self.down[next_cell].add((x, next_y - 1))


def page_of(scene: Scene, routing: Routing, lanes: Lanes) -> Page:
    """The finished page."""
    grid = LaneGrid(scene, lanes)
    canvas, taken = _Canvas(grid), _Canvas(grid)
    for line, path in zip(scene.lines, routing.paths, strict=True):
        canvas.draw(line, path)
        if scene.is_tracked and line.is_taken:
            taken.draw(line, path)
    rows = []
    for index, row in enumerate(scene.rows):
        cells = [TilePlace(index, column) for column in range(scene.columns)]
        tiles = tuple(_tile(canvas, cell, scene.symbols.get(cell), lanes) for cell in cells)
        if scene.is_tracked:
            tiles = tuple(
                replace(tile, taken=_lines(taken, cell, tile.symbol))
                for tile, cell in zip(tiles, cells, strict=True)
            )
        rows.append(DrawnRow(row.kind, row.place, row.height, row.texts, tiles))
    return Page(tuple(rows))


def _tile(canvas: _Canvas, cell: TilePlace, symbol: Symbol | None, lanes: Lanes) -> Tile:
    lines = _lines(canvas, cell, symbol)
    tile = Tile(lines.horizontals, lines.verticals, symbol, lines.arrowheads)
    return labelled(tile, canvas.exits.get(cell, {}), lanes)


def _lines(canvas: _Canvas, cell: TilePlace, symbol: Symbol | None) -> Lines:
    across = _merged(canvas.across.get(cell, ()), MIDDLE if symbol else None, CENTRE)
    down = _merged(canvas.down.get(cell, ()), CENTRE if symbol else None, MIDDLE)
    return Lines(
        tuple(Horizontal(*span) for span in across),
        tuple(Vertical(*span) for span in down),
        tuple(sorted(canvas.arrowheads.get(cell, ()))),
    )


def _merged(units: Iterable[Unit], lane: int | None, stop: int) -> list[tuple[int, int, int]]:
    """Runs (lane, start, end) of neighbouring units.

    A run on the lane through a symbol ends at `stop`, the symbol's centre.
    """
    runs: list[tuple[int, int, int]] = []
    for on, start in sorted(units):
        goes_on = bool(runs) and runs[-1][0] == on and runs[-1][2] == start
        if goes_on and not (on == lane and start == stop):
            runs[-1] = (on, runs[-1][1], start + 1)
        else:
            runs.append((on, start, start + 1))
    return runs
