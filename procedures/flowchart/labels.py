"""Where the words at a decision's exits stand, and whether a line hits them (mm)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .drawing import Label
from .lanes import (
    ARROW_LENGTH,
    ARROW_WIDTH,
    DECISION_HEIGHT,
    LANE_TO_EDGE,
    LINE_WIDTH,
    MIDDLE,
    STEP_HEIGHT,
    TYPE_SIZES,
)
from .shapes import Shape, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .drawing import Symbol, Tile
    from .lanes import Lanes

SMALLER_SIZES = (*TYPE_SIZES, 1.4, 1.2)
GAP = 0.3
EDGE_GAP = 0.2
LEADING = 1.05
LABEL_GAP = 0.8
NARROW = frozenset("fijlrtI.,:;'!|()[]/- ")
SLIM = frozenset("cksvxyzJ")
WIDE = frozenset("mwMW@%")
RAISES = (0.0, 0.6, 1.2, 1.8, 2.4, 3.0, 3.6)

Corner = tuple[float, float]


class LabelBox(NamedTuple):
    """A rectangle in mm, counted from the tile's centre."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> LabelBox:
        """The rectangle with `by` mm more on each side."""
        return LabelBox(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: LabelBox) -> bool:
        """Whether the two share any area."""
        apart_across = self.right <= other.left or other.right <= self.left
        return not (apart_across or self.bottom <= other.top or other.bottom <= self.top)


def labelled(tile: Tile, exits: dict[Side, str], lanes: Lanes) -> Tile:
    """The tile with a label at each exit (side it leaves by: words).

    Each label takes the first place, at the largest size, where nothing hits it; where there is
    none it takes the first place of all.
    """
    for side, words in sorted(exits.items()):
        tile = replace(tile, labels=(*tile.labels, _placed(tile, side, words, lanes)))
    return tile


def hits(tile: Tile, label: Label, lanes: Lanes) -> bool:
    """Whether a line, the symbol, an arrowhead, another label or the tile's edge hits a label.

    A label without a symbol, or on another side of it than its exit, counts as hit.
    """
    box = box_of(label)
    if tile.symbol is None or _leaves(tile.symbol, box, lanes) or _touches(tile.symbol, box):
        return True
    if _strays(label.side, box):
        return True
    others = (box_of(other).grown(LABEL_GAP) for other in tile.labels if other is not label)
    return any(box.meets(other) for other in (*others, *_ink(tile, lanes)))


def box_of(label: Label) -> LabelBox:
    """The rectangle of a label."""
    return LabelBox(label.x, label.y, label.x + label.width, label.y + label.height)


def text_width(words: str, size: float) -> float:
    """About the mm that words take in a plain sans-serif at a size in mm."""
    return size * sum(_width(letter) for letter in words)


def _width(letter: str) -> float:
    """The width of a letter in its size, after Liberation Sans."""
    for letters, width in ((NARROW, 0.29), (SLIM, 0.5), (WIDE, 0.86)):
        if letter in letters:
            return width
    return 0.68 if letter.isupper() else 0.56


def fitting_size(words: str, room: float, most: float) -> float:
    """The text size in mm, at most `most`, at which words fit in `room` mm."""
    return min(most, round(room / max(text_width(words, 1.0), 1.0), 2))


def _placed(tile: Tile, side: Side, words: str, lanes: Lanes) -> Label:
    places = list(_places(tile.symbol, side, words, lanes.type_sizes))
    free = (label for label in places if not hits(tile, label, lanes))
    return next(free, places[0])


def _places(
    symbol: Symbol | None, side: Side, words: str, sizes: tuple[float, ...]
) -> Iterator[Label]:
    """The places for the words, best first: level, then upright, last too small to read well."""
    half = (symbol.width / 2, symbol.height / 2) if symbol else (0.0, 0.0)
    smaller = [size for size in SMALLER_SIZES if size < min(sizes)]
    blocks = (
        *(_block(side, lines, size) for size in sizes for lines in _wraps(words)),
        *(_upright(side, words, size) for size in sizes),
        *(_block(side, lines, size) for size in smaller for lines in _wraps(words)),
    )
    for block in blocks:
        for raised in RAISES:
            for flip in (1, -1):
                yield _at(half, block, raised, flip)


def _wraps(words: str) -> list[tuple[str, ...]]:
    """The words on one line, and on two where there is a space to break at."""
    middle = len(words) / 2
    spaces = [index for index, letter in enumerate(words) if letter == " "]
    if not spaces:
        return [(words,)]
    split = min(spaces, key=lambda index: abs(index - middle))
    return [(words,), (words[:split], words[split + 1 :])]


