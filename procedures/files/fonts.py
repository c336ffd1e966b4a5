"""How Excel lets a text look: in pieces, in fonts of signs, struck through, white or tiny."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock

from procedures.blanks import parted
from procedures.files.formats import part_for_number
from procedures.files.values import unescaped

SMALLEST = 1.5
"""Points of letters that nobody reads."""

WHITE_THEME, WHITE_INDEXES = 0, frozenset((1, 9))
"""Where white stands among the colours of a theme, and among the numbered ones."""


@dataclass(frozen=True)
class Block:
    """A piece of a text with its font."""

    text: str
    font: str = ""
    is_struck: bool = False
    is_faint: bool = False


def blocks_of(cell: Any, text: str) -> list[Block]:
    """Return the pieces of what a cell says."""
    font = getattr(cell, "font", None)
    look = (font.name or "", bool(font.strike), _is_faint(font)) if font else ("", False, False)
    if not isinstance(cell.value, CellRichText):
        return [Block(text, *look)]
    pairs = pairwise(["", *cell.value])
    return [_block(_said(before, piece), piece, look) for before, piece in pairs]


def _block(text: str, piece: TextBlock | str, look: tuple[str, bool, bool]) -> Block:
    if not isinstance(piece, TextBlock):
        return Block(text, *look)
    font = piece.font
    is_faint = _is_faint(font) if font.color is not None or font.sz is not None else look[2]
    return Block(text, font.rFont or "", bool(font.strike), is_faint)


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
