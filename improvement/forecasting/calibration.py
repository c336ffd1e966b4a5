"""How often forecasts held: those of finished documents, made as if their end were unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from improvement.forecasting.resampling import ALMOST_SURE, LIKELY, Forecast
from improvement.statistics.minutes import checked
from improvement.statistics.shares import Share, share


@dataclass(frozen=True)
class Trial:
    """A forecast, and the working minutes after which the document had ended.

    Raises ValueError for minutes of working time that are none.
    """

    forecast: Forecast
    actual: float

    def __post_init__(self) -> None:
        checked(self.actual)


@dataclass(frozen=True)
class Calibration:
    """Of how many documents the two forecasts held, each with Wilson's interval."""

    likely: Share
    almost_sure: Share

    @property
    def is_true(self) -> bool:
        """Whether what is claimed, 50 % and 85 %, lies within what was seen."""
        return _holds(self.likely, LIKELY) and _holds(self.almost_sure, ALMOST_SURE)


def calibrated(trials: Iterable[Trial]) -> Calibration | None:
    """Return how often documents ended no later than forecast; None of none."""
    all_trials = list(trials)
    likely = _held(each.actual <= each.forecast.likely for each in all_trials)
    almost_sure = _held(each.actual <= each.forecast.almost_sure for each in all_trials)
    return Calibration(likely, almost_sure) if likely and almost_sure else None


def _held(each_held: Iterable[bool]) -> Share | None:
    held = list(each_held)
    return share(sum(held), len(held))


def _holds(seen: Share, claimed: float) -> bool:
    return seen.low <= claimed <= seen.high
