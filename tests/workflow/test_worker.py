"""The worker in the background: alone at its work, and its place free again when it is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.db import connection
from pytest_django.fixtures import Settings

from procedures.models import Book
from procedures.printing.book import kept_book
from tests import make
from workflow.management.alone import LockLost, SomebodyElse, alone
from workflow.management.duties import AFTER_TROUBLE, Duty, Round

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)
PATIENCE = 60  # seconds


@pytest.fixture
def _own_place(settings: Settings, tmp_path: Path) -> None:
    """Keep SQLite's lock apart from that of a worker of this computer."""
    settings.VAR_DIR = tmp_path


def surroundings() -> dict[str, str]:
    """Return the environment of a process that works on the database of the tests."""
    made = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{made['NAME']}"
    else:
        host = str(made["HOST"]).replace("/", "%2F")
        word = f":{made['PASSWORD']}" if made["PASSWORD"] else ""
        port = f":{made['PORT']}" if made["PORT"] else ""
        url = f"postgres://{made['USER']}{word}@{host}{port}/{made['NAME']}"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "VAR_DIR": str(django_settings.VAR_DIR),
        "SECRET_KEY": django_settings.SECRET_KEY,
        "PATH": path,
    }


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[str]]:
    """Start a program on the database of the tests; it is gone at the end."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def worker(*arguments: str) -> Any:
    return started(sys.executable, "manage.py", "worker", *arguments)


def is_somebody_at_work() -> bool:
    try:
        with alone():
            return False
    except SomebodyElse:
        return True


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def nobody_is_at_work() -> bool:
    return not is_somebody_at_work()


@pytest.mark.usefixtures("transactional_db", "_own_place")
def test_second_worker_waits_for_the_first_to_end() -> None:
    with alone(), worker() as second:
        assert second.stdout is not None
        told = "Another worker is at work; waiting for it to end.\n"
        assert second.stdout.readline() == told
    with worker() as second:
        wait_for(is_somebody_at_work)
        second.send_signal(signal.SIGTERM)
        assert second.wait(PATIENCE) == 0


@pytest.mark.usefixtures("transactional_db", "_own_place")
def test_worker_that_is_to_end_does_not_wait() -> None:
    with alone(), worker("--once") as second:
        said, _ = second.communicate(timeout=PATIENCE)
        assert (second.returncode, said) == (1, "CommandError: Another worker is at work.\n")


@pytest.mark.usefixtures("transactional_db", "_own_place")
def test_worker_that_was_killed_leaves_its_place_to_the_next() -> None:
    with worker() as first:
        wait_for(is_somebody_at_work)
        first.kill()
        first.wait()
        wait_for(nobody_is_at_work)
    with worker("--once") as next_one:
        assert next_one.wait(PATIENCE) == 0


@pytest.mark.usefixtures("transactional_db", "_own_place")
def test_worker_ends_by_itself_when_it_has_lost_its_place() -> None:
    with alone() as still_held:
        still_held()
        if connection.vendor != "postgresql":
            return  # a file is not lost
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        with pytest.raises(LockLost):
            still_held()


@pytest.mark.usefixtures("transactional_db", "_own_place")
def test_keeper_starts_a_worker_that_fell_again_and_ends_with_its_parent() -> None:
    script = "setpriv --pdeathsig KILL scripts/keep-worker & exec sleep 600"
    with started("bash", "-c", script) as parent:
        wait_for(is_somebody_at_work)
        os.kill(_only_child(_only_child(parent.pid)), signal.SIGKILL)
        wait_for(nobody_is_at_work)
        wait_for(is_somebody_at_work)
        parent.kill()
        wait_for(nobody_is_at_work)


def _only_child(pid: int) -> int:
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


@pytest.mark.usefixtures("transactional_db", "_own_place")
def test_book_that_a_killed_worker_had_begun_is_finished_by_the_next() -> None:
    unit = make.unit()
    for _ in range(3):
        make.version(of=unit)
    book = make.book(unit)

    def begun() -> int:
        return Book.objects.get(pk=book.pk).done

    with worker() as first:
        wait_for(lambda: begun() >= 1)
        first.kill()
        first.wait()
    left = Book.objects.get(pk=book.pk)
    assert (left.state, 1 <= left.done <= 3) == ("ordered", True)
    with worker("--once") as next_one:
        assert next_one.wait(PATIENCE) == 0
    finished = Book.objects.get(pk=book.pk)
    assert finished.state == "made"
    assert finished.pages[: len(left.pages)] == left.pages
    assert kept_book(finished.fingerprint) is not None


@pytest.mark.usefixtures("transactional_db", "_own_place")
def test_worker_deletes_the_sessions_that_have_ended() -> None:
    now = datetime.now(tz=UTC)
    for name, ends_at in (("ended", now - timedelta(days=1)), ("open", now + timedelta(days=1))):
        Session.objects.create(session_key=name, session_data="", expire_date=ends_at)
    with worker("--once") as once:
        assert once.wait(PATIENCE) == 0
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


class Work:
    """A heap of pieces, done one by one."""

    def __init__(self, pieces: int, *, goes_wrong: bool = False) -> None:
        self.pieces = pieces
        self.goes_wrong = goes_wrong
        self.done: list[datetime] = []

    def act(self, at: datetime) -> bool:
        self.done.append(at)
        if self.goes_wrong:
            raise ValueError("broken")
        self.pieces -= 1
        return self.pieces > 0


MINUTE = timedelta(minutes=1)


def test_duties_take_turns_piece_by_piece_and_rest_when_nothing_waits() -> None:
    long, short = Work(3), Work(1)
    turns = Round([Duty("long", long.act, MINUTE), Duty("short", short.act, MINUTE)])
    assert [turns.go(NOW) for _ in range(4)] == [True, True, False, False]
    assert (len(long.done), len(short.done)) == (3, 1)
    assert turns.go(NOW + MINUTE - timedelta(seconds=1)) is False
    assert (len(long.done), len(short.done)) == (3, 1)
    turns.go(NOW + MINUTE)
    assert (len(long.done), len(short.done)) == (4, 2)


def test_duty_that_goes_wrong_is_told_and_leaves_the_others_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, sound = Work(1, goes_wrong=True), Work(2)
    rest = timedelta(seconds=1)
    turns = Round([Duty("broken", broken.act, rest), Duty("sound", sound.act, rest)])
    assert [turns.go(NOW), turns.go(NOW)] == [True, False]
    assert (len(broken.done), len(sound.done)) == (1, 2)
    assert [record.message for record in caplog.records] == [
        "The worker could not do its duty: broken"
    ]
    turns.go(NOW + AFTER_TROUBLE - timedelta(seconds=1))
    assert len(broken.done) == 1
    turns.go(NOW + AFTER_TROUBLE)
    assert len(broken.done) == 2
