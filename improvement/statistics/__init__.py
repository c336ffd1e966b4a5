"""Honest figures of few and of many stays, in minutes of working time; without a database."""

from improvement.statistics.ageing import Ageing, ageing
from improvement.statistics.flow import (
    FlowEfficiency,
    LittlesLaw,
    Load,
    StepWaiting,
    bottlenecks,
    flow_efficiency,
    littles_law,
    load,
)
from improvement.statistics.histograms import Histogram, merged
from improvement.statistics.outliers import Outliers, outliers
from improvement.statistics.quantiles import Bounds, Quantile, median, p80, p95, quantile
from improvement.statistics.ranked import Ordered, Ranked
from improvement.statistics.rounds import repeats, returned, rework
from improvement.statistics.shares import Share, share
from improvement.statistics.stays import Passage, StepStay, returns
from improvement.statistics.survival import (
    Fall,
    Survival,
    duration_median,
    duration_p80,
    kaplan_meier,
)
from improvement.statistics.variants import Variant, variants

__all__ = [
    "Ageing",
    "Bounds",
    "Fall",
    "FlowEfficiency",
    "Histogram",
    "LittlesLaw",
    "Load",
    "Ordered",
    "Outliers",
    "Passage",
    "Quantile",
    "Ranked",
    "Share",
    "StepStay",
    "StepWaiting",
    "Survival",
    "Variant",
    "ageing",
    "bottlenecks",
    "duration_median",
    "duration_p80",
    "flow_efficiency",
    "kaplan_meier",
    "littles_law",
    "load",
    "median",
    "merged",
    "outliers",
    "p80",
    "p95",
    "quantile",
    "repeats",
    "returned",
    "returns",
    "rework",
    "share",
    "variants",
]
