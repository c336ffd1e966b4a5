"""What pages cost in the installation of a whole government, beside that of one small office.

Run as `DATABASE_URL=postgres://... python -m bench.government` on an empty database of PostgreSQL:
each size gets a database beside it, which is kept for the next run; `python -m bench.government
100000` has fewer documents than the government's million. Both are asked in turns by people of all
offices: those who hold a position, supervise, keep people, edit SOPs, and a superuser. A page
costs milliseconds of processors, of Python and of PostgreSQL; `ratio` is that of the 95th
percentiles, the second that of what it lasted by the clock. `queries` are what a page asks (two
numbers where the sizes differ), `to see` how many of these only find out what somebody may see, `to
do` what somebody may do with it. A second argument is the number of rounds.
"""

from __future__ import annotations

import gc
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import StringIO
from typing import Any

import django

from bench.costs import Cost, median, slow
from bench.offices import Size, open_offices
from bench.pages import browser_of, turn_to
from bench.tables import keeping

SMALL = Size(offices=1, units=10, people=50, procedures=20, documents=1_000)
GOVERNMENT = Size(offices=40, units=400, people=5_000, procedures=3_000, documents=1_000_000)
UNDER_WAY = 10
"""Documents under way for each of the people."""
FIVE_YEARS = 5 * 365 * 24 * 60  # minutes
HOLDER, SUPERVISOR, PEOPLE, EDITOR, ADMINISTRATOR = (
    *("holder", "supervisor", "keeper of people", "editor", "superuser"),
)
ROLE_OF = {HOLDER: "", SUPERVISOR: "supervisor", PEOPLE: "people", EDITOR: "editor"}
HEADS = " | ".join(
    [
        *("small: median ms of work", "95th percentile ms"),
        *("government: median ms of work", "95th percentile ms"),
        *("ratio", "ratio by the clock", "queries", "to see", "to do", "kB"),
    ]
)
ROUNDS, WARM_UP = 100, 3
Costs = dict[tuple[str, str, str], Cost]
DOCUMENTS = {
    "desk": "/",
    "desk, a section": "/?section=free",
    "document": "/documents/{document}/",
    "start a document": "/documents/start/",
    "list": "/documents/",
    "list, words": "/documents/?words=bulanan",
    "list, words never used": "/documents/?words=zzz",
    "list, under way": "/documents/?state=running",
    "list, late": "/documents/?late=on",
    "list, of an SOP": "/documents/?sop={sop}",
    "list, at a position": "/documents/?position={position}",
    "list, in hand": "/documents/?person={person}",
    "list, did something": "/documents/?person={person}&part=acted",
    "list, by deadline": "/documents/?order=deadline",
    "list, by subject": "/documents/?order=subject",
    "list, by SOP": "/documents/?order=sop",
    "SOPs": "/procedures/",
    "SOPs, words": "/procedures/?words=surat",
    "SOP": "/procedures/{sop}/",
    "work of the unit": "/supervision/",
}
ADMIN = {
    "admin, people": "/admin/people/user/",
    "admin, people, words": "/admin/people/user/?q=pegawai",
    "admin, positions": "/admin/people/position/",
    "admin, units": "/admin/people/unit/",
    "admin, appointments": "/admin/people/appointment/",
    "admin, roles": "/admin/people/role/",
    "people": "/people/",
    "person": "/people/{person}/",
}
OF_SOPS = {
    "admin, SOPs": "/admin/procedures/procedure/",
    "admin, versions": "/admin/procedures/version/",
}
OF_DOCUMENTS = {
    "admin, documents": "/admin/workflow/document/",
    "admin, tasks": "/admin/workflow/task/",
    "admin, journal": "/admin/workflow/entry/",
}
PAGES = {
    HOLDER: DOCUMENTS,
    SUPERVISOR: DOCUMENTS | OF_DOCUMENTS,
    PEOPLE: {"desk": "/", "list": "/documents/"} | ADMIN,
    EDITOR: {"SOPs": "/procedures/"} | OF_SOPS,
    ADMINISTRATOR: ADMIN | OF_SOPS | OF_DOCUMENTS,
}


