"""Processes are killed while people work: what was answered is there, once and whole."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

from bench.attack.databases import Postgres
from bench.attack.findings import Finding, unless
from bench.attack.office import Office
from bench.attack.stage import Stage
from bench.attack.times import until
from bench.attack.working import Clerk, Deed, lost

CLERKS, KILLS, PAUSE, BACK = 4, 4, 1.2, 60.0


def attack(stage: Stage) -> Iterator[Finding]:
    """Kill one kind of process after the other."""
    yield from killing(stage, "a process of the server", partial(_kill_server, stage))
    yield from killing(stage, "the worker in the background", partial(_kill_worker, stage))
    yield from books(stage)
    if isinstance(stage.database, Postgres):
        database = stage.database
        yield from killing(stage, "a process of PostgreSQL", database.kill_backend)
        yield from killing(stage, "all of PostgreSQL", partial(_kill_database, database), kills=2)
    yield from killing(stage, "all of the product", partial(_kill_all, stage), kills=1)


def killing(
    stage: Stage, what: str, kill: Callable[[int], object], *, kills: int = KILLS
) -> Iterator[Finding]:
    """Let people work while something is killed again and again; then compare."""
    done = worked(stage, kill, kills)
    yield Finding(f"{what} is killed: answered deeds are on record", len(done), tuple(lost(done)))
    up = until(lambda: stage.browser().get("/healthz").status == 200, seconds=BACK)
    told = until(_is_all_told, seconds=BACK)
    doubts = (
        unless(up, "the product does not answer any more"),
        unless(told, "the worker does not tell of deeds any more"),
        stage.whole() if up else "",
    )
    found = tuple(filter(None, doubts))
    yield Finding(f"{what} was killed: all is whole and goes on", 3, found)


def worked(stage: Stage, kill: Callable[[int], object], kills: int) -> list[Deed]:
    """Let clerks work, kill, and return what they were answered as done."""
    from django.db import connection

    office = Office(stage)
    clerks = [Clerk(office.browser, office.start, number) for number in range(CLERKS)]
    is_over = Event()
    connection.close()
    with ThreadPoolExecutor(CLERKS) as threads:
        working = [threads.submit(clerk.work, is_over) for clerk in clerks]
        for number in range(kills):
            time.sleep(PAUSE)
            kill(number)
        time.sleep(2 * PAUSE)
        is_over.set()
        return [deed for each in working for deed in each.result()]


def _kill_server(stage: Stage, number: int) -> None:
    servers = stage.site.servers()
    if servers:
        os.kill(servers[number % len(servers)], signal.SIGKILL)


def _kill_worker(stage: Stage, _number: int) -> None:
    until(stage.site.workers, seconds=5, pause=0.1)
    time.sleep(1)  # it has loaded all and is at work
    for worker in stage.site.workers():
        os.kill(worker, signal.SIGKILL)


def _kill_database(database: Postgres, _number: int) -> None:
    database.kill()
    database.start()


def _kill_all(stage: Stage, _number: int) -> None:
    stage.site.kill()
    stage.site.start()


def _is_all_told() -> bool:
    from django.db import OperationalError, connection

    from workflow.models import Untold

    try:
        return not Untold.objects.exists()
    except OperationalError:  # of a database that was killed
        connection.close()
        return False


def books(stage: Stage) -> Iterator[Finding]:
    """Kill the worker while it makes a book: the next one makes it."""
    from procedures.models import Book, Procedure

    admin = stage.admin()
    unit = Procedure.objects.get(code="KS-08").unit
    form = admin.form("/procedures/books/", "/procedures/books/").filled(unit=str(unit.pk))
    ordered = admin.send(form.filled(paper="f4"))
    for number in range(2):
        _kill_worker(stage, number)
    made = until(lambda: not Book.objects.get(pk=ordered.key).is_waiting, seconds=120)
    book = Book.objects.get(pk=ordered.key)
    printed = admin.get(f"/procedures/books/{book.pk}/book.pdf")
    doubts = (
        unless(made, "it still waits"),
        unless(printed.body.startswith(b"%PDF"), f"answered {printed.status}, {book.state}"),
    )
    yield Finding("the worker is killed at a book: it is made", 2, tuple(filter(None, doubts)))
