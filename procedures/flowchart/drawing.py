"""What is drawn: pages of rows of tiles, in lanes and millimetres, without any markup.

A tile is the cell of one row and one actor. Places inside it are counted in levels. From left to
right: 0 left edge, 1 and 2 left lanes, 3 centre, 4 and 5 right lanes, 6 right edge. From top to
bottom: 0 top edge, 1 top lane, 2 middle, 3 bottom lane, 4 bottom edge. `Lanes` turns the levels
across into mm; the levels down stretch with the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from procedures.graph import Answer

from .shapes import RowKind, Shape, Side

if TYPE_CHECKING:
    from .lanes import Lanes


@dataclass(frozen=True)
class Flow:
    """One arrow of the procedure, from place to place.

    A place is 0 for the start, the number of a step, or the number of steps + 1 for the end.
    """

    source: int
    target: int
    answer: Answer = Answer.DONE
    label: str = ""


@dataclass(frozen=True)
class Reference:
    """What a connector says: its letter and the places on the other side.

    `ends` holds (place, page) with pages counted from 1. `is_outgoing` tells 'ke' from 'dari'.
    """

    letter: str
    is_outgoing: bool
    ends: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Symbol:
    """One symbol in the centre of its tile.

    `width`, `height` and `text_size` are mm. `text` is printed inside, `description` is read aloud
    (Indonesian). `place` is the step, start or end it stands for, None for a connector.
    `is_responsible` is False for those who take part without leading.
    """

    shape: Shape
    width: float
    height: float
    text: str = ""
    text_size: float = 0.0
    description: str = ""
    place: int | None = None
    is_responsible: bool = True
    reference: Reference | None = None


@dataclass(frozen=True)
class Horizontal:
    """A line on the level `y` (1 to 3) from the level `x0` to the level `x1` (0 to 6)."""

    y: int
    x0: int
    x1: int


@dataclass(frozen=True)
class Vertical:
    """A line on the lane `x` (1 to 5) from the level `y0` to the level `y1` (0 to 4)."""

    x: int
    y0: int
    y1: int


@dataclass(frozen=True)
class Label:
    """The words at the exit on a side: a box in mm, its corner (x, y) from the tile's centre.

    Upright words, on one line, are read from below; so they find room in a narrow column.
    """

    side: Side
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    size: float
    is_upright: bool = False


@dataclass(frozen=True)
class Lines:
    """The lines of one cell and the sides with an arrowhead into its symbol."""

    horizontals: tuple[Horizontal, ...] = ()
    verticals: tuple[Vertical, ...] = ()
    arrowheads: tuple[Side, ...] = ()


@dataclass(frozen=True)
class Tile:
    """One cell: its lines, its symbol, the sides with an arrowhead into it, its labels.

    `taken` are those of its lines that a document has gone by; None where none is shown.
    """

    horizontals: tuple[Horizontal, ...] = ()
    verticals: tuple[Vertical, ...] = ()
    symbol: Symbol | None = None
    arrowheads: tuple[Side, ...] = ()
    labels: tuple[Label, ...] = ()
    taken: Lines | None = None


@dataclass(frozen=True)
class DrawnRow:
    """One table row: a tile an actor, and the words its connectors need ('A: ke langkah 7').

    `place` is None in a connector row. `height` is the least height in mm.
    """

    kind: RowKind
    place: int | None
    height: float
    texts: tuple[str, ...]
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Page:
    """The rows of one printed page, connector rows included."""

    rows: tuple[DrawnRow, ...]


@dataclass(frozen=True)
class Drawing:
    """The whole form: `flows` is what the lines have to say, `pages` is how they say it."""

    lanes: Lanes
    pages: tuple[Page, ...]
    flows: tuple[Flow, ...]
