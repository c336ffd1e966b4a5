"""What the desk, the list of documents and a document's page cost as the years go by.

Run as `DATABASE_URL=postgres://... python -m bench.pages 1000 100000 1000000` on an empty database
of PostgreSQL: each size gets a database beside it, which is kept for the next run. All sizes are
asked in turns, and the last column but two is the ratio of the 95th percentiles to the first size.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import StringIO
from statistics import quantiles
from time import perf_counter
from typing import Any

import django

ROUNDS = 100
WARM_UP = 5
Ask = Callable[[Any, Any], Callable[[], Any]]


def main(sizes: Sequence[int]) -> None:
    """Fill a database for each size, then measure them in turns."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "sopks.settings",
        "VAR_DIR": tempfile.mkdtemp(),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "testserver",
        "DEMO": "1",
        "HTTPS": "0",
    }
    django.setup()
    prepare()
    for size in sizes:
        fill(size)
    report(sizes)


def turn_to(database: str) -> None:
    """Ask another database of the same server from now on."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database
    connection.ensure_connection()


def name_of(size: int) -> str:
    return f"sopks_{size}"


def fill(size: int) -> None:
    """Copy the offices and write so many documents; a database that is there already is kept."""
    from django.core.management import call_command
    from django.db import connection

    from bench.histories import write_documents

    base, name = connection.settings_dict["NAME"], name_of(size)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_there = cursor.fetchone() is not None
        if not is_there:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{base}"')
    turn_to(name)
    call_command("migrate", verbosity=0)
    if not is_there:
        write_documents(size)
    turn_to(base)


def prepare() -> None:
    """Make the tables and the offices, unless they are there."""
    from django.core.management import call_command
    from django.utils import timezone

    from bench.histories import open_offices
    from procedures.models import Procedure

    call_command("migrate", verbosity=0)
    call_command("load_office", verbosity=0, stdout=StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Procedure.objects.filter(code="B-0").exists():
        open_offices(timezone.now())


def client_of(number: int) -> tuple[Any, Any]:
    """Return the browser of somebody: people of all offices and positions take turns."""
    from people.models import User

    people = User.objects.filter(username__startswith="o").order_by("pk")
    user = people[number * 7 % people.count()]
    return browser_of(user), user


def browser_of(user: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pages() -> dict[str, Ask]:
    """Return how each page is asked for by a browser of somebody."""
    from people.models import User
    from procedures.models import Version
    from workflow.models import Document

    def document(client: Any, user: Any) -> Any:
        versions = Version.objects.filter(actors__position__appointments__user=user)
        theirs = Document.objects.filter(version=versions[0], sensitivity="ordinary")
        key = theirs.order_by("-pk").values_list("pk", flat=True)[0]
        return lambda: client.get(f"/documents/{key}/")

    def fixed(path: str) -> Ask:
        return lambda client, _user: lambda: client.get(path)

    def empty(_client: Any, _user: Any) -> Any:
        idle = browser_of(User.objects.get(username="idle"))
        return lambda: idle.get("/")

    return {
        "desk": fixed("/"),
        "desk, empty": empty,
        "document": document,
        "list": fixed("/documents/"),
        "list, words": fixed("/documents/?words=bulanan"),
        "list, under way": fixed("/documents/?state=running"),
        "list, words never used": fixed("/documents/?words=zzz"),
        "list, late": fixed("/documents/?late=on"),
        "list, came back": fixed("/documents/?returned=on"),
        "list, words, under way, urgent": fixed(
            "/documents/?words=surat+tugas&state=running&sensitivity=urgent"
        ),
        "list, of a day": fixed("/documents/?since=2025-06-02&until=2025-06-02"),
        "list, by deadline": fixed("/documents/?order=deadline"),
        "list, by subject": fixed("/documents/?order=subject"),
    }


def report(sizes: Sequence[int]) -> None:
    """Measure all sizes in turns, so that a busy machine is as busy for each, and tell."""
    samples = {(name, size): Samples() for name in pages() for size in sizes}
    for number in range(WARM_UP + ROUNDS):
        for size in sizes:
            turn_to(name_of(size))
            client, user = client_of(number)
            for name, ask in pages().items():
                sample(samples[name, size], ask(client, user), is_counted=number >= WARM_UP)
    print("| page | documents | median ms | 95th percentile ms | of the first | queries | kB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name in pages():
        first = samples[name, sizes[0]].slow
        for size in sizes:
            it = samples[name, size]
            print(
                f"| {name} | {size:,} | {it.median:.1f} | {it.slow:.1f} | {it.slow / first:.2f} "
                f"| {it.queries} | {it.weight / 1024:.0f} |",
                flush=True,
            )


@dataclass
class Samples:
    """What asking for one page at one size has cost."""

    spent: list[float] = field(default_factory=list)
    queries: int = 0
    weight: int = 0

    @property
    def median(self) -> float:
        return quantiles(self.spent, n=20)[9]

    @property
    def slow(self) -> float:
        return quantiles(self.spent, n=20)[18]


def sample(samples: Samples, get: Callable[[], Any], *, is_counted: bool) -> None:
    """Ask once; the first times warm up, and count the queries."""
    if is_counted:
        began = perf_counter()
        get()
        samples.spent.append((perf_counter() - began) * 1000)
        return
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        response = get()
    assert response.status_code == 200, response
    samples.queries = max(samples.queries, len(captured))
    samples.weight = max(samples.weight, len(response.content))


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1_000, 100_000, 1_000_000])
