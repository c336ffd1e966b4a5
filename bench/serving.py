"""What comes of loading all at the start and keeping it out of the collector's sight.

Run as `python -m bench.serving`: two servers with the office's data, of `sopks.wsgi` and of the
application as Django makes it, are asked for the same pages in turns. Memory that processes share
is counted once.
"""

from __future__ import annotations

import subprocess
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from bench.tables import keeping
from bench.weights import PORT, cookies_of, filled, sent, served

SERVERS = {
    "as Django makes it": ("bench.plain_wsgi:application", PORT),
    "sopks.wsgi": ("sopks.wsgi:application", PORT + 1),
}
PAGES = ("/", "/documents/", "/documents/{document}/", "/procedures/")
ROUNDS = 300
FIRST = 6


def main() -> None:
    """Start both, ask them in turns, and tell."""
    things = filled()
    from people.models import User
    from tests.pages import signed_in

    cookies = cookies_of(signed_in(User.objects.get(username="staf")))
    paths = [path.format(**things) for path in PAGES]
    with ExitStack() as stack:
        servers = {name: stack.enter_context(served(*how)) for name, how in SERVERS.items()}
        first: dict[str, list[float]] = {name: [] for name in SERVERS}
        later: dict[str, list[float]] = {name: [] for name in SERVERS}
        for number in range(FIRST + ROUNDS):
            for name, (_, port) in SERVERS.items():
                spent = [asked(path, cookies, port) for path in paths]
                (first if number < FIRST else later)[name] += spent
        print("| application | slowest at first, ms | median ms | 99th percentile ms | MB |")
        print("|---|---:|---:|---:|---:|")
        for name, server in servers.items():
            cuts = quantiles(later[name], n=100)
            told = (max(first[name]), cuts[49], cuts[98], memory(server.pid))
            print(f"| {name} | {' | '.join(f'{each:.0f}' for each in told)} |")


def asked(path: str, cookies: str, port: int) -> float:
    """Ask for a page and return the milliseconds until its last byte."""
    began = perf_counter()
    status, _page = sent(path, cookies, port)
    assert status == 200, path
    return (perf_counter() - began) * 1000


def memory(server: int) -> float:
    """Return the megabytes of a server and its workers."""
    workers = subprocess.run(
        ["/usr/bin/pgrep", "--parent", str(server)], capture_output=True, text=True, check=True
    )
    maps = [
        Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        for process in (server, *workers.stdout.split())
    ]
    lines = [line for each in maps for line in each.splitlines() if line.startswith("Pss:")]
    return sum(int(line.split()[1]) for line in lines) / 1024


if __name__ == "__main__":
    keeping("serving", lambda _: main())
