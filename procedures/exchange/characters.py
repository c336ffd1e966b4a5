"""Characters that the formats cannot hold."""

from __future__ import annotations

import re

# XML 1.0, production 2 (Char): what is not in it makes a file unreadable.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def legible(text: str) -> str:
    """Return the text without the control characters that XML, and so XLSX, cannot hold."""
    return _ILLEGAL.sub("", text)
