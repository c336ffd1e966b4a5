"""A document arriving at a step, or at its end."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from people.models import Position
from procedures.actions import Refused
from procedures.models import Step
from workflow import worktime
from workflow.models import Calendar, Document, Task

WHOLE_COUNTED = {Step.TimeUnit.DAY, Step.TimeUnit.WEEK, Step.TimeUnit.MONTH}


def calendar_of(document: Document) -> Calendar:
    """Return the calendar that the document's time is counted by.

    Raises Refused where the office has none.
    """
    try:
        return Calendar.objects.with_hours().of_unit(document.version.procedure.unit)
    except Calendar.DoesNotExist as none:
        raise Refused(_("The office has no calendar yet. Ask your administrator.")) from none


def open_task(document: Document, step: Step, *, at: datetime, calendar: Calendar) -> Task:
    """Let the document arrive at a step; its last task has ended."""
    return Task.objects.create(
        document=document,
        number=document.tasks.count() + 1,
        step=step,
        position=Position.objects.get(actors__steps=step),
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
