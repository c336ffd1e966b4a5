"""Shares with the interval of Wilson: 9 of 10 is not 90 %, it is 60 to 98 %."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
"""95 % of a normal distribution lie within so many standard deviations."""


@dataclass(frozen=True)
class Share:
    """So many of n, n at least 1, and between which shares the truth lies with 95 %."""

    count: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, 0 to 1."""
        return self.count / self.n


def share(count: int, n: int) -> Share | None:
    """Return count of n with Wilson's interval of 95 % (Wilson 1927); None of none.

    The interval holds in 95 % of samples on the average over the true shares, from small n on.
    Raises ValueError for counts below 0 or above n.
    """
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no share.")
    if n == 0:
        return None
    middle, reach = (count + Z**2 / 2) / (n + Z**2), _reach(count, n)
    low = middle - reach if count else 0.0
    return Share(count, n, low, middle + reach if count < n else 1.0)


def _reach(count: int, n: int) -> float:
    return Z / (n + Z**2) * sqrt(count * (n - count) / n + Z**2 / 4)
