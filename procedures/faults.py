"""What can be wrong with a version, or to be looked at again, in sentences, each with its row."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures import graph
from procedures.cautions import CautionKind
from procedures.graph import FaultKind

SENTENCES = {
    FaultKind.NO_STEP: gettext_lazy("the SOP has no step"),
    FaultKind.NO_ACTIVITY: gettext_lazy("it does not say what is done"),
    FaultKind.NOBODY_RESPONSIBLE: gettext_lazy("nobody is responsible"),
    FaultKind.EXIT_MISSING: gettext_lazy("an exit leads nowhere"),
    FaultKind.EXITS_ALIKE: gettext_lazy("both exits lead to the same place"),
    FaultKind.LEADS_TO_ITSELF: gettext_lazy("an exit leads back to itself"),
    FaultKind.NOT_REACHED: gettext_lazy("no way leads to it"),
    FaultKind.NO_WAY_TO_END: gettext_lazy("no way leads from it to the end"),
    CautionKind.COLUMN_UNUSED: gettext_lazy("no step uses it"),
    CautionKind.NO_SKIPS_FORWARD: gettext_lazy("the No skips rows below instead of leading back"),
    CautionKind.SUBJECT_FIRST: gettext_lazy(
        "the activity begins with who does it; begin with the verb"
    ),
    CautionKind.OUTPUT_UNUSED: gettext_lazy("no later step mentions its output"),
    CautionKind.NOT_STANDARDISED: gettext_lazy("its time is not standardised"),
}


@dataclass(frozen=True)
class Finding:
    """One fault, which keeps a version from being put in force, or one caution, which does not.

    `step` is the number of the row it is about, None for a column or the whole.
    """

    is_fault: bool
    words: str
    step: int | None = None
    column: str = ""

    def __str__(self) -> str:
        if self.step is not None:
            about = _("Step %(step)s") % {"step": self.step}
        elif self.column:
            about = _("Column %(column)s") % {"column": self.column}
        else:
            return f"{capfirst(self.words)}."
        return f"{about}: {self.words}."


def fault_words(drawing: graph.Graph) -> dict[int | None, tuple[str, ...]]:
    """Return what is wrong with each row, by its number, as short as on the form."""
    words: dict[int | None, tuple[str, ...]] = {}
    for fault in graph.faults(drawing):
        said = capfirst(str(SENTENCES[fault.kind]))
        words[fault.step] = (*words.get(fault.step, ()), said)
    return words
