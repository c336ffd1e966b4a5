"""Two roles of PostgreSQL: one owns the tables and migrates them, the other one works with them.

The application's role cannot take a guard off, alter or empty a table, nor change what is only ever
added to: who gets hold of its password gets no further than its rights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

ALL = "SELECT, INSERT, UPDATE, DELETE"
RIGHTS = {
    # only ever added to
    "workflow.Entry": "SELECT, INSERT",
    "workflow.RequirementCheck": "SELECT, INSERT",
    "workflow.Participation": "SELECT, INSERT",
    "procedures.VersionEntry": "SELECT, INSERT",
    "people.PeopleEntry": "SELECT, INSERT",
    # never deleted; where a draft may be, guards tell it from the record
    "workflow.Task": "SELECT, INSERT, UPDATE",
    "workflow.Pause": "SELECT, INSERT, UPDATE",
    "people.PeopleHead": "SELECT, INSERT, UPDATE",
}
OF_THE_OWNER = {"django_migrations": "SELECT"}

TOO_MUCH = """
    WITH tables AS (
        SELECT oid, relname, relowner FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
    ), role AS (SELECT * FROM pg_roles WHERE rolname = %(role)s)
    SELECT 'is a superuser' FROM role WHERE rolsuper
    UNION ALL SELECT 'may make roles' FROM role WHERE rolcreaterole
    UNION ALL SELECT 'owns tables, or belongs to the role that does'
        WHERE EXISTS (SELECT FROM tables WHERE pg_has_role(%(role)s, relowner, 'MEMBER'))
    UNION ALL SELECT 'writes to all tables'
        WHERE pg_has_role(%(role)s, 'pg_write_all_data', 'MEMBER')
    UNION ALL SELECT 'may make tables and functions'
        WHERE has_schema_privilege(%(role)s, current_schema(), 'CREATE')
    UNION ALL SELECT 'may make schemas or temporary tables'
        WHERE has_database_privilege(%(role)s, current_database(), 'CREATE, TEMPORARY')
    UNION ALL SELECT 'may empty tables or make triggers'
        WHERE EXISTS (
            SELECT FROM tables WHERE has_table_privilege(%(role)s, oid, 'TRUNCATE, TRIGGER')
        )
    UNION ALL SELECT 'may change the record'
        WHERE EXISTS (
            SELECT FROM tables WHERE relname = ANY(%(added_to)s)
            AND has_any_column_privilege(%(role)s, oid, 'UPDATE')
        ) OR EXISTS (
            SELECT FROM tables WHERE relname = ANY(%(kept)s)
            AND has_table_privilege(%(role)s, oid, 'DELETE')
        )
"""
FUNCTIONS = """
    SELECT DISTINCT function.oid::regprocedure::text
    FROM pg_trigger JOIN pg_proc AS function ON function.oid = pg_trigger.tgfoid
    WHERE NOT tgisinternal AND function.pronamespace = current_schema()::regnamespace
"""


def become_owner() -> bool:
    """Let this process speak to the database as its owner; return whether the settings name one."""
    if settings.DATABASE_OWNER is None:
        return False
    connection = connections[DEFAULT_DB_ALIAS]
    connection.close()
    connection.settings_dict.update(settings.DATABASE_OWNER)
    return True


def grant_rights(role: str) -> None:
    """Give the application's role its rights, and take away all others; the owner calls this.

    Whatever was there before, the same rights come of it.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        for statement in _statements(connection, role):
            cursor.execute(statement)


def _statements(connection: BaseDatabaseWrapper, role: str) -> Iterator[str]:
    quoted = connection.ops.quote_name
    name, (database, schema) = quoted(role), map(quoted, _place(connection))
    for things in ("TABLES", "SEQUENCES"):
        yield f"REVOKE ALL ON ALL {things} IN SCHEMA {schema} FROM {name}, PUBLIC"
    # What somebody may make could go before ours, under the same name.
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM {name}, PUBLIC"
    yield f"REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM {name}, PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {database} TO {name}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {name}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {name}"
    for table, rights in tables().items():
        yield f"GRANT {rights} ON {quoted(table)} TO {name}"
    for function in _rows(connection, FUNCTIONS, {}):
        yield f"ALTER FUNCTION {function} SET search_path = {schema}, pg_temp"


def tables() -> dict[str, str]:
    """Return what the application may do with each table."""
    ours = {
        model._meta.db_table: RIGHTS.get(model._meta.label, ALL)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return ours | OF_THE_OWNER


def why_too_much(role: str) -> list[str]:
    """Return in which ways a role could get past what the database refuses."""
    ours = tables().items()
    values = {
        "role": role,
        "added_to": [table for table, rights in ours if "UPDATE" not in rights],
        "kept": [table for table, rights in ours if "DELETE" not in rights],
    }
    return _rows(connections[DEFAULT_DB_ALIAS], TOO_MUCH, values)


def has_role(role: str) -> bool:
    """Whether the database knows a role."""
    found = "SELECT rolname FROM pg_roles WHERE rolname = %(role)s"
    return bool(_rows(connections[DEFAULT_DB_ALIAS], found, {"role": role}))


def check_roles(**_more: object) -> list[checks.CheckMessage]:
    """Warn where the application speaks to PostgreSQL as a role that may do too much."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        return []
    hint = "Two roles: see 'PostgreSQL' in docs/settings.md."
    try:
        why = why_too_much(str(connection.settings_dict["USER"]))
    except OperationalError:
        said = "The database could not be asked for its roles."
        return [checks.Warning(said, hint=hint, id="workflow.W002")]
    said = f"The application's role in PostgreSQL {'; '.join(why)}."
    return [checks.Warning(said, hint=hint, id="workflow.W001")] if why else []


def _place(connection: BaseDatabaseWrapper) -> tuple[str, str]:
    """Return the names of the database and of the schema that the tables are in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_schema()")
        database, schema = cursor.fetchone()
    return database, schema


def _rows(connection: BaseDatabaseWrapper, query: str, values: Mapping[str, Any]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [text for (text,) in cursor.fetchall()]
