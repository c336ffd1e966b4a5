"""The statements of a transition, put together once and sent as they are.

Everywhere else the ORM writes SQL anew for each query, which costs more than a database needs to
obey it. Here stands what every deed does: look at a task under the lock of its document, and write
rows. Fields convert their values as they do for the ORM, on each database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, cached_property, partial
from threading import local
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from people.models import Appointment, Position, User
from workflow.actions.plans import plan_of
from workflow.actions.prepared import prepared
from workflow.models import Document, Entry, Task
from workflow.models.hashes import HashField

M = TypeVar("M", bound=models.Model)
Convert = Callable[[Any], Any]


class _Waiting(local):
    """The writes of this thread that are to go together; None where each goes at once."""

    statements: list[str] | None = None
    values: list[Any]
    row: models.Model | None  # of the last of them, if that inserts one


_waiting = _Waiting()


@contextmanager
def together() -> Iterator[None]:
    """Let the writes inside go to the server in one journey, in their order, when it ends.

    Nothing inside reads what is written inside. Of the rows inserted inside only one that is
    written last gets its key. SQLite is not far away and obeys each at once.
    """
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        yield
        return
    _waiting.statements, _waiting.values, _waiting.row = [], [], None
    try:
        yield
        statements, values, row = ";\n".join(_waiting.statements), _waiting.values, _waiting.row
    finally:
        _waiting.statements = None
    _execute(statements, values, row)


def send(statement: str, values: list[Any], row: models.Model | None = None) -> None:
    """Send a write; one that inserts a row gives it its key."""
    statement = prepared(statement)
    if _waiting.statements is not None:
        _waiting.statements.append(statement)
        _waiting.values += values
        _waiting.row = row
        return
    _execute(statement, values, row)


def _execute(statement: str, values: list[Any], row: models.Model | None) -> None:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, values)
        if row is not None:
            (row.pk,) = cursor.fetchone()


class Table(Generic[M]):
    """The rows of one model, read and written with statements that are kept.

    Only days, moments, JSON and hashes need to be made into what a driver takes and back; text,
    whole numbers, truth and nothing go as they are.
    """

    def __init__(self, model: type[M]) -> None:
        self.model = model
        self.name = model._meta.db_table
        self.fields = {field.attname: field for field in model._meta.concrete_fields}
        self.names = list(self.fields)
        self.width = len(self.names)
        kinds = models.DateField, models.JSONField, HashField  # a moment is a kind of day
        self._converted = [name for name in self.names if isinstance(self.fields[name], kinds)]

    def columns(self, alias: str) -> str:
        """Return all columns for a SELECT, to be given to `row` in this order."""
        return ", ".join(f'{alias}."{field.column}"' for field in self.fields.values())

    def row(self, values: Sequence[Any]) -> M:
        """Return the row that a SELECT of `columns` has found."""
        found = list(values)
        for index, convert in self._readers:
            found[index] = convert(found[index])
        return self.model.from_db(DEFAULT_DB_ALIAS, self.names, found)

    def insert(self, row: M) -> None:
        """Insert a new row; the database gives it its number."""
        statement, names = self._insertion
        send(statement, self._values(row, names), row)
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def update(self, row: M, *names: str) -> None:
        """Write these fields of a row, by the names of their columns."""
        send(self._change(names), [*self._values(row, names), row.pk])

    def _values(self, row: M, names: Sequence[str]) -> list[Any]:
        own, writers = vars(row), self._writers
        return [
            writers[name](own[name]) if name in writers and own[name] is not None else own[name]
            for name in names
        ]

    @cached_property
    def _insertion(self) -> tuple[str, list[str]]:
        names = [name for name in self.names if name != "id"]
        columns = ", ".join(f'"{self.fields[name].column}"' for name in names)
        places = ", ".join(["%s"] * len(names))
        statement = f'INSERT INTO "{self.name}" ({columns}) VALUES ({places}) RETURNING "id"'  # noqa: S608
        return statement, names

    def _change(self, names: tuple[str, ...]) -> str:
        if names not in self._changes:
            settings = ", ".join(f'"{self.fields[name].column}" = %s' for name in names)
            self._changes[names] = f'UPDATE "{self.name}" SET {settings} WHERE "id" = %s'  # noqa: S608
        return self._changes[names]

    @cached_property
    def _changes(self) -> dict[tuple[str, ...], str]:
        return {}

    @cached_property
    def _writers(self) -> dict[str, Convert]:
        """What makes a value into what the database's driver takes."""
        database = connections[DEFAULT_DB_ALIAS]
        return {
            name: database.ops.adapt_datetimefield_value
            if isinstance(self.fields[name], models.DateTimeField)
            else partial(self.fields[name].get_db_prep_value, connection=database)
            for name in self._converted
        }

    @cached_property
    def _readers(self) -> list[tuple[int, Convert]]:
        """What makes a value out of what the database's driver gives, by the column's place."""
        database = connections[DEFAULT_DB_ALIAS]
        columns = [(name, self.fields[name].get_col(self.name)) for name in self._converted]
        return [
            (self.names.index(name), partial(convert, expression=column, connection=database))
            for name, column in columns
            for convert in [
                *database.ops.get_db_converters(column),
                *self.fields[name].get_db_converters(database),
            ]
        ]


tasks, documents, entries = Table(Task), Table(Document), Table(Entry)
_positions, _appointments = Table(Position), Table(Appointment)


def leave_untold(entry: Entry) -> None:
    """Leave it to the worker to tell people of an entry."""
    send(
        "INSERT INTO workflow_untold (entry_id) "
        "SELECT id FROM workflow_entry WHERE document_id = %s AND number = %s",
        [entry.document_id, entry.number],
    )


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
    third = second + _positions.width
    task, document = tasks.row(found[:cut]), documents.row(found[cut:second])
    task.document, task.position = document, _positions.row(found[second:third])
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
            {_positions.columns("position")},
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

    Nothing is locked: it is what forms ask about before a deed.
    """
    with connection.cursor() as cursor:
        cursor.execute(prepared(_held()), [by.pk, on, on, pk])
        rows = cursor.fetchall()
    if not rows:
        return None
    cut, second = tasks.width, tasks.width + _positions.width
    task, position = tasks.row(rows[0][:cut]), _positions.row(rows[0][cut:second])
    held = [_appointments.row(row[second:-1]) for row in rows]
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
            {_positions.columns("position")},
            {_appointments.columns("appointment")},
            document.version_id
        FROM workflow_task task
        JOIN workflow_document document ON document.id = task.document_id
        JOIN people_position position ON position.id = task.position_id + 0
        JOIN people_appointment appointment ON {_IS_HELD}
        JOIN people_user holder ON holder.id = appointment.user_id AND holder.is_active
        WHERE task.id = %s
        ORDER BY appointment.starts_on DESC
    """  # noqa: S608
