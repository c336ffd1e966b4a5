"""Stays that are far from the others of their step: named, never dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from statistics import median

from improvement.statistics.minutes import all_checked

FAR = 3.5
"""The modified z-score beyond which a value is named: Iglewicz and Hoaglin (1993)."""

SCALE = 0.6745
"""The MAD of a normal distribution in standard deviations."""

LEAST = 0.5
"""What a stay of less than a minute counts, in minutes: it has no logarithm."""


@dataclass(frozen=True)
class Outliers:
    """The places, from 0, of the minutes that are far from the rest, among n."""

    places: tuple[int, ...]
    n: int


def outliers(minutes: Sequence[float]) -> Outliers | None:
    """Return which minutes of working time are far from the others, in either direction.

    Far is |0.6745 (ln y - median) / MAD| > 3.5, median and MAD of the logarithms. None of none, and
    where more than half are alike, for then nothing says how far is far. Raises ValueError for
    what are no minutes.
    """
    logs = [log(max(each, LEAST)) for each in all_checked(minutes)]
    middle = median(logs) if logs else 0.0
    spread = median(abs(each - middle) for each in logs) if logs else 0.0
    if not spread:
        return None
    far = (place for place, each in enumerate(logs) if SCALE * abs(each - middle) > FAR * spread)
    return Outliers(tuple(far), len(logs))
