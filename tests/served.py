"""A real server with a database and a folder of its own, and a browser without scripts."""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
PASSWORD = "coba-coba-dulu"
OFFICE = "satuan-kerja-perangkat-daerah"  # what the demonstration's office is called in addresses


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def office_in(folder: Path, code: Path = ROOT, **variables: str) -> dict[str, str]:
    """Make an office's database and files in a folder; return the environment that serves them.

    `code` is the clone whose application does so.
    """
    ours = {"VAR_DIR": str(folder), "SECRET_KEY": secrets.token_urlsafe(50), "HTTPS": "0"}
    ours |= {"DEMO": "1", "DEMO_PASSWORD": PASSWORD, "HOST": HOST, "PYTHONWARNINGS": "default"}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if code == ROOT:  # so that no style has to be collected and compressed first
        ours["DJANGO_SETTINGS_MODULE"] = "tests.served_settings"
    environment = {**kept, **ours, **variables}
    for command in (["migrate", "--verbosity=0"], ["load_office"]):
        manage(environment, *command, code=code)
    (folder / "static").mkdir(exist_ok=True)
    return environment


def manage(environment: Mapping[str, str], *command: str, code: Path = ROOT) -> str:
    """Run a command of the application; return what it says."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=code,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def served(environment: Mapping[str, str], log: Path) -> Iterator[int]:
    """Serve as ./run does, until the block ends; give the port."""
    with serving(environment, log) as (port, _server):
        yield port


@contextmanager
def serving(
    environment: Mapping[str, str], log: Path, code: Path = ROOT
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve as ./run does, until the block ends; give the port and the server."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "scripts/server.py"]
    with log.open("wb") as written:
        server = subprocess.Popen(
            [*command, "sopks.wsgi:application"],
            cwd=code,
            env={**environment, "PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=written,
            start_new_session=True,
        )
    try:
        wait_for(port)
        yield port, server
    finally:
        server.terminate()
        server.wait(timeout=60)


def wait_for(port: int) -> None:
    """Wait until a server answers, whatever it says."""
    for _ in range(300):
        try:
            Browser(port).get("/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server does not answer")


@dataclass(frozen=True)
class Page:
    """One answer."""

    status: int
    body: bytes
    location: str

    @property
    def text(self) -> str:
        """The answer as text."""
        return self.body.decode(errors="replace")


@dataclass
class Browser:
    """Somebody's browser: keeps cookies and sends forms, and follows nothing."""

    port: int
    cookies: dict[str, str] = field(default_factory=lambda: {"django_language": "en"})

    def get(self, path: str) -> Page:
        """Ask for a page."""
        return self._ask("GET", path, b"", "")

    def post(
        self, path: str, fields: Mapping[str, str] | None = None, **files: bytes | None
    ) -> Page:
        """Send a form with files."""
        boundary = secrets.token_hex(16)
        token = self.cookies.setdefault("csrftoken", "a" * 32)
        parts = [
            f'name="{name}"\r\n\r\n{value}'.encode()
            for name, value in {"csrfmiddlewaretoken": token, **(fields or {})}.items()
        ]
        parts += [
            f'name="{name}"; filename="{name}.pdf"\r\n\r\n'.encode() + content
            for name, content in files.items()
            if content is not None
        ]
        lead = f"--{boundary}\r\nContent-Disposition: form-data; ".encode()
        body = b"".join(lead + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={boundary}")

    def sign_in(self, username: str) -> Page:
        """Sign in as somebody of the demonstration."""
        return self.post("/login/", {"username": username, "password": PASSWORD})

    def start_document(self, code: str, subject: str, content: bytes) -> int:
        """Start a document with a file and send it off; return its number."""
        facts = {"subject": subject, "sensitivity": "ordinary"}
        kept = self.post(f"/documents/start/{OFFICE}/{code}/", facts, uploads=content)
        sent = self.post(kept.location)
        found = re.fullmatch(r"/documents/(\d+)/", sent.location)
        assert found, (kept.status, kept.location, sent.status, sent.location)
        return int(found[1])

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> Page:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, **({"Content-Type": kind} if kind else {})}
        connection = HTTPConnection(HOST, self.port, timeout=60)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            page = Page(answer.status, answer.read(), answer.headers.get("Location", ""))
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: each.value for name, each in SimpleCookie(line).items()}
        return page
