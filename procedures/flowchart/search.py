"""The cheapest path of one line among the lines that are drawn (A*)."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from .grid import BLOCKED
from .shapes import Side
from .traffic import BEND, Path

if TYPE_CHECKING:
    from .grid import LaneGrid
    from .traffic import Traffic

MARGIN = 2
SHARED = 0.5
TURNS = tuple(tuple(side for side in range(4) if side != (heading + 2) % 4) for heading in range(4))
GOAL = -1
# A loop at one symbol must not come back by the port it left by.
OUT_OF_ITSELF = (Side.RIGHT, Side.LEFT)
INTO_ITSELF = (Side.TOP, Side.BOTTOM)

# What is open: the least price to the end, the price so far (negative: of equals the farthest
# goes first), and the state: a node and the heading with which it is reached, in one number.
Open = list[tuple[float, float, int]]


class Search:
    """One search: from the ports of a line's source to the ports of its target.

    The window is the table rows between source and target and two more on each side.
    """

    def __init__(self, grid: LaneGrid, traffic: Traffic, line: int) -> None:
        its = traffic.lines[line]
        top, bottom = sorted((its.source.row, its.target.row))
        self.grid = grid
        self.traffic = traffic
        self.line = line
        self.source = grid.centres[its.source]
        self.target = grid.centres[its.target]
        self.window = grid.rows(top - MARGIN, bottom + MARGIN)
        self.doors = self._doors()
        pull = SHARED if traffic.has_company(line) else 1.0
        down, across = divmod(self.target, grid.across)
        self.rest_across = [pull * abs(x - grid.x[across]) for x in grid.x]
        self.rest_down = [pull * abs(y - grid.y[down]) for y in grid.y]
        self.best: dict[int, float] = {}
        self.parents: dict[int, int] = {}
        self.open: Open = []

    def path(self) -> Path:
        """The cheapest path. There is always one: meeting others is dear, not forbidden."""
        for side in OUT_OF_ITSELF if self.source == self.target else Side:
            node = self.source + self.grid.offsets[side]
            self._reach(node, side, self._price_out(side), GOAL)
        while True:
            _, paid, state = heappop(self.open)
            if state < 0:
                return self._retrace(state)
            if -paid <= self.best[state]:
                self._expand(state, -paid)

    def cost(self, path: Path) -> float:
        """What a given path of this line costs among the others."""
        total = self._price_out(path.headings[0])
        for index, node in enumerate(path.nodes):
            total += self._move(node, path.headings[index], path.headings[index + 1])
        return total

    def _doors(self) -> dict[int, tuple[int, float]]:
        """The nodes before the target: the heading that enters from each, and its price."""
        doors = {}
        for side in INTO_ITSELF if self.source == self.target else Side:
            node = self.target + self.grid.offsets[side]
            length = self.grid.distance(node, self.target)
            price = length + self.traffic.price_in(self.line, side)
            doors[node] = (side.opposite.value, price)
        return doors

    def _price_out(self, side: int) -> float:
        length = self.grid.distance(self.source, self.source + self.grid.offsets[side])
        return length + self.traffic.price_out(self.line, side)

    def _move(self, node: int, coming: int, going: int) -> float:
        """The price of passing a node and stepping on; BLOCKED where no step is."""
        step = self.grid.ahead[going][node]
        if step == BLOCKED:
            door = self.doors.get(node)
            if door is None or door[0] != going:
                return BLOCKED
            step = door[1]
        if going != coming:
            step += BEND
        if not self.traffic.passing[node]:
            return step
        toll, joins = self.traffic.toll(self.line, node, coming, going)
        return toll + (step * SHARED if joins else step)

    def _expand(self, state: int, cost: float) -> None:
        node, coming = divmod(state, 4)
        for going in TURNS[coming]:
            price = self._move(node, coming, going)
            if price == BLOCKED:
                continue
            following = node + self.grid.offsets[going]
            if following == self.target:
                self._arrive(going, cost + price, state)
            elif following in self.window:
                self._reach(following, going, cost + price, state)

    def _reach(self, node: int, heading: int, cost: float, parent: int) -> None:
        state = node * 4 + heading
        if cost < self.best.get(state, BLOCKED):
            self.best[state] = cost
            self.parents[state] = parent
            heappush(self.open, (cost + self._rest(node, heading), -cost, state))

    def _rest(self, node: int, heading: int) -> float:
        """At least what is left to pay: the distance, and a bend unless the target is ahead."""
        down, across = divmod(node, self.grid.across)
        rest_across, rest_down = self.rest_across[across], self.rest_down[down]
        beside = rest_down if heading % 2 else rest_across
        return rest_across + rest_down + (BEND if beside else 0.0)

    def _arrive(self, heading: int, cost: float, parent: int) -> None:
        state = GOAL - heading
        if cost < self.best.get(state, BLOCKED):
            self.best[state] = cost
            self.parents[state] = parent
            heappush(self.open, (cost, -cost, state))

    def _retrace(self, state: int) -> Path:
        nodes = []
        headings = [GOAL - state]
        state = self.parents[state]
        while state != GOAL:
            node, heading = divmod(state, 4)
            nodes.append(node)
            headings.append(heading)
            state = self.parents[state]
        return Path(tuple(reversed(nodes)), tuple(reversed(headings)))
