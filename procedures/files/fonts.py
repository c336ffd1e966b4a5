"""How Excel lets a text look: in pieces, in fonts of signs, struck through, white or tiny."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import COLOR_INDEX

from procedures.blanks import parted
from procedures.files.formats import part_for_number
from procedures.files.values import unescaped

SMALLEST = 1.5
"""Points of letters that nobody reads."""

BLACK, WHITE = "000000", "FFFFFF"
_PAPER, _INK = 65, 64
"""Numbers that stand for the colours of the system."""

WHITE_THEME, WHITE_INDEXES = 0, frozenset((1, 9))
"""Where white stands among the colours of a theme, and among the numbered ones."""


@dataclass(frozen=True)
class Block:
    """A piece of a text with its font."""

    text: str
    font: str = ""
    is_struck: bool = False
    is_faint: bool = False
    colour: str = BLACK


def blocks_of(cell: Any, text: str) -> list[Block]:
    """Return the pieces of what a cell says."""
    font = getattr(cell, "font", None)
    look = Block(text)
    if font:
        faint, colour = _is_faint(font), colour_of(font.color)
        look = Block(text, font.name or "", bool(font.strike), faint, colour)
    if not isinstance(cell.value, CellRichText):
        return [look]
    pairs = pairwise(["", *cell.value])
    return [_block(_said(before, piece), piece, look) for before, piece in pairs]


def _block(text: str, piece: TextBlock | str, look: Block) -> Block:
    if not isinstance(piece, TextBlock):
        return replace(look, text=text)
    font = piece.font
    is_faint = _is_faint(font) if font.color is not None or font.sz is not None else look.is_faint
    colour = look.colour if font.color is None else colour_of(font.color)
    return Block(text, font.rFont or "", bool(font.strike), is_faint, colour)


def colour_of(colour: Any) -> str:
    """Return a colour of Excel's in one way of writing it; black for none."""
    kind = "none" if colour is None else colour.type
    if kind == "rgb":
        return str(colour.rgb)[-6:].upper()
    if kind == "theme":
        plain = {0: WHITE, 1: BLACK}.get(colour.theme)
        return plain if plain and not colour.tint else f"theme {colour.theme} {colour.tint}"
    if kind == "indexed":
        system = {_INK: BLACK, _PAPER: WHITE}
        known = dict(enumerate(each[-6:].upper() for each in COLOR_INDEX))
        return (known | system).get(colour.indexed, "")
    return BLACK


def ground_of(cell: Any) -> str:
    """Return the colour behind the letters of a cell; empty where it is none alone."""
    fill = getattr(cell, "fill", None)
    kind = getattr(fill, "fill_type", None)
    return colour_of(fill.fgColor) if fill is not None and kind == "solid" else ""


def _said(before: TextBlock | str, piece: TextBlock | str) -> str:
    """Return the text of a piece, apart from the number that one of another height ends with."""
    text = unescaped(str(piece))
    return text if _is_raised(before) is _is_raised(piece) else parted(str(before), text)


def _is_raised(piece: TextBlock | str) -> bool:
    return isinstance(piece, TextBlock) and piece.font.vertAlign in {"superscript", "subscript"}


def _is_faint(font: Any) -> bool:
    is_tiny = font.sz is not None and font.sz <= SMALLEST
    return is_tiny or (font.color is not None and is_white(font.color))


def is_white(colour: Any) -> bool:
    """Tell whether a colour is that of the paper."""
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper() in {"FFFFFF", "FEFEFE"}
    if colour.type == "theme":
        return bool(colour.theme == WHITE_THEME and not colour.tint)
    return bool(colour.type == "indexed" and colour.indexed in WHITE_INDEXES)


def has_ground(cell: Any) -> bool:
    """Tell whether a cell has another ground than white."""
    fill = getattr(cell, "fill", None)
    if fill is None or not getattr(fill, "fill_type", None):
        return False
    return fill.fill_type != "solid" or not is_white(fill.fgColor)


def fades(look: Any) -> bool:
    """Tell whether what a condition makes of cells lets nobody see them."""
    is_shaded = look.fill is not None and bool(look.fill.fill_type or look.fill.bgColor.rgb)
    is_faint = look.font is not None and _is_faint(look.font) and not is_shaded
    written = look.numFmt.formatCode if look.numFmt is not None else ""
    return is_faint or part_for_number(written or "", 1).is_nothing


def may_hold(rule: Any, value: object) -> bool:
    """Tell whether a condition that compares a cell with numbers may hold for its value.

    To Excel a text is more than any number.
    """
    try:
        borders = [float(each) for each in rule.formula]
    except ValueError:
        return True
    if rule.type != "cellIs" or rule.operator not in _HOLDS or isinstance(value, bool):
        return True
    number = value if isinstance(value, int | float) else inf if isinstance(value, str) else None
    return number is None or not borders or _HOLDS[rule.operator](number, borders)


_HOLDS: dict[str, Callable[[float, list[float]], bool]] = {
    "equal": lambda value, borders: value == borders[0],
    "notEqual": lambda value, borders: value != borders[0],
    "lessThan": lambda value, borders: value < borders[0],
    "lessThanOrEqual": lambda value, borders: value <= borders[0],
    "greaterThan": lambda value, borders: value > borders[0],
    "greaterThanOrEqual": lambda value, borders: value >= borders[0],
    "between": lambda value, borders: min(borders) <= value <= max(borders),
    "notBetween": lambda value, borders: not min(borders) <= value <= max(borders),
}
