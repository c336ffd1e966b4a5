"""What people type about SOPs."""

from procedures.forms.adopting import AdoptForm, TakeOverForm
from procedures.forms.books import OrderBookForm
from procedures.forms.bringing import Preview
from procedures.forms.choices import ProcedureChoiceField, ReferenceField
from procedures.forms.drafts import REASONS, ProcedureFilter
from procedures.forms.editing import (
    RowFormSet,
    StepForm,
    StepFormSet,
    VersionForm,
    lead_steps,
)
from procedures.forms.findings import findings
from procedures.forms.life import ApprovalForm, RevokeForm
from procedures.forms.numbers import NumberField
from procedures.forms.sources import ChoiceForm, SourceForm, signed, unsigned
from procedures.forms.tokens import SEEN, SeenField, let_overwrite

__all__ = [
    "REASONS",
    "SEEN",
    "AdoptForm",
    "ApprovalForm",
    "ChoiceForm",
    "NumberField",
    "OrderBookForm",
    "Preview",
    "ProcedureChoiceField",
    "ProcedureFilter",
    "ReferenceField",
    "RevokeForm",
    "RowFormSet",
    "SeenField",
    "SourceForm",
    "StepForm",
    "StepFormSet",
    "TakeOverForm",
    "VersionForm",
    "findings",
    "lead_steps",
    "let_overwrite",
    "signed",
    "unsigned",
]
