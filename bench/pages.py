"""What the desk, the list of documents and a document's page cost as the years go by.

Run as `DATABASE_URL=postgres://... python -m bench.pages 1000 100000 1000000` on an empty database
of PostgreSQL. Each size adds to the one before.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import islice
from statistics import quantiles
from time import perf_counter
from typing import Any

import django

ROUNDS = 60
Ask = Callable[[Any, Any], Callable[[], Any]]


def main(sizes: Sequence[int]) -> None:
    """Fill the database step by step, measuring at each size."""
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
    print("| documents | page | median ms | 95th percentile ms | queries | kB |")
    print("|---|---|---|---|---|---|")
    for size in sizes:
        from bench.histories import write_documents

        write_documents(size)
        for name, ask in pages().items():
            print(f"| {size:,} | {name} | {measured(ask)} |", flush=True)


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


def clients() -> Iterator[tuple[Any, Any]]:
    """Yield browsers of people of all offices and positions, over and over."""
    from django.test import Client

    from people.models import User

    while True:
        for user in User.objects.filter(username__startswith="o").order_by("?"):
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            yield client, user


def pages() -> dict[str, Ask]:
    """Return how each page is asked for by a browser of somebody."""
    from procedures.models import Version
    from workflow.models import Document

    def document(client: Any, user: Any) -> Any:
        versions = Version.objects.filter(actors__position__appointments__user=user)
        theirs = Document.objects.filter(version=versions[0], sensitivity="ordinary")
        key = theirs.order_by("-pk").values_list("pk", flat=True)[0]
        return lambda: client.get(f"/documents/{key}/")

    def fixed(path: str) -> Ask:
        return lambda client, _user: lambda: client.get(path)

    return {
        "desk": fixed("/"),
        "document": document,
        "list": fixed("/documents/"),
        "list, words": fixed("/documents/?words=bulanan"),
        "list, under way": fixed("/documents/?state=running"),
        "list, words never used": fixed("/documents/?words=zzz"),
    }


def measured(ask: Ask) -> str:
    """Ask often, as somebody else each time, and return the figures."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    spent: list[float] = []
    queries = weight = 0
    for number, (client, user) in enumerate(islice(clients(), ROUNDS + 5)):
        get = ask(client, user)
        if number == 0:
            with CaptureQueriesContext(connection) as captured:
                response = get()
            queries, weight = len(captured), len(response.content)
            assert response.status_code == 200, response
            continue
        began = perf_counter()
        get()
        if number >= 5:  # the first ones warm up
            spent.append((perf_counter() - began) * 1000)
    cuts = quantiles(spent, n=20)
    return f"{cuts[9]:.1f} | {cuts[18]:.1f} | {queries} | {weight / 1024:.0f}"


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1_000, 100_000, 1_000_000])
