"""Documents and their tasks, the record, and the calendar that time is counted by."""

from workflow.models.attachments import Attachment
from workflow.models.calendars import Calendar, CalendarStamp, HoursRule, SpecialDay, Stretch
from workflow.models.documents import Document
from workflow.models.drafts import Keeping
from workflow.models.entries import Entry
from workflow.models.holders import ToldHolder
from workflow.models.looks import LastLook
from workflow.models.mail_choices import MailChoice
from workflow.models.notices import Notice
from workflow.models.outcomes import Participation, RequirementCheck
from workflow.models.pauses import Pause
from workflow.models.saved_filters import SavedFilter
from workflow.models.sent_forms import SentForm
from workflow.models.tasks import Task
from workflow.models.untold import Untold

__all__ = [
    "Attachment",
    "Calendar",
    "CalendarStamp",
    "Document",
    "Entry",
    "HoursRule",
    "Keeping",
    "LastLook",
    "MailChoice",
    "Notice",
    "Participation",
    "Pause",
    "RequirementCheck",
    "SavedFilter",
    "SentForm",
    "SpecialDay",
    "Stretch",
    "Task",
    "ToldHolder",
    "Untold",
]
