"""How wide and how large the table is drawn on a screen."""

from __future__ import annotations

from collections.abc import Iterable

from procedures.printing.letters import widest_word
from procedures.printing.tiles import SCREEN

# Inner widths of an actor column on screen: whole odd pixels, so that the centre is a pixel.
SCREEN_WIDTH, SCREEN_WIDEST = 75, 125
SCREEN_TYPE = (round(11.05 / SCREEN.scale, 2),)  # not smaller than 11 CSS pixels
HEADING_POINTS, HEADING_PADDING = 9.0, 5  # of headings of actors on screen; and in CSS pixels
WIDER_FACES = 1.1  # times as wide as Arial: what a browser may set them in


def actor_width(headings: Iterable[str]) -> float:
    """Return the inner width in mm of actor columns that hold the widest word of their headings."""
    words = [widest_word(heading, HEADING_POINTS) for heading in headings]
    wanted = max(words, default=0.0) * SCREEN.scale * WIDER_FACES + HEADING_PADDING
    pixels = min(max(SCREEN_WIDTH, int(wanted)), SCREEN_WIDEST) // 2 * 2 + 1
    return pixels / SCREEN.scale
