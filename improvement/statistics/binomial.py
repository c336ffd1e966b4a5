"""Order statistics: between which ranks the quantile of all lies, whatever their distribution."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import ceil, exp, floor, lgamma, log, sqrt

SPREAD = 12
"""Standard deviations around the middle; what lies beyond them is below 1e-30."""


@dataclass(frozen=True)
class Ranks:
    """Ranks, 1 the least, between which a quantile lies; None where nothing bounds that side.

    `confidence` is how often they hold exactly, for values without ties: at least what was asked.
    """

    low: int | None
    high: int | None
    confidence: float


@lru_cache(maxsize=4096)
def ranks_around(n: int, p: float, *, beyond: float) -> Ranks:
    """Return the narrowest ranks of n values with the quantile p of all, 0 < p < 1, between them.

    At most `beyond` of all samples have it below the low rank, as many above the high one. The
    number of values below it is Bin(n, p): David and Nagaraja, Order Statistics, 7.1.
    """
    low, below = _low(n, p, beyond)
    above = rank_above(n, p, beyond=beyond)
    return Ranks(low, above.high, above.confidence - below)


@lru_cache(maxsize=4096)
def rank_above(n: int, p: float, *, beyond: float) -> Ranks:
    """Return the least rank that at most `beyond` of all samples have below the quantile p."""
    mirrored, above = _low(n, 1 - p, beyond)
    return Ranks(None, n + 1 - mirrored if mirrored else None, 1 - above)


def _low(n: int, p: float, beyond: float) -> tuple[int | None, float]:
    """Return the greatest k with P(Bin(n, p) < k) <= beyond, and that chance; None for 0."""
    first = _window(n, p).start
    chances = list(accumulate(_chances(n, p)))
    within = bisect_right(chances, beyond)
    below = chances[within - 1] if within else 0.0
    return (first + within or None), below


def _window(n: int, p: float) -> range:
    middle, reach = n * p, SPREAD * sqrt(n * p * (1 - p)) + SPREAD
    return range(max(0, floor(middle - reach)), min(n, ceil(middle + reach)) + 1)


def _chances(n: int, p: float) -> Iterator[float]:
    """Yield P(Bin(n, p) = i) for the i of the window, without ever holding a huge number."""
    whole = lgamma(n + 1)
    for i in _window(n, p):
        ways = whole - lgamma(i + 1) - lgamma(n - i + 1)
        yield exp(ways + i * log(p) + (n - i) * log(1 - p))
