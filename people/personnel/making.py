"""Which units and positions have to be made for the people of a personnel file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from people.finding import words_of
from people.personnel.paths import Key
from people.personnel.plans import Change, NewPost, NewUnit
from people.personnel.there import PostRef, There, UnitRef

HEADS = frozenset({"kepala", "sekretaris", "camat", "lurah", "direktur", "inspektur", "kabag"})
"""Words that the title of whoever heads a unit begins with."""


def made(
    changes: list[Change],
    units: Mapping[Key, tuple[str, UnitRef | None]],
    titles: Mapping[UnitRef, Mapping[str, str]],
    there: There,
) -> tuple[tuple[NewUnit, ...], tuple[NewPost, ...]]:
    """Return the units and positions that the changes need and that are not there.

    A new position stands below the head of its unit, and a head below that of the unit above.
    """
    counted = Counter(each.begins for each in changes if isinstance(each.begins, tuple))
    needed: set[Key] = set()
    for unit, _title in counted:
        above: UnitRef | None = unit
        while isinstance(above, tuple) and above not in needed:
            needed.add(above)
            above = units[above][1]
    heads = _Heads(set(counted), units, there)
    posts = tuple(
        NewPost(unit, title, titles[unit][title], count, heads.above((unit, title)))
        for (unit, title), count in sorted(counted.items(), key=repr)
    )
    return tuple(NewUnit(key, *units[key]) for key in sorted(needed, key=_depth_first)), posts


def _depth_first(key: Key) -> tuple[int, Key]:
    return len(key), key


class _Heads:
    """Who heads each unit, among the positions that are there and the new ones."""

    def __init__(
        self,
        new: set[tuple[UnitRef, str]],
        units: Mapping[Key, tuple[str, UnitRef | None]],
        there: There,
    ) -> None:
        self.units, self.there = units, there
        self.heads: dict[UnitRef, PostRef] = {}
        for pk, post in sorted(there.posts.items()):
            if post.superior is None and not post.is_retired:
                self.heads.setdefault(post.unit, pk)
        found: dict[UnitRef, list[PostRef]] = {}
        for unit, title in sorted(new, key=repr):
            if set(words_of(title)[:1]) & HEADS and unit not in self.heads:
                found.setdefault(unit, []).append((unit, title))
        self.heads |= {unit: heads[0] for unit, heads in found.items() if len(heads) == 1}

    def above(self, post: tuple[UnitRef, str]) -> PostRef | None:
        """Return what a new position stands below, None where that is not known."""
        head = self.heads.get(post[0])
        if head is not None and head != post:
            return head
        passed: set[UnitRef] = set()  # a tree that was written wrong may go round in a circle
        unit = self._parent(post[0])
        while unit is not None and unit not in self.heads and unit not in passed:
            passed.add(unit)
            unit = self._parent(unit)
        return None if unit is None else self.heads.get(unit)

    def _parent(self, unit: UnitRef) -> UnitRef | None:
        if isinstance(unit, tuple):
            return self.units[unit][1]
        node = self.there.units.get(unit)
        return node.parent if node is not None and node.parent in self.there.units else None
