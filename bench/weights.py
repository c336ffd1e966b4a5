"""What each page weighs and asks of the database, as the real server sends it.

Run as `python -m bench.weights`: it fills a database of its own with the office's data, serves it
with gunicorn as ./run does and prints a table.
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import django

from bench.tables import keeping

HOST, PORT = "127.0.0.1", 8797
FILES = re.compile(r'<(?:link rel="(?:icon|stylesheet)"|script)[^>]*?(?:href|src)="(/static/[^"]+)')
KB = 1000


def main() -> None:
    """Fill a database, serve it, measure."""
    things = filled()
    from tests.browser.states import STATES

    print("| page | who | answer | kB | sent kB | first load kB | queries |")
    print("|---|---|---:|---:|---:|---:|---:|")
    with served():
        for state in STATES:
            if state.post is None:
                print(f"| `{state.path}` | {state.who} | {measured(state, things)} |", flush=True)


def filled() -> dict[str, str]:
    """Set Django up on a database of its own and fill it; return what the paths of pages name."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "sopks.settings",
        "VAR_DIR": tempfile.mkdtemp(),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": f"testserver {HOST}",
        "DEMO": "1",
        "HTTPS": "0",
        "HOST": HOST,
    }
    django.setup()
    from django.core.management import call_command

    from tests.browser.states import world

    call_command("migrate", verbosity=0)
    call_command("load_office", verbosity=0, stdout=StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    return world()


@contextmanager
def served(
    application: str = "sopks.wsgi:application", port: int = PORT
) -> Iterator[subprocess.Popen[bytes]]:
    """Serve as ./run does, until the block ends."""
    command = [sys.executable, "-m", "gunicorn", "--config", "scripts/server.py", application]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, env={**os.environ, "PORT": str(port)}
    )
    try:
        for _ in range(100):
            time.sleep(0.2)
            try:
                sent("/healthz", "", port)
            except ConnectionRefusedError:
                continue
            break
        yield server
    finally:
        server.terminate()
        server.wait()


def measured(state: Any, things: dict[str, str]) -> str:
    """Return the status, the page's size, its bytes sent, those of a first load, its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from people.models import User
    from tests.pages import signed_in

    path = state.path.format(**things)
    client = signed_in(User.objects.get(username=state.who)) if state.who else Client()
    status, body = sent(path, cookies_of(client))
    page = gzip.decompress(body)
    files = {each: len(sent(each, "")[1]) for each in FILES.findall(page.decode())}
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    sizes = (len(page), len(body), len(body) + sum(files.values()))
    weights = " | ".join(f"{size / KB:.1f}" for size in sizes)
    return f"{status} | {weights} | {len(asked)}"


def cookies_of(client: Any) -> str:
    """Return the cookies of a client as a browser sends them."""
    return "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())


def sent(path: str, cookies: str, port: int = PORT) -> tuple[int, bytes]:
    """Ask the server as a browser does over plain HTTP; return the status and the bytes sent."""
    asking = http.client.HTTPConnection(HOST, port)
    asking.request("GET", path, headers={"Accept-Encoding": "gzip, deflate", "Cookie": cookies})
    answer = asking.getresponse()
    body = answer.read()
    asking.close()
    return answer.status, body


if __name__ == "__main__":
    keeping("weights", lambda _: main())
