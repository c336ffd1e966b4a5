"""The clock of an office: working minutes between two moments, without a database."""

from workflow.worktime.calendar import HORIZON, Interval, NoWork, WorkCalendar
from workflow.worktime.hours import NORMAL_HOURS, RAMADAN_HOURS, Rule, WorkStretch
from workflow.worktime.ramadan import Ramadan, ramadans_of
from workflow.worktime.stays import Spent, Stay

__all__ = [
    "HORIZON",
    "NORMAL_HOURS",
    "RAMADAN_HOURS",
    "Interval",
    "NoWork",
    "Ramadan",
    "Rule",
    "Spent",
    "Stay",
    "WorkCalendar",
    "WorkStretch",
    "ramadans_of",
]
