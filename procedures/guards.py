"""What the database refuses beyond its constraints: changes of what is frozen, as triggers.

They are taken off before migrations run and put on afterwards: SQLite rebuilds a table to alter it,
which loses its triggers, and a migration has to be able to rewrite frozen rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Guard:
    """Refuses an event on those rows of a table for which a condition holds.

    `event` is insert, update or delete. `condition` is SQL on OLD and NEW; IS DISTINCT FROM is
    written so for both databases. `sentence` is what the database says, without quotation marks.
    """

    name: str
    table: str
    event: str
    condition: str
    sentence: str


def put_on(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Let the database refuse what the guards name; those that are on already are renewed."""
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in (*_drops(connection, guard), *_creates(connection, guard)):
                cursor.execute(statement)


def take_off(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Let everything pass again, until the guards are put on."""
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in _drops(connection, guard):
                cursor.execute(statement)


def _drops(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {guard.name}"]
    return [f"DROP FUNCTION IF EXISTS {guard.name}() CASCADE"]


def _creates(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    """Return what makes the trigger; it speaks after the constraints, which say more."""
    head = f"CREATE TRIGGER {guard.name} AFTER {guard.event} ON {guard.table} FOR EACH ROW"
    if connection.vendor == "sqlite":
        condition = guard.condition.replace("IS DISTINCT FROM", "IS NOT")
        return [f"{head} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END"]
    body = (
        f"BEGIN IF {guard.condition} THEN RAISE EXCEPTION '{guard.sentence}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END"
    )
    return [
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"{head} EXECUTE FUNCTION {guard.name}()",
    ]
