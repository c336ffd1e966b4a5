"""For which screens a style sheet of a page holds, and what it fetches for them."""

from __future__ import annotations

import re

MOST_LETTERS = 2_000
"""Letters of a list of media; what stands behind them is not looked at."""

SCREENS = frozenset(("", "all", "screen"))
_ELSE = frozenset(("all", "screen"))
_FONTS = re.compile(r"(?:https?:)?//fonts\.", re.IGNORECASE)


def holds(media: str) -> bool | None:
    """Tell whether a list of media names any screen; None where that depends on the screen."""
    said = [_holds(each.strip().lower()) for each in media[:MOST_LETTERS].split(",")]
    return True if True in said else None if None in said else False


def _holds(query: str) -> bool | None:
    kind, _and, condition = query.removeprefix("only ").strip().partition(" and ")
    if kind.startswith("("):
        return None
    is_meant = kind.removeprefix("not ").strip() in (_ELSE if kind.startswith("not ") else SCREENS)
    if kind.startswith("not "):
        return None if condition else not is_meant
    return None if is_meant and condition else is_meant


def is_of_fonts(address: str) -> bool:
    """Tell whether what is fetched from an address are fonts alone."""
    return _FONTS.match(address.strip(" \"'")) is not None
