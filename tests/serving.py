"""The real server, as ./run starts it, for tests that need one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
TOKEN = "a" * 32
"""What a form brings along against requests from elsewhere, in its cookie as in itself."""

Answer = tuple[int, dict[str, str], str]


def database_url() -> str:
    """Return the address of the test's own database."""
    ours = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{ours['NAME']}"
    return f"postgres://{ours['USER']}@{quote(ours['HOST'], safe='')}/{ours['NAME']}"


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


@contextmanager
def served(var_dir: Path, **variables: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Serve the test's own database until the block ends; what is logged lies in `var_dir`/log."""
    port = free_port()
    (var_dir / "static").mkdir(exist_ok=True)
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(var_dir),
        "SECRET_KEY": settings.SECRET_KEY,
        "HTTPS": "0",
        "HOST": HOST,
        "PORT": str(port),
        **variables,
    }
    command = [sys.executable, "-m", "gunicorn", "--config=scripts/server.py"]
    with (var_dir / "log").open("ab") as log:
        process = subprocess.Popen(
            [*command, "sopks.wsgi:application"],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(port)
        yield process, port
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(300):
        with closing(HTTPConnection(HOST, port, timeout=20)) as asked:
            try:
                asked.request("GET", "/healthz")
                asked.getresponse().read()
            except OSError:
                time.sleep(0.2)
            else:
                return
    pytest.fail("the server does not answer")


def ask(
    port: int, path: str, session: str = "", *, body: str | None = None, patience: float = 60
) -> Answer:
    """Ask for a page, or post a form; return its status, its headers and its text."""
    headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}; django_language=en"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = f"csrfmiddlewaretoken={TOKEN}&{body}"
    with closing(HTTPConnection(HOST, port, timeout=patience)) as asked:
        asked.request("GET" if body is None else "POST", path, body, headers)
        answer = asked.getresponse()
        return answer.status, dict(answer.headers), answer.read().decode(errors="replace")
