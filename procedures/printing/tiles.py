"""A tile of the flowchart as markup: its lines as backgrounds of the cell, its symbol as SVG.

The lines stretch with the row, whatever its height: positions across are absolute, positions down
hang from the top, stand on the bottom or are half the height. So the table itself is the drawing,
on paper and on screen, without a script.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from procedures.flowchart import (
    Horizontal,
    Label,
    Lanes,
    Lines,
    Shape,
    Side,
    Symbol,
    Tile,
    Vertical,
)
from procedures.flowchart.lanes import ARROW_LENGTH, ARROW_WIDTH, LANE_TO_EDGE, LINE_WIDTH

INK, FAINT = "#000", "#9aa0a6"
BOLD = 3  # times the usual line
HERE, HERE_SIZE = "Di sini", 2.0  # mm
OVERSHOOT = 0.5  # mm beyond the cell's edge, cut off by it: no gap where two cells meet
TOP, MIDDLE, BOTTOM = 0, 2, 4  # levels down a tile
LEFT, RIGHT = 0, 6  # levels across a tile
# Heights in mm, arrowheads included: below them no row shrinks.
HEIGHTS = {
    Shape.PROCESS: 14.0,
    Shape.DECISION: 15.4,
    Shape.CAPSULE: 11.8,
    Shape.CONNECTOR: 10.4,
    Shape.PENTAGON: 10.4,
}


@dataclass(frozen=True)
class Medium:
    """Where it is drawn: `unit` is a CSS unit, `scale` its number in one mm, `line` in units.

    `ink` and `faint` are the images of which lines are made, `variables` the rule that names them.
    On screen a line is one whole pixel, so that neither zoom nor row height blurs it.
    """

    unit: str
    scale: float
    line: float
    ink: str
    faint: str
    variables: str = ""

    def across(self, mm: float) -> float:
        """Return where a line's left or upper edge stands whose centre is at `mm`."""
        edge = mm * self.scale - self.line / 2
        return round(edge, 3) if self.unit == "mm" else round(edge)


def filled(colour: str) -> str:
    """Return the address of an image all of one colour, of any size."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1' viewBox='0 0 1 1' "
        f"preserveAspectRatio='none'><rect width='1' height='1' fill='{colour}'/></svg>"
    )
    return f"url(data:image/svg+xml,{quote(svg)})"


VARIABLES = f":root{{--drawn:{filled(INK)};--passed:{filled(FAINT)}}}"
# Variables keep pages short; on paper WeasyPrint would work them out anew for every cell.
PAPER = Medium("mm", 1.0, LINE_WIDTH, filled(INK), filled(FAINT))
SCREEN = Medium("px", 96 / 25.4, 1.0, "var(--drawn)", "var(--passed)", VARIABLES)


class SymbolState(StrEnum):
    """Where a symbol stands on a document's way."""

    PLAIN = "plain"  # no document is shown
    LEFT = "left"
    CURRENT = "current"
    AHEAD = "ahead"


CURRENT = SymbolState.CURRENT
# How a symbol is read aloud.
SPOKEN = {
    SymbolState.PLAIN: "{}",
    SymbolState.LEFT: "{}. Sudah dilalui",
    SymbolState.CURRENT: "{}. Berkas ada di sini",
    SymbolState.AHEAD: "{}. Belum dilalui",
}


def lines_css(tile: Tile, lanes: Lanes, medium: Medium) -> str:
    """Return the value of `background` that draws the tile's lines; '' where it has none.

    Where a document is shown, the way it took lies in ink over the faint rest.
    """
    if tile.taken is None:
        lines = Lines(tile.horizontals, tile.verticals)
        return ",".join(_layers(lines, medium.ink, lanes, medium))
    rest = Lines(
        tuple(span for span in tile.horizontals if span not in tile.taken.horizontals),
        tuple(span for span in tile.verticals if span not in tile.taken.verticals),
    )
    over = _layers(tile.taken, medium.ink, lanes, medium)
    return ",".join([*over, *_layers(rest, medium.faint, lanes, medium)])


def _layers(lines: Lines, image: str, lanes: Lanes, medium: Medium) -> list[str]:
    spans = [_horizontal(span, lanes, medium) for span in lines.horizontals]
    for span in lines.verticals:
        spans += _vertical(span, lanes, medium)
    return [f"{image} {span} no-repeat" for span in spans]


def _horizontal(span: Horizontal, lanes: Lanes, medium: Medium) -> str:
    unit, over = medium.unit, OVERSHOOT * medium.scale
    levels = lanes.levels
    start = medium.across(levels[span.x0]) if span.x0 > LEFT else -over
    end = medium.across(levels[span.x1]) + medium.line
    if span.x1 == RIGHT:
        end = levels[RIGHT] * medium.scale + over
    edge = medium.across(LANE_TO_EDGE)
    down = {1: f"top {edge:g}{unit}", 2: "top 50%", 3: f"bottom {edge:g}{unit}"}[span.y]
    return f"left {start:g}{unit} {down}/{end - start:g}{unit} {medium.line:g}{unit}"


def _vertical(span: Vertical, lanes: Lanes, medium: Medium) -> list[str]:
    """Return the part that hangs from the top and the part that stands on the bottom."""
    parts = []
    if span.y0 < MIDDLE:
        parts.append(("top", span.y0, min(span.y1, MIDDLE)))
    if span.y1 > MIDDLE:
        parts.append(("bottom", BOTTOM - span.y1, BOTTOM - max(span.y0, MIDDLE)))
    left = medium.across(lanes.levels[span.x])
    return [_hanging(side, near, far, left, medium) for side, near, far in parts]


