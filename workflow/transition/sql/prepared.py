"""Statements that PostgreSQL plans once a connection instead of once a deed."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections

_executions: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()
"""What executes each statement that a connection has been told of."""


def prepared(statement: str) -> str:
    """Return what does the same as a statement, with the same places for values.

    On PostgreSQL it executes a plan that the connection keeps; a connection that is made anew is
    told anew. SQLite's driver keeps its own plans, so there it is the statement itself.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "postgresql":
        return statement
    database.ensure_connection()
    known = _executions.setdefault(database.connection, {})
    if statement not in known:
        name = f"deed_{len(known)}"
        with database.cursor() as cursor:
            cursor.execute(f"PREPARE {name} AS {_numbered(statement)}")
        places = ", ".join(["%s"] * statement.count("%s"))
        known[statement] = f"EXECUTE {name} ({places})"
    return known[statement]


def _numbered(statement: str) -> str:
    """Return the statement with numbers for the places of its values."""
    first, *rest = statement.split("%s")
    return first + "".join(f"${number}{part}" for number, part in enumerate(rest, start=1))
