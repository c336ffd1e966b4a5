"""How Word lets a text look: struck through, hidden, in a font of signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from procedures.reading.symbols import is_symbol_font

VALUE = qn("w:val")
NOT = frozenset(("0", "false", "off"))


@dataclass(frozen=True)
class TextStyles:
    """The names of styles that strike their text through, and of those that hide it."""

    striking: frozenset[str] = frozenset()
    hiding: frozenset[str] = frozenset()


def styles_of(root: Any) -> TextStyles:
    """Return what the styles of a file do to texts."""
    styles = root.iter(qn("w:style"))
    named = {style.get(qn("w:styleId"), ""): style.find(qn("w:rPr")) for style in styles}
    return TextStyles(
        frozenset(name for name, look in named.items() if is_struck(look)),
        frozenset(name for name, look in named.items() if toggle(look, "vanish"))
        | frozenset(root.xpath('w:style[w:name/@w:val="Placeholder Text"]/@w:styleId')),
    )


def toggle(properties: Any, name: str) -> bool | None:
    """Tell whether a property is on; None where nothing is said."""
    found = None if properties is None else properties.find(qn(f"w:{name}"))
    return None if found is None else found.get(VALUE, "1") not in NOT


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
