"""What deeds find of a document and a task: one statement each.

Locks are taken in one order, whatever is done: procedure, version, document, task. None of them is
`FOR UPDATE`: keys do not change, and rows that point to a locked one can be written meanwhile.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db import connection, models
from django.utils.timezone import localdate

from people.doers import Doer
from people.models import Appointment, User
from workflow.clocks import clocks
from workflow.models import Document, Task
from workflow.transition.plans import plan_of
from workflow.transition.sql.prepared import prepared
from workflow.transition.sql.rows import appointments, documents, positions, tasks

DAY = timedelta(days=1)
_IS_HELD = """
    appointment.position_id = position.id
    AND appointment.user_id = %s
    AND appointment.starts_on <= %s
    AND (appointment.ends_on IS NULL OR appointment.ends_on >= %s)
"""


class Found(NamedTuple):
    """What a deed finds of a document once it has locked it."""

    document: Document
    last_number: int
    """The number of the document's newest task, 0 before the first."""
    stamp: str | None
    """The stamp of the calendars as they are now."""


class FoundTask(NamedTuple):
    """What a deed finds of a task once it has locked its document."""

    task: Task
    held: Appointment | None
    """In which capacity the one who does it holds the task's position; None if in none."""
    last_number: int
    stamp: str | None
    is_own_work: bool
    """Whether the one who does it has done an earlier step of another column."""


def lock_document_row(pk: int) -> Found:
    """Lock a document and read all that a deed on it goes by; raise Document.DoesNotExist."""
    found = _locked(_lock_document(), [pk])
    if found is None:
        raise Document.DoesNotExist
    document = documents.row(found[: documents.width])
    last_number, stamp, _entry_count = found[documents.width :]
    return Found(document, last_number or 0, stamp)


def lock_task_row(pk: int, *, by: Doer) -> FoundTask:
    """Lock a task's document, then the task, and read all that a deed on it goes by.

    Whether `by` holds the position goes by the day in its office; where that is another one than in
    the zone of the deed, as for two hours of a night, the statement is sent again.
    Raises Task.DoesNotExist.
    """
    found = _task_on(by.on, pk, by=by.user)
    on = clocks(found.stamp).days(by.at).of(found.task.position.unit_id)
    return found if on == by.on else _task_on(on, pk, by=by.user)


def _task_on(on: date, pk: int, *, by: User) -> FoundTask:
    cut = documents.width
    found = _locked(_lock_task(), [by.pk, on, on, by.pk, pk])
    if found is None:
        raise Task.DoesNotExist
    second, third = cut + tasks.width, cut + tasks.width + positions.width
    task = tasks.row(found[cut:second])
    task.document, task.position = documents.row(found[:cut]), positions.row(found[second:third])
    capacity, has_pauses, is_own_work, last_number, stamp, _entry_count = found[third:]
    task.is_never_paused = not has_pauses
    held = Appointment(user=by, capacity=capacity, position=task.position) if capacity else None
    return FoundTask(task, held, last_number, stamp, bool(is_own_work))


def _locked(statement: str, values: list[Any]) -> tuple[Any, ...] | None:
    """Return what a statement finds that begins with a locked document; None where nothing.

    PostgreSQL gives the locked rows as they are after a wait, everything beside them as it was
    before: then the deed looks once more, now that the lock is its own. What ends the row is how
    many entries the document had before the wait.
    """
    entry_count = documents.names.index("entry_count")
    look = prepared(statement)
    with connection.cursor() as cursor:
        while True:
            cursor.execute(look, values)
            found: tuple[Any, ...] | None = cursor.fetchone()
            if found is None or found[entry_count] == found[-1]:
                return found


_AROUND = """
    (SELECT MAX(number) FROM workflow_task WHERE document_id = document.id),
    (SELECT stamp FROM workflow_calendarstamp),
    (SELECT entry_count FROM workflow_document seen WHERE seen.id = document.id)
"""


def _lock(tables: str) -> str:
    """Return what locks rows of these tables; SQLite's transaction keeps other writers out."""
    return f"FOR NO KEY UPDATE OF {tables}" if connection.vendor == "postgresql" else ""


@cache
def _lock_document() -> str:
    return f"""
        SELECT {documents.columns("document")}, {_AROUND}
        FROM workflow_document document
        WHERE document.id = %s
        {_lock("document")}
    """  # noqa: S608


@cache
def _lock_task() -> str:
    return f"""
        SELECT
            {documents.columns("document")},
            {tasks.columns("task")},
            {positions.columns("position")},
            (
                SELECT appointment.capacity
                FROM people_appointment appointment
                JOIN people_user holder ON holder.id = appointment.user_id AND holder.is_active
                WHERE {_IS_HELD}
                ORDER BY appointment.starts_on DESC
                LIMIT 1
            ),
            EXISTS (SELECT 1 FROM workflow_pause WHERE task_id = task.id),
            EXISTS (
                SELECT 1 FROM workflow_task earlier
                JOIN procedures_step did ON did.id = earlier.step_id
                JOIN procedures_step here ON here.id = task.step_id
                WHERE earlier.document_id = task.document_id
                AND earlier.finished_by_id = %s
                AND earlier.answer IN ('done', 'yes')
                AND did.number < here.number
                AND did.actor_id <> here.actor_id
            ),
            {_AROUND}
        FROM workflow_task task
        JOIN workflow_document document ON document.id = task.document_id
        JOIN people_position position ON position.id = task.position_id
        WHERE task.id = %s
        {_lock("document, task")}
    """  # noqa: S608


def held_task(
    pk: int, *, by: User, on: date, at: datetime | None = None
) -> tuple[Task, list[Appointment]] | None:
    """Return a task with its step and its zone, and in which capacities `by` holds its position.

    They hold it on that day, or at that moment by the day that it is in the position's office. None
    where that is in none. Nothing is locked: it is what forms ask about before a deed. A number in
    an address can be larger than any key, for which databases would raise.
    """
    if pk > models.BigIntegerField.MAX_BIGINT:
        return None
    with connection.cursor() as cursor:
        # A day more on both sides: which day it is, only the zone can tell.
        cursor.execute(prepared(_held()), [by.pk, on + DAY, on - DAY, pk])
        rows = cursor.fetchall()
    if not rows:
        return None
    cut, second = tasks.width, tasks.width + positions.width
    task, position = tasks.row(rows[0][:cut]), positions.row(rows[0][cut:second])
    version, unit, stamp = rows[0][-3:]
    now = clocks(stamp)
    task.zone = now.zone_of(unit)
    task.position, task.step = position, plan_of(version).step(task.step_id).row
    near = [appointments.row(row[second:-3]) for row in rows]
    day = localdate(at, now.zone_of(position.unit_id)) if at else on
    held = [each for each in near if each.holds_on(day)]
    for each in held:
        each.position = position
    return (task, held) if held else None


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
            document.version_id, position.unit_id,
            (SELECT stamp FROM workflow_calendarstamp)
        FROM workflow_task task
        JOIN workflow_document document ON document.id = task.document_id
        JOIN people_position position ON position.id = task.position_id + 0
        JOIN people_appointment appointment ON {_IS_HELD}
        JOIN people_user holder ON holder.id = appointment.user_id AND holder.is_active
        WHERE task.id = %s
        ORDER BY appointment.starts_on DESC
    """  # noqa: S608
