"""A document setting off: its first turn, its first entry, its arrival at the first step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from people.doers import Doer
from people.locks import locked
from people.refusals import Refused
from procedures.models import Procedure, Version
from workflow.clocks import clocks, read_stamp
from workflow.models import Attachment, Document
from workflow.permissions import capacities_in
from workflow.transition.clocks import starting_clock, without_hours
from workflow.transition.contents import sealed_of
from workflow.transition.files import digests_of
from workflow.transition.passing import open_task
from workflow.transition.plans import plan_of
from workflow.transition.record import record
from workflow.transition.turns import Turn, chosen_capacity


def lock_procedure_of(version: Version) -> Version:
    """Lock the SOP of a version, so that none is put in force meanwhile; return the version afresh.

    Raises Version.DoesNotExist.
    """
    locked(Procedure.objects).get(pk=version.procedure_id)
    return Version.objects.get(pk=version.pk)


def lock_version_in_force(document: Document) -> Version | None:
    """Lock the SOP of a document and return its version in force, if there is one."""
    procedure = locked(Procedure.objects).get(pk=document.version.procedure_id)
    return Version.objects.in_force().filter(procedure=procedure).first()


def set_off(document: Document, *, by: Doer) -> Turn:
    """Let a document be under way, without saving it; return the turn of who sends it off.

    Raises Refused where its office has no working hours that day: no deadline could be counted.
    """
    stamp = read_stamp()
    starting_clock(plan_of(document.version_id).first.position, stamp, at=by.at)
    doer = replace(by, days=clocks(stamp).days(by.at))
    held = capacities_in(by.user, document.version_id, on=doer.held_on)
    capacity = chosen_capacity(held, by)
    document.state = Document.State.RUNNING
    document.started_by_name = str(by.user)
    document.started_as = capacity
    document.started_at = by.at
    return Turn(document=document, by=doer, capacity=capacity, last_number=0, stamp=stamp)


def open_first_task(turn: Turn, files: Sequence[Attachment]) -> None:
    """Record what a document says, with these files; let it arrive at its first step.

    Raises Refused where the hours of the office end before the deadline of that step.
    """
    record(turn, "start", data={**sealed_of(turn), "files": digests_of(files)})
    task = open_task(turn, turn.plan.first.number)
    if task.standard_minutes is not None and task.due_at is None:
        raise Refused(without_hours())
