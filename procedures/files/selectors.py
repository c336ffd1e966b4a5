"""Selectors of style sheets: those of no element, and those of rules that stand in others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tinycss2

MOST_LETTERS = 2_000
"""Letters of a selector with rules in it; what stands in a longer one is not understood."""

NOBODY = ":-"
"""A selector that nobody understands."""

_VENDORS = re.compile(
    r"::?-(?:webkit|moz|ms|o|khtml|apple)-(?!any)[a-z-]++(?!\()"
    r"|::(?:placeholder|selection|backdrop|marker|file-selector-button|cue|target-text"
    r"|(?:spelling|grammar)-error|highlight\(|view-transition)",
    re.IGNORECASE,
)
"""Parts of an element that only a browser draws, and states that it alone knows."""


def without_vendors(prelude: list[Any]) -> list[Any]:
    """Return a list of selectors without those of parts that no element of a page has."""
    selectors = _each(prelude)
    kept = [each for each in selectors if _VENDORS.search(_written(each)) is None]
    if len(kept) == len(selectors):
        return prelude
    comma = tinycss2.parse_component_value_list(",")
    return [token for at, each in enumerate(kept) for token in (*comma * (at > 0), *each)]


def _each(prelude: list[Any]) -> list[list[Any]]:
    """Return the selectors of a list."""
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def nested_rules(rule: Any, prelude: list[Any]) -> Iterator[Any]:
    """Yield the rules that stand in a rule, each as if it stood alone."""
    written = _written(prelude).strip()
    around = f":is({written})" if len(written) < MOST_LETTERS else NOBODY
    for each in tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    ):
        if each.type == "qualified-rule":
            inner = (_within(around, _written(one).strip()) for one in _each(each.prelude))
            each.prelude = _tokens(", ".join(inner))
            yield each
        elif each.type == "at-rule" and each.content is not None:
            each.content = _tokens(f"{around}{{{_written(each.content)}}}")
            yield each


def _within(around: str, selector: str) -> str:
    """Return the selector of a rule in another: & stands for what that one selects."""
    if "&" in selector:
        return selector.replace("&", around, MOST_LETTERS // len(around))
    return f"{around} {selector}"


def _tokens(text: str) -> list[Any]:
    return list(tinycss2.parse_component_value_list(text, skip_comments=True))


def _written(tokens: list[Any]) -> str:
    try:
        return str(tinycss2.serialize(tokens))
    except RecursionError:
        return ""
