"""Threads for each kind of request, so that those that wait or work long keep no other from going.

Somebody who asks whether the application lives, who reads, who sends something and may have to wait
for somebody else's lock, and who has something printed: each finds threads of their own kind.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from django.urls import Resolver404, resolve
from waitress.task import ThreadedTaskDispatcher


class Lane(Enum):
    """A kind of request, and how many threads a process of the server has for it."""

    HEALTH = "health", 1
    HEAVY = "heavy", 2
    READING = "reading", 4
    WRITING = "writing", 4

    @property
    def threads(self) -> int:
        """How many are served at once; the others stand in line and hold no thread."""
        return self.value[1]


def lane_of(method: str, path: str) -> Lane:
    """Return the lane of a request."""
    if path == "/healthz":
        return Lane.HEALTH
    try:
        heavy = getattr(resolve(path).func, "heavy_methods", ())
    except Resolver404:
        heavy = ()
    if method in heavy:
        return Lane.HEAVY
    return Lane.READING if method in {"GET", "HEAD", "OPTIONS"} else Lane.WRITING


class Lanes:
    """Hands each request of the server to the threads of its lane."""

    def __init__(self) -> None:
        self.lanes = {lane: ThreadedTaskDispatcher() for lane in Lane}
        for lane, dispatcher in self.lanes.items():
            dispatcher.set_thread_count(lane.threads)

    def add_task(self, channel: Any) -> None:
        """Let the first request of a connection be served."""
        self.lanes[channel.requests[0].lane].add_task(channel)
