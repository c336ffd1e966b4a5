"""Pages that begin behind a row, so that the last one costs what the first one does."""

from __future__ import annotations

from people.requests import Request

MOST_DIGITS = 18
"""What a database takes as a key."""


def behind(request: Request) -> int | None:
    """Return the key of the row that the page begins behind."""
    key = request.GET.get("after", "")
    return int(key) if key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS else None