def _block(side: Side, lines: tuple[str, ...], size: float) -> Label:
    width = max(text_width(line, size) for line in lines)
    return Label(side, lines, 0.0, 0.0, width, size * LEADING * len(lines), size)


def _upright(side: Side, words: str, size: float) -> Label:
    """The words on one line, read from below."""
    return Label(
        side, (words,), 0.0, 0.0, size * LEADING, text_width(words, size), size, is_upright=True
    )


def _at(half: tuple[float, float], label: Label, raised: float, flip: int) -> Label:
    """The label at its exit: beside a line up or down, above a line to a side; or flipped."""
    if label.side in {Side.TOP, Side.BOTTOM}:
        x, y = _beside(half, label, raised, flip)
    else:
        x, y = _over(half, label, raised, flip)
    return replace(label, x=round(x, 3), y=round(y, 3))


def _beside(half: tuple[float, float], label: Label, raised: float, flip: int) -> Corner:
    x = GAP + LINE_WIDTH / 2
    below = half[1] * (1 - x / half[0]) + GAP - raised / 3
    return (
        x if flip == 1 else -x - label.width,
        below if label.side is Side.BOTTOM else -below - label.height,
    )


def _over(half: tuple[float, float], label: Label, raised: float, flip: int) -> Corner:
    above = GAP + LINE_WIDTH / 2 + raised
    x = half[0] * max(0.0, 1 - above / half[1]) + GAP
    return (
        x if label.side is Side.RIGHT else -x - label.width,
        -above - label.height if flip == 1 else above,
    )


def _leaves(symbol: Symbol, box: LabelBox, lanes: Lanes) -> bool:
    least = DECISION_HEIGHT if symbol.shape is Shape.DECISION else STEP_HEIGHT
    across = lanes.width / 2 - EDGE_GAP
    down = least / 2 - LANE_TO_EDGE - LINE_WIDTH / 2
    return not (-across <= box.left and box.right <= across and -down <= box.top) or (
        box.bottom > down
    )


def _strays(side: Side, box: LabelBox) -> bool:
    beyond = {
        Side.TOP: box.bottom,
        Side.RIGHT: -box.left,
        Side.BOTTOM: -box.top,
        Side.LEFT: box.right,
    }
    return beyond[side] > 0


def _touches(symbol: Symbol, box: LabelBox) -> bool:
    half_width, half_height = symbol.width / 2, symbol.height / 2
    if symbol.shape is not Shape.DECISION:
        return box.meets(LabelBox(-half_width, -half_height, half_width, half_height))
    near_x = max(box.left, -box.right, 0.0)
    near_y = max(box.top, -box.bottom, 0.0)
    return near_x / half_width + near_y / half_height < 1


def _ink(tile: Tile, lanes: Lanes) -> Iterator[LabelBox]:
    """The boxes of the lines near the centre and of the arrowheads.

    Lines on the top and bottom lanes are left out: no label may stand as far out as those.
    """
    half = LINE_WIDTH / 2
    places = [x - lanes.width / 2 for x in lanes.levels]
    far = STEP_HEIGHT
    for across in tile.horizontals:
        if across.y == MIDDLE:
            yield LabelBox(places[across.x0] - half, -half, places[across.x1] + half, half)
    for down in tile.verticals:
        if not down.y0 <= MIDDLE <= down.y1:
            continue
        top = -far if down.y0 < MIDDLE else 0.0
        bottom = far if down.y1 > MIDDLE else 0.0
        yield LabelBox(places[down.x] - half, top, places[down.x] + half, bottom)
    for side in tile.arrowheads:
        yield _arrowhead(tile.symbol, side)


def _arrowhead(symbol: Symbol | None, side: Side) -> LabelBox:
    width, height = (symbol.width / 2, symbol.height / 2) if symbol else (0.0, 0.0)
    half = ARROW_WIDTH / 2
    return {
        Side.TOP: LabelBox(-half, -height - ARROW_LENGTH, half, -height),
        Side.RIGHT: LabelBox(width, -half, width + ARROW_LENGTH, half),
        Side.BOTTOM: LabelBox(-half, height, half, height + ARROW_LENGTH),
        Side.LEFT: LabelBox(-width - ARROW_LENGTH, -half, -width, half),
    }[side]
