"""Many rows in few statements, on SQLite too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MOST_VALUES = 60_000
"""Values of one statement: those of 5,000 rows with twelve columns, far below a megabyte of SQL."""

COUNTED_ON = 999

AT_ONCE = 1_000
"""Rows that one statement changes, each to values of its own: those are told by long cases."""


@contextmanager
def in_few_statements() -> Iterator[None]:
    """Let a statement take as many values as the database can, until the block ends.

    Django 5.2 counts on 999 for SQLite, which was compiled so until 2020; later ones ask SQLite.
    """
    if connection.features.max_query_params != COUNTED_ON:
        yield
        return
    connection.ensure_connection()
    most: int = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    connection.features.max_query_params = min(MOST_VALUES, most)
    try:
        yield
    finally:
        connection.features.max_query_params = COUNTED_ON
