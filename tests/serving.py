"""The real server, as ./run starts it, for tests that need one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests.served import HOST, serving

TOKEN = "a" * 32
"""What a form brings along against requests from elsewhere, in its cookie as in itself."""

Answer = tuple[int, dict[str, str], str]


def database_url() -> str:
    """Return the address of the test's own database."""
    ours = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{ours['NAME']}"
    return f"postgres://{ours['USER']}@{quote(ours['HOST'], safe='')}/{ours['NAME']}"


@contextmanager
def served(var_dir: Path, **variables: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Serve the test's own database until the block ends; what is logged lies in `var_dir`/log."""
    (var_dir / "static").mkdir(exist_ok=True)
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(var_dir),
        "SECRET_KEY": settings.SECRET_KEY,
        "HTTPS": "0",
        "HOST": HOST,
        **variables,
    }
    with serving({**os.environ, **environment}, var_dir / "log") as (port, process):
        yield process, port


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
