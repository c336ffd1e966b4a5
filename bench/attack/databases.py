"""The databases that are attacked: a file of SQLite, a PostgreSQL of its own."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2

from bench.attack.times import until

ROOT = Path(__file__).parents[2]
OPTIONS = "-c fsync=on"
SCRIPT = """
. scripts/postgres.sh
postgres=$1 postgres_bin=$2
shift 2
as_postgres "$@"
"""
HOLD_SQLITE = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
held.execute("ROLLBACK")
"""


@dataclass(frozen=True)
class Sqlite:
    """A file of SQLite."""

    path: Path
    vendor = "sqlite"

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def copied(self, name: str, folder: Path) -> Sqlite:
        """Copy it into a folder under another name, as it is now."""
        copy = Sqlite(folder / f"{name}.sqlite3")
        copy.path.unlink(missing_ok=True)
        with closing(sqlite3.connect(self.path)) as ours, closing(sqlite3.connect(copy.path)) as to:
            ours.backup(to)
        return copy

    @contextmanager
    def locked(self, _document: int) -> Iterator[None]:
        """Let another process hold the lock of writers."""
        command = [str(ROOT / ".venv/bin/python"), "-c", HOLD_SQLITE, self.name]
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline().strip() == "held"
            yield
        finally:
            holder.communicate("")


@dataclass(frozen=True)
class Postgres:
    """A database of a PostgreSQL that listens in its folder only."""

    folder: Path
    programs: Path
    name: str = "postgres"
    vendor = "postgresql"

    @property
    def url(self) -> str:
        return f"postgres://sopks@{quote(str(self.folder), safe='')}/{self.name}"

    def copied(self, name: str, _folder: Path) -> Postgres:
        """Copy it under another name; nobody may be connected to it."""
        with closing(self.connected("template1")) as made:
            made.autocommit = True
            cursor = made.cursor()
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        return Postgres(self.folder, self.programs, name)

    def connected(self, name: str = "") -> Any:
        """Return a connection of the database's own driver."""
        return psycopg2.connect(host=str(self.folder), user="sopks", dbname=name or self.name)

    @contextmanager
    def locked(self, document: int) -> Iterator[None]:
        """Let another session hold the row of a document."""
        with closing(self.connected()) as made:
            cursor = made.cursor()
            cursor.execute("SELECT 1 FROM workflow_document WHERE id = %s FOR UPDATE", [document])
            yield
            made.rollback()

    def stop(self) -> None:
        """Stop the server at once, as when its computer is taken away."""
        self._run("pg_ctl", f"--pgdata={self.folder}/data", "--mode=immediate", "--silent", "stop")

    def start(self) -> None:
        """Start the server, again and again until what was killed has let go of its memory."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} {OPTIONS}"
        folders = [f"--pgdata={self.folder}/data", f"--log={self.folder}/log"]
        command = ["pg_ctl", *folders, "--wait", "--silent", "start", f"--options={options}"]
        until(lambda: self._run(*command) == 0, seconds=40)

    def kill(self) -> None:
        """Kill the server without a word."""
        pid = (self.folder / "data/postmaster.pid").read_text(encoding="ascii").split()[0]
        os.kill(int(pid), signal.SIGKILL)
        time.sleep(0.5)

    def kill_backend(self, number: int) -> None:
        """Kill one of the processes that work for the product; PostgreSQL then starts all anew."""
        query = (
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend' ORDER BY pid"
        )
        try:
            with closing(self.connected("template1")) as made:
                cursor = made.cursor()
                cursor.execute(query, [self.name])
                found = [pid for (pid,) in cursor.fetchall()]
        except psycopg2.Error:  # type: ignore[attr-defined] # it starts anew
            return
        if found:
            os.kill(found[number % len(found)], signal.SIGKILL)

    def _run(self, *command: str) -> int:
        words = ["bash", "-c", SCRIPT, "postgres", str(self.folder), str(self.programs), *command]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, timeout=60)
        return done.returncode


Database = Sqlite | Postgres


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start a PostgreSQL as the tests do, but one that syncs to disk; it is gone at the end."""
    script = f". scripts/postgres.sh; postgres_options='{OPTIONS}'; start_postgres || exit 1; "
    script += 'trap stop_postgres EXIT; echo "$postgres"; echo "$postgres_bin"; read -r _'
    command = ["bash", "-c", script]
    server = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        folder, programs = (server.stdout.readline().strip() for _ in range(2))
        yield Postgres(Path(folder), Path(programs))
    finally:
        server.communicate("\n")
