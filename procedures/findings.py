"""What is wrong with a version and what to look at again, in sentences, each with its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures import cautions, graph
from procedures.cautions import CautionKind
from procedures.graph import FaultKind
from procedures.models import Version

SENTENCES = {
    FaultKind.NO_STEP: gettext_lazy("the SOP has no step"),
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


def findings_of(version: Version) -> tuple[Finding, ...]:
    """Return the faults and then the cautions of a version loaded by `with_table` (no query)."""
    drawing = version.graph()
    doubts = cautions.cautions(drawing, _words(version)) if drawing.steps else ()
    return (
        *(Finding(True, str(SENTENCES[each.kind]), each.step) for each in graph.faults(drawing)),
        *_without_position(version, drawing),
        *(Finding(False, str(SENTENCES[each.kind]), each.step, each.column) for each in doubts),
    )


def sentences(found: Iterable[Finding]) -> list[str]:
    """Return what keeps a version from being put in force, as sentences."""
    return [str(each) for each in found if each.is_fault]


def fault_words(drawing: graph.Graph) -> dict[int | None, tuple[str, ...]]:
    """Return what is wrong with each row, by its number, as short as on the form."""
    words: dict[int | None, tuple[str, ...]] = {}
    for fault in graph.faults(drawing):
        said = capfirst(str(SENTENCES[fault.kind]))
        words[fault.step] = (*words.get(fault.step, ()), said)
    return words


def _without_position(version: Version, drawing: graph.Graph) -> list[Finding]:
    """Return the columns that have steps and no position to do them."""
    used = {step.actor for step in drawing.steps}
    return [
        Finding(True, _("no position is named for it"), column=actor.name)
        for column, actor in enumerate(version.actors.all())
        if column in used and actor.position_id is None
    ]


def _words(version: Version) -> list[cautions.Words]:
    return [
        cautions.Words(
            activity=step.activity,
            needs=tuple(need.text for need in step.requirements.all()),
            output=step.output,
            is_standardised=step.standard_minutes is not None,
        )
        for step in version.ordered_steps()
    ]
