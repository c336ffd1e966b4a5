"""The lines that are already drawn, and what it costs another line to meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from procedures.graph import Answer

from .scene import LineKind
from .shapes import Shape, Side

if TYPE_CHECKING:
    from .grid import LaneGrid
    from .scene import Scene

CONFLICT = 400.0
CROSSING = 14.0
CROWDING = 60.0
CLAIM = 60.0
BEND = 6.0
ALL_SIDES = 0b1111

# The prices of the sides, from the top clockwise.
Prices = tuple[float, float, float, float]
OUT_OF_BOX: Prices = (30.0, 2.0, 0.0, 2.0)
OUT_OF_DECISION: dict[Answer, Prices] = {
    Answer.DONE: (30.0, 2.0, 0.0, 2.0),
    Answer.YES: (40.0, 0.0, 0.0, 0.0),
    Answer.NO: (60.0, 0.0, 4.0, 0.0),
}
LEVEL: Prices = (20.0, 0.0, 20.0, 0.0)
INTO: dict[LineKind, Prices] = {
    LineKind.FORWARD: (0.0, 6.0, 60.0, 6.0),
    LineKind.BACKWARD: (5.0, 0.0, 3.0, 0.0),
    LineKind.LEVEL: LEVEL,
    LineKind.LINK: LEVEL,
}


class Path(NamedTuple):
    """A line's way: the side it leaves by, then the nodes with the heading at each.

    `headings[i]` is the heading with which `nodes[i]` is reached; the last heading leads from
    the last node into the target. The headings are one more than the nodes.
    """

    nodes: tuple[int, ...]
    headings: tuple[int, ...]


class Traffic:
    """Which lines pass each node and use each port."""

    def __init__(self, grid: LaneGrid, scene: Scene) -> None:
        self.grid = grid
        self.lines = scene.lines
        self.shapes = {cell: symbol.shape for cell, symbol in scene.symbols.items()}
        self.nets = [(line.target, line.kind is LineKind.LINK) for line in scene.lines]
        self.passing: list[dict[int, tuple[int, int]]] = [
            {} for _ in range(grid.across * grid.down)
        ]
        self.ports: dict[tuple[int, int], dict[int, bool]] = {}
        self.claimed = self._claims()

    def add(self, line: int, path: Path) -> None:
        """Let a line (by its index) take its path."""
        for index, node in enumerate(path.nodes):
            self.passing[node][line] = path.headings[index], path.headings[index + 1]
        for port, is_out in self._ends(line, path):
            self.ports.setdefault(port, {})[line] = is_out

    def remove(self, line: int, path: Path) -> None:
        """Take a line's path back."""
        for node in path.nodes:
            self.passing[node].pop(line, None)
        for port, _ in self._ends(line, path):
            self.ports[port].pop(line, None)

    def worst_meeting(self, line: int, path: Path) -> float:
        """The highest toll that a line pays at one node or port of its path; 0 if none."""
        ends = (
            CONFLICT * self._strangers(line, port, is_out=is_out)
            for port, is_out in self._ends(line, path)
        )
        nodes = (
            self.toll(line, node, *path.headings[index : index + 2])[0]
            for index, node in enumerate(path.nodes)
        )
        return max(*ends, *nodes)

    def has_company(self, line: int) -> bool:
        """Whether a drawn line leads to the same target."""
        centre = self.grid.centres[self.lines[line].target]
        return any(
            not is_out for side in Side for is_out in self.ports.get((centre, side), {}).values()
        )

    def price_out(self, line: int, side: int) -> float:
        """What it costs the line to leave its source by a side."""
        its = self.lines[line]
        prices = LEVEL if its.kind is LineKind.LINK else OUT_OF_BOX
        if self.shapes[its.source] is Shape.DECISION and its.kind is not LineKind.LINK:
            prices = OUT_OF_DECISION[its.answer]
        port = self.grid.centres[its.source], side
        return prices[side] + self._price_of(line, port, is_out=True)

    def price_in(self, line: int, side: int) -> float:
        """What it costs the line to enter its target by a side."""
        its = self.lines[line]
        port = self.grid.centres[its.target], side
        return INTO[its.kind][side] + self._price_of(line, port, is_out=False)

    def toll(self, line: int, node: int, coming: int, going: int) -> tuple[float, bool]:
        """What meeting others at a node costs, and whether the line joins its own net there.

        Lines of one net may merge, as long as no more than three arms meet: four arms without a
        dot read as a crossing.
        """
        toll = 0.0
        joins = False
        arms = _arms(coming, going)
        for other, (its_coming, its_going) in self.passing[node].items():
            if other == line:
                continue
            if coming == going and its_coming == its_going and (coming - its_coming) % 2:
                toll += CROSSING
            elif self.nets[other] == self.nets[line] and its_going == going:
                joins = True
                turns = coming != going, its_coming != going
                toll += self._crowding(line, other, node, turns)
                arms |= _arms(its_coming, its_going)
            else:
                toll += CONFLICT
        if arms == ALL_SIDES:
            toll += CONFLICT
        return toll, joins

    def _crowding(self, line: int, other: int, node: int, turns: tuple[bool, bool]) -> float:
        """What it costs to turn into a line before it has left its source's cell.

        There the turn reads as an arrow to the source. `turns` says whether the line and the
        other one turn.
        """
        if turns[0] == turns[1]:
            return 0.0
        leaving = other if turns[0] else line
        return CROWDING if self.grid.spot(node)[0] == self.lines[leaving].source else 0.0

    def _price_of(self, line: int, port: tuple[int, int], *, is_out: bool) -> float:
        """What a port costs that others use or that the main way runs straight through."""
        owner = self.claimed.get(port, line)
        is_shared = not is_out and self.nets[owner] == self.nets[line]
        claim = 0.0 if owner == line or is_shared else CLAIM
        return claim + CONFLICT * self._strangers(line, port, is_out=is_out)

    def _claims(self) -> dict[tuple[int, int], int]:
        """The ports of the lines that lead straight down to the next row, with these lines."""
        claimed: dict[tuple[int, int], int] = {}
        for line, its in enumerate(self.lines):
            down, across = its.target.row - its.source.row, its.target.column - its.source.column
            if its.kind is LineKind.FORWARD and (down, across) == (1, 0):
                claimed.setdefault((self.grid.centres[its.source], Side.BOTTOM), line)
                claimed.setdefault((self.grid.centres[its.target], Side.TOP), line)
        return claimed

    def _strangers(self, line: int, port: tuple[int, int], *, is_out: bool) -> int:
        """How many others at a port may not share it: all, but for entries of one net."""
        return sum(
            is_out or its_out or self.nets[other] != self.nets[line]
            for other, its_out in self.ports.get(port, {}).items()
            if other != line
        )

    def _ends(self, line: int, path: Path) -> tuple[tuple[tuple[int, int], bool], ...]:
        its = self.lines[line]
        out = self.grid.centres[its.source], path.headings[0]
        into = self.grid.centres[its.target], Side(path.headings[-1]).opposite
        return ((out, True), (into, False))


def _arms(coming: int, going: int) -> int:
    """The sides of a node that a pass uses, as bits."""
    return 1 << (coming + 2) % 4 | 1 << going
