"""Minutes in ascending order, asked for by their rank: one by one, or from a histogram."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Protocol

from improvement.statistics.minutes import all_checked


class Ranked(Protocol):
    """So many minutes in ascending order."""

    @property
    def n(self) -> int:
        """How many there are."""
        ...

    def at(self, rank: int) -> float:
        """Return the minutes of a rank from 1, the shortest, to n; else raises ValueError."""
        ...

    def below(self, minutes: float) -> int:
        """Return how many are shorter."""
        ...

    def counts(self) -> Iterator[tuple[float, int]]:
        """Yield the different minutes, ascending, and how many of each there are."""
        ...


@dataclass(frozen=True)
class Ordered:
    """Minutes one by one, ascending.

    Raises ValueError where they are not, and for what are no minutes of working time.
    """

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if any(later < earlier for earlier, later in pairwise(all_checked(self.values))):
            raise ValueError("The minutes are not in ascending order.")

    @classmethod
    def of(cls, minutes: Iterable[float]) -> Ordered:
        """Return minutes of working time in ascending order; raises ValueError for others."""
        return cls(tuple(sorted(all_checked(minutes))))

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.values)

    def at(self, rank: int) -> float:
        """Return the observed minutes of a rank, 1 to n; raises ValueError for other ranks."""
        check_rank(rank, self.n)
        return self.values[rank - 1]

    def below(self, minutes: float) -> int:
        """Return how many are shorter."""
        return bisect_left(self.values, minutes)

    def counts(self) -> Iterator[tuple[float, int]]:
        """Yield the different minutes, ascending, and how many of each there are."""
        for minutes, alike in groupby(self.values):
            yield minutes, len(list(alike))


def check_rank(rank: int, n: int) -> None:
    """Raise ValueError where there is no such rank among n."""
    if not 1 <= rank <= n:
        raise ValueError(f"There is no rank {rank} among {n}.")
