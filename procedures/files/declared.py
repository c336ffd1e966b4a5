"""What style sheets and attributes of HTML declare, by property; what is no value is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.color4 import parse_color

Declarations = dict[str, str]

MOST_VALUES = 200
"""Words of a declaration."""

_ANY = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
_DISPLAY = frozenset(
    (
        *("none", "block", "inline", "inline-block", "flow", "flow-root", "flex", "inline-flex"),
        *("grid", "inline-grid", "table", "inline-table", "list-item", "contents", "ruby"),
        *("run-in", "math", "ruby-base", "ruby-text", "-webkit-box", "-webkit-inline-box"),
        *("-webkit-flex", "-ms-flexbox", "-moz-box", "-ms-grid"),
        *(f"table-{part}" for part in ("row", "cell", "column", "caption", "row-group")),
        *(f"table-{part}-group" for part in ("header", "footer", "column")),
    )
)
_SYSTEM = frozenset(
    (
        *("windowtext", "window", "currentcolor", "canvas", "canvastext", "buttontext", "auto"),
        *("buttonface", "graytext", "highlight", "highlighttext", "infotext", "infobackground"),
        *("linktext", "visitedtext", "activetext", "field", "fieldtext", "menu", "menutext"),
        *("mark", "marktext", "captiontext", "accentcolor", "accentcolortext", "background"),
    )
)
_VALUES = {
    "display": _DISPLAY,
    "visibility": frozenset(("visible", "hidden", "collapse")),
}
_NUMBER = re.compile(r"[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:e[-+]?[0-9]+)?%?")
_PLACES = re.compile(
    r"(?:none|transparent|(?:no-)?repeat(?:-[xy])?|center|top|left|right|bottom|fixed|scroll|local"
    r"|cover|contain|auto|space|round|text|(?:border|padding|content)-box|[-+0-9.][-+0-9.a-z%]*|/)"
)


def declared(content: Any) -> tuple[Declarations, Declarations]:
    """Return what is declared, and what is declared to be important."""
    found = []
    for each in tinycss2.parse_blocks_contents(content):
        if each.type == "declaration" and len(each.value) <= MOST_VALUES:
            with suppress(RecursionError):  # brackets in brackets, such as no colour has
                value = tinycss2.serialize(each.value).strip().lower()
                found.append((each.lower_name, value, each.important))
    return _last(found)


def _last(found: Iterable[tuple[str, str, bool]]) -> tuple[Declarations, Declarations]:
    """Return the last value of each property that is one, the important ones apart."""
    normal: Declarations = {}
    important: Declarations = {}
    for name, value, is_important in found:
        if is_value(name, value):
            (important if is_important else normal)[name] = value
    return normal, important


@lru_cache(maxsize=4096)
def declarations(style: str) -> Declarations:
    """Return what an attribute declares by property, in lower case."""
    if "\\" in style or "/*" in style or '"' in style or "'" in style or "(" in style:
        normal, important = declared(style)
        return normal | important
    pairs = (part.partition(":") for part in style.lower().split(";"))
    normal, important = _last(
        (name.strip(), value.replace("!important", "").strip(), "!important" in value)
        for name, _colon, value in pairs
        if name.strip()
    )
    return normal | important


def is_value(name: str, value: str) -> bool:
    """Tell whether a property may have a value; a browser passes over what is none.

    Only for those that tell whether something is seen; what is worked out may be anything.
    """
    if value in _ANY or "(" in value:
        return True
    if name in _VALUES:
        return bool(value) and set(value.split()) <= _VALUES[name]
    if name == "opacity":
        return _NUMBER.fullmatch(value) is not None
    if name in {"color", "background-color"}:
        return _is_colour(value)
    return name != "background" or all(
        _is_colour(each) or _PLACES.fullmatch(each) for each in value.split()
    )


def _is_colour(value: str) -> bool:
    return value in _SYSTEM or parse_color(value) is not None
