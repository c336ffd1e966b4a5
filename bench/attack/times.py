"""Waiting for something, never for ever, and doing things at the same moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Found = TypeVar("Found")


def until(is_so: Callable[[], object], *, seconds: float, pause: float = 0.3) -> bool:
    """Wait until something is so; return whether it became so in time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def at_once(deeds: Sequence[Callable[[], Found]]) -> list[Found]:
    """Do all at the same moment and return what came of each."""
    line = Barrier(len(deeds))

    def do(deed: Callable[[], Found]) -> Found:
        line.wait(timeout=30)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))
