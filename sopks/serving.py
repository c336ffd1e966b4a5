"""The server's worker: gunicorn looks after the processes, waitress after the connections.

A request comes to a thread when all of it is there, and the thread is free again before all of the
answer is taken: who sends half a request, nothing at all, or reads slowly, holds a connection and
nothing that others need.
"""

from __future__ import annotations

import copy
import math
import os
import socket
import time
from typing import Any

from gunicorn.workers.base import Worker
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.utilities import RequestEntityTooLarge
from waitress.wasyncore import loop

from sopks.lanes import Lane, Lanes, lane_of

KB, MB = 1024, 1024 * 1024
CONNECTIONS = 1000  # of a process
IDLE_SECONDS = 20
HEADER_SECONDS = 15
BODY_SECONDS = 60
SLOWEST = 8 * KB  # bytes a second: a longer body has more time
CROWDED = CONNECTIONS // 2
CROWDED_SECONDS = 2  # what a crowded server lets pass for an idle connection, or for a header
LOOK_SECONDS = 1
PARTING_SECONDS = 2

ADJUSTMENTS: dict[str, Any] = {
    "asyncore_use_poll": True,
    "connection_limit": CONNECTIONS,
    "channel_timeout": IDLE_SECONDS,
    "cleanup_interval": LOOK_SECONDS,
    "clear_untrusted_proxy_headers": False,  # BEHIND_PROXY says whether they are believed
    "ident": None,
    "inbuf_overflow": 128 * KB,  # what is longer lies in a file
    "max_request_header_size": 32 * KB,
    "outbuf_high_watermark": 1024 * MB,  # no thread waits for a slow reader
    "recv_bytes": 64 * KB,
}


class Parser(HTTPRequestParser):
    """Takes a request apart; a body is read no further than its address takes."""

    lane = Lane.READING
    is_left_unread = False

    def __init__(self, adj: Adjustments) -> None:
        super().__init__(adj)
        self.began_at = time.time()

    def parse_header(self, header_plus: bytes) -> None:
        """Learn what the request is, and so how much may come after it."""
        from sopks.bodies import most_bytes  # gunicorn loads us before the application

        super().parse_header(header_plus)
        path = "/" + self.path.lstrip("/").encode("latin-1").decode(errors="replace")
        self.lane = lane_of(self.command, path)
        if self.body_rcv is not None:
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = most_bytes(path) + 1

    def received(self, data: bytes) -> int:
        """Take what has come; leave a body that is too large where it is.

        The application answers, by the length alone, and the connection is closed.
        """
        consumed: int = super().received(data)
        if isinstance(self.error, RequestEntityTooLarge):
            self.error, self.expect_continue = None, False
            length = max(self.content_length, self.body_bytes_received)
            self.headers |= {"CONTENT_LENGTH": str(length), "CONNECTION": "close"}
            self.close()
            self.body_rcv, self.is_left_unread = None, True
        return consumed

    def is_overdue(self, now: float, header_seconds: float) -> bool:
        """Whether the rest of it should have come by now."""
        allowed = header_seconds
        if self.headers_finished:
            allowed = BODY_SECONDS + self.body_bytes_received / SLOWEST
        return now - self.began_at > allowed


class Channel(HTTPChannel):
    """A connection."""

    parser_class = Parser
    request: Parser | None
    is_parting = False

    def service(self) -> None:
        """Answer a request; remember one whose rest is still on its way."""
        self.is_parting = self.requests[0].is_left_unread
        super().service()

    def readable(self) -> bool:
        """Whether more may come: not after an answer that was the last word."""
        return bool(not self.is_parting and super().readable())

    def handle_write(self) -> None:
        """Send, and close when all is sent.

        Where the other side is still sending, it is first told that nothing comes any more, so
        that it reads the answer: a connection that is closed over unread bytes is reset.
        """
        if self.is_parting and self.close_when_flushed and not self.total_outbufs_len:
            self.close_when_flushed = False
            self.socket.shutdown(socket.SHUT_WR)  # type: ignore[union-attr]
        else:
            super().handle_write()

    def is_overdue(self, now: float, *, crowded: bool) -> bool:
        """Whether somebody who should send or take something has not done so for too long."""
        idle = now - self.last_activity
        if self.total_outbufs_len:
            return bool(idle > IDLE_SECONDS)
        if self.requests:
            return False
        if self.is_parting:
            return bool(idle > PARTING_SECONDS)
        if self.request is not None:
            return self.request.is_overdue(now, CROWDED_SECONDS if crowded else HEADER_SECONDS)
        return bool(idle > (CROWDED_SECONDS if crowded else IDLE_SECONDS))


class Server(TcpWSGIServer):
    """Accepts connections and ends those on which nothing goes on."""

    channel_class = Channel

    def maintenance(self, now: float) -> None:
        """End the connections that are overdue."""
        channels = list(self.active_channels.values())
        for channel in channels:
            if channel.is_overdue(now, crowded=len(channels) > CROWDED):
                channel.handle_close()

    def is_busy(self) -> bool:
        """Whether an answer is still being made or taken."""
        return any(
            each.requests or each.total_outbufs_len for each in self.active_channels.values()
        )

    def stop_accepting(self) -> None:
        """Leave new connections to others."""
        self.accepting = False
        self.del_channel()


class BufferingWorker(Worker):
    """A process of the server."""

    told_at = -math.inf

    def run(self) -> None:
        """Serve until told to end, then finish what has begun."""
        lanes, channels = Lanes(), dict[int, Any]()
        servers = [_server(self.wsgi, each.sock, lanes, channels) for each in self.sockets]
        while self.alive and self.ppid == os.getppid():
            self._go_on(channels)
        for server in servers:
            server.stop_accepting()
        end = time.monotonic() + self.cfg.graceful_timeout
        while any(server.is_busy() for server in servers) and time.monotonic() < end:
            self._go_on(channels)

    def _go_on(self, channels: dict[int, Any]) -> None:
        """Do what the connections ask for now; tell gunicorn once a second that we live."""
        if time.monotonic() - self.told_at > LOOK_SECONDS:
            self.notify()
            self.told_at = time.monotonic()
        loop(timeout=LOOK_SECONDS / 4, use_poll=True, map=channels, count=1)


def _server(application: Any, sock: Any, lanes: Lanes, channels: dict[int, Any]) -> Server:
    return Server(
        application,
        map=channels,
        _sock=sock,
        dispatcher=lanes,
        adj=Adjustments(sockets=[sock], **ADJUSTMENTS),
        sockinfo=(sock.family, sock.type, sock.proto, sock.getsockname()),
        bind_socket=False,
    )
