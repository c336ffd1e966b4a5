"""What deeds find of a task: one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db import connection, models

from people.models import Appointment, User
from workflow.actions.plans import plan_of
from workflow.actions.statements.prepared import prepared
from workflow.actions.statements.tables import appointments, documents, positions, tasks
from workflow.models import Task

_IS_HELD = """
    appointment.position_id = position.id
    AND appointment.user_id = %s
    AND appointment.starts_on <= %s
    AND (appointment.ends_on IS NULL OR appointment.ends_on >= %s)
"""


class Look(NamedTuple):
    """What a deed on a task finds once it has locked the document."""

    task: Task
    capacity: str
    """As what the one who does it holds the task's position, '' if not at all."""
    last_number: int
    """The number of the document's newest task."""
    stamp: str | None
    """The mark of the calendars as they are now."""


def look_at_task(pk: int, *, by: User, on: date) -> Look:
    """Lock a task's document, read the task and all that a deed on it goes by.

    Raises Task.DoesNotExist.
    """
    look_up = prepared(_look())
    with connection.cursor() as cursor:
        while True:
            cursor.execute(look_up, [by.pk, on, on, pk])
            found = cursor.fetchone()
            if found is None:
                raise Task.DoesNotExist
            look, is_fresh = _read(found)
            if is_fresh:
                look.task.capacities[by.pk, on] = look.capacity
                return look


def _read(found: Sequence[Any]) -> tuple[Look, bool]:
    """Return what was found, and whether nobody changed the document while we waited for it.

    PostgreSQL gives the locked rows as they are after the wait, everything beside them as it was
    before: then the deed looks once more, now that the lock is its own.
    """
    cut, second = tasks.width, tasks.width + documents.width
    third = second + positions.width
    task, document = tasks.row(found[:cut]), documents.row(found[cut:second])
    task.document, task.position = document, positions.row(found[second:third])
    held, last_number, has_pauses, stamp, seen_count = found[third:]
    task.is_never_paused = not has_pauses
    capacity = Appointment(capacity=held, position=task.position).title if held else ""
    return Look(task, capacity, last_number, stamp), seen_count == document.entry_count


@cache
def _look() -> str:
    """Return the statement that locks a document and a task of it.

    The document before the task, as in deeds on documents, so that no two wait for each other.
    """
    lock = "FOR NO KEY UPDATE OF document, task" if connection.vendor == "postgresql" else ""
    return f"""
        SELECT
            {tasks.columns("task")},
            {documents.columns("document")},
            {positions.columns("position")},
            (
                SELECT appointment.capacity
                FROM people_appointment appointment
                JOIN people_user holder ON holder.id = appointment.user_id AND holder.is_active
                WHERE {_IS_HELD}
                ORDER BY appointment.starts_on DESC
                LIMIT 1
            ),
            (SELECT MAX(number) FROM workflow_task WHERE document_id = document.id),
            EXISTS (SELECT 1 FROM workflow_pause WHERE task_id = task.id),
            (SELECT stamp FROM workflow_calendarstamp),
            (SELECT entry_count FROM workflow_document seen WHERE seen.id = document.id)
        FROM workflow_task task
        JOIN workflow_document document ON document.id = task.document_id
        JOIN people_position position ON position.id = task.position_id
        WHERE task.id = %s
        {lock}
    """  # noqa: S608


def held_task(pk: int, *, by: User, on: date) -> Task | None:
    """Return a task with its step and as what `by` holds its position; None if not at all.

    Nothing is locked: it is what forms ask about before a deed. A number in an address can be
    larger than any key, for which databases would raise.
    """
    if pk > models.BigIntegerField.MAX_BIGINT:
        return None
    with connection.cursor() as cursor:
        cursor.execute(prepared(_held()), [by.pk, on, on, pk])
        rows = cursor.fetchall()
    if not rows:
        return None
    cut, second = tasks.width, tasks.width + positions.width
    task, position = tasks.row(rows[0][:cut]), positions.row(rows[0][cut:second])
    held = [appointments.row(row[second:-1]) for row in rows]
    for each in held:
        each.position = position
    task.position, task.held[by.pk, on] = position, held
    task.step = plan_of(rows[0][-1]).step(task.step_id).row
    return task


@cache
def _held() -> str:
    """Return the statement that finds a task once for each appointment in which it is held.

    The position is written so that a plan made while tasks are few does not read all of a position.
    """
    return f"""
        SELECT
            {tasks.columns("task")},
            {positions.columns("position")},
            {appointments.columns("appointment")},
            document.version_id
        FROM workflow_task task
        JOIN workflow_document document ON document.id = task.document_id
        JOIN people_position position ON position.id = task.position_id + 0
        JOIN people_appointment appointment ON {_IS_HELD}
        JOIN people_user holder ON holder.id = appointment.user_id AND holder.is_active
        WHERE task.id = %s
        ORDER BY appointment.starts_on DESC
    """  # noqa: S608
