"""What asking for a page costs: by the clock, in work, in queries, and those that only decide.

Work is the time of processors, of Python and of the backend of PostgreSQL where that runs on the
same machine: how long a page lasts by the clock hangs on what else the machine does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from types import CodeType, FrameType
from typing import Any

SEEING = {
    *("visible_to", "readable_by", "ever_held_by", "held_by", "edited_by", "kept_by"),
    *("_ties", "paths_of", "offices", "places"),
}
"""Functions that find out what somebody may see; what they may do the modules of permissions say,
and `_held` of the desk."""


@dataclass
class Cost:
    """What asking for one page at one size has cost; its queries are the most of all times."""

    spent: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    queries: int = 0
    to_see: int = 0
    to_do: int = 0
    weight: int = 0

    def ask(self, get: Callable[[], Any], *, is_counted: bool) -> None:
        """Ask once; the first times warm up, and count the queries."""
        if is_counted:
            working, began = _work(), perf_counter()
            get()
            self.spent.append((perf_counter() - began) * 1000)
            self.work.append(_work() - working)
            return
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured, _decisions() as deciding:
            response = get()
        assert response.status_code == 200, (response, response.request)
        self.queries = max(self.queries, len(captured))
        self.to_see = max(self.to_see, deciding.count("see"))
        self.to_do = max(self.to_do, deciding.count("do"))
        self.weight = max(self.weight, len(response.content))


def median(times: list[float]) -> float:
    """Return the middle of some times."""
    return quantiles(times, n=20)[9]


def slow(times: list[float]) -> float:
    """Return the 95th percentile of some times."""
    return quantiles(times, n=20, method="inclusive")[18]


def _work() -> float:
    """Return the milliseconds of processors so far: our own, and those of PostgreSQL for us."""
    from django.db import connection

    theirs = 0.0
    with suppress(OSError):
        backend = connection.connection.info.backend_pid
        theirs = int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e6
    return process_time() * 1000 + theirs


@contextmanager
def _decisions() -> Iterator[list[str]]:
    """Keep of each query that decides what it is for, while this lasts: "see" or "do"."""
    from django.db import connection

    found: list[str] = []

    def listen(execute: Any, *arguments: Any) -> Any:
        codes = [frame.f_code for frame in _callers()]
        if any(code.co_name in SEEING for code in codes):
            found.append("see")
        elif any(_permits(code) for code in codes):
            found.append("do")
        return execute(*arguments)

    with connection.execute_wrapper(listen):
        yield found


def _callers() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        yield frame
        frame = frame.f_back


def _permits(code: CodeType) -> bool:
    return code.co_name == "_held" or code.co_filename.endswith("/permissions.py")
