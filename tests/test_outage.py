"""A database that is away for a while: said on every page, in few lines, and over by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.postgres import Postgres, postgres
from tests.served import HOST, ROOT
from tests.serving import Answer, ask, served
from tests.test_settings import KEY

PATIENCE = 120  # seconds
SIGN_IN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from people.models import User
user = User.objects.filter(username='admin').first()
user = user or User.objects.create_superuser('admin')
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = 'django.contrib.auth.backends.ModelBackend'
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    """A database with its tables."""
    with postgres() as ours:
        yield ours


@pytest.fixture
def environment(database: Postgres, tmp_path: Path) -> dict[str, str]:
    ours = {
        "DATABASE_URL": database.url,
        "SECRET_KEY": KEY,
        "VAR_DIR": str(tmp_path),
        "HTTPS": "0",
        "CONNECT_SECONDS": "2",
    }
    run("migrate", "-v0", environment=ours)
    return ours


def run(*words: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def signed_in(environment: dict[str, str]) -> str:
    """Return the session of somebody who has signed in."""
    return run("shell", "-v0", "-c", SIGN_IN, environment=environment).strip()


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def test_every_page_says_that_the_database_is_away_and_is_back_when_it_is(
    database: Postgres, environment: dict[str, str], tmp_path: Path
) -> None:
    session = signed_in(environment)
    pages = ("/", "/documents/", "/admin/", "/procedures/bring-in/", "/nothing", "/healthz")
    with served(tmp_path, **environment) as (_process, port):
        before = {path: ask(port, path, session)[0] for path in pages}
        database.stop()
        away = {path: ask(port, path, session) for _ in range(20) for path in pages}
        login = ask(port, "/login/", body="username=admin&password=x")
        open_page = ask(port, "/login/")[0]
        database.start()
        after = {path: ask(port, path, session)[0] for path in pages}
    assert before == {**dict.fromkeys(pages, 200), "/nothing": 404}
    assert {path: answer[0] for path, answer in away.items()} == dict.fromkeys(pages, 503)
    assert {answer[1].get("Retry-After") for answer in away.values()} == {"10"}
    assert "SOPKS comes back by itself as soon as its database does." in away["/"][2]
    assert (login[0], open_page) == (503, 200)
    assert after == before
    assert_told_once(tmp_path / "log")


FORMS = {
    "/documents/start/satuan-kerja-perangkat-daerah/KS-01/": "",
    "/notices/": "",
    "/password/": "old_password=x",
    "/logout/": "",
    "/admin/people/user/add/": "username=x",
    "/nothing": "",
}


def test_whatever_somebody_sends_or_asks_for_meanwhile_is_answered_with_come_again(
    database: Postgres, environment: dict[str, str], tmp_path: Path
) -> None:
    session = signed_in(environment)
    (tmp_path / "static").mkdir(exist_ok=True)
    (tmp_path / "static" / "page.css").touch()
    with served(tmp_path, **environment) as (_process, port):
        database.stop()  # before the first request: no connection has ever stood
        sent = {path: ask(port, path, session, body=body) for path, body in FORMS.items()}
        without_token = asked_plainly(
            port, "/documents/start/satuan-kerja-perangkat-daerah/KS-01/", session
        )
        login = ask(port, "/login/", session)
        style = ask(port, "/static/page.css", session)[0]
        database.start()
    assert {path: answer[0] for path, answer in sent.items()} == dict.fromkeys(FORMS, 503)
    assert (without_token[0], login[0], style) == (503, 503, 200)
    waits = [answer for answer in (*sent.values(), without_token, login) if answer[0] == 503]
    assert {answer[1].get("Retry-After") for answer in waits} == {"10"}
    assert {"SOPKS comes back by itself" in answer[2] for answer in waits} == {True}
    assert_told_once(tmp_path / "log")


def asked_plainly(port: int, path: str, session: str) -> Answer:
    """Send a form without what a page of ours would bring along."""
    with closing(HTTPConnection(HOST, port, timeout=60)) as asked:
        cookies = f"sessionid={session}; django_language=en"
        asked.request("POST", path, "subject=x", {"Cookie": cookies})
        answer = asked.getresponse()
        return answer.status, dict(answer.headers), answer.read().decode()


NARROW = """
from django.db import connection
connection.cursor().execute("CREATE ROLE narrow LOGIN CONNECTION LIMIT 0")
"""


def test_too_many_connections_are_a_database_that_is_busy_not_one_that_is_away(
    database: Postgres, environment: dict[str, str], tmp_path: Path
) -> None:
    run("shell", "-v0", "-c", NARROW, environment=environment)
    narrow = {**environment, "DATABASE_URL": database.url.replace("sopks@", "narrow@")}
    with served(tmp_path, **narrow) as (_process, port):
        status, headers, page = ask(port, "/", "a" * 32)
    assert (status, headers["Retry-After"]) == (503, "10")
    assert "The database is busy with others." in page
    log = (tmp_path / "log").read_text()
    assert ("Waited too long for the database at /" in log, "be reached" in log) == (True, False)


def assert_told_once(log: Path) -> None:
    """The cause stands in the log in one line, with nothing about each page."""
    lines = log.read_text().splitlines()
    told = [line for line in lines if "The database cannot be reached: " in line]
    assert len(told) == 1, lines
    assert "Traceback" not in "".join(lines)
    assert len(lines) < 10


def test_worker_waits_for_its_database_and_goes_on(
    database: Postgres, environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker"],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=out,
            stderr=out,
        )
    try:
        wait_for(lambda: is_at_work(environment))
        database.stop()
        wait_for(lambda: "The worker waits for its database: " in log.read_text())
        time.sleep(3)
        database.start()
        wait_for(lambda: is_at_work(environment))
        assert worker.poll() is None
    finally:
        worker.kill()
        worker.wait()
    assert len(log.read_text().splitlines()) == 1


def is_at_work(environment: dict[str, str]) -> bool:
    """Whether a worker holds its place at the database."""
    count = 'from django.db import connection as c; k = c.cursor(); k.execute("SELECT count(*)'
    count += " FROM pg_locks WHERE locktype = 'advisory'\"); print(k.fetchone()[0])"
    return run("shell", "-v0", "-c", count, environment=environment).strip() == "1"
