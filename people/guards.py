"""What the database refuses beyond its constraints, as triggers: one mechanism for all apps.

They are taken off before migrations run and put on afterwards: SQLite rebuilds a table to alter it,
which loses its triggers, and a migration has to be able to rewrite what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.signals import post_migrate, pre_migrate


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


GuardsOf = Callable[[Apps], list[Guard]]


def differ(columns: Iterable[str]) -> str:
    """Return the condition that one of these columns changes."""
    return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)


def columns_of(model: type[Model]) -> set[str]:
    """Return the names of a table's columns."""
    return {str(field.column) for field in model._meta.concrete_fields}


def keep_guarded(app: AppConfig, guards: GuardsOf) -> None:
    """Have an app's guards taken off before migrations and put on after them, from now on."""
    pre_migrate.connect(partial(_before, guards), sender=app, weak=False)
    post_migrate.connect(partial(_after, guards), sender=app, weak=False)


def _before(guards: GuardsOf, using: str, **more: Any) -> None:
    """Let migrations change what is kept; nothing is to be done where none is to run."""
    if more.get("plan"):
        take_off(connections[using], guards(installed))


def _after(guards: GuardsOf, using: str, apps: Apps = installed, **_more: Any) -> None:
    """Guard again, where all tables that the guards know are there."""
    try:
        found = guards(apps)
    except LookupError:  # migrated back to before these tables
        return
    put_on(connections[using], found)


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
    """Return what makes the trigger; it speaks after the constraints, which say more.

    PostgreSQL asks a condition on the row alone before it calls anything. One that looks into
    other tables finds them by its own search path: nobody puts a temporary table in their place.
    """
    head = f"CREATE TRIGGER {guard.name} AFTER {guard.event} ON {guard.table} FOR EACH ROW"
    if connection.vendor == "sqlite":
        condition = guard.condition.replace("IS DISTINCT FROM", "IS NOT")
        return [f"{head} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END"]
    raises = f"RAISE EXCEPTION '{guard.sentence}' USING ERRCODE = 'integrity_constraint_violation';"
    function = f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql"
    call = f"EXECUTE FUNCTION {guard.name}()"
    if "SELECT" not in guard.condition:
        body = f"BEGIN {raises} END"
        return [f"{function} AS $$ {body} $$", f"{head} WHEN ({guard.condition}) {call}"]
    body = f"BEGIN IF {guard.condition} THEN {raises} END IF; RETURN NULL; END"
    path = f"SET search_path = {_schema(connection)}, pg_temp"
    return [f"{function} {path} AS $$ {body} $$", f"{head} {call}"]


def _schema(connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    return connection.ops.quote_name(schema)
