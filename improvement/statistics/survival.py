"""Durations of what has ended and of what has not: Kaplan and Meier's estimate.

The median of the ended alone is too short, for what takes long is still open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, inf, log, sqrt

from improvement.statistics.quantiles import (
    ABOVE_FROM,
    CONFIDENCE,
    MEDIAN_FROM,
    ROUGH_FROM,
    Bounds,
    Quantile,
    check_quantile,
    median,
    p80,
)
from improvement.statistics.ranked import Ranked
from improvement.statistics.shares import Z

ROUNDING = 1e-9
"""What products of shares may be off by; the shares of a million are further apart."""


@dataclass(frozen=True)
class Fall:
    """Minutes after which some ended, and the share that lasts longer, with its 95 %.

    `low` and `high` are 0 and 1 where none is left: nothing is known of what lasts longer.
    """

    minutes: float
    at_risk: int
    ended: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Survival:
    """The share that lasts longer than so many minutes of working time, fall by fall.

    n are all that were followed, `still_open` those of them that have not ended.
    """

    n: int
    still_open: int
    falls: tuple[Fall, ...]

    def quantile(self, p: float) -> float | None:
        """Return the least minutes that the share p, 0 < p <= 1, does not exceed; None: not yet.

        Raises ValueError for another p.
        """
        check_quantile(p)
        return next((each.minutes for each in self.falls if _is_down(each.share, p)), None)

    def bounds(self, p: float) -> Bounds | None:
        """Return between which minutes the quantile p of all lies; None where nothing bounds it.

        The minutes at which the interval of the share holds 1 - p: Brookmeyer and Crowley (1982).
        Not bounded above as long as too few have ended; then 97.5 % are above the low one. Raises
        ValueError for a p that is no share.
        """
        check_quantile(p)
        low = next((each.minutes for each in self.falls if _is_down(each.low, p)), None)
        high = next((each.minutes for each in self.falls if _is_down(each.high, p)), None)
        if low is None:
            return None
        return Bounds(low, high, CONFIDENCE if high is not None else (1 + CONFIDENCE) / 2)


def kaplan_meier(ended: Ranked, still_open: Ranked) -> Survival | None:
    """Return the estimate from the minutes of the ended and those of the open so far; None of none.

    S(t) = product over ended y <= t of 1 - d / r; what is open is at risk up to its minutes and
    with those that end at them. The interval is Greenwood's on the scale of log(-log S), of 95 %.
    Kaplan and Meier (1958); Kalbfleisch and Prentice (2002), 1.4.
    """
    n = ended.n + still_open.n
    if n == 0:
        return None
    return Survival(n, still_open.n, tuple(_falls(ended, still_open)))


def duration_median(ended: Ranked, still_open: Ranked) -> Quantile | None:
    """Return the median of durations of which some are still open; None of none.

    From 6 on with bounds. Where nothing is open it is the plain median. Its minutes are None as
    long as too few have ended for it to be reached.
    """
    if still_open.n == 0:
        return median(ended)
    return _quantile(kaplan_meier(ended, still_open), 0.5, bounded_from=MEDIAN_FROM)


def duration_p80(ended: Ranked, still_open: Ranked) -> Quantile | None:
    """Return what 80 % do not exceed, of durations of which some are still open.

    None below 5, with bounds from 14 on. Where nothing is open it is the plain P80. Its minutes
    are None as long as too few have ended for it to be reached.
    """
    if still_open.n == 0:
        return p80(ended)
    if ended.n + still_open.n < ROUGH_FROM:
        return None
    return _quantile(kaplan_meier(ended, still_open), 0.8, bounded_from=ABOVE_FROM)


def _quantile(survival: Survival | None, p: float, *, bounded_from: int) -> Quantile | None:
    if survival is None:
        return None
    bounds = survival.bounds(p) if survival.n >= bounded_from else None
    return Quantile(survival.quantile(p), survival.n, bounds, survival.still_open)


def _falls(ended: Ranked, still_open: Ranked) -> Iterator[Fall]:
    share, spread, before = 1.0, 0.0, 0
    for minutes, count in ended.counts():
        at_risk = ended.n - before + still_open.n - still_open.below(minutes)
        before += count
        share *= 1 - count / at_risk
        spread += count / (at_risk * (at_risk - count)) if count < at_risk else inf
        yield Fall(minutes, at_risk, count, share, *_interval(share, spread))


def _interval(share: float, spread: float) -> tuple[float, float]:
    """Return the 95 % around a share; `spread` is Greenwood's sum of d / r (r - d)."""
    if spread == inf:
        return 0.0, 1.0
    power = exp(Z * sqrt(spread) / -log(share))
    return share**power, share ** (1 / power)


def _is_down(share: float, p: float) -> bool:
    return share <= 1 - p + ROUNDING
