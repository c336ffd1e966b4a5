"""A PostgreSQL of a test's own, that may be stopped and started."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPT = r"""
set -u
. scripts/postgres.sh
trap stop_postgres EXIT
start_postgres || exit 1
echo "$DATABASE_URL"
while read -r words; do
    # shellcheck disable=SC2086
    as_postgres pg_ctl --pgdata="$postgres/data" --log="$postgres/log" --wait --silent $words \
        --options="-c listen_addresses= -c unix_socket_directories=$postgres" >/dev/null 2>&1 9>&-
    echo "$?"
done
"""


class Postgres:
    """A server of PostgreSQL; `url` is the address of its database."""

    def __init__(self, shell: subprocess.Popen[str], url: str) -> None:
        self.shell = shell
        self.url = url

    def stop(self) -> None:
        """End it as a computer ends that loses its power."""
        self._tell("--mode=immediate stop")

    def start(self) -> None:
        """Start it again where it was; it answers when this returns."""
        self._tell("start")

    def _tell(self, words: str) -> None:
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        self.shell.stdin.write(f"{words}\n")
        self.shell.stdin.flush()
        assert self.shell.stdout.readline() == "0\n"


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start a server of PostgreSQL in a temporary folder; it is gone at the end."""
    with subprocess.Popen(
        ["/bin/bash", "-c", SCRIPT],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as shell:
        assert shell.stdout is not None
        yield Postgres(shell, shell.stdout.readline().strip())
        assert shell.stdin is not None
        shell.stdin.close()
