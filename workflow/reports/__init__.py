"""What the pages tell: the desk of a person, a document on its way through the table."""

from workflow.reports.changes import Changes, changes
from workflow.reports.desk import (
    DESK_LIMIT,
    DESK_PAGE,
    MOST_COUNTED,
    Desk,
    DeskPage,
    DeskTask,
    Section,
    Waiting,
    desk,
    returned_by,
    waiting,
)
from workflow.reports.details import Detail, details
from workflow.reports.history import LINES_SHOWN, HistoryLine, history
from workflow.reports.listing import ListedDocument, listed
from workflow.reports.search import Hits, people_met, positions_met, search
from workflow.reports.setup import (
    Setup,
    SetupTask,
    TaskState,
    is_set_up,
    setup,
    setup_tasks,
    vacant_positions,
)
from workflow.reports.since import Since, since
from workflow.reports.starting import Choice, Choices, FirstStop, choices, first_due_at, first_stop
from workflow.reports.supervision import (
    Load,
    PersonsWork,
    StepsWork,
    in_order,
    supervision,
)
from workflow.reports.times import Part, Punctuality, TaskTime, Visit, spent_on, task_time, visit
from workflow.reports.track import Track, TrackRow, track

__all__ = [
    "DESK_LIMIT",
    "DESK_PAGE",
    "LINES_SHOWN",
    "MOST_COUNTED",
    "Changes",
    "Choice",
    "Choices",
    "Desk",
    "DeskPage",
    "DeskTask",
    "Detail",
    "FirstStop",
    "HistoryLine",
    "Hits",
    "ListedDocument",
    "Load",
    "Part",
    "PersonsWork",
    "Punctuality",
    "Section",
    "Setup",
    "SetupTask",
    "Since",
    "StepsWork",
    "TaskState",
    "TaskTime",
    "Track",
    "TrackRow",
    "Visit",
    "Waiting",
    "changes",
    "choices",
    "desk",
    "details",
    "first_due_at",
    "first_stop",
    "history",
    "in_order",
    "is_set_up",
    "listed",
    "people_met",
    "positions_met",
    "returned_by",
    "search",
    "setup",
    "setup_tasks",
    "since",
    "spent_on",
    "supervision",
    "task_time",
    "track",
    "vacant_positions",
    "visit",
    "waiting",
]
