"""Whether a drawing says what the procedure says: its defects, found from its tiles alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .inspection import Defect, DefectKind, Inspection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .drawing import Drawing, Symbol
    from .inspection import Bond

NOBODY = -1


class Arrow(NamedTuple):
    """From place to place, with the words at the exit."""

    source: int
    target: int
    words: str


Positions = dict[tuple[str, bool], set[tuple[int, int]]]


def verify(drawing: Drawing) -> list[Defect]:
    """All defects of a drawing, in reading order; an empty list is a sound drawing.

    Connections are traced anew from the segments of the tiles. Crossings are no defect.
    """
    defects: list[Defect] = []
    bonds: list[Bond] = []
    for number, page in enumerate(drawing.pages, start=1):
        inspection = Inspection(drawing, page, number)
        defects += inspection.defects()
        bonds += inspection.bonds
    defects += _lone_connectors(drawing, _positions(bonds))
    defects += _untold(drawing, bonds)
    return sorted(set(defects))


def _symbols(drawing: Drawing) -> Iterator[tuple[tuple[int, int, int], Symbol]]:
    """Each symbol with its page from 1, row and column."""
    for number, page in enumerate(drawing.pages, start=1):
        for row, tiles in enumerate(page.rows):
            for column, tile in enumerate(tiles.tiles):
                if tile.symbol is not None:
                    yield (number, row, column), tile.symbol


def _positions(bonds: Iterable[Bond]) -> Positions:
    """By letter and direction: the places and pages that lines join to such connectors."""
    positions: Positions = defaultdict(set)
    for bond in bonds:
        going, coming = bond.target.reference, bond.source.reference
        if going is not None and bond.source.place is not None:
            positions[going.letter, True].add((bond.source.place, bond.page))
        if coming is not None and bond.target.place is not None:
            positions[coming.letter, False].add((bond.target.place, bond.page))
    return positions


def _lone_connectors(drawing: Drawing, positions: Positions) -> Iterator[Defect]:
    """The connectors whose words do not fit what stands on the other side."""
    for where, symbol in _symbols(drawing):
        reference = symbol.reference
        if reference is None:
            continue
        twins = positions[reference.letter, not reference.is_outgoing]
        agrees = symbol.text == reference.letter and bool(reference.ends)
        if not agrees or not set(reference.ends) <= twins:
            detail = f"the connector {symbol.text} has no twin that agrees"
            yield Defect(*where, DefectKind.MISSING_TWIN, detail)


def _untold(drawing: Drawing, bonds: Iterable[Bond]) -> Iterator[Defect]:
    """The arrows that are not drawn, and the drawn ones that nobody asked for."""
    wanted = Counter(Arrow(flow.source, flow.target, flow.label) for flow in drawing.flows)
    told = Counter(_told(bonds))
    for arrow in wanted - told:
        detail = f"no line {arrow.words} from {arrow.source} to {arrow.target}"
        yield Defect(*_where(drawing, arrow.source), DefectKind.GAP, detail)
    for arrow in told - wanted:
        detail = f"a line too many {arrow.words} from {arrow.source} to {arrow.target}"
        yield Defect(*_where(drawing, arrow.source), DefectKind.OVERLAP, detail)


def _told(bonds: Iterable[Bond]) -> Iterator[Arrow]:
    """The arrows from place to place that lines and connectors say together."""
    sources: dict[str, list[Bond]] = defaultdict(list)
    targets: dict[str, set[int]] = defaultdict(set)
    for bond in bonds:
        going, coming = bond.target.reference, bond.source.reference
        if going is not None:
            sources[going.letter].append(bond)
        elif coming is not None:
            targets[coming.letter].add(_place(bond.target))
        else:
            yield Arrow(_place(bond.source), _place(bond.target), bond.words)
    for letter, leaving in sources.items():
        for target in targets[letter]:
            yield from (Arrow(_place(bond.source), target, bond.words) for bond in leaving)


def _place(symbol: Symbol) -> int:
    """The place a symbol answers for; NOBODY for one who only takes part."""
    if symbol.place is None or not symbol.is_responsible:
        return NOBODY
    return symbol.place


def _where(drawing: Drawing, place: int) -> tuple[int, int, int]:
    """Where the responsible symbol of a place stands; the first tile if it does not."""
    return next(
        (where for where, symbol in _symbols(drawing) if _place(symbol) == place), (1, 0, 0)
    )
