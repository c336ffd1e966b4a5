"""Whether declarations of CSS let a text be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.color4 import parse_color

Declarations = dict[str, str]


class Sight(IntEnum):
    """Whether what stands in an element is seen."""

    SEEN = 0
    UNSURE = 1
    HIDDEN = 2


FAR = 900
"""Pixels or points by which a text is pushed off every page."""

FARTHEST = 3_000
"""The same to the right, where wide pages have texts too."""

SMALLEST = 1.0
"""Pixels or points of letters that nobody reads."""

LEAST = 0.1
"""A share of size or colour, of all that is 1, with which nobody reads a text."""

NEAR = 0.06
"""By how much each part of two colours differs at most that nobody tells apart; all is 1."""

Colour = tuple[float, float, float, float]
"""Red, green, blue and how much of it covers what is behind, all from 0 to 1."""

WHITE: Colour = (1.0, 1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
PUSHING = (
    *("left", "right", "top", "bottom", "margin-left", "margin-top", "margin", "inset"),
    *("inset-inline", "inset-inline-start", "inset-block", "inset-block-start"),
)
PUSHED = (
    *("left", "right", "margin-left", "margin-right", "padding-left", "letter-spacing"),
    *("inset", "inset-inline", "inset-inline-start"),
)
"""What may push a text off the page to the right too."""

CUTTING = ("clip", "clip-path", "mask", "mask-image", "-webkit-mask-image")
MOVING = ("transform", "scale", "translate", "filter")
RAISED = frozenset(("super", "sub", "text-top", "text-bottom"))
SIZES = ("height", "max-height", "width", "max-width")
TELLING = frozenset(
    (
        *("display", "visibility", "content-visibility", "mso-hide", "opacity", "overflow"),
        *("overflow-x", "overflow-y", "zoom", "letter-spacing", "-webkit-text-security"),
        *("text-indent", "position", *PUSHING, *PUSHED, *CUTTING, *MOVING),
    )
)
"""What tells anything about it; folding needs an overflow."""

_NUMBER = re.compile(r"[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)")
_NO_CUT = re.compile(r"(?:auto|none|inherit|initial|unset|revert)?")
_ALL_CUT = re.compile(
    r"rect\((?:[01](?:px|pt)?[, ]*){4}\)|inset\((?:50|100)%\)|circle\(0(?:px|%)?\)"
)
_NO_SIZE = re.compile(r"[01](?:\.0*)?(?:px|pt)?|0(?:\.0*)?(?:%|em|rem|in|cm|mm)")
_SIZE = re.compile(r"(?<![0-9.])[0-9.]++(?:px|pt|em|rem|%|in|cm|mm|pc)|0")
_POINTS = {"px": 1.0, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, "ex": 6.0, "ch": 6.0}
_POINTS |= {"mm": 3.0, "cm": 28.0, "in": 72.0, "pc": 12.0, "q": 0.7, "vw": 10.0, "vh": 8.0}
"""About how many points a length is worth where letters have their usual size."""

_TO_NOTHING = re.compile(r"\A0(?:\.0*)?\Z|\bscale[xy]?\(0(?:\.0*)?[,) ]|\bopacity\(0(?:\.0*)?%?\)")
_SCALES = re.compile(r"(?:\bscale[xy]?\(|\A)[-+]?([0-9.]++%?)(?=[),]|\Z)")
_MAYBE_MOVED = re.compile(
    r"matrix|rotate[xy3]|perspective|blur|url\(|\bopacity|contrast|brightness"
)
_NO_OPACITY = re.compile(r"0*(?:\.0*)?%?")


def sight(said: Declarations) -> Sight:
    """Return whether an element with these declarations is seen, its colours left aside."""
    if said.keys().isdisjoint(TELLING):
        return Sight.SEEN
    hides = (
        said.get("display") == "none"
        or said.get("visibility") in {"hidden", "collapse"}
        or said.get("content-visibility") == "hidden"
        or said.get("mso-hide") == "all"
        or _is_nothing(said.get("opacity", ""))
        or _is_far(said.get("text-indent", ""), is_either=True)
        or any(_is_far(said.get(name, "")) for name in PUSHING)
        or any(_ALL_CUT.fullmatch(said.get(name, "")) for name in CUTTING)
        or any(_is_moved_away(said.get(name, "")) for name in MOVING)
        or _is_folded(said)
    )
    if hides:
        return Sight.HIDDEN
    is_cut = any(_NO_CUT.fullmatch(said.get(name, "")) is None for name in CUTTING)
    is_moved = any(_MAYBE_MOVED.search(said.get(name, "")) for name in MOVING)
    return Sight.UNSURE if is_cut or is_moved or _is_nearly_gone(said) else Sight.SEEN


def _is_nearly_gone(said: Declarations) -> bool:
    """Tell whether nobody may see an element: worked out, pushed far, or nearly nothing."""
    is_worked_out = any("var(" in said.get(name, "") for name in ("display", "visibility"))
    lengths = [each for name in PUSHED for each in _NUMBER.findall(said.get(name, "")[:100])]
    is_pushed = any(abs(float(each)) >= FARTHEST for each in lengths)
    is_pale = 0 <= _share(said.get("opacity", "1")) <= LEAST
    is_small = 0 < _share(said.get("zoom", "1")) <= LEAST
    scales = [each for name in MOVING for each in _SCALES.findall(said.get(name, ""))]
    is_shrunk = any(_share(each) <= LEAST for each in scales)
    is_dotted = said.get("-webkit-text-security", "none") != "none"
    return is_worked_out or is_pushed or is_pale or is_small or is_shrunk or is_dotted


def _share(value: str) -> float:
    """Return a number or a share of a hundred; 1 for what is neither."""
    number = _NUMBER.match(value)
    if number is None:
        return 1.0
    return float(number[0]) / (100 if value.strip().endswith("%") else 1)


def _is_moved_away(value: str) -> bool:
    """Tell whether a text is moved off the page, drawn without a size or without any colour."""
    is_nothing = _TO_NOTHING.search(value) is not None
    return is_nothing or ("translate" in value and _is_far(value, is_either=True))


def _is_nothing(opacity: str) -> bool:
    return bool(opacity) and _NO_OPACITY.fullmatch(opacity) is not None


def _is_far(value: str, *, is_either: bool = False) -> bool:
    """Tell whether a length leads off the page to the left or above, or to either side."""
    border = FAR / 10 if value.endswith(("em", "%", "vw", "in", "cm")) else FAR
    lengths = [float(each) for each in _NUMBER.findall(value[:100])]
    return any(-each >= border or (is_either and each >= border) for each in lengths)


def is_raised(said: Declarations, tag: str) -> bool:
    """Tell whether letters with these declarations stand above or below the line."""
    height = said.get("vertical-align", "") if tag not in {"td", "th"} else ""
    places = [said.get("mso-text-raise", "")]
    if said.get("position") == "relative":
        places += [said.get("top", ""), said.get("bottom", "")]
    is_moved = any(_is_length(each) for each in (height, *places))
    is_small = said.get("font-variant-position", "") in RAISED
    return height in RAISED or is_moved or is_small


def _is_length(value: str) -> bool:
    """Tell whether a length is one, and not none at all."""
    number = _NUMBER.match(value)
    return number is not None and float(number[0]) != 0


def _is_folded(said: Declarations) -> bool:
    """Tell whether nothing of an element has room."""
    names = ("overflow", "overflow-x", "overflow-y")
    is_cut = any({"hidden", "clip"} & set(said.get(name, "").split()) for name in names)
    return is_cut and any(_NO_SIZE.fullmatch(said.get(name, "")) for name in SIZES)


@dataclass(frozen=True)
class Look:
    """What an element hands down to those in it: colours and whether letters have a size.

    A colour that is not known, such as that of a picture, is None.
    """

    colour: Colour | None = BLACK
    ground: Colour | None = WHITE
    is_tiny: bool = False
    is_unsure: bool = False

    @property
    def is_faint(self) -> bool:
        """Whether nobody sees letters that look so."""
        return self.is_tiny or self.is_unsure or self._is_as_its_ground

    @property
    def _is_as_its_ground(self) -> bool:
        if self.colour is None or self.ground is None:
            return False
        pairs = zip(self.colour[:3], self.ground[:3], strict=True)
        return self.colour[3] < NEAR or all(abs(one - other) <= NEAR for one, other in pairs)

    def within(self, said: Declarations) -> Look:
        """Return the look of an element in one that looks so."""
        look = self
        if said.get("color", "inherit") not in {"inherit", "currentcolor"}:
            look = replace(look, colour=_colour(said["color"]))
        fill = said.get("-webkit-text-fill-color", "currentcolor")
        if fill != "currentcolor":
            look = replace(look, colour=_colour(fill))
        for name in ("background", "background-color", "background-image"):
            look = _on_ground(look, said.get(name, ""))
        size = said.get("font-size") or _size_of(said.get("font", ""))
        look = replace(look, is_tiny=_is_tiny(size, self)) if size else look
        return replace(look, is_unsure=True) if sight(said) is Sight.UNSURE else look


def _is_tiny(size: str, around: Look) -> bool:
    number = _NUMBER.match(size)
    if number is None:
        return around.is_tiny and size in {"inherit", "smaller", "larger"}
    value = float(number[0])
    unit = size[number.end() :].strip()
    is_tiny = value == 0 or value * _POINTS.get(unit, FAR) <= SMALLEST
    return is_tiny or (around.is_tiny and unit in {"em", "%"})


def _size_of(font: str) -> str:
    """Return the size that a shorthand names: italic 10.0pt/12pt Arial."""
    words = font.replace("/", " ").split()
    return next((word for word in words if _SIZE.fullmatch(word)), "")


def _on_ground(look: Look, value: str) -> Look:
    if not value or value in {"none", "transparent", "inherit", "initial", "unset"}:
        return look
    if "url(" in value or "gradient(" in value:
        return replace(look, ground=None)
    found = _ground(value)
    if found is None:
        return replace(look, ground=None) if "(" in value else look
    if found[3] < NEAR:
        return look
    return replace(look, ground=found if found[3] > 1 - NEAR else None)


@lru_cache(maxsize=4096)
def _colour(value: str) -> Colour | None:
    return _parts(parse_color(value))


@lru_cache(maxsize=4096)
def _ground(value: str) -> Colour | None:
    """Return the colour in a shorthand of the ground."""
    tokens = tinycss2.parse_component_value_list(value)
    found = (_parts(parse_color(token)) for token in tokens)
    return next((each for each in found if each is not None), None)


def _parts(parsed: Any) -> Colour | None:
    if parsed is None or isinstance(parsed, str):
        return None
    try:
        red, green, blue = parsed.to("srgb").coordinates
    except NotImplementedError:  # of the newer spaces only some can be turned into ours
        return None
    red, green, blue, alpha = (
        min(max(float(part or 0), 0.0), 1.0) for part in (red, green, blue, parsed.alpha)
    )
    return red, green, blue, alpha
