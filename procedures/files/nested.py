"""Tables inside of cells, as lines of the cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COUNTS = re.compile(r"\(?(?:[0-9]{1,2}|[a-z])[.)]?|[-–•·▪➢*]", re.IGNORECASE)
"""What counts the item in the cell beside it."""


def nested_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return what a table in a cell says: a line a row; of one row alone, a line a cell."""
    if len(rows) != 1:
        return [" ".join(" ".join(cells).split()) for cells in rows]
    found: list[str] = []
    for cell in rows[0]:
        before = f"{found.pop()} " if found and _COUNTS.fullmatch(found[-1]) else ""
        found += [line for line in f"{before}{cell}".split("\n") if line.strip()]
    return found
