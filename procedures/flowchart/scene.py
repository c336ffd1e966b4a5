"""One page before its lines are found: rows, symbols, and which symbols have to be joined."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from procedures.graph import Answer

from .connectors import Zone
from .drawing import Symbol
from .labels import fitting_size
from .lanes import least_height
from .leaf import TilePlace
from .shapes import RowKind, Shape
from .words import describe_connector, describe_participant, describe_step, row_text

if TYPE_CHECKING:
    from .body import Body, BodyRow
    from .connectors import Connector
    from .drawing import Flow
    from .leaf import Leaf

TEXT_GAP = 1.0


class LineKind(StrEnum):
    """How a line runs; its ports have other prices for each."""

    LINK = "link"
    FORWARD = "forward"
    BACKWARD = "backward"
    LEVEL = "level"


@dataclass(frozen=True)
class Line:
    """One line to draw. A link joins actors of one step and has an arrowhead at both ends.

    `is_whole` is False for links and for the stubs between connectors and symbols. `is_taken` is
    False where a document is shown that has not gone this way.
    """

    source: TilePlace
    target: TilePlace
    kind: LineKind
    flow: Flow | None = None
    is_whole: bool = False
    is_taken: bool = True

    @property
    def label(self) -> str:
        """The words at its exit."""
        return self.flow.label if self.flow else ""

    @property
    def answer(self) -> Answer:
        """Which exit of its source it is."""
        return self.flow.answer if self.flow else Answer.DONE


@dataclass(frozen=True)
class SceneRow:
    """One row of the page; `place` is None in a connector row."""

    kind: RowKind
    place: int | None
    height: float
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """One page: its rows, its symbols by cell, and its lines."""

    columns: int
    rows: tuple[SceneRow, ...]
    symbols: dict[TilePlace, Symbol]
    lines: tuple[Line, ...]
    is_tracked: bool = False


def scene_of(leaf: Leaf) -> Scene:
    """The page as rows, symbols and lines to find."""
    rows = _rows(leaf)
    lines = (*_links(leaf), *_drawn(leaf), *_stubs(leaf))
    is_tracked = leaf.body.taken is not None
    return Scene(len(leaf.body.actors), rows, _symbols(leaf), lines, is_tracked)


def _rows(leaf: Leaf) -> tuple[SceneRow, ...]:
    texts: dict[int, list[str]] = {}
    for connector in leaf.connectors:
        texts.setdefault(leaf.cell_of(connector).row, []).append(_row_text(leaf, connector))
    body = {row.place: row for row in leaf.rows}
    rows = []
    for index, band in enumerate(leaf.bands):
        said = tuple(texts.get(index, ()))
        if band.zone is Zone.BESIDE:
            row = body[band.place]
            rows.append(SceneRow(row.kind, row.place, _height(row), said))
        else:
            height = least_height(RowKind.CONNECTOR, frozenset())
            rows.append(SceneRow(RowKind.CONNECTOR, None, height, said))
    return tuple(rows)


def _height(row: BodyRow) -> float:
    return least_height(row.kind, frozenset({row.shape}))


def _symbols(leaf: Leaf) -> dict[TilePlace, Symbol]:
    symbols = {}
    for row in leaf.rows:
        table_row = leaf.row_at(row.place)
        if row.column is not None:
            symbols[TilePlace(table_row, row.column)] = _leader(leaf, row)
        for column in row.participants:
            symbols[TilePlace(table_row, column)] = _participant(leaf, row, column)
    for connector in leaf.connectors:
        symbols[leaf.cell_of(connector)] = _connector(leaf, connector)
    return symbols


def _leader(leaf: Leaf, row: BodyRow) -> Symbol:
    flows = tuple(flow for flow in leaf.body.flows if flow.source == row.place)
    actor = leaf.body.actors[row.column or 0]
    words = describe_step(row.shape, row.text, actor, flows, leaf.body.end)
    symbol = _symbol(leaf, row.shape, row.text, words)
    return replace(symbol, place=row.place)


def _participant(leaf: Leaf, row: BodyRow, column: int) -> Symbol:
    words = describe_participant(leaf.body.actors[column])
    symbol = _symbol(leaf, Shape.PROCESS, "", words)
    return replace(symbol, place=row.place, is_responsible=False)


def _connector(leaf: Leaf, connector: Connector) -> Symbol:
    shape = Shape.CONNECTOR if connector.is_local else Shape.PENTAGON
    reference = connector.reference
    symbol = _symbol(leaf, shape, reference.letter, describe_connector(_row_text(leaf, connector)))
    return replace(symbol, reference=reference)


def _row_text(leaf: Leaf, connector: Connector) -> str:
    end, before = leaf.body.end, leaf.body.first_page - 1
    return row_text(connector.reference, leaf.page + 1, end=end, before=before)


def _symbol(leaf: Leaf, shape: Shape, text: str, description: str) -> Symbol:
    width, height = leaf.lanes.size(shape)
    size = fitting_size(text, width - TEXT_GAP, leaf.lanes.type_sizes[0])
    return Symbol(shape, width, height, text, size, description)


def _links(leaf: Leaf) -> list[Line]:
    """The joint actors of each row, chained from the responsible one outwards.

    Between two neighbours a decision would lose both its sides to the chain, so its left
    neighbour is led around it to the right one.
    """
    lines = []
    for row in leaf.rows:
        table_row = leaf.row_at(row.place)
        is_taken = leaf.body.is_left(row.place)
        for first, second in _pairs(row):
            ends = TilePlace(table_row, first), TilePlace(table_row, second)
            lines.append(Line(*ends, LineKind.LINK, is_taken=is_taken))
    return lines


def _pairs(row: BodyRow) -> list[tuple[int, int]]:
    chain = sorted({*row.participants, *(() if row.column is None else (row.column,))})
    pairs = list(pairwise(chain))
    if row.shape is not Shape.DECISION or row.column is None or row.column in {chain[0], chain[-1]}:
        return pairs
    home = chain.index(row.column)
    around = (chain[home - 1], chain[home + 1])
    return [around if pair[1] == row.column else pair for pair in pairs]


def _drawn(leaf: Leaf) -> list[Line]:
    jumping = {flow for connector in leaf.connectors for flow in connector.flows}
    places = {row.place for row in leaf.rows if row.kind is not RowKind.CONTINUED}
    return [
        _line(leaf.cell_at(flow.source), leaf.cell_at(flow.target), flow, leaf.body)
        for flow in leaf.body.flows
        if flow not in jumping and {flow.source, flow.target} <= places
    ]


def _line(source: TilePlace, target: TilePlace, flow: Flow, body: Body) -> Line:
    kind = LineKind.FORWARD if flow.target > flow.source else LineKind.BACKWARD
    return Line(source, target, kind, flow, is_whole=True, is_taken=body.is_taken(flow))


def _stubs(leaf: Leaf) -> list[Line]:
    """The short lines between connectors and the symbols of this page."""
    lines = []
    for connector in leaf.connectors:
        cell = leaf.cell_of(connector)
        taken = [flow for flow in connector.flows if leaf.body.is_taken(flow)]
        if connector.seat.is_outgoing:
            lines += [
                _stub(leaf.cell_at(flow.source), cell, flow, is_taken=flow in taken)
                for flow in connector.flows
            ]
        else:
            target = leaf.cell_at(connector.seat.target)
            lines.append(_stub(cell, target, is_taken=bool(taken)))
    return lines


def _stub(
    source: TilePlace, target: TilePlace, flow: Flow | None = None, *, is_taken: bool
) -> Line:
    kind = LineKind.LEVEL if source.row == target.row else LineKind.FORWARD
    return Line(source, target, kind, flow, is_taken=is_taken)
