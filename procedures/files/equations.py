"""Equations of Word, as they are written in a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from docx.oxml.ns import qn


class TextTaker(Protocol):
    """What takes in a text piece by piece."""

    is_raised: bool
    was_raised: bool

    def take(self, text: str) -> None:
        """Take in a text."""

    def read_all(self, elements: Any) -> None:
        """Take in elements."""


def _fraction(shown: TextTaker, fraction: Any) -> None:
    """Read a fraction: 1/2, and (1+2)/4."""
    shown.was_raised = not shown.is_raised
    for place, part in enumerate(fraction.iterchildren(qn("m:num"), qn("m:den"))):
        texts = "".join(part.itertext()).strip()
        is_long = not texts.replace(",", "").isalnum()
        shown.take("/" if place else "")
        shown.take("(" if is_long else "")
        shown.read_all(part)
        shown.take(")" if is_long else "")


def _raised(shown: TextTaker, part: Any) -> None:
    """Read what stands above or below the line: it goes on with no number beside it."""
    before, shown.is_raised = shown.is_raised, True
    shown.read_all(part)
    shown.is_raised = before


def _root(shown: TextTaker, root: Any) -> None:
    shown.read_all(root.iterchildren(qn("m:deg")))
    shown.take("√(")
    shown.read_all(root.iterchildren(qn("m:e")))
    shown.take(")")


def _brackets(shown: TextTaker, group: Any) -> None:
    """Read what stands in brackets; another sign than ( may be named for them."""
    signs = {name: group.find(f"{qn('m:dPr')}/{qn(f'm:{name}')}") for name in ("begChr", "endChr")}
    first, last = (
        usual if signs[name] is None else signs[name].get(qn("m:val"), "")
        for name, usual in (("begChr", "("), ("endChr", ")"))
    )
    shown.take(first)
    shown.read_all(group.iterchildren(qn("m:e")))
    shown.take(last)


READERS: dict[str, Callable[[Any, Any], None]] = {
    qn("m:f"): _fraction,
    qn("m:sup"): _raised,
    qn("m:sub"): _raised,
    qn("m:deg"): _raised,
    qn("m:rad"): _root,
    qn("m:d"): _brackets,
}
