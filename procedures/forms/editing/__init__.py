"""What is typed into a draft on its page in the administration."""

from procedures.forms.editing.rows import RowFormSet, StepFormSet, lead_steps
from procedures.forms.editing.steps import StepForm
from procedures.forms.editing.version import VersionForm

__all__ = ["RowFormSet", "StepForm", "StepFormSet", "VersionForm", "lead_steps"]
