"""What the database refuses beyond its constraints, or renews: triggers, one way for all apps.

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


@dataclass(frozen=True)
class Renewal:
    """Runs a statement after every change of a table, or of one of its columns.

    `event` is insert, update or delete; a `column` narrows an update. `statement` is SQL for both
    databases, with {random} where 32 random hex digits are to stand.
    """

    name: str
    table: str
    event: str
    statement: str
    column: str = ""


Trigger = Guard | Renewal
TriggersOf = Callable[[Apps], list[Trigger]]
RANDOM = {
    "sqlite": "lower(hex(randomblob(16)))",
    "postgresql": "replace(gen_random_uuid()::text, '-', '')",
}


def differ(columns: Iterable[str]) -> str:
    """Return the condition that one of these columns changes."""
    return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)


def columns_of(model: type[Model]) -> set[str]:
    """Return the names of a table's columns."""
    return {str(field.column) for field in model._meta.concrete_fields}


def keep_guarded(app: AppConfig, triggers: TriggersOf) -> None:
    """Have an app's triggers taken off before migrations and put on after them, from now on."""
    pre_migrate.connect(partial(_before, triggers), sender=app, weak=False)
    post_migrate.connect(partial(_after, triggers), sender=app, weak=False)


def _before(triggers: TriggersOf, using: str, **more: Any) -> None:
    """Let migrations change what is kept; nothing is to be done where none is to run."""
    if more.get("plan"):
        take_off(connections[using], triggers(installed))


def _after(triggers: TriggersOf, using: str, apps: Apps = installed, **more: Any) -> None:
    """Guard again, where all tables that the triggers know are there.

    Who only empties the tables (`flush`) names no plan, and leaves the triggers as they are. Who
    migrated back goes on with an earlier version, which puts on those of its own tables.
    """
    if "plan" not in more or any(is_back for _migration, is_back in more["plan"]):
        return
    try:
        found = triggers(apps)
    except LookupError:  # one app alone was migrated
        return
    put_on(connections[using], found)


def put_on(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Let the database refuse and renew what the triggers name; those that are on are made anew.

    What they renew is renewed at once: while they were off it was not.
    """
    found = list(triggers)
    renewals = {each.statement for each in found if isinstance(each, Renewal)}
    with connection.cursor() as cursor:
        for trigger in found:
            for statement in (*_drops(connection, trigger), *_creates(connection, trigger)):
                cursor.execute(statement)
        for statement in renewals:
            cursor.execute(_filled_in(connection, statement))


def take_off(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Let everything pass again, until the triggers are put on."""
    with connection.cursor() as cursor:
        for trigger in triggers:
            for statement in _drops(connection, trigger):
                cursor.execute(statement)


def _drops(connection: BaseDatabaseWrapper, trigger: Trigger) -> list[str]:
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {trigger.name}"]
    return [f"DROP FUNCTION IF EXISTS {trigger.name}() CASCADE"]


def _creates(connection: BaseDatabaseWrapper, trigger: Trigger) -> list[str]:
    if isinstance(trigger, Guard):
        return _creates_guard(connection, trigger)
    return _creates_renewal(connection, trigger)


def _creates_renewal(connection: BaseDatabaseWrapper, renewal: Renewal) -> list[str]:
    event = f"{renewal.event} OF {renewal.column}" if renewal.column else renewal.event
    head = f"CREATE TRIGGER {renewal.name} AFTER {event} ON {renewal.table}"
    statement = _filled_in(connection, renewal.statement)
    if connection.vendor == "sqlite":
        return [f"{head} BEGIN {statement}; END"]
    function = f"CREATE FUNCTION {renewal.name}() RETURNS trigger LANGUAGE plpgsql"
    return [
        f"{function} AS $$ BEGIN {statement}; RETURN NULL; END $$",
        f"{head} FOR EACH STATEMENT EXECUTE FUNCTION {renewal.name}()",
    ]


def _filled_in(connection: BaseDatabaseWrapper, statement: str) -> str:
    return statement.replace("{random}", RANDOM[connection.vendor])


def _creates_guard(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
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
