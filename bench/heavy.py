"""What the desks of others take while one person has much printed.

Run as `python -m bench.heavy`: a server with the data of the office as ./run starts it, beside it
one that lets anybody print as they like. One person asks for a control sheet again and again in
eight windows; meanwhile others ask for their desks, one after the other, in turns with nothing else
going on. `times` is the median beside the prints to that without them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from statistics import median, quantiles
from threading import Event

from bench.connections import SERVERS, asked, served
from bench.tables import keeping
from bench.weights import cookies_of, filled

PORT = 8830
OURS = "gunicorn with waitress (scripts/server.py)"
KINDS: dict[str, dict[str, str]] = {
    "as ./run serves": {},
    "no turns": {"HEAVY_AT_ONCE": "99", "HEAVY_PER_PERSON": "99"},
}
WINDOWS, ROUNDS, DESKS = 8, 4, 40


def main() -> None:
    """Start one after the other, measure each with and without prints, in turns."""
    things = filled()
    from people.models import User
    from tests.pages import signed_in

    ours, theirs = (
        cookies_of(signed_in(User.objects.get(username=name))) for name in ("kepala", "staf")
    )
    sheet = f"/documents/{things['document']}/print.pdf"
    print("| server | desk alone, ms | beside prints, ms | times | 95th percentile | prints |")
    print("|---|---:|---:|---:|---:|---:|")
    with ExitStack() as stack:
        for number, (name, variables) in enumerate(KINDS.items()):
            port = PORT + number
            with changed(variables):
                stack.enter_context(served(SERVERS[OURS], port))
            print(f"| {name} | {measured(port, sheet, ours, theirs)} |", flush=True)


@contextmanager
def changed(variables: dict[str, str]) -> Iterator[None]:
    """Set variables of the environment until the block ends."""
    os.environ |= variables
    yield
    for variable in variables:
        del os.environ[variable]


def measured(port: int, sheet: str, ours: str, theirs: str) -> str:
    """Ask for desks with and without prints beside them, in turns."""
    alone: list[float] = []
    beside: list[float] = []
    made: list[float] = []
    for _ in range(ROUNDS):
        alone += desks(port, theirs)
        with printing(port, sheet, ours, made):
            beside += desks(port, theirs)
    slow = quantiles(beside, n=20)[18] / quantiles(alone, n=20)[18]
    times = f"{median(beside) / median(alone):.2f} | {slow:.2f}"
    return f"{median(alone):.0f} | {median(beside):.0f} | {times} | {len(made)}"


def desks(port: int, cookies: str) -> list[float]:
    """Ask for a desk again and again; return the milliseconds of each."""
    waits = [asked(port, "/", cookies, 60.0) for _ in range(DESKS)]
    assert None not in waits
    return [wait for wait in waits if wait is not None]


@contextmanager
def printing(port: int, path: str, cookies: str, made: list[float]) -> Iterator[None]:
    """Ask for a print in all windows until the block ends; keep what those took that came."""
    is_over = Event()

    def ask_on() -> None:
        while not is_over.is_set():
            took = asked(port, path, cookies, 120.0)
            if took is None:
                time.sleep(0.2)
            else:
                made.append(took)

    with ThreadPoolExecutor(WINDOWS) as threads:
        for _ in range(WINDOWS):
            threads.submit(ask_on)
        time.sleep(1)
        yield
        is_over.set()


if __name__ == "__main__":
    keeping("heavy", lambda _: main())
