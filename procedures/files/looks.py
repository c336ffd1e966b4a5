"""How Word lets a text look: struck through, hidden, in a font of signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from procedures.reading.symbols import is_symbol_font

VALUE = qn("w:val")
NOT = frozenset(("0", "false", "off"))
MOST_BASES = 20
"""Word lets styles build on eleven others at most."""


@dataclass(frozen=True)
class TextStyles:
    """The names of styles that strike their text through, and of those that hide it."""

    striking: frozenset[str] = frozenset()
    hiding: frozenset[str] = frozenset()


def styles_of(root: Any) -> TextStyles:
    """Return what the styles of a file do to texts."""
    styles = {style.get(qn("w:styleId"), ""): style for style in root.iter(qn("w:style"))}
    return TextStyles(
        frozenset(name for name in styles if _looks(styles, name, is_struck)),
        frozenset(name for name in styles if _looks(styles, name, is_hidden))
        | frozenset(root.xpath('w:style[w:name/@w:val="Placeholder Text"]/@w:styleId')),
    )


def _looks(styles: Mapping[str, Any], name: str, look: Callable[[Any], bool | None]) -> bool:
    """Tell whether a style says so, or the nearest of those it builds on that says anything."""
    for _step in range(MOST_BASES):
        style = styles.get(name)
        said = None if style is None else look(style.find(qn("w:rPr")))
        if style is None or said is not None:
            return bool(said)
        base = style.find(qn("w:basedOn"))
        name = "" if base is None else base.get(VALUE, "")
    return False


def toggle(properties: Any, name: str) -> bool | None:
    """Tell whether a property is on; None where nothing is said."""
    found = None if properties is None else properties.find(qn(f"w:{name}"))
    return None if found is None else found.get(VALUE, "1") not in NOT


def is_hidden(properties: Any) -> bool | None:
    """Tell whether letters are hidden; None where nothing is said."""
    return toggle(properties, "vanish")


def is_raised(properties: Any) -> bool:
    """Tell whether letters stand above or below the line."""
    height = None if properties is None else properties.find(qn("w:vertAlign"))
    return height is not None and height.get(VALUE) in {"superscript", "subscript"}


def is_struck(properties: Any) -> bool | None:
    """Tell whether letters are struck through; None where nothing is said."""
    said = [toggle(properties, name) for name in ("strike", "dstrike")]
    return next((each for each in said if each), next((e for e in said if e is not None), None))


def symbol_font(run: Any) -> str:
    """Return the font of signs that a run is in; empty for letters."""
    properties = run.find(qn("w:rPr")) if run is not None and run.tag == qn("w:r") else None
    fonts = None if properties is None else properties.find(qn("w:rFonts"))
    named = [] if fonts is None else [fonts.get(qn("w:ascii")), fonts.get(qn("w:hAnsi"))]
    return next((name for name in named if is_symbol_font(name)), "")
