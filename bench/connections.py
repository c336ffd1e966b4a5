"""What servers make of connections on which little or nothing happens.

Run as `python -m bench.connections` with what requirements-bench.txt names: each server has the
office's data, two processes with four threads. First all are asked for the same pages in turns;
`to gunicorn` is how many pages a second each answers for one of gunicorn's threads. Then each
meets connections that are held and asks whether others are answered meanwhile, in milliseconds.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

from bench.tables import keeping
from bench.weights import HOST, cookies_of, filled

PORT = 8810
APPLICATION = "sopks.wsgi:application"
BIND = ("--host", HOST, "--port")
SERVERS: dict[str, tuple[str, ...]] = {
    "gunicorn, threads": (
        *("gunicorn", "--workers=2", "--threads=4", "--log-level=error", "--no-control-socket"),
        *(APPLICATION, f"--bind={HOST}:{{port}}"),
    ),
    "gunicorn with waitress (scripts/server.py)": (
        *("gunicorn", "--config=scripts/server.py", APPLICATION),
    ),
    "waitress, one process": (
        *("waitress", f"--listen={HOST}:{{port}}", "--threads=8", "--connection-limit=1000"),
        *("--asyncore-use-poll", APPLICATION),
    ),
    "granian": (
        *("granian", "--interface=wsgi", "--workers=2", "--blocking-threads=4", "--no-log"),
        *(*BIND, "{port}", APPLICATION),
    ),
    "uvicorn with a2wsgi": (
        *("uvicorn", "--workers=2", "--log-level=error", *BIND, "{port}"),
        "bench.plain_asgi:application",
    ),
}
PAGES = ("/", "/documents/", "/procedures/", "/login/")
ROUNDS, SECONDS, CLIENTS = 4, 3.0, 4
PATIENCE = 10.0  # seconds until an answer counts as none
LARGE = 20_000_000

HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BODY = b"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n\r\nusername=x"
READING = b"GET /static/large.bin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
HELD: dict[str, tuple[int, bytes]] = {
    "500 idle": (500, b""),
    "8 half headers": (8, HEAD),
    "64 half headers": (64, HEAD),
    "8 half bodies": (8, BODY),
    "64 half bodies": (64, BODY),
    "64 slow readers": (64, READING),
}


def main(names: Sequence[str]) -> None:
    """Start all, measure them in turns, then hold connections at each."""
    filled()
    from people.models import User
    from tests.pages import signed_in

    Path(os.environ["VAR_DIR"], "static", "large.bin").write_bytes(bytes(LARGE))
    cookies = cookies_of(signed_in(User.objects.get(username="staf")))
    ports = {name: PORT + number for number, name in enumerate(names)}
    with ExitStack() as stack:
        for name, port in ports.items():
            stack.enter_context(served(SERVERS[name], port))
        answered: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(ROUNDS):
            for name, port in ports.items():
                answered[name].append(pages_a_second(port, cookies))
        print(f"| server | pages a second | to gunicorn | {' | '.join(HELD)} |")
        print(f"|---|---:|---:|{'---:|' * len(HELD)}")
        first = median(answered[names[0]])
        for name, port in ports.items():
            pace = median(answered[name])
            told = " | ".join(others_wait(port, cookies, *held) for held in HELD.values())
            print(f"| {name} | {pace:.0f} | {pace / first:.2f} | {told} |", flush=True)


@contextmanager
def served(command: Sequence[str], port: int) -> Iterator[None]:
    """Serve until the block ends."""
    words = [word.replace("{port}", str(port)) for word in command]
    environment = {**os.environ, "PORT": str(port), "ALLOWED_HOSTS": "127.0.0.1 testserver"}
    server = subprocess.Popen(
        [sys.executable, "-m", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(150):
            if asked(port, "/healthz", "", 1.0) is not None:
                break
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()


def pages_a_second(port: int, cookies: str) -> float:
    """Ask for pages by several clients for some seconds."""
    end = time.perf_counter() + SECONDS
    with ThreadPoolExecutor(CLIENTS) as threads:
        return (
            sum(threads.map(lambda _: answers_until(end, port, cookies), range(CLIENTS))) / SECONDS
        )


def answers_until(end: float, port: int, cookies: str) -> int:
    """Ask for one page after the other; return how many came."""
    count = 0
    while time.perf_counter() < end:
        assert asked(port, PAGES[count % len(PAGES)], cookies, 30.0) is not None
        count += 1
    return count


def asked(port: int, path: str, cookies: str, patience: float) -> float | None:
    """Ask for a page; return the milliseconds that it took, None where it did not come."""
    began = time.perf_counter()
    asking = HTTPConnection(HOST, port, timeout=patience)
    try:
        asking.request("GET", path, headers={"Cookie": cookies})
        answer = asking.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return None
    finally:
        asking.close()
    return (time.perf_counter() - began) * 1000 if answer.status in {200, 302} else None


def others_wait(port: int, cookies: str, count: int, words: bytes) -> str:
    """Hold connections, ask for pages meanwhile, and tell the slowest."""
    held = [opened(port, words) for _ in range(count)]
    time.sleep(1)
    waits = [asked(port, path, cookies, PATIENCE) for path in ("/healthz", "/", "/documents/")]
    for each in held:
        each.close()
    time.sleep(1)
    times = [wait for wait in waits if wait is not None]
    return f"{max(times):.0f}" if len(times) == len(waits) else "none"


def opened(port: int, words: bytes) -> socket.socket:
    """Open a connection, say something, and nothing more."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(PATIENCE)
    connection.connect((HOST, port))
    connection.sendall(words)
    return connection


if __name__ == "__main__":
    keeping("connections", lambda names: main(names or list(SERVERS)))
