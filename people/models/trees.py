"""Trees of keys, each with its parent."""

from __future__ import annotations

from collections.abc import Iterable


def down_from(key: int, tree: Iterable[tuple[int, int | None]]) -> set[int]:
    """Return a key and those below it in a tree of keys with their parents."""
    below: dict[int | None, list[int]] = {}
    for each, parent in tree:
        below.setdefault(parent, []).append(each)
    found, waiting = set[int](), [key]
    while waiting:
        found.add(here := waiting.pop())
        waiting += [each for each in below.get(here, []) if each not in found]
    return found
