"""What is wrong on one page, found from its tiles alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from .labels import hits
from .lanes import BOTTOM_EDGE, CENTRE, MIDDLE, RIGHT_EDGE
from .tracing import Trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .drawing import Drawing, Page, Symbol, Tile
    from .shapes import Side
    from .tracing import Net, Port, Spot


class DefectKind(StrEnum):
    """What a reader would stumble over."""

    THROUGH_SYMBOL = "through_symbol"
    OVERLAP = "overlap"
    GAP = "gap"
    LABEL_HIT = "label_hit"
    MISSING_LABEL = "missing_label"
    MISSING_TWIN = "missing_twin"


@dataclass(frozen=True, order=True)
class Defect:
    """One defect: page from 1, row and actor column from 0 on that page, and what it is."""

    page: int
    row: int
    column: int
    kind: DefectKind
    detail: str


@dataclass(frozen=True)
class Bond:
    """What one outgoing line says: from this symbol, on this answer, to that one."""

    source: Symbol
    target: Symbol
    page: int
    words: str


class Inspection:
    """The defects that one page shows by itself; `bonds` are the arrows read from it."""

    def __init__(self, drawing: Drawing, page: Page, number: int) -> None:
        self.drawing = drawing
        self.page = page
        self.number = number
        self.trace = Trace(page)
        self.bonds: list[Bond] = []
        self.joint: dict[int, list[set[int]]] = defaultdict(list)

    def defects(self) -> Iterator[Defect]:
        """The defects of this page; reading them fills `bonds`."""
        for row, tiles in enumerate(self.page.rows):
            for column, tile in enumerate(tiles.tiles):
                yield from self._in_tile(row, column, tile)
        for spot in self.trace.doubled:
            yield self._at_spot(spot, DefectKind.OVERLAP, "a line is drawn twice")
        ported = set()
        for net in self.trace.nets():
            ported |= {(port.row, port.column, port.side) for port in net.ports}
            yield from self._in_net(net)
        yield from self._bare_arrowheads(ported)
        yield from self._joints()

    def _defect(self, row: int, column: int, kind: DefectKind, detail: str) -> Defect:
        return Defect(self.number, row, column, kind, detail)

    def _at_spot(self, spot: Spot, kind: DefectKind, detail: str) -> Defect:
        columns = len(self.page.rows[0].tiles)
        column = min(spot.across // RIGHT_EDGE, columns - 1)
        row = min(spot.down // BOTTOM_EDGE, len(self.page.rows) - 1)
        return self._defect(row, column, kind, detail)

    def _in_tile(self, row: int, column: int, tile: Tile) -> Iterator[Defect]:
        if _runs_through(tile):
            yield self._defect(row, column, DefectKind.THROUGH_SYMBOL, "a line runs through")
        for label in tile.labels:
            if hits(tile, label, self.drawing.lanes):
                detail = f"the label {' '.join(label.lines)} is hit"
                yield self._defect(row, column, DefectKind.LABEL_HIT, detail)
        for words in self._unsaid(tile):
            detail = f"the label {words} is missing"
            yield self._defect(row, column, DefectKind.MISSING_LABEL, detail)

    def _unsaid(self, tile: Tile) -> list[str]:
        symbol = tile.symbol
        if symbol is None or symbol.place is None or not symbol.is_responsible:
            return []
        wanted = Counter(
            flow.label for flow in self.drawing.flows if flow.source == symbol.place and flow.label
        )
        said = Counter(" ".join(label.lines) for label in tile.labels)
        return sorted((wanted - said).elements())

    def _in_net(self, net: Net) -> Iterator[Defect]:
        for spot in net.loose:
            yield self._at_spot(spot, DefectKind.GAP, "a line stops short")
        entries = [port for port in net.ports if port.is_entry]
        exits = [port for port in net.ports if not port.is_entry]
        if exits:
            yield from self._read_flow(entries, exits)
        elif len({port.row for port in entries}) == 1:
            self.joint[entries[0].row].append({port.column for port in entries})
        else:
            for port in entries[:1]:
                yield self._at_port(port, DefectKind.OVERLAP, "a link leaves its row")

    def _at_port(self, port: Port, kind: DefectKind, detail: str) -> Defect:
        return self._defect(port.row, port.column, kind, detail)

    def _read_flow(self, entries: list[Port], exits: list[Port]) -> Iterator[Defect]:
        cells = {(port.row, port.column) for port in entries}
        if not cells:
            yield self._at_port(exits[0], DefectKind.GAP, "a line leads nowhere")
        if len(cells) > 1:
            yield self._at_port(exits[0], DefectKind.OVERLAP, "lines to two targets meet")
        if len(cells) != 1:
            return
        target = entries[0].symbol
        self.bonds += [Bond(port.symbol, target, self.number, self._words(port)) for port in exits]

    def _words(self, port: Port) -> str:
        """The label at a line's exit."""
        labels = self.page.rows[port.row].tiles[port.column].labels
        return next((" ".join(label.lines) for label in labels if label.side is port.side), "")

    def _bare_arrowheads(self, ported: set[tuple[int, int, Side]]) -> Iterator[Defect]:
        for row, tiles in enumerate(self.page.rows):
            for column, tile in enumerate(tiles.tiles):
                for side in tile.arrowheads:
                    if (row, column, side) not in ported:
                        yield self._defect(row, column, DefectKind.GAP, "an arrowhead is alone")

    def _joints(self) -> Iterator[Defect]:
        """Each row's joint actors hang together, and a link joins nobody else."""
        for row, tiles in enumerate(self.page.rows):
            actors = {
                column
                for column, tile in enumerate(tiles.tiles)
                if tile.symbol is not None and tile.symbol.place is not None
            }
            groups = self.joint[row]
            if not set().union(*groups) <= actors:
                yield self._defect(row, 0, DefectKind.OVERLAP, "a link joins a connector")
            elif len(actors) > 1 and not _hang_together(actors, groups):
                yield self._defect(row, min(actors), DefectKind.GAP, "joint actors are apart")


def _runs_through(tile: Tile) -> bool:
    if tile.symbol is None:
        return False
    across = any(line.y == MIDDLE and line.x0 < CENTRE < line.x1 for line in tile.horizontals)
    return across or any(line.x == CENTRE and line.y0 < MIDDLE < line.y1 for line in tile.verticals)


def _hang_together(members: set[int], groups: list[set[int]]) -> bool:
    reached = {min(members)}
    for _ in groups:
        reached = reached.union(*(group for group in groups if group & reached))
    return reached >= members
