"""What people type about documents and tasks."""

from workflow.forms.calendars import StretchForm, StretchFormSet
from workflow.forms.corrections import CorrectForm
from workflow.forms.deeds import (
    AssignTaskForm,
    AttachForm,
    CancelDocumentForm,
    CommentDocumentForm,
    DeedForm,
    PauseTaskForm,
    SendBackTaskForm,
    TakeTaskForm,
)
from workflow.forms.documents import SendDraftForm, StartDocumentForm
from workflow.forms.filters import DocumentFilter
from workflow.forms.notices import MailChoiceForm
from workflow.forms.outcomes import FinishTaskForm, RecordTaskLaterForm
from workflow.forms.saved_filters import NameFilterForm, SaveFilterForm, ShareFilterForm
from workflow.forms.starting import ChooseProcedureForm
from workflow.forms.supervision import AssignTasksForm, SupervisionFilter

__all__ = [
    "AssignTaskForm",
    "AssignTasksForm",
    "AttachForm",
    "CancelDocumentForm",
    "ChooseProcedureForm",
    "CommentDocumentForm",
    "CorrectForm",
    "DeedForm",
    "DocumentFilter",
    "FinishTaskForm",
    "MailChoiceForm",
    "NameFilterForm",
    "PauseTaskForm",
    "RecordTaskLaterForm",
    "SaveFilterForm",
    "SendBackTaskForm",
    "SendDraftForm",
    "ShareFilterForm",
    "StartDocumentForm",
    "StretchForm",
    "StretchFormSet",
    "SupervisionFilter",
    "TakeTaskForm",
]
