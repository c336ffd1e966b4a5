"""Run as `python -m bench.engine`; words choose the databases, a number the rounds.

It works in a temporary directory, on a PostgreSQL of its own that syncs to disk, and needs
`pip install -r requirements-bench.txt` beside the packages for tests.
"""

from __future__ import annotations

import gc
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from multiprocessing import get_context
from typing import Any

import django

from bench.tables import keeping

ROUNDS = 5
DOCUMENTS = 12
DOCUMENTS_BY_POST = 6
DOCUMENTS_WEIGHED = 1000
TIDIED = 20
OPTIONS = "-c fsync=on"


def main(words: Sequence[str]) -> None:
    """Measure each database in turn and print a table for it."""
    rounds = next((int(word) for word in words if word.isdecimal()), ROUNDS)
    databases = [word for word in words if not word.isdecimal()] or ["postgresql", "sqlite"]
    for database in databases:
        if database == "postgresql":
            with postgres() as url:
                measured(url, rounds)
        else:
            with tempfile.TemporaryDirectory() as directory:
                measured(f"sqlite:///{directory}/bench.sqlite3", rounds)


def measured(url: str, rounds: int) -> None:
    """Measure in a process of its own, which sets Django up for that database."""
    process = get_context("spawn").Process(target=measure, args=(url, rounds))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


@contextmanager
def postgres() -> Iterator[str]:
    """Start a PostgreSQL as the tests do, but one that syncs to disk; yield its address."""
    script = f". scripts/postgres.sh; postgres_options='{OPTIONS}'; start_postgres || exit 1; "
    script += 'trap stop_postgres EXIT; echo "$DATABASE_URL"; read -r _'
    command = ["bash", "-c", script]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip() if server.stdout else ""
    finally:
        server.communicate("\n")


def set_up(url: str) -> None:
    """Let Django work on that database."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.engine.settings",
        "DATABASE_URL": url,
        "VAR_DIR": tempfile.gettempdir(),
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secrets.token_urlsafe(50),
        "DEMO": "1",
        "HTTPS": "0",
    }
    django.setup()


def measure(url: str, rounds: int) -> None:
    """Prepare the database, and let the ways take turns, round by round."""
    set_up(url)
    from django.core.management import call_command
    from django.db import connection

    from bench.engine import office
    from bench.engine.table import Weight, table
    from bench.engine.ways import WAYS

    call_command("migrate", verbosity=0)
    office.found()
    barrier = get_context("spawn").Barrier(office.CLIENTS)
    pipes = [client(url, number, barrier) for number in range(office.CLIENTS)]
    for name in WAYS:  # everything is warm afterwards
        ask(pipes, name, 1)
    watches: dict[tuple[str, int], list[Any]] = {}
    for _, name, crowd in product(range(rounds), WAYS, (1, office.CLIENTS)):
        documents = DOCUMENTS_BY_POST if "POST" in name else DOCUMENTS
        found = ask(pipes[:crowd], name, documents)
        print(f"{name}, {crowd}: {found[0].seconds:.2f} s", file=sys.stderr, flush=True)
        watches.setdefault((name, crowd), []).append(found)
    weights = {name: Weight(*weighed(pipes[0], name)) for name in WAYS if "POST" not in name}
    tell(table(f"{connection.vendor}, {rounds} rounds", watches, weights))
    for pipe in pipes:
        pipe.send(None)


def tell(said: str) -> None:
    """Print a table, and keep it if asked: the process that was started first never sees it."""
    keeping("engine", lambda _: print(said, flush=True))


def client(url: str, number: int, barrier: Any) -> Any:
    """Start a client, a process of its own, and return what to talk to it through."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    context.Process(target=serve, args=(url, number, theirs, barrier), daemon=True).start()
    return ours


def ask(pipes: Sequence[Any], name: str, documents: int, *, counts: bool = False) -> list[Any]:
    """Let so many clients go one way at once and return what each has measured."""
    for pipe in pipes:
        pipe.send((name, documents, len(pipes), counts))
    return [pipe.recv() for pipe in pipes]


def serve(url: str, number: int, pipe: Any, barrier: Any) -> None:
    """Be one client: go the ways that are asked for."""
    set_up(url)
    from bench.engine import office
    from bench.engine.clients import Person, Watch
    from bench.engine.ways import HAND, WAYS, go

    person = Person(number)
    gc.freeze()  # as the server does
    while (asked := pipe.recv()) is not None:
        name, documents, crowd, counts = asked
        watch = Watch(person.backend(is_raw=name == HAND), counts, documents)
        gather = barrier.wait if crowd == office.CLIENTS else lambda: None
        go(WAYS[name], person, watch, gather)
        pipe.send(watch)


def weighed(pipe: Any, name: str) -> tuple[float, float, float, float]:
    """Return statements a transition, and bytes, packed bytes and bytes written ahead a document.

    No way finds room that another has left; each leaves what it leaves between two tidyings.
    """
    from bench.engine import office

    tables = office.THEIR_TABLES if "viewflow" in name else office.OUR_TABLES
    office.pack(tables)
    size, wal = office.size(tables), 0
    for _ in range(DOCUMENTS_WEIGHED // TIDIED):
        written = office.wal()
        ask([pipe], name, TIDIED)
        wal += office.wal() - written
        office.tidy()
    grown = office.size(tables) - size
    office.pack(tables)
    packed = office.size(tables) - size
    (counted,) = ask([pipe], name, 1, counts=True)
    return (
        counted.statements / len(office.ROUTE),
        grown / DOCUMENTS_WEIGHED,
        packed / DOCUMENTS_WEIGHED,
        wal / DOCUMENTS_WEIGHED,
    )
