"""Made-up stays whose truth is known: drawn from a stated seed, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import exp
from random import Random
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
REPETITIONS = 2000
SIZES = (6, 10, 20, 30)
TWO_POINTS = 0.02
MIDDLE, SPREAD = 5.0, 1.0
"""Of the logarithm of the minutes: half of the stays last up to 148 minutes, a few last days."""


def truth(p: float) -> float:
    """Return the minutes that the share p of all such stays does not exceed."""
    return exp(NormalDist(MIDDLE, SPREAD).inv_cdf(p))


def seeded(seed: int) -> Random:
    """Return a generator that draws the same on every machine."""
    return Random(seed)  # noqa: S311 -- of samples, not of secrets


def stays(random: Random, n: int) -> list[float]:
    """Draw the minutes of n stays."""
    return [random.lognormvariate(MIDDLE, SPREAD) for _ in range(n)]


def samples(n: int) -> Iterator[list[float]]:
    """Yield samples of n stays, 2,000 times; the seed is n."""
    random = seeded(n)
    return (stays(random, n) for _ in range(REPETITIONS))


def followed(n: int, *, weeks: float) -> Iterator[tuple[list[float], list[float]]]:
    """Yield the minutes of the ended and of the open of n stays, 2,000 times; the seed is n.

    They began at any time of the last weeks of 2,250 working minutes, so the long ones are open.
    """
    random = seeded(n)
    for _ in range(REPETITIONS):
        seen = [(each, random.uniform(0, 2250 * weeks)) for each in stays(random, n)]
        ended = [minutes for minutes, until in seen if minutes <= until]
        yield ended, [until for minutes, until in seen if minutes > until]


def part(holds: Callable[[T], bool], drawn: list[T]) -> float:
    """Return the part of what was drawn of which something holds."""
    return sum(map(holds, drawn)) / len(drawn)
