"""Ways back that the drawing does not show: taking back, sending back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from people.doers import Doer
from people.refusals import Refused
from procedures.models import Step
from workflow.models import Task
from workflow.refusals import refuse, why_not_send_back_task, why_not_take_back_task
from workflow.transition.passing import end_task, open_task
from workflow.transition.record import record
from workflow.transition.sql import tasks
from workflow.transition.turns import at_task, lock_task


@transaction.atomic
def take_back_task(
    task: Task,
    *,
    by: Doer,
) -> Task:
    """Undo one's own finish while nobody has begun the next task; return the task that follows.

    What was finished stays on record; the document stands at the same step again, in the hands
    of `by`. Raises Refused if another finished it, if `by` has left the position, if the next
    task has begun, or if the document has come to its end.
    """
    turn = lock_task(task, by=by)
    refuse(why_not_take_back_task(turn.task, by=turn.by))
    left = at_task(turn, turn.document.tasks.open().get())
    record(turn, "take_back", data=end_task(left, Task.Answer.TAKEN_BACK))
    again = open_task(left, turn.task.step.number)
    again.taken_by = turn.by.user
    again.started_at = again.arrived_at
    tasks.update(again, "taken_by_id", "started_at")
    return again


@transaction.atomic
def send_back_task(
    task: Task,
    *,
    by: Doer,
    to: Step,
    note: str,
) -> Task:
    """Send the document back to an earlier step against the drawing; a deviation, with its reason.

    Returns the ended task. Raises Refused if the task is not begun and in the hands of `by`, if
    the document has not been at that step, or if no reason is given.
    """
    turn = lock_task(task, by=by)
    fresh, note = turn.task, note.strip()
    refuse(why_not_send_back_task(fresh, by=turn.by))
    if not Task.objects.before(fresh).filter(step=to).exists():
        raise Refused(_("The document has not been at that step. Choose another."))
    if not note:
        raise Refused(_("Write the reason, so that the one who repairs knows what to do."))
    fresh.is_deviation = True
    tasks.update(fresh, "is_deviation")
    ended = end_task(turn, Task.Answer.SENT_BACK, note=note)
    record(turn, "send_back", note=note, data={"step": to.number, **ended})
    open_task(turn, to.number)
    return fresh
