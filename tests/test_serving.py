"""The server in front of people who send half of something, far too much, or who wait."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from waitress.adjustments import Adjustments

from people.doers import Doer
from people.models import User
from sopks.lanes import Lane
from sopks.serving import (
    ADJUSTMENTS,
    BODY_SECONDS,
    CROWDED_SECONDS,
    HEADER_SECONDS,
    IDLE_SECONDS,
    SLOWEST,
    Channel,
    Parser,
)
from tests import make
from tests.served import HOST
from tests.serving import ask, served
from workflow.models import Document
from workflow.transition.turns import lock_document

pytestmark = pytest.mark.django_db(transaction=True)

HALF_A_HEADER = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
HALF_A_BODY = b"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n\r\nusername"
MB = 1024 * 1024


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The address of a server."""
    with served(tmp_path) as (_process, port):
        yield port


def opened(port: int, words: bytes) -> socket.socket:
    connection = socket.create_connection((HOST, port), timeout=60)
    connection.sendall(words)
    return connection


def test_half_of_a_request_and_connections_on_which_nothing_comes_hold_nobody_up(
    port: int,
) -> None:
    session = make.client(make.user()).cookies["sessionid"].value
    with ExitStack() as stack:
        for words, count in ((b"", 300), (HALF_A_HEADER, 32), (HALF_A_BODY, 32)):
            for _ in range(count):
                stack.enter_context(closing(opened(port, words)))
        answers = [ask(port, path, session)[0] for path in ("/healthz", "/", "/login/")]
    assert answers == [200, 200, 302]


def parts_of(size: int) -> Iterator[bytes]:
    for _ in range(size // MB):
        yield b"%x\r\n" % MB + bytes(MB) + b"\r\n"


def pushed(port: int, head: bytes, parts: Iterator[bytes]) -> tuple[int, bytes]:
    """Send as long as it is taken; return how many bytes went and what was answered."""
    sent = 0
    with closing(opened(port, head)) as sending:
        try:
            for part in parts:
                sending.sendall(part)
                sent += len(part)
        except OSError:
            pass
        answer = b""
        try:
            while received := sending.recv(65_536):
                answer += received
        except ConnectionResetError:
            pass
    return sent, answer


def test_400_megabytes_at_the_door_are_refused_and_not_taken(port: int) -> None:
    start = b"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    whole = (bytes(MB) for _ in range(400))
    for head, parts in (
        (b"Content-Length: 419430400\r\n\r\n", whole),
        (b"Transfer-Encoding: chunked\r\n\r\n", parts_of(400 * MB)),
    ):
        sent, answer = pushed(port, start + head, parts)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b"Connection: close" in answer
        assert sent < 50 * MB
    assert ask(port, "/login/")[0] == 200


def test_a_chunked_form_that_is_not_too_large_is_taken(port: int) -> None:
    body = b"5\r\nusern\r\n8\r\name=nobo\r\n0\r\n\r\n"
    head = b"POST /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    _sent, answer = pushed(port, head + b"Transfer-Encoding: chunked\r\n\r\n", iter([body]))
    assert answer.startswith((b"HTTP/1.1 403 ", b"HTTP/1.1 302 ", b"HTTP/1.1 404 "))


def test_a_header_without_end_is_refused(port: int) -> None:
    head = HALF_A_HEADER + b"X-Long: " + b"x" * 40_000
    assert pushed(port, head, iter([]))[1].startswith(b"HTTP/1.0 431 ")


@contextmanager
def locked(document: Document) -> Iterator[None]:
    """Keep the lock of a document, on SQLite that of all, as a deed does that takes very long."""
    is_held, may_let_go = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                lock_document(document, by=Doer(document.started_by, make.MONDAY))
                is_held.set()
                may_let_go.wait(timeout=120)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        holding = threads.submit(hold)
        assert is_held.wait(timeout=60)
        yield
        may_let_go.set()
        holding.result()


def test_who_waits_for_a_lock_keeps_no_others_from_their_desks(tmp_path: Path) -> None:
    task = make.task()
    holder: User = make.holder(task.position)
    session = make.client(holder).cookies["sessionid"].value
    other = make.client(make.user()).cookies["sessionid"].value
    path = f"/tasks/{task.pk}/take/"
    with (
        served(tmp_path, LOCK_SECONDS="10") as (_process, port),
        ThreadPoolExecutor(30) as threads,
    ):
        ask(port, "/", other)
        with locked(task.document):
            waiting = [threads.submit(ask, port, path, session, body="") for _ in range(30)]
            time.sleep(1)
            answers = [ask(port, each, other)[0] for each in ("/healthz", "/", "/healthz", "/")]
            still_waiting = [each for each in waiting if not each.done()]
            assert answers == [200] * 4
            assert len(still_waiting) > 15
            first = next(each.result() for each in waiting[:1])
        statuses = {each.result()[0] for each in waiting}
    assert (first[0], first[1]["Retry-After"]) == (503, "10")
    assert "Nothing was changed: go back and send it again in a moment." in first[2]
    assert statuses <= {503, 302, 409}


def parser(words: bytes) -> Parser:
    begun = Parser(Adjustments(**ADJUSTMENTS))
    begun.began_at = 1000.0
    begun.received(words[begun.received(words) :])
    return begun


def test_the_rest_of_a_header_is_waited_for_only_so_long() -> None:
    begun = parser(HALF_A_HEADER)
    latest = 1000 + HEADER_SECONDS
    assert [begun.is_overdue(at, HEADER_SECONDS) for at in (latest, latest + 1)] == [False, True]


def test_a_body_has_more_time_the_more_of_it_has_come() -> None:
    begun = parser(HALF_A_BODY)
    latest = 1000 + BODY_SECONDS + 8 / SLOWEST
    assert [begun.is_overdue(at, HEADER_SECONDS) for at in (latest, latest + 1)] == [False, True]
    begun.received(bytes(5 * SLOWEST))
    assert [begun.is_overdue(latest + more, HEADER_SECONDS) for more in (5, 6)] == [False, True]


@pytest.mark.parametrize("slashes", ["/", "//", "http://127.0.0.1/", "/%64ocuments/../"])
def test_no_way_of_writing_an_address_leads_into_another_lane(slashes: str) -> None:
    words = f"GET {slashes}documents/7/slip.pdf?paper=a4 HTTP/1.1\r\n\r\n".encode()
    expected = Lane.READING if ".." in slashes else Lane.HEAVY  # nothing is at that address
    assert parser(words).lane is expected


class Line:
    """A server's list of its connections."""

    def __init__(self) -> None:
        self.active_channels: dict[int, Channel] = {}


def test_a_connection_is_kept_while_something_goes_on_and_shorter_in_a_crowd() -> None:
    ours, theirs = socket.socketpair()
    with closing(theirs):
        channel: Any = Channel(Line(), ours, ("", 0), Adjustments(**ADJUSTMENTS), map={})
        channel.last_activity = 1000.0
        for crowded, allowed in ((False, IDLE_SECONDS), (True, CROWDED_SECONDS)):
            ends = [channel.is_overdue(1000 + allowed + more, crowded=crowded) for more in (0, 1)]
            assert ends == [False, True]
        channel.requests = [parser(HALF_A_HEADER)]
        assert not channel.is_overdue(9000, crowded=True)
        channel.total_outbufs_len = 1
        assert channel.is_overdue(9000, crowded=False)
        channel.handle_close()