def _hanging(side: str, near: int, far: int, left: float, medium: Medium) -> str:
    """Return a span between two levels counted from `side`: 0 its edge, 1 its lane, 2 the middle.

    At a lane or the middle it reaches half a line further, so that corners are whole.
    """
    unit = medium.unit
    lane = medium.across(LANE_TO_EDGE)
    start = -OVERSHOOT * medium.scale if near == TOP else lane
    if far == MIDDLE:
        height = f"calc(50% + {medium.line / 2 - start:g}{unit})"
    else:
        height = f"{lane + medium.line - start:g}{unit}"
    return f"left {left:g}{unit} {side} {start:g}{unit}/{medium.line:g}{unit} {height}"


def symbol_svg(tile: Tile, lanes: Lanes, medium: Medium, state: SymbolState) -> SafeString:
    """Return the tile's symbol with its words, arrowheads and labels as SVG; '' without one."""
    symbol = tile.symbol
    if symbol is None:
        return SafeString("")
    width, height = lanes.width, HEIGHTS[symbol.shape]
    return format_html(
        '<svg class="symbol" width="{}{}" height="{}{}" viewBox="{} {} {} {}" role="img">'
        "<title>{}</title>{}{}{}{}</svg>",
        f"{width * medium.scale:g}",
        medium.unit,
        f"{height * medium.scale:g}",
        medium.unit,
        f"{-width / 2:g}",
        f"{-height / 2:g}",
        f"{width:g}",
        f"{height:g}",
        SPOKEN[state].format(symbol.description),
        _outline(symbol, medium, state),
        _words(symbol, state, lanes),
        _arrows(tile, symbol),
        format_html_join("", "{}", ((_label(label),) for label in tile.labels)),
    )


def _outline(symbol: Symbol, medium: Medium, state: SymbolState) -> SafeString:
    """Return the outline, filled white so that lines may run on to the centre.

    It is bold where the document is now, faint where it has not been.
    """
    x, y = symbol.width / 2, symbol.height / 2
    box = f"M{-x:g} {-y:g}H{x:g}V{y:g}H{-x:g}Z"
    bow = f"A{y:g} {y:g} 0 0 1"
    paths = {
        Shape.PROCESS: box,
        Shape.DECISION: f"M0 {-y:g}L{x:g} 0L0 {y:g}L{-x:g} 0Z",
        Shape.CAPSULE: f"M{y - x:g} {-y:g}H{x - y:g}{bow} {x - y:g} {y:g}H{y - x:g}"
        f"{bow} {y - x:g} {-y:g}Z",
        Shape.CONNECTOR: f"M{-x:g} 0A{x:g} {x:g} 0 0 1 {x:g} 0A{x:g} {x:g} 0 0 1 {-x:g} 0Z",
        Shape.PENTAGON: f"M{-x:g} {-y:g}H{x:g}V{0.3 * y:g}L0 {y:g}L{-x:g} {0.3 * y:g}Z",
    }
    return format_html(
        '<path d="{}" fill="#fff" stroke="{}" stroke-width="{}"/>',
        paths[symbol.shape],
        FAINT if state is SymbolState.AHEAD else INK,
        f"{max(medium.line / medium.scale, LINE_WIDTH) * (BOLD if state is CURRENT else 1):g}",
    )


def _words(symbol: Symbol, state: SymbolState, lanes: Lanes) -> SafeString:
    """Return the words inside: 'Di sini' where the document is, else the symbol's own."""
    text, size = symbol.text, symbol.text_size
    if state is CURRENT:
        text, size = HERE, max(HERE_SIZE, lanes.type_sizes[-1])
    if not text:
        return SafeString("")
    return format_html(
        '<text y="{}" font-family="Arial, Liberation Sans" font-size="{}" '
        'text-anchor="middle">{}</text>',
        f"{size * 0.36:g}",
        f"{size:g}",
        text,
    )


def _arrows(tile: Tile, symbol: Symbol) -> SafeString:
    """Return the arrowheads; faint those by which no document has come."""
    taken = tile.arrowheads if tile.taken is None else tile.taken.arrowheads
    heads = ((_arrow(side, symbol), INK if side in taken else FAINT) for side in tile.arrowheads)
    return format_html_join("", '<path d="{}" fill="{}"/>', heads)


def _arrow(side: Side, symbol: Symbol) -> str:
    """Return the triangle whose tip is on that side of the symbol."""
    x, y, half = symbol.width / 2, symbol.height / 2, ARROW_WIDTH / 2
    if side in {Side.TOP, Side.BOTTOM}:
        sign = -1 if side is Side.TOP else 1
        base = sign * (y + ARROW_LENGTH)
        return f"M0 {sign * y:g}L{-half:g} {base:g}H{half:g}Z"
    sign = -1 if side is Side.LEFT else 1
    base = sign * (x + ARROW_LENGTH)
    return f"M{sign * x:g} 0L{base:g} {-half:g}V{half:g}Z"


def _label(label: Label) -> SafeString:
    """Return the words at an exit, line by line."""
    baselines = [label.size * (0.82 + 1.05 * index) for index in range(len(label.lines))]
    if label.is_upright:
        x, y, turn = -(label.y + label.height), label.x, SafeString(' transform="rotate(-90)"')
    else:
        x, y, turn = label.x, label.y, SafeString("")
    return format_html_join(
        "",
        '<text x="{}" y="{}" font-family="Arial, Liberation Sans" font-size="{}"{}>{}</text>',
        (
            (f"{x:g}", f"{y + baseline:g}", label.size, turn, line)
            for baseline, line in zip(baselines, label.lines, strict=True)
        ),
    )
