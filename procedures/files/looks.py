"""How Word lets a text look: struck through, hidden, in a font of signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from procedures.reading.symbols import is_symbol_font

VALUE = qn("w:val")
NOT = frozenset(("0", "false", "off"))
SMALLEST = 3
"""Half points of letters that nobody reads."""

LOWEST = 40
"""Twentieths of a point of a row in which nobody sees a letter."""

WHITE = frozenset(("ffffff", "fefefe", "background1", "light1", "lt1", "bg1"))
NO_GROUND = frozenset(("", "auto", "ffffff", "white", "none"))
MOST_BASES = 20
"""Word lets styles build on eleven others at most."""


@dataclass(frozen=True)
class TextStyles:
    """The names of styles by what they do: strike their text through, hide it, make it faint.

    `grounding` are those that put a ground behind texts, `raising` those that put texts above or
    below the line.
    """

    striking: frozenset[str] = frozenset()
    hiding: frozenset[str] = frozenset()
    fading: frozenset[str] = frozenset()
    grounding: frozenset[str] = frozenset()
    raising: frozenset[str] = frozenset()


def styles_of(root: Any) -> TextStyles:
    """Return what the styles of a file do to texts."""
    styles = {style.get(qn("w:styleId"), ""): style for style in root.iter(qn("w:style"))}
    return TextStyles(
        frozenset(name for name in styles if _looks(styles, name, is_struck)),
        frozenset(name for name in styles if _looks(styles, name, is_hidden))
        | frozenset(root.xpath('w:style[w:name/@w:val="Placeholder Text"]/@w:styleId')),
        frozenset(name for name in styles if _looks(styles, name, is_faint)),
        frozenset(name for name, style in styles.items() if has_ground(style)),
        frozenset(name for name in styles if _looks(styles, name, is_raised)),
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


def _is_tiny(size: str) -> bool:
    return size.isdecimal() and int(size[:9]) <= SMALLEST


def is_faint(properties: Any) -> bool | None:
    """Tell whether letters are white or too small to be read; None where nothing is said."""
    if properties is None:
        return None
    colour, size = properties.find(qn("w:color")), properties.find(qn("w:sz"))
    if size is not None and _is_tiny(size.get(VALUE, "")):
        return True
    if colour is None:
        return None
    names = {colour.get(qn(f"w:{name}"), "").lower() for name in ("val", "themeColor")}
    is_tinted = any(colour.get(qn(f"w:{name}")) for name in ("themeTint", "themeShade"))
    return bool(names & WHITE) and not is_tinted


def has_ground(element: Any) -> bool:
    """Tell whether something is said about the ground behind texts, but that it is white."""
    if element is None:
        return False
    shades = [_shade(each) for each in element.iter(qn("w:shd"))]
    lights = [each.get(VALUE, "").lower() for each in element.iter(qn("w:highlight"))]
    return bool({*shades, *lights} - NO_GROUND)


def ground_of(properties: Any) -> str:
    """Return the colour of the ground that properties put behind texts; empty for none."""
    shade = None if properties is None else properties.find(qn("w:shd"))
    return "" if shade is None else _shade(shade)


def _shade(shade: Any) -> str:
    """Return the colour of a ground, or the name of the pattern that makes it up."""
    kind, fill = shade.get(VALUE, "clear").lower(), shade.get(qn("w:fill"), "").lower()
    if kind == "solid":
        colour = shade.get(qn("w:color"), "auto").lower()
        return "000000" if colour == "auto" else colour
    return fill if kind in {"clear", "nil"} or fill not in NO_GROUND else _pattern(shade, kind)


def _pattern(shade: Any, kind: str) -> str:
    """Return the name of a pattern on white; empty for one that is white too."""
    is_white = shade.get(qn("w:color"), "auto").lower() in NO_GROUND - {"auto", ""}
    return "" if is_white else kind


def colour_of(properties: Any) -> str:
    """Return the colour of letters as it is written; empty where nothing is said."""
    colour = None if properties is None else properties.find(qn("w:color"))
    return "" if colour is None else colour.get(VALUE, "").lower()


def is_folded(row: Any) -> bool:
    """Tell whether a row is so low that nobody sees what stands in it."""
    heights = row.iterfind(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    return any(
        each.get(qn("w:hRule")) == "exact"
        and each.get(VALUE, "").isdecimal()
        and int(each.get(VALUE)[:9]) <= LOWEST
        for each in heights
    )


def is_raised(properties: Any) -> bool | None:
    """Tell whether letters stand above or below the line; None where nothing is said."""
    height, place = (
        None if properties is None else properties.find(qn(f"w:{name}"))
        for name in ("vertAlign", "position")
    )
    if height is None and place is None:
        return None
    is_small = height is not None and height.get(VALUE) in {"superscript", "subscript"}
    return is_small or (place is not None and place.get(VALUE, "0").strip("+-0") != "")


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
