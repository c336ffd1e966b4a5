"""PostgreSQL is away for a while: pages say so, the log stays small, all comes back by itself."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

from bench.attack.browser import Watching
from bench.attack.databases import Postgres
from bench.attack.findings import Finding, checked, unless
from bench.attack.office import Office
from bench.attack.stage import Stage
from bench.attack.times import until

AWAY, BACK, LOG = 10.0, 30.0, 50_000


def attack(stage: Stage) -> Iterator[Finding]:
    """Stop PostgreSQL for ten seconds while people ask for pages."""
    if not isinstance(stage.database, Postgres):
        yield Finding("the database is away", 0, aside="SQLite is no server that could be away")
        return
    office = Office(stage)
    document = office.document()
    pages = ["/", f"/documents/{document.pk}/", "/documents/", "/procedures/", "/healthz"]
    watches = [Watching(office.browser, page) for page in pages]
    watches.append(Watching(stage.browser(), "/login/"))
    process = stage.site.process
    grown = taken_away(stage, stage.database, watches)
    yield from judged(watches)
    doubt = unless(grown < LOG, f"the log grew by {grown / 1000:.0f} kB")
    yield checked("the log stays small", doubt)
    yield from back(office, pages)
    is_there = process is not None and process.poll() is None
    yield checked("nothing had to be started again", unless(is_there, "the product has ended"))


def taken_away(stage: Stage, database: Postgres, watches: list[Watching]) -> int:
    """Let the database be away while people ask; return by how many bytes the log grew."""
    from django.db import connection

    connection.close()
    size = stage.site.log.stat().st_size
    with ExitStack() as stack:
        for watch in watches:
            stack.enter_context(watch)
        database.stop()
        try:
            time.sleep(AWAY)
            return stage.site.log.stat().st_size - size
        finally:
            database.start()


def judged(watches: list[Watching]) -> Iterator[Finding]:
    """Each page says that it is away for now, and when to come again."""
    for watch in watches:
        wrong = watch.others_than(200, 503)
        away = [each for each in watch.answers if each.status == 503]
        bare = [each for each in away if "retry-after" not in each.headers]
        doubts = (
            unless(away or watch.path == "/login/", "it was never said"),
            unless(not wrong, f"{len(wrong)} of {len(watch.answers)} were {sorted(set(wrong))}"),
            unless(not bare, f"{len(bare)} do not say when to come again"),
            unless(watch.slowest() < AWAY, f"took {watch.slowest():.0f} s"),
        )
        yield Finding(f"{re.sub('[0-9]+', '…', watch.path)} says so", 4, _said(doubts))


def _said(doubts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, doubts))


def _is_up(office: Office, page: str) -> bool:
    return office.browser.get(page).status == 200


def back(office: Office, pages: list[str]) -> Iterator[Finding]:
    """All answers again, and the worker works again."""
    from workflow.models import Untold

    for page in pages:
        up = until(partial(_is_up, office, page), seconds=BACK)
        doubt = unless(up, f"{page} does not come back")
        yield Finding("pages come back", 1, (doubt,) if doubt else ())
    office.document()
    told = until(lambda: not Untold.objects.exists(), seconds=60)
    doubt = unless(told, "it does not tell of deeds any more")
    yield Finding("the worker comes back", 1, (doubt,) if doubt else ())
