"""What the pages tell: the desk of a person, a document on its way through the table."""

from workflow.reports.changes import Changes, changes
from workflow.reports.desk import DESK_LIMIT, Desk, DeskTask, desk, returned_by
from workflow.reports.details import Detail, details
from workflow.reports.history import HistoryLine, history
from workflow.reports.setup import Setup, is_set_up, setup
from workflow.reports.starting import Choice, Choices, FirstStop, choices, first_stop
from workflow.reports.times import Part, TaskTime, Verdict, Visit, spent_on, task_time, visit
from workflow.reports.track import Track, TrackRow, track

__all__ = [
    "DESK_LIMIT",
    "Changes",
    "Choice",
    "Choices",
    "Desk",
    "DeskTask",
    "Detail",
    "FirstStop",
    "HistoryLine",
    "Part",
    "Setup",
    "TaskTime",
    "Track",
    "TrackRow",
    "Verdict",
    "Visit",
    "changes",
    "choices",
    "desk",
    "details",
    "first_stop",
    "history",
    "is_set_up",
    "returned_by",
    "setup",
    "spent_on",
    "task_time",
    "track",
    "visit",
]
