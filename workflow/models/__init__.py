"""Documents and their tasks, the record, and the calendar that time is counted by."""

from workflow.models.calendars import Calendar, CalendarStamp, HoursRule, SpecialDay, Stretch
from workflow.models.documents import Attachment, Document, Entry
from workflow.models.notices import MailChoice, Notice, Untold
from workflow.models.tasks import Participation, Pause, RequirementCheck, Task

__all__ = [
    "Attachment",
    "Calendar",
    "CalendarStamp",
    "Document",
    "Entry",
    "HoursRule",
    "MailChoice",
    "Notice",
    "Participation",
    "Pause",
    "RequirementCheck",
    "SpecialDay",
    "Stretch",
    "Task",
    "Untold",
]
