"""What is typed into a draft on its page in the administration."""

from procedures.forms.editing.rows import NamedFormSet, StepFormSet, lead_steps
from procedures.forms.editing.steps import StepForm
from procedures.forms.editing.version import VersionForm

__all__ = ["NamedFormSet", "StepForm", "StepFormSet", "VersionForm", "lead_steps"]
