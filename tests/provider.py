"""A real provider of identities (OpenID Connect) in a process of its own, and broken ones."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests

from people.identities import Provider
from tests.served import free_port


def settings_of(url: str, **fields: Any) -> Provider:
    """Say how SOPKS signs people in there."""
    stated: dict[str, Any] = {
        "url": url,
        "name": "Akun Pemda",
        "client_id": "sopks",
        "secret": "rahasia-klien",
        "nip_claim": "nip",
        "scopes": ("openid", "profile", "email"),
        "asks_second_factor": False,
    }
    return Provider(**{**stated, **fields})


@dataclass(frozen=True)
class RealProvider:
    """A provider that runs, and the people whom it knows."""

    url: str

    def knows(self, sub: str, **claims: Any) -> None:
        """Let it know somebody, with what it tells of them."""
        answer = requests.put(f"{self.url}/users/{sub}", json=claims, timeout=20)
        assert answer.status_code == 204, answer.text

    def sign_in(self, address: str, sub: str) -> str:
        """Sign in there as somebody does in a browser; return where it leads back to."""
        answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=20)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


@contextmanager
def running_provider(log: Path) -> Iterator[RealProvider]:
    """Run a provider until the block ends; it demands a nonce."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock"]
    with log.open("wb") as written:
        server = subprocess.Popen(
            [*command, "--port", str(port), "--require-nonce"], stdout=written, stderr=written
        )
    try:
        _wait_for(port, server)
        yield RealProvider(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the provider has ended"
        try:
            asked = HTTPConnection("127.0.0.1", port, timeout=10)
            asked.request("GET", "/.well-known/openid-configuration")
            assert asked.getresponse().status == 200
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            asked.close()
    raise AssertionError("the provider does not answer")


@dataclass(frozen=True)
class Answering:
    """A server that answers everything alike, and what it was asked."""

    url: str
    asked: list[str]


@contextmanager
def answering(status: int, body: bytes, *, slow: bool = False) -> Iterator[Answering]:
    """Run a server that answers everything so, until the block ends.

    A slow one sends one byte after the other, for ever.
    """
    ended = threading.Event()
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)
            while slow and not ended.wait(0.2):
                self.wfile.write(b" ")

        do_POST = do_GET  # noqa: N815 # the name that the server looks for

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Answering(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
