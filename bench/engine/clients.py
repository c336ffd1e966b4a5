"""Who goes the ways, and what is measured of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import psycopg2
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.engine import office


@dataclass
class Watch:
    """What was measured: seconds, and CPU seconds on both sides.

    Where it `counts`, the statements too, those of one journey each, and the time means nothing.
    """

    backend: int | None = None
    counts: bool = False
    documents: int = 0
    statements: int = 0
    seconds: float = 0
    cpu: float = 0
    server_cpu: float = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        server, cpu, began = self._server(), process_time(), perf_counter()
        with CaptureQueriesContext(connection) if self.counts else nullcontext() as asked:
            yield
        self.seconds += perf_counter() - began
        self.cpu += process_time() - cpu
        self.server_cpu += self._server() - server
        if asked:
            sent = [query["sql"] for query in asked.captured_queries]
            self.statements += sum(len(each.split(";\n")) for each in sent)

    def _server(self) -> float:
        if self.backend is None:
            return 0
        ran = Path(f"/proc/{self.backend}/schedstat").read_text(encoding="ascii").split()[0]
        return int(ran) / 1e9


@dataclass
class Person:
    """One client: a user, a connection beside Django's, and a browser that has signed in."""

    number: int
    raw: Any = field(init=False)
    aside: Any = field(init=False)

    def __post_init__(self) -> None:
        from people.models import User

        self.user = User.objects.get(username=f"client{self.number}")
        self.browser = Client()
        self.browser.force_login(self.user, "django.contrib.auth.backends.ModelBackend")
        self.raw, self.aside = _connected(), _connected()
        if connection.vendor == "postgresql":  # what is not measured makes nobody wait for the disk
            write(self.aside, "SET synchronous_commit = off")
            self.aside.commit()

    def backend(self, *, is_raw: bool) -> int | None:
        """Return the server's process that works for this client."""
        if connection.vendor == "sqlite":
            return None
        if not is_raw:
            return int(office.one("SELECT pg_backend_pid()"))
        with self.raw.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
        self.raw.rollback()
        return int(pid)

    def look_up(self, statement: str, key: int) -> Any:
        """Return the first row that is found, beside what is measured and as cheaply as can be.

        What some clients do between two measurements slows down what others are measured at.
        """
        row = write(self.aside, statement, key).fetchone()
        self.aside.commit()
        return row

    def open_task(self, document: int) -> int:
        """Return the key of the open task of the document with that key."""
        (key,) = self.look_up(
            "SELECT id FROM workflow_task WHERE document_id = %s AND finished_at IS NULL",
            document,
        )
        return int(key)

    def take(self, document: int) -> int:
        """Let the client have the open task without a deed, which is not measured; its key."""
        task = self.open_task(document)
        write(
            self.aside,
            "UPDATE workflow_task SET taken_by_id = %s, started_at = arrived_at WHERE id = %s",
            self.user.pk,
            task,
        )
        self.aside.commit()
        return task


def _connected() -> Any:
    """Return a connection of the database's own driver, as Django sets its one up."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        return psycopg2.connect(
            host=settings["HOST"], user=settings["USER"], dbname=settings["NAME"]
        )
    made = connection.get_new_connection(connection.get_connection_params())
    made.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
    return made


def write(made: Any, statement: str, *values: Any) -> Any:
    """Send one statement and return its cursor."""
    cursor = made.cursor()
    if isinstance(made, sqlite3.Connection):
        statement = statement.replace("%s", "?").replace("FOR UPDATE", "")
        values = tuple(str(each) if isinstance(each, datetime) else each for each in values)
    cursor.execute(statement, values)
    return cursor
