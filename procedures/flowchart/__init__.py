"""Where the lines of the printed form go: geometry only, no markup, no database."""

from .body import Body, BodyRow, CapsulePlaces, Options, body_of
from .composition import blank, draw
from .drawing import (
    Drawing,
    DrawnRow,
    Flow,
    Horizontal,
    Label,
    Lines,
    Page,
    Reference,
    Symbol,
    Tile,
    Vertical,
)
from .inspection import Defect, DefectKind
from .lanes import ARROW_LENGTH, ARROW_WIDTH, LANE_TO_EDGE, LINE_WIDTH, Lanes
from .pages import Sheet, plan_pages
from .shapes import RowKind, Shape, Side
from .verification import verify

__all__ = [
    "ARROW_LENGTH",
    "ARROW_WIDTH",
    "LANE_TO_EDGE",
    "LINE_WIDTH",
    "Body",
    "BodyRow",
    "CapsulePlaces",
    "Defect",
    "DefectKind",
    "Drawing",
    "DrawnRow",
    "Flow",
    "Horizontal",
    "Label",
    "Lanes",
    "Lines",
    "Options",
    "Page",
    "Reference",
    "RowKind",
    "Shape",
    "Sheet",
    "Side",
    "Symbol",
    "Tile",
    "Vertical",
    "blank",
    "body_of",
    "draw",
    "plan_pages",
    "verify",
]
