"""A version as BPMN 2.0, with lanes and a drawing, for modellers and other engines."""

from __future__ import annotations

from procedures import graph
from procedures.exchange.bpmn.markup import Heading, StepText, bpmn
from procedures.exchange.bpmn.process import process_of
from procedures.models import Step, Version

__all__ = ["NotSound", "version_to_bpmn"]


class NotSound(Exception):
    """A drawing with faults, which no engine could follow."""


def version_to_bpmn(version: Version) -> bytes:
    """Return a version loaded by `with_table` as a BPMN 2.0 file.

    A lane is an actor, a decision a task with a gateway behind it. What else a row says stands in
    the task's documentation, its standard time also in an element of our own, in working minutes.
    Raises NotSound where the drawing has faults.
    """
    drawing = version.graph()
    if graph.faults(drawing):
        raise NotSound
    columns = [actor.pk for actor in version.actors.all()]
    end_actor = columns.index(version.end_actor_id) if version.end_actor_id else None
    heading = Heading(version.procedure.code, version.title, _about(version))
    texts = {step.number: _text(step) for step in version.steps.all()}
    return bpmn(process_of(drawing, end_actor=end_actor), heading, texts)


def _about(version: Version) -> str:
    """Return what the identity block says of the number and the revision."""
    lines = [f"Kode: {version.procedure.code}", f"Revisi: {version.revision}"]
    return "\n".join([*lines, *([f"Nomor SOP: {version.number}"] if version.number else [])])


def _text(step: Step) -> StepText:
    """Return the words of a row, under the headings of the printed form."""
    parts = {
        "Bersama": ", ".join(actor.name for actor in step.participants.all()),
        "Kelengkapan": "; ".join(each.text for each in step.requirements.all()),
        "Waktu": step.standard_text,
        "Output": step.output,
        "Keterangan": step.remark,
    }
    lines = [f"{heading}: {text}" for heading, text in parts.items() if text]
    facts = {"time": step.standard_text, "unit": step.standard_unit}
    if step.standard_minutes is not None:
        facts["minutes"] = str(step.standard_minutes)
    facts = {name: fact for name, fact in facts.items() if fact}
    return StepText(step.activity, "\n".join(lines), facts)
