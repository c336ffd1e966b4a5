"""The deeds on a task: take, release, finish."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import User
from procedures import graph
from procedures.actions import Refused
from procedures.models import Step, Version
from workflow.actions.passing import calendar_of, end_document, open_task
from workflow.actions.record import capacity_of, record
from workflow.models import Document, Entry, Task
from workflow.permissions import can_finish_task, can_release_task, can_take_task, is_free


@transaction.atomic
def take_task(task: Task, *, by: User, at: datetime, address: str | None = None) -> Task:
    """Take a free task, or begin one that was assigned to `by`: work on it starts.

    A task is free again once its taker no longer holds the position. Raises Refused if it has
    ended, is taken, or is not for `by`.
    """
    fresh = _lock(task)
    on = timezone.localdate(at)
    _refuse_ended(fresh)
    if not can_take_task(by, fresh, on=on):
        raise Refused(_("This task is for %(position)s.") % {"position": fresh.position})
    if not is_free(fresh, on=on):
        _refuse_taken_by_another(fresh, by)
        if fresh.started_at is not None:
            raise Refused(_("You have already taken this task."))
    fresh.taken_by = by
    fresh.started_at = max(at, fresh.arrived_at)
    fresh.save(update_fields=["taken_by", "started_at"])
    _record("take", fresh, by=by, at=at, address=address)
    return fresh


@transaction.atomic
def release_task(task: Task, *, by: User, at: datetime, address: str | None = None) -> Task:
    """Give a task back to its position; the time it was held counts as waiting.

    Raises Refused if it has ended or is not in the hands of `by`.
    """
    fresh = _lock(task)
    _refuse_ended(fresh)
    if fresh.taken_by_id is None:
        raise Refused(_("This task is free already."))
    if not can_release_task(by, fresh):
        raise Refused(_("%(name)s has taken this task.") % {"name": fresh.taken_by})
    fresh.taken_by = None
    fresh.started_at = None
    fresh.save(update_fields=["taken_by", "started_at"])
    _record("release", fresh, by=by, at=at, address=address)
    return fresh


@transaction.atomic
def finish_task(
    task: Task,
    *,
    by: User,
    at: datetime,
    answer: str,
    note: str = "",
    address: str | None = None,
) -> Task:
    """End a task with an answer and pass the document on along that exit.

    Returns the ended task. Raises Refused if it has ended, is not in the hands of `by`, has no
    such answer, or is answered Tidak without a reason.
    """
    fresh = _lock(task)
    _refuse_finish(fresh, by=by, at=at)
    way = _way_out(fresh, answer)
    if answer == Task.Answer.NO and not note.strip():
        raise Refused(_("Write the reason, so that the one who repairs knows what to do."))
    at = max(at, fresh.started_at or fresh.arrived_at)
    _end(fresh, by=by, at=at, answer=answer, note=note.strip())
    _record(answer, fresh, by=by, at=at, address=address)
    _pass_on(fresh, way, at=at)
    return fresh


def _lock(task: Task) -> Task:
    """Lock the document and return the task as it is now.

    One lock a document for all its deeds: whoever comes second looks at what the first has done.
    """
    document = Document.objects.select_for_update().get(pk=task.document_id)
    fresh = Task.objects.select_related("step", "position", "taken_by", "finished_by").get(
        pk=task.pk
    )
    fresh.document = document
    return fresh


def _refuse_ended(task: Task) -> None:
    if not task.is_open:
        raise Refused(_("This step was already finished by %(name)s.") % {"name": task.finished_by})


def _refuse_taken_by_another(task: Task, user: User) -> None:
    if task.taken_by_id not in {None, user.pk}:
        raise Refused(_("%(name)s has taken this task.") % {"name": task.taken_by})


def _refuse_finish(task: Task, *, by: User, at: datetime) -> None:
    """Raise Refused unless the task is open, in the hands of `by` and begun."""
    _refuse_ended(task)
    _refuse_taken_by_another(task, by)
    if task.started_at is None:
        raise Refused(_("Take the task first; the time of the work counts from then."))
    if not can_finish_task(by, task, on=timezone.localdate(at)):
        raise Refused(
            _("You no longer hold the position %(position)s.") % {"position": task.position}
        )


def _way_out(task: Task, answer: str) -> graph.Exit:
    """Return the exit that the answer takes; raise Refused where the step has no such answer."""
    version = Version.objects.with_table().get(pk=task.document.version_id)
    known = answer in set(graph.Answer)
    way = version.graph().exit(task.step.number, graph.Answer(answer)) if known else None
    if way is None:
        raise Refused(_("This step has no such answer."))
    return way


def _end(task: Task, *, by: User, at: datetime, answer: str, note: str) -> None:
    """Write down how the task ended, with its working minutes."""
    clock = calendar_of(task.document).worktime()
    started_at = task.started_at or at
    task.finished_at = at
    task.finished_by = by
    task.finished_as = capacity_of(by, task.position, at=at)
    task.answer = answer
    task.note = note
    task.waiting_minutes = clock.minutes(task.arrived_at, started_at)
    task.working_minutes = clock.minutes(started_at, at)
    task.paused_minutes = 0
    task.save()


def _pass_on(task: Task, way: graph.Exit, *, at: datetime) -> None:
    """Let the document arrive at the next step, or at its end."""
    document = task.document
    if way.target is None:
        end_document(document, at=at)
        return
    steps = Step.objects.filter(version=document.version_id)
    open_task(document, steps.get(number=way.target), at=at, calendar=calendar_of(document))


def _record(name: str, task: Task, *, by: User, at: datetime, address: str | None) -> None:
    record(
        Entry(
            document=task.document,
            deed=name,
            task=task,
            by=by,
            capacity=task.finished_as or capacity_of(by, task.position, at=at),
            at=at,
            address=address,
            note=task.note,
        )
    )
