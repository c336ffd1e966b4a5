"""One worker at a time: a lock that its holder's end sets free, however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from django.conf import settings
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

KEY = 0x50_4B_53_50  # any number that nothing else in this database takes for its lock


class SomebodyElse(Exception):
    """Another worker holds the lock."""


class LockLost(Exception):
    """The database has dropped the connection, and the lock with it."""


@contextmanager
def alone() -> Iterator[Callable[[], None]]:
    """Hold the lock of workers on this database; the function given raises LockLost if it is lost.

    On PostgreSQL it belongs to a connection of its own, so that it reaches over computers; on
    SQLite to a file in VAR_DIR. Both are free again the moment their process is gone. Raises
    SomebodyElse where another worker holds it.
    """
    connection = connections.create_connection("default")
    if connection.vendor == "postgresql":
        with _of_connection(connection) as still_held:
            yield still_held
    else:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        with (settings.VAR_DIR / "worker.lock").open("a") as file:
            _lock_file(file)
            yield lambda: None


@contextmanager
def _of_connection(connection: BaseDatabaseWrapper) -> Iterator[Callable[[], None]]:
    def still_held() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except Error as lost:
            raise LockLost from lost

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            (is_ours,) = cursor.fetchone()
        if not is_ours:
            raise SomebodyElse
        yield still_held
    finally:
        connection.close()


def _lock_file(file: TextIO) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        raise SomebodyElse from taken
