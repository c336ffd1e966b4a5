"""The ways that documents took through an SOP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from improvement.statistics.shares import Share, share
from improvement.statistics.stays import STRAIGHT, Passage, returns

Way = tuple[tuple[int, str], ...]
"""Steps and their answers, in the order in which they were taken."""


@dataclass(frozen=True)
class Variant:
    """One way through an SOP, the share of the documents that took it, and what kind it is.

    `returns` are the steps that led back up the table, and how often each, ascending.
    """

    way: Way
    share: Share
    returns: tuple[tuple[int, int], ...]
    is_deviation: bool

    @property
    def is_straight(self) -> bool:
        """Whether each step was done and each decision answered yes, inside the drawing."""
        return not self.is_deviation and all(answer in STRAIGHT for _, answer in self.way)


def variants(passages: Iterable[Passage]) -> tuple[Variant, ...]:
    """Return the ways that ended documents took, the most frequent first; empty of none.

    Raises ValueError for a document without stays and for one that is still on its way.
    """
    kinds = [_kind(each) for each in passages]
    found = (
        Variant(way, part, came_back, is_deviation)
        for (way, came_back, is_deviation), count in Counter(kinds).items()
        if (part := share(count, len(kinds)))
    )
    return tuple(sorted(found, key=lambda each: (-each.share.count, each.way, each.is_deviation)))


_Kind = tuple[Way, tuple[tuple[int, int], ...], bool]


def _kind(passage: Passage) -> _Kind:
    if not passage or not all(stay.answer for stay in passage):
        raise ValueError("A variant is the whole way of a document that has ended.")
    way = tuple((stay.step, stay.answer) for stay in passage)
    came_back = Counter(passage[place].step for place in returns(passage))
    is_deviation = any(stay.is_deviation for stay in passage)
    return way, tuple(sorted(came_back.items())), is_deviation
