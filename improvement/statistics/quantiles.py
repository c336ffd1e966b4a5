"""Quantiles that were observed, with intervals that hold for few values and any distribution."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from improvement.statistics.binomial import rank_above, ranks_around
from improvement.statistics.ranked import Ranked

CONFIDENCE = 0.95
MEDIAN_FROM = 6
"""Values from which the median has an interval of 95 %: 2 / 2^5 is more than 5 % beyond."""

ROUGH_FROM = 5
"""Values from which P80 is told, as a rough estimate."""

ABOVE_FROM = 14
"""Values from which P80 is bounded above: 0.8^14 <= 5 %; on both sides from 17."""

P95_FROM = 59
"""Values from which P95 is told: 0.95^59 <= 5 %."""


@dataclass(frozen=True)
class Bounds:
    """Minutes between which the truth lies; None where nothing bounds that side.

    `confidence` is the share of samples in which that holds: exactly for order statistics, about
    for durations of which some are still open.
    """

    low: float | None
    high: float | None
    confidence: float


@dataclass(frozen=True)
class Quantile:
    """Minutes of working time that a share of n did not exceed; None: not reached yet.

    Without bounds n was too small for them; show the values themselves. `still_open` of the n have
    not ended, and count as lasting longer than they have so far.
    """

    minutes: float | None
    n: int
    bounds: Bounds | None
    still_open: int = 0

    @property
    def is_rough(self) -> bool:
        """Whether it is an estimate that nothing bounds."""
        return self.minutes is not None and self.bounds is None


def quantile(values: Ranked, p: float) -> float | None:
    """Return the observed minutes that the share p, 0 < p <= 1, did not exceed; None of none.

    Type 1 of Hyndman and Fan (1996): the value of rank ceil(p n), the p as it is written. Raises
    ValueError for another p.
    """
    check_quantile(p)
    return values.at(ceil(Fraction(str(p)) * values.n)) if values.n else None


def check_quantile(p: float) -> None:
    """Raise ValueError for what is no share of a quantile, 0 < p <= 1."""
    if not 0 < p <= 1:
        raise ValueError(f"{p} is no share of a quantile.")


def median(values: Ranked) -> Quantile | None:
    """Return the median; from 6 values on between bounds of 95 % or a little more. None of none."""
    return _quantile(values, 0.5, from_n=1, bounded_from=MEDIAN_FROM)


def p80(values: Ranked) -> Quantile | None:
    """Return what 80 % did not exceed; None below 5 values.

    From 5 to 13 a rough estimate, from 14 bounded above, from 17 on both sides, 95 % or more.
    """
    return _quantile(values, 0.8, from_n=ROUGH_FROM, bounded_from=ABOVE_FROM)


def p95(values: Ranked) -> Quantile | None:
    """Return what 95 % did not exceed; None below 59 values.

    From 59 bounded above, from 72 on both sides, 95 % or more.
    """
    return _quantile(values, 0.95, from_n=P95_FROM, bounded_from=P95_FROM)


def _quantile(values: Ranked, p: float, *, from_n: int, bounded_from: int) -> Quantile | None:
    minutes = quantile(values, p) if values.n >= from_n else None
    if minutes is None:
        return None
    bounds = _bounds(values, p) if values.n >= bounded_from else None
    return Quantile(minutes, values.n, bounds)


def _bounds(values: Ranked, p: float) -> Bounds:
    """Return the bounds on both sides, or where there are too few values for that, above."""
    ranks = ranks_around(values.n, p, beyond=(1 - CONFIDENCE) / 2)
    if ranks.low is None or ranks.high is None:
        ranks = rank_above(values.n, p, beyond=1 - CONFIDENCE)
    low = values.at(ranks.low) if ranks.low else None
    high = values.at(ranks.high) if ranks.high else None
    return Bounds(low, high, ranks.confidence)
