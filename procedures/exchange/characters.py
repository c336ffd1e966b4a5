"""Texts as the formats can hold them, and so that they stay texts."""

from __future__ import annotations

import re
from typing import Any

# XML 1.0, production 2 (Char): what is not in it makes a file unreadable.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

LONGEST = 32_767
"""Characters that a cell of XLSX can hold."""

FORMULA_SIGNS = tuple("=+-@＝＋－＠")
BLANK_SIGNS = ("\t", "\r", "\n")
"""What a text begins with that programs may take for a formula; blanks before it do not count."""


def legible(text: str) -> str:
    """Return the text without the control characters that XML, and so XLSX, cannot hold."""
    return _ILLEGAL.sub("", text)


def put_text(cell: Any, text: str) -> None:
    """Write a text into a cell of XLSX so that it stays a text, whatever it begins with.

    What begins like a formula has the prefix that programs show as ': it stays a text when
    somebody edits the cell.
    """
    cell.value = kept = legible(text)[:LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = kept[:1] in BLANK_SIGNS or kept.lstrip()[:1] in FORMULA_SIGNS
