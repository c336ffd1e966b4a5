"""Standard time (Waktu): what an office wrote, read as working minutes."""

from procedures.durations.amounts import Amount, Duration, spelt
from procedures.durations.parsing import parse
from procedures.durations.reasons import NotUnderstood, Reason
from procedures.durations.units import DAY, LONGEST, MONTH, WEEK, Unit

__all__ = [
    "DAY",
    "LONGEST",
    "MONTH",
    "WEEK",
    "Amount",
    "Duration",
    "NotUnderstood",
    "Reason",
    "Unit",
    "parse",
    "spelt",
]
