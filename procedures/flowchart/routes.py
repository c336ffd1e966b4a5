"""All lines of one page: in which order they are drawn, and drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .grid import LaneGrid
from .scene import LineKind
from .search import Search
from .traffic import CONFLICT, CROSSING, Traffic

if TYPE_CHECKING:
    from collections.abc import Callable

    from .grid import Spared
    from .lanes import Lanes
    from .scene import Line, Scene
    from .traffic import Path

ROUNDS = 3
RANKS = {LineKind.LINK: 0, LineKind.LEVEL: 1, LineKind.FORWARD: 2, LineKind.BACKWARD: 3}
EFFORT = 120
MIXER = 7919


@dataclass(frozen=True)
class Routing:
    """The paths of a scene's lines, in their order, and which of them still collide."""

    paths: tuple[Path, ...]
    colliding: tuple[int, ...]
    cost: float


def route(scene: Scene, lanes: Lanes, spared: Spared) -> Routing:
    """The paths of all lines of a scene; the same scene always gives the same paths.

    Where lines collide or cross, other orders are tried and the cheapest routing is kept. Lines
    keep far from the labels on the sides in `spared`.
    """
    grid = LaneGrid(scene, lanes, spared)
    best: Routing | None = None
    for order in _orders(scene.lines)[: _tries(scene.lines)]:
        attempt = _Attempt(grid, scene)
        routing = attempt.run(order)
        if best is None or routing.cost < best.cost:
            best = routing
        if not attempt.meetings():
            break
    return best or Routing((), (), 0.0)


def _orders(lines: tuple[Line, ...]) -> list[list[int]]:
    """Links, next-row lines, skips and loops by length; then four other orders."""
    usual = sorted(range(len(lines)), key=lambda index: _rank(lines, index))
    loops_first = sorted(usual, key=lambda index: -RANKS[lines[index].kind])
    mixed = sorted(usual, key=lambda index: (index + 1) * MIXER % (len(lines) + 1))
    return [usual, loops_first, usual[::-1], mixed, mixed[::-1]]


def _tries(lines: tuple[Line, ...]) -> int:
    """How many orders are worth the time: fewer for many lines, at least one."""
    return max(1, EFFORT // (len(lines) + 1))


def _rank(lines: tuple[Line, ...], index: int) -> tuple[int, int, int]:
    line = lines[index]
    length = abs(line.source.row - line.target.row)
    width = abs(line.source.column - line.target.column)
    return RANKS[line.kind], length, width


class _Attempt:
    """One order tried: first every line once, then again those that can do better."""

    def __init__(self, grid: LaneGrid, scene: Scene) -> None:
        self.grid = grid
        self.traffic = Traffic(grid, scene)
        self.paths: dict[int, Path] = {}

    def run(self, order: list[int]) -> Routing:
        for line in order:
            self._draw(line)
        wanted: Callable[[int], bool] = self._is_drawn
        for _ in range(ROUNDS):
            changed = [self._redraw(line) for line in order if wanted(line)]
            if not any(changed):
                break
            wanted = self._meets
        costs = [self._cost(line) for line in range(len(self.paths))]
        paths = tuple(self.paths[line] for line in range(len(self.paths)))
        colliding = tuple(line for line in range(len(self.paths)) if self._collides(line))
        return Routing(paths, colliding, sum(costs))

    def meetings(self) -> bool:
        """Whether any line crosses or hits another."""
        return any(self._meets(line) for line in self.paths)

    def _is_drawn(self, line: int) -> bool:
        return line in self.paths

    def _meets(self, line: int) -> bool:
        return self.traffic.worst_meeting(line, self.paths[line]) >= CROSSING

    def _collides(self, line: int) -> bool:
        return self.traffic.worst_meeting(line, self.paths[line]) >= CONFLICT

    def _cost(self, line: int) -> float:
        return Search(self.grid, self.traffic, line).cost(self.paths[line])

    def _draw(self, line: int) -> None:
        path = Search(self.grid, self.traffic, line).path()
        self.traffic.add(line, path)
        self.paths[line] = path

    def _redraw(self, line: int) -> bool:
        before = self.paths[line]
        self.traffic.remove(line, before)
        self._draw(line)
        return self.paths[line] != before
