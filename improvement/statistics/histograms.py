"""Logarithmic histograms: minutes of many stays in a few hundred numbers that add up."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import ceil, log

from improvement.statistics.minutes import checked
from improvement.statistics.ranked import check_rank

ERROR = 0.01
"""How far minutes read back may lie from those put in, as a share of these."""

GROWTH = (1 + ERROR) / (1 - ERROR)
"""How much longer each bucket ends than the one before it."""


@dataclass(frozen=True)
class Histogram:
    """How many minutes there are of each length, to 1 %; zero is counted by itself.

    `buckets` are pairs of bucket and count, ascending: bucket i holds what is longer than
    GROWTH ** (i - 1) and no longer than GROWTH ** i minutes of working time. What is read back is
    within 1 % of what was put in: Masson, Rim and Lee, DDSketch (2019). Raises ValueError for
    counts below 1, below 0 zeros and buckets that do not ascend.
    """

    zeros: int = 0
    buckets: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if self.zeros < 0 or any(count < 1 for _, count in self.buckets):
            raise ValueError("A histogram counts what is there.")
        if any(later <= earlier for (earlier, _), (later, _) in pairwise(self.buckets)):
            raise ValueError("The buckets are not in ascending order.")

    @classmethod
    def of(cls, minutes: Iterable[float]) -> Histogram:
        """Return the histogram of minutes of working time; raises ValueError for others."""
        buckets: Counter[int] = Counter()
        different = Counter(minutes)
        for each, count in different.items():
            if checked(each):
                buckets[bucket(each)] += count
        return cls(different[0], _ascending(buckets))

    @cached_property
    def n(self) -> int:
        """How many minutes are in it."""
        return self._until[-1]

    def at(self, rank: int) -> float:
        """Return the minutes of a rank, 1 to n, within 1 %; raises ValueError for other ranks."""
        check_rank(rank, self.n)
        place = bisect_left(self._until, rank)
        return middle(self.buckets[place - 1][0]) if place else 0.0

    def below(self, minutes: float) -> int:
        """Return how many are shorter: those in buckets before the one of these minutes."""
        if minutes <= 0:
            return 0
        return self._until[bisect_left(self.buckets, (bucket(minutes), 0))]

    def counts(self) -> Iterator[tuple[float, int]]:
        """Yield the minutes of each bucket, ascending, within 1 %, and how many there are."""
        if self.zeros:
            yield 0.0, self.zeros
        for number, count in self.buckets:
            yield middle(number), count

    @cached_property
    def _until(self) -> tuple[int, ...]:
        """How many are in the zeros, and in these and the buckets up to each."""
        return tuple(accumulate((count for _, count in self.buckets), initial=self.zeros))


def merged(histograms: Iterable[Histogram]) -> Histogram:
    """Return the histogram of all that is in these, exactly as if it had been counted at once."""
    zeros, buckets = 0, Counter[int]()
    for each in histograms:
        zeros += each.zeros
        buckets.update(dict(each.buckets))
    return Histogram(zeros, _ascending(buckets))


def bucket(minutes: float) -> int:
    """Return the bucket of minutes above 0."""
    return ceil(log(minutes) / log(GROWTH))


def middle(number: int) -> float:
    """Return the minutes that no minutes of a bucket are further than 1 % from."""
    return 2 / (1 + GROWTH) * GROWTH**number


def _ascending(counts: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(counts.items()))
