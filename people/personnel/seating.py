"""Whether positions have a seat for all whom a personnel file puts there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from people.personnel.plans import Change, MoreSeats
from people.personnel.there import Held, There, Ties
from people.personnel.wrong import Fault, Wrong

Seated = tuple[list[Change], tuple[MoreSeats, ...], list[Wrong]]


Ended = dict[int, date | None]
"""The last days of appointments that end; None of one that is taken back, or moved away."""


def seated(changes: list[Change], ended: Ended, there: There, ties: Ties) -> Seated:
    """Return the changes that find a seat, which positions get more, and the rows left out.

    `ended` are the appointments of those who leave. Whoever finds no seat stays where they are,
    which may keep others out in turn.
    """
    return _Seating(changes, ended, there, ties).settled()


class _Seating:
    """Who sits where, once everybody has moved."""

    def __init__(self, changes: list[Change], ended: Ended, there: There, ties: Ties) -> None:
        self.there, self.ties = there, ties
        self.changes = changes
        self.coming: dict[int, list[Change]] = defaultdict(list)
        self.sitting: dict[int, dict[int, Held]] = defaultdict(dict)
        for change in changes:
            if isinstance(change.begins, int):
                self.coming[change.begins].append(change)
        self.left = ended | {key: day for each in changes for key, day in _leaves(each).items()}
        for key, held in there.held.items():
            if held.is_definitive:
                self.sitting[held.position][key] = held
        self.dropped: set[int] = set()

    def settled(self) -> Seated:
        """Return what can be done."""
        waiting = list(self.coming)
        more: dict[int, MoreSeats] = {}
        wrongs: list[Wrong] = []
        while waiting:
            post = waiting.pop()
            needed = self._needed(post)
            seats = self.there.posts[post].seats
            if needed > seats and self.ties.has_more_seats:
                more[post] = MoreSeats(post, seats, needed)
            elif needed > seats:
                waiting.append(post)
                for _seat in range(min(needed - seats, len(self.coming[post]))):
                    last = self.coming[post].pop()
                    self.dropped.add(last.number)
                    wrongs.append(Wrong(last.number, Fault.SEATS, self.there.posts[post].title))
                    waiting += self._stays(last)
        kept = [each for each in self.changes if each.number not in self.dropped]
        return kept, tuple(more[key] for key in sorted(more)), wrongs

    def _stays(self, change: Change) -> Iterable[int]:
        """Let somebody keep what they would have left; return the positions that are fuller now."""
        for key in _leaves(change):
            self.left.pop(key, None)
            post = self.there.held[key].position
            if self.coming[post]:
                yield post

    def _needed(self, post: int) -> int:
        """Return how many sit at a position on its fullest day from the first newcomer on."""
        coming = self.coming[post]
        if not coming:
            return 0
        there = list(self._sitting(post))
        starts = [each.starts_on for each in coming if each.starts_on]
        first = min(starts)
        days = {*starts, *(each.starts_on for each in there if each.starts_on > first)}
        return max(
            sum(start <= day for start in starts) + sum(held.holds_on(day) for held in there)
            for day in days
        )

    def _sitting(self, post: int) -> Iterator[Held]:
        """Yield who sits at a position already, until the last day of each who leaves."""
        for key, held in self.sitting[post].items():
            if key not in self.left:
                yield held
            elif (last := self.left[key]) is not None:
                yield replace(held, ends_on=last)


def _leaves(change: Change) -> Ended:
    ends: Ended = {end.appointment: end.ends_on for end in change.ends}
    return ends if change.moved is None else ends | {change.moved: None}
