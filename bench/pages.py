"""What the desk, the list of documents and a document's page cost as the years go by.

Run as `DATABASE_URL=postgres://... python -m bench.pages 1000 100000 1000000` on an empty database
of PostgreSQL: each size gets a database beside it, which is kept for the next run. All sizes are
asked in turns; `last to first` is the ratio of the 95th percentiles of the last and the first size.
"""

from __future__ import annotations

import gc
import os
import secrets
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from io import StringIO
from statistics import quantiles
from time import perf_counter
from typing import Any

import django

from bench.tables import keeping

ROUNDS = 100
WARM_UP = 5
PAGES = {
    "desk": "/",
    "desk, empty": "/",
    "desk, a section": "/?section=free",
    "desk, its next page": "/?section=free&after={waiting}",
    "document": "/documents/{document}/",
    "document, history": "/documents/{document}/history/",
    "list": "/documents/",
    "list, words": "/documents/?words=bulanan",
    "list, words never used": "/documents/?words=zzz",
    "list, words, under way, urgent": (
        "/documents/?words=surat+tugas&state=running&sensitivity=urgent"
    ),
    "list, under way": "/documents/?state=running",
    "list, urgent": "/documents/?sensitivity=urgent",
    "list, late": "/documents/?late=on",
    "list, came back": "/documents/?returned=on",
    "list, of an SOP": "/documents/?sop={sop}",
    "list, at a step": "/documents/?sop={sop}&step=4",
    "list, at a position": "/documents/?position={position}",
    "list, in hand": "/documents/?person={person}",
    "list, started by": "/documents/?person={person}&part=started",
    "list, did something": "/documents/?person={person}&part=acted",
    "list, did nothing": "/documents/?person={idle}&part=acted",
    "list, of a day": "/documents/?since={day}&until={day}",
    "list, of a day years ago": "/documents/?since=2025-06-02&until=2025-06-02",
    "list, finished lately": "/documents/?moment=finished&since={quarter}",
    "list, finished a year ago": "/documents/?moment=finished&since=2025-06-01&until=2025-06-30",
    "list, oldest": "/documents/?order=oldest",
    "list, by deadline": "/documents/?order=deadline",
    "list, by subject": "/documents/?order=subject",
    "list, by SOP": "/documents/?order=sop",
}


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


def person(number: int) -> Any:
    """Return somebody: people of all offices and positions take turns."""
    from people.models import User

    people = User.objects.filter(username__startswith="o").order_by("pk")
    return people[number * 7 % people.count()]


def idle_person() -> Any:
    """Return the one at whose position nothing ever waits."""
    from people.models import User

    return User.objects.get(username="idle")


def browser_of(user: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def things_of(user: Any) -> dict[str, Any]:
    """Return what the paths of PAGES name, for somebody."""
    from django.utils import timezone

    from procedures.models import Version
    from workflow.models import Document
    from workflow.reports import DeskPage, Section, desk

    version = Version.objects.filter(actors__position__appointments__user=user)[0]
    free = desk(user, at=timezone.now(), page=DeskPage(Section.FREE)).free
    theirs = Document.objects.filter(version=version, sensitivity="ordinary").order_by("-pk")
    return {
        "document": theirs.values_list("pk", flat=True)[0],
        "waiting": free[-1].task.pk if free else 0,
        "sop": version.procedure.reference,
        "position": user.appointments.get().position_id,
        "person": user.pk,
        "idle": idle_person().pk,
        "day": timezone.localdate() - timedelta(days=3),  # it has documents at every size
        "quarter": timezone.localdate() - timedelta(days=90),
    }


def report(sizes: Sequence[int]) -> None:
    """Measure all sizes in turns, so that a busy machine is as busy for each, and tell."""
    samples = {(name, size): Samples() for name in PAGES for size in sizes}
    for number in range(WARM_UP + ROUNDS):
        if number == WARM_UP:
            gc.freeze()  # as the server does, so that its pauses are not those of a page
        for size in sizes:
            turn_to(name_of(size))
            user = person(number)
            browser, idle, things = browser_of(user), browser_of(idle_person()), things_of(user)
            for name, path in PAGES.items():
                get = partial((idle if "empty" in name else browser).get, path.format(**things))
                sample(samples[name, size], get, is_counted=number >= WARM_UP)
    heads = [f"{size:,}: median ms | 95th percentile ms" for size in sizes]
    print(f"| page | {' | '.join(heads)} | last to first | queries | kB |")
    print("|---|" + "---:|" * (2 * len(sizes) + 3))
    for name in PAGES:
        its = [samples[name, size] for size in sizes]
        times = " | ".join(f"{it.median:.0f} | {it.slow:.0f}" for it in its)
        queries = max(it.queries for it in its)
        weights = f"{its[0].weight / 1024:.0f} to {its[-1].weight / 1024:.0f}"
        print(f"| {name} | {times} | {its[-1].slow / its[0].slow:.2f} | {queries} | {weights} |")


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
    keeping("pages", lambda sizes: main(list(map(int, sizes)) or [1_000, 100_000, 1_000_000]))