def main(arguments: Sequence[str]) -> None:
    """Fill a database for each size, then measure both in turns."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "sopks.settings",
        "VAR_DIR": tempfile.mkdtemp(),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "testserver",
        "DEMO": "1",
        "HTTPS": "0",
    }
    django.setup()
    many = int(arguments[0]) if arguments else GOVERNMENT.documents
    rounds = int(arguments[1]) if len(arguments) > 1 else ROUNDS
    databases = {
        "sopks_small": SMALL,
        f"sopks_government_{many}": replace(GOVERNMENT, documents=many),
    }
    prepare()
    for name, size in databases.items():
        fill(name, size)
    report(list(databases), rounds)


def prepare() -> None:
    """Make the tables, with the SOP that others are copies of, unless they are there."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_office", verbosity=0, stdout=StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)


def fill(name: str, size: Size) -> None:
    """Write a size into a database of its own; one that is there already is kept and migrated."""
    from django.core.management import call_command
    from django.db import connection

    from bench.histories import write_documents

    base = connection.settings_dict["NAME"]
    if _is_there(name):
        turn_to(name)
        call_command("migrate", verbosity=0)
        turn_to(base)
        return
    unfinished = f"{name}_unfinished"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{unfinished}"')
        cursor.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE "{base}"')
    turn_to(unfinished)
    open_offices(size)
    pace = FIVE_YEARS / size.documents
    write_documents(size.documents, under_way=UNDER_WAY * size.people, pace=pace)
    turn_to(base)
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


def _is_there(name: str) -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def report(databases: Sequence[str], rounds: int) -> None:
    """Measure both in turns, so that a busy machine is as busy for each, and tell."""
    costs: Costs = {
        (who, name, database): Cost()
        for who, pages in PAGES.items()
        for name in pages
        for database in databases
    }
    for number in range(WARM_UP + rounds):
        if number == WARM_UP:
            gc.freeze()  # as the server does, so that its pauses are not those of a page
        for database in databases:
            turn_to(database)
            for who, name, address, browser in _asked(number):
                get = partial(browser.get, address)
                costs[who, name, database].ask(get, is_counted=number >= WARM_UP)
    tell(costs, databases)


def _asked(number: int) -> Iterator[tuple[str, str, str, Any]]:
    """Yield the pages of a round, each by whom and in their browser."""
    for who, pages in PAGES.items():
        user = someone(who, number)
        browser, things = browser_of(user), things_of(user)
        for name, path in pages.items():
            yield who, name, path.format(**things), browser


def someone(who: str, number: int) -> Any:
    """Return somebody of a kind: people of all offices and positions take turns."""
    from people.models import User

    people = User.objects.order_by("pk")
    if who == ADMINISTRATOR:
        return people.get(is_superuser=True)
    kind = ROLE_OF[who]
    people = people.filter(roles__kind=kind) if kind else people.filter(roles=None, nip__gt="")
    return people[number * 7919 % people.count()]


def things_of(user: Any) -> dict[str, Any]:
    """Return what the paths of PAGES name, for somebody."""
    from people.models import Appointment
    from procedures.models import Version
    from workflow.models import Document

    held = user.appointments.first() or Appointment.objects.order_by("pk")[0]
    versions = Version.objects.filter(actors__position=held.position_id)
    version = versions.select_related("procedure__office").order_by("pk")[0]
    theirs = Document.objects.filter(version=version, sensitivity="ordinary").order_by("-pk")
    return {
        "document": theirs.values_list("pk", flat=True)[0],
        "sop": version.procedure.reference,
        "position": held.position_id,
        "person": held.user_id,
    }


def tell(costs: Costs, databases: Sequence[str]) -> None:
    """Print the table."""
    print(f"| page | {HEADS} |")
    print("|---|" + "---:|" * HEADS.count("|") + "---:|")
    for who, pages in PAGES.items():
        for name in pages:
            small, large = (costs[who, name, database] for database in databases)
            times = [
                f"{here:.0f}"
                for each in (small, large)
                for here in (median(each.work), slow(each.work))
            ]
            ratios = [
                f"{slow(large.work) / slow(small.work):.2f}",
                f"{slow(large.spent) / slow(small.spent):.2f}",
            ]
            counts = [
                _both(small.queries, large.queries),
                _both(small.to_see, large.to_see),
                _both(small.to_do, large.to_do),
                f"{small.weight // 1024} to {large.weight // 1024}",
            ]
            print(f"| {who}: {name} | {' | '.join([*times, *ratios, *counts])} |")


def _both(small: int, large: int) -> str:
    return f"{small}" if small == large else f"{small}, {large}"


if __name__ == "__main__":
    keeping("government", main)
