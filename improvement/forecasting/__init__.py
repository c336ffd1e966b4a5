"""When a document ends: resampled from stays of the past, and held against what came."""

from improvement.forecasting.calibration import Calibration, Trial, calibrated
from improvement.forecasting.resampling import (
    ENOUGH,
    Forecast,
    NoForecast,
    Past,
    PastStay,
    Ways,
    forecast,
    seed_of,
)
from improvement.forecasting.standards import by_standard

__all__ = [
    "ENOUGH",
    "Calibration",
    "Forecast",
    "NoForecast",
    "Past",
    "PastStay",
    "Trial",
    "Ways",
    "by_standard",
    "calibrated",
    "forecast",
    "seed_of",
]
