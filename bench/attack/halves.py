"""Requests that come half, slowly, endlessly or not at all: others are still answered."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress

from bench.attack.browser import HOST, TOKEN, Watching
from bench.attack.findings import Finding, checked, unless
from bench.attack.stage import Stage

HEADER = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = (
    b"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken=" + TOKEN.encode() + b"\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nusername="
)
ENDLESS = (
    f"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken={TOKEN}\r\n"
    "Content-Type: multipart/form-data; boundary=x\r\n"
)
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
WATCHED, MOST_SECONDS, SLOW = 10.0, 60.0, 5.0
WHOLE, TAKEN = 400_000_000, 32_000_000
PIECE = b"0" * 65_536


def attack(stage: Stage) -> Iterator[Finding]:
    """Open connections that only hold on to the server, and watch a desk meanwhile."""
    for count in (8, 64):
        yield held(stage, f"{count} halves of headers", HEADER, count)
        yield held(stage, f"{count} halves of forms", BODY, count)
    yield held(stage, "500 connections that say nothing", b"", 500)
    yield endless(stage, "400 MB to /login/", f"Content-Length: {WHOLE}")
    yield endless(stage, "400 MB to /login/ without a length", "Transfer-Encoding: chunked")


def held(stage: Stage, what: str, begun: bytes, count: int) -> Finding:
    """Hold so many connections for some seconds, a letter now and then; judge a desk meanwhile."""
    from people.models import User

    browser = stage.browser(User.objects.get(username="staf"), timeout=20)
    with Watching(browser, "/") as desk, ExitStack() as stack:
        slow = [stack.enter_context(closing(opened(stage.site.port))) for _ in range(count)]
        for each in slow:
            _said(each, begun)
        end = time.monotonic() + WATCHED
        while time.monotonic() < end:
            time.sleep(1)
            for each in slow if begun else ():
                _said(each, b"a")
    return checked(what, desk.doubt(SLOW))


def opened(port: int) -> socket.socket:
    return socket.create_connection((HOST, port), timeout=10)


def _said(to: socket.socket, letters: bytes) -> None:
    with suppress(OSError):  # the server has had enough of it, as it should
        to.sendall(letters)


def endless(stage: Stage, what: str, length: str) -> Finding:
    """Send without end: lost where much of it was taken, or the answer does not say too much."""
    is_chunked = "chunked" in length
    refusals = {400, 403, 411, 413} if is_chunked else {413}  # no length is a reason of its own
    with closing(opened(stage.site.port)) as to:
        _said(to, f"{ENDLESS}{length}\r\n\r\n".encode())
        _said(to, _piece(PART, is_chunked=is_chunked))
        taken = poured(to, _piece(PIECE, is_chunked=is_chunked))
        status = answered(to)
    return checked(
        what,
        unless(taken < TAKEN, f"{taken / 1e6:.0f} MB were taken"),
        unless(status in refusals, f"answered {status or 'nothing'}"),
    )


def _piece(content: bytes, *, is_chunked: bool) -> bytes:
    return b"%x\r\n%s\r\n" % (len(content), content) if is_chunked else content


def poured(to: socket.socket, piece: bytes) -> int:
    """Send the piece again and again until the server answers, hangs up or has taken it all."""
    taken, end = 0, time.monotonic() + MOST_SECONDS
    to.settimeout(10)
    while taken < WHOLE and time.monotonic() < end:
        if select.select([to], [], [], 0)[0]:
            break
        try:
            to.sendall(piece)
        except OSError:
            break
        taken += len(piece)
    return taken


def answered(to: socket.socket) -> int:
    """Return the status of the answer, 0 where none came."""
    try:
        line = to.recv(100).split()
    except OSError:
        return 0
    return int(line[1]) if len(line) > 1 and line[1].isdigit() else 0
