"""Rows, read and written with statements that are kept.

Fields convert their values as they do for the ORM, on each database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property, partial
from threading import local
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

from people.models import Appointment, Position
from workflow.models import Document, Entry, Pause, Task
from workflow.models.hashes import HashField
from workflow.transition.sql.prepared import prepared

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

    `looked_up` are columns that a new row is told by another table: a SELECT for each, and the
    column that is its one value. Only days, moments, JSON and hashes need to be made into what a
    driver takes and back; text, whole numbers, truth and nothing go as they are.
    """

    def __init__(self, model: type[M], **looked_up: tuple[str, str]) -> None:
        self.model = model
        self.looked_up = looked_up
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
        told = {name: self.looked_up.get(name, ("%s", name)) for name in names}
        places = ", ".join(place for place, _by in told.values())
        statement = f'INSERT INTO "{self.name}" ({columns}) VALUES ({places}) RETURNING "id"'  # noqa: S608
        return statement, [by for _place, by in told.values()]

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


TITLE = "(SELECT title FROM people_position WHERE id = %s)"
tasks = Table(Task, position_title=(TITLE, "position_id"))
documents, entries, pauses = Table(Document), Table(Entry), Table(Pause)
positions, appointments = Table(Position), Table(Appointment)


def settle_notices(task: Task, at: datetime) -> None:
    """Let the unread notices of a task rest, but for those of who has it in hand."""
    send(
        "UPDATE workflow_notice SET settled_at = %s WHERE task_id = %s AND user_id <> %s "
        "AND read_at IS NULL AND settled_at IS NULL",
        [_moment(at), task.pk, task.taken_by_id],
    )


def bring_notices_back(task: Task, *, on: date) -> None:
    """Let the notices of a task that rested be unread again: nobody has it in hand.

    With those who hold its position that day; others need not be told.
    """
    send(
        f"""
            UPDATE workflow_notice SET settled_at = NULL
            WHERE task_id = %s AND settled_at IS NOT NULL AND kind <> 'vacant'
            AND user_id IN {_HOLDERS}
        """,  # noqa: S608
        [task.pk, task.position_id, _day(on), _day(on)],
    )


def settle_notices_of_strangers(task: Task, at: datetime, *, on: date) -> None:
    """Let the unread notices of a task rest with those who do not hold its position that day.

    One that tells that its position is vacant is for others.
    """
    send(
        f"""
            UPDATE workflow_notice SET settled_at = %s WHERE task_id = %s
            AND read_at IS NULL AND settled_at IS NULL AND kind <> 'vacant'
            AND user_id NOT IN {_HOLDERS}
        """,  # noqa: S608
        [_moment(at), task.pk, task.position_id, _day(on), _day(on)],
    )


def settle_vacancy(task: Task, at: datetime) -> None:
    """Let it rest that the position of a task was vacant: it waits elsewhere now."""
    send(
        "UPDATE workflow_notice SET settled_at = %s, mail_after = NULL "
        "WHERE task_id = %s AND kind = 'vacant' AND settled_at IS NULL",
        [_moment(at), task.pk],
    )


_HOLDERS = """(
    SELECT appointment.user_id FROM people_appointment appointment
    JOIN people_user holder ON holder.id = appointment.user_id AND holder.is_active
    WHERE appointment.position_id = %s AND appointment.starts_on <= %s
    AND (appointment.ends_on IS NULL OR appointment.ends_on >= %s)
)"""


def _day(on: date) -> Any:
    return connections[DEFAULT_DB_ALIAS].ops.adapt_datefield_value(on)


def _moment(at: datetime) -> Any:
    return connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(at)


def leave_untold(entry: Entry) -> None:
    """Leave it to the worker to tell people of an entry."""
    send(
        "INSERT INTO workflow_untold (entry_id) "
        "SELECT id FROM workflow_entry WHERE document_id = %s AND number = %s",
        [entry.document_id, entry.number],
    )
