"""All that is wrong with a version and all to look at again: in its drawing and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from procedures import cautions, graph
from procedures.faults import SENTENCES, Finding
from procedures.models import Version
from procedures.printing import PAPERS, LogoLost, NotPrintable, tall_rows
from procedures.printing.rendering import find_logo


def findings_of(version: Version) -> tuple[Finding, ...]:
    """Return the faults and then the cautions of a version loaded by `with_table` (no query).

    What keeps it off paper is a fault too: what is in force can be printed.
    """
    drawing = version.graph()
    doubts = cautions.cautions(drawing, _words(version)) if drawing.steps else ()
    return (
        *(Finding(True, str(SENTENCES[each.kind]), each.step) for each in graph.faults(drawing)),
        *_without_position(version, drawing),
        *_on_paper(version),
        *(Finding(False, str(SENTENCES[each.kind]), each.step, each.column) for each in doubts),
    )


def sentences(found: Iterable[Finding]) -> list[str]:
    """Return what keeps a version from being put in force, as sentences."""
    return [str(each) for each in found if each.is_fault]


def _on_paper(version: Version) -> Iterator[Finding]:
    """Yield what keeps a version off one of the papers, or from being read there."""
    try:
        find_logo(version)
        tall = {row for paper in PAPERS.values() for row in tall_rows(version, paper)}
    except (NotPrintable, LogoLost) as why:
        yield Finding(True, str(why).rstrip("."))
    else:
        words = _("it is too long for one page even in small type; shorten its texts")
        yield from (Finding(True, words, row) for row in sorted(tall))


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
