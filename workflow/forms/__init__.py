"""What people type about documents and tasks; the forms of deeds stand in the table of deeds."""

from workflow.forms.calendars import HoursForm, StretchForm, StretchFormSet
from workflow.forms.deputies import DeputyForm
from workflow.forms.documents import SendDraftForm, StartDocumentForm
from workflow.forms.filters import DocumentFilter
from workflow.forms.notices import MailChoiceForm
from workflow.forms.saved_filters import NameFilterForm, SaveFilterForm, ShareFilterForm
from workflow.forms.setting_up import OfficeForm
from workflow.forms.starting import ChooseProcedureForm
from workflow.forms.supervision import AssignTasksForm, SupervisionFilter

__all__ = [
    "AssignTasksForm",
    "ChooseProcedureForm",
    "DeputyForm",
    "DocumentFilter",
    "HoursForm",
    "MailChoiceForm",
    "NameFilterForm",
    "OfficeForm",
    "SaveFilterForm",
    "SendDraftForm",
    "ShareFilterForm",
    "StartDocumentForm",
    "StretchForm",
    "StretchFormSet",
    "SupervisionFilter",
]
