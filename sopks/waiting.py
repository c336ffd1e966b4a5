"""How long anybody waits for the database: longer than a person would, nobody waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured

KEEPALIVES = {
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
"""A PostgreSQL that has gone without a word is noticed after 25 seconds."""

MORE_FOR_COMMANDS = 6
IDLE_COMMAND = 600  # seconds


@dataclass(frozen=True)
class Patience:
    """Seconds that may pass: until a connection stands, a lock is ours, a statement is answered.

    `idle` is how long a transaction may stand open with nothing asked in it. 0 is no limit.
    """

    connect: int
    lock: int
    statement: int
    idle: int

    def of_commands(self) -> Patience:
        """Return what commands have: nobody looks at a page meanwhile, and a migration takes long.

        For a lock they wait with a limit all the same: behind a migration that waits for a table
        everybody else waits who only wants to read it.
        """
        longer = self.lock * MORE_FOR_COMMANDS
        return Patience(self.connect, lock=longer, statement=0, idle=IDLE_COMMAND)


def checked(patience: Patience) -> Patience:
    """Return it; refuse one whose limit for statements ends every wait for a lock first."""
    if patience.statement <= patience.lock:
        raise ImproperlyConfigured(
            f"STATEMENT_SECONDS={patience.statement}: write more than LOCK_SECONDS, "
            f"which is {patience.lock}."
        )
    return patience


def limited(given: Mapping[str, Any], patience: Patience) -> dict[str, Any]:
    """Return a database's settings with these limits; what its address says itself goes first."""
    database = {**given, "OPTIONS": dict(given.get("OPTIONS") or {})}
    if database["ENGINE"] == "django.db.backends.postgresql":
        _limit_postgresql(database["OPTIONS"], patience)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        _limit_sqlite(database["OPTIONS"], patience)
        database["CONN_MAX_AGE"] = None  # a file is not left for a better one
    return database


def _limit_postgresql(options: dict[str, Any], patience: Patience) -> None:
    ours = {
        "lock_timeout": patience.lock,
        "statement_timeout": patience.statement,
        "idle_in_transaction_session_timeout": patience.idle,
    }
    words = [f"-c {name}={seconds}s" for name, seconds in ours.items()]
    for name, value in {"connect_timeout": patience.connect, **KEEPALIVES}.items():
        options.setdefault(name, value)
    # Compiling a query that then takes milliseconds took half a second of a list's page.
    given = options.get("options", "")
    options["options"] = " ".join(filter(None, [*words, given, "-c jit=off"]))


def _limit_sqlite(options: dict[str, Any], patience: Patience) -> None:
    """One who writes at a time: the others wait for the whole database as for a lock."""
    options |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": patience.lock,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
