"""The clock of an office: working minutes between two moments, without a database."""

from workflow.worktime.calendar import HORIZON, Calendar, Interval, NoWork
from workflow.worktime.hours import NORMAL_HOURS, RAMADAN_HOURS, Rule, Stretch
from workflow.worktime.stays import Spent, Stay

__all__ = [
    "HORIZON",
    "NORMAL_HOURS",
    "RAMADAN_HOURS",
    "Calendar",
    "Interval",
    "NoWork",
    "Rule",
    "Spent",
    "Stay",
    "Stretch",
]
