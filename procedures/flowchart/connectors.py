"""Which arrows jump instead of being drawn through, and where their connectors stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from .drawing import Reference
from .words import letter_of

if TYPE_CHECKING:
    from .body import Body
    from .drawing import Flow


class Zone(StrEnum):
    """Where on its page a connector stands: in a row of its own or in a symbol's row."""

    ABOVE = "above"
    BEFORE = "before"
    BESIDE = "beside"
    AFTER = "after"
    BELOW = "below"


class Seat(NamedTuple):
    """What arrows share when they share a connector.

    `page` counts from 0; `place` is the symbol it stands at, NO_PLACE above and below the page.
    """

    page: int
    zone: Zone
    place: int
    target: int
    is_outgoing: bool


NO_PLACE = -1


@dataclass(frozen=True)
class Connector:
    """One connector: its column, its row among those of its zone, and the arrows it carries.

    `is_local` says that both sides stand on one page: a circle instead of a pentagon.
    """

    seat: Seat
    column: int
    depth: int
    flows: tuple[Flow, ...]
    reference: Reference
    is_local: bool


@dataclass
class _Seating:
    """The connectors while they are given out: free cells, taken seats, jumping arrows."""

    body: Body
    page_of: dict[int, int]
    free: dict[int, list[int]]
    columns: dict[Seat, int] = field(default_factory=dict)
    riders: dict[Seat, list[Flow]] = field(default_factory=dict)

    def seat_through(self, flow: Flow) -> None:
        """Below on the page it leaves, above on the page it comes to."""
        column = column_of(self.body, flow.target)
        self._ride(self._seat(flow, Zone.BELOW, is_outgoing=True), flow, column)
        self._ride(self._seat(flow, Zone.ABOVE, is_outgoing=False), flow, column)

    def seat_beside(self, flow: Flow) -> None:
        """Beside the source and the target; after and before it where its row is full."""
        for is_outgoing in (True, False):
            seat = self._seat(flow, Zone.BESIDE, is_outgoing=is_outgoing)
            free = self.free[seat.place]
            if seat in self.riders:
                self._ride(seat, flow, self.columns[seat])
            elif free:
                self._ride(seat, flow, free.pop(0))
            else:
                zone = Zone.AFTER if is_outgoing else Zone.BEFORE
                column = column_of(self.body, seat.place)
                self._ride(self._seat(flow, zone, is_outgoing=is_outgoing), flow, column)

    def _seat(self, flow: Flow, zone: Zone, *, is_outgoing: bool) -> Seat:
        place = flow.source if is_outgoing else flow.target
        at = NO_PLACE if zone in {Zone.ABOVE, Zone.BELOW} else place
        return Seat(self.page_of[place], zone, at, flow.target, is_outgoing)

    def _ride(self, seat: Seat, flow: Flow, column: int) -> None:
        self.columns[seat] = column
        self.riders.setdefault(seat, []).append(flow)


def column_of(body: Body, place: int) -> int:
    """The column of the responsible symbol at a place that has one."""
    return next(row.column for row in body.rows if row.place == place and row.column is not None)


def connectors_of(
    body: Body, pages: tuple[range, ...], cuts: frozenset[Flow] = frozenset()
) -> tuple[Connector, ...]:
    """The connectors that the page breaks ask for, and those of the arrows in `cuts`.

    One letter a target, given in the order of the steps. A forward arrow over a break goes
    through connector rows, a backward one and one in `cuts` through cells beside its symbols, or
    through rows after and before them where their rows are full.
    """
    page_of: dict[int, int] = {}
    for page, rows in enumerate(pages):
        for index in rows:
            page_of.setdefault(body.rows[index].place, page)  # where a row begins that goes on
    seating = _Seating(body, page_of, _free_cells(body))
    for flow in body.flows:
        leap = page_of[flow.target] - page_of[flow.source]
        if leap > 0:
            seating.seat_through(flow)
        elif leap < 0 or flow in cuts:
            seating.seat_beside(flow)
    return _connectors(seating)


def rows_needed(connectors: tuple[Connector, ...], zone: Zone, place: int = NO_PLACE) -> int:
    """How many connector rows a page's connectors need in a zone, at a place."""
    depths = [
        connector.depth + 1
        for connector in connectors
        if (connector.seat.zone, connector.seat.place) == (zone, place)
    ]
    return max(depths, default=0)


def _free_cells(body: Body) -> dict[int, list[int]]:
    """The empty columns beside each place, the nearest first, the left before the right."""
    free = {}
    for row in body.rows:
        if row.column is None:
            continue
        taken = {row.column, *row.participants}
        columns = [column for column in range(len(body.actors)) if column not in taken]
        free[row.place] = _by_distance(columns, row.column)
    return free


def _by_distance(columns: list[int], home: int) -> list[int]:
    return sorted(columns, key=lambda column: (abs(column - home), column))


def _connectors(seating: _Seating) -> tuple[Connector, ...]:
    targets = dict.fromkeys(seat.target for seat in seating.riders)
    letters = {target: letter_of(index) for index, target in enumerate(targets)}
    depths: Counter[tuple[int, Zone, int, int]] = Counter()
    made = []
    for seat, flows in seating.riders.items():
        column = seating.columns[seat]
        row = (seat.page, seat.zone, seat.place, column)
        depth = 0 if seat.zone is Zone.BESIDE else depths[row]
        depths[row] += 1
        reference = _reference(seat, flows, letters[seat.target], seating.page_of)
        is_local = all(page == seat.page + 1 for _, page in reference.ends)
        made.append(Connector(seat, column, depth, tuple(flows), reference, is_local))
    return tuple(made)


def _reference(seat: Seat, flows: list[Flow], letter: str, page_of: dict[int, int]) -> Reference:
    others = [flow.target if seat.is_outgoing else flow.source for flow in flows]
    ends = tuple((place, page_of[place] + 1) for place in dict.fromkeys(others))
    return Reference(letter, seat.is_outgoing, ends)
