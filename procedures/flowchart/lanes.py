"""The measures of a tile: where its lanes run and how large its symbols are, in mm."""

from __future__ import annotations

from dataclasses import dataclass

from .shapes import RowKind, Shape

CENTRE = 3
MIDDLE = 2
RIGHT_EDGE = 6
BOTTOM_EDGE = 4
LANES_ACROSS = 5
LANES_DOWN = 3

LEAST_WIDTH = 8.0
LANE_TO_EDGE = 1.5
LINE_WIDTH = 0.35
ARROW_WIDTH = 2.1
ARROW_LENGTH = 1.7
TYPE_SIZES = (2.25, 2.0, 1.8, 1.6)

STEP_HEIGHT = 16.4
DECISION_HEIGHT = 18.4
CONNECTOR_ROW_HEIGHT = 11.0
CAPSULE_ROW_HEIGHT = 12.4


@dataclass(frozen=True)
class Lanes:
    """The five vertical lanes of a column whose inner width is `width` mm.

    The side lanes keep an arrowhead's length from the symbol and a like distance from the edge.
    `type_sizes` are those in which words are set, the first one that finds room. Raises ValueError
    for a column too narrow for lines that can be told apart (under 8 mm).
    """

    width: float
    type_sizes: tuple[float, ...] = TYPE_SIZES

    def __post_init__(self) -> None:
        if self.width < LEAST_WIDTH:
            msg = f"a column needs {LEAST_WIDTH} mm, not {self.width}"
            raise ValueError(msg)

    @property
    def band(self) -> float:
        """The free mm on each side of the widest symbol."""
        return (self.width - self.size(Shape.DECISION)[0]) / 2

    @property
    def levels(self) -> tuple[float, ...]:
        """The mm from the left edge of the levels 0 to 6."""
        outer, inner = 0.28 * self.band, 0.6 * self.band
        far = self.width
        return (0.0, outer, inner, far / 2, far - inner, far - outer, far)

    def size(self, shape: Shape) -> tuple[float, float]:
        """Width and height in mm of a symbol of this shape."""
        if shape is Shape.DECISION:
            return min(13.5, 0.57 * self.width), 9.5
        if shape in {Shape.CONNECTOR, Shape.PENTAGON}:
            side = min(6.0, 0.57 * self.width)
            return side, side
        width = min(13.0, 0.56 * self.width)
        return width, min(7.0, 0.6 * width) if shape is Shape.CAPSULE else 7.0


def least_height(kind: RowKind, shapes: frozenset[Shape]) -> float:
    """The least height in mm of a row with these symbols."""
    if kind in {RowKind.CONNECTOR, RowKind.CONTINUED}:
        return CONNECTOR_ROW_HEIGHT
    if kind in {RowKind.START, RowKind.END}:
        return CAPSULE_ROW_HEIGHT
    return DECISION_HEIGHT if Shape.DECISION in shapes else STEP_HEIGHT
