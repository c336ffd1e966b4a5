"""A document arriving at a step, or at its end."""

from __future__ import annotations

from datetime import datetime

from procedures.models import Step
from workflow import worktime
from workflow.models import Calendar, Document, Task

WHOLE_COUNTED = {Step.TimeUnit.DAY, Step.TimeUnit.WEEK, Step.TimeUnit.MONTH}


def calendar_of(document: Document) -> Calendar:
    """Return the calendar that the document's time is counted by."""
    return Calendar.objects.with_hours().of_unit(document.version.procedure.unit)


def open_task(document: Document, step: Step, *, at: datetime, calendar: Calendar) -> Task:
    """Let the document arrive at a step; its last task has ended."""
    if step.actor is None or step.actor.position is None:
        raise AssertionError("A version in force has a position for every step.")
    return Task.objects.create(
        document=document,
        number=document.tasks.count() + 1,
        step=step,
        position=step.actor.position,
        arrived_at=at,
        standard_minutes=step.standard_minutes,
        is_whole_counted=step.standard_unit in WHOLE_COUNTED,
        due_at=_due_at(step, at, calendar),
    )


def _due_at(step: Step, arrived_at: datetime, calendar: Calendar) -> datetime | None:
    """Return arrival + allowance for waiting + standard time, in working time.

    None where the step is not standardised, or where the calendar has no work to count.
    """
    if step.standard_minutes is None:
        return None
    wanted = calendar.waiting_allowance + step.standard_minutes
    try:
        return calendar.worktime().after(arrived_at, wanted)
    except worktime.NoWork:
        return None


def end_document(document: Document, *, at: datetime) -> None:
    """Let the document come to the end of its procedure."""
    document.state = Document.State.FINISHED
    document.finished_at = at
    document.save(update_fields=["state", "finished_at"])
