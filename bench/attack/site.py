"""The product as ./run starts it: the server and the worker in the background."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.attack.browser import HOST, Browser
from bench.attack.databases import ROOT, Database
from bench.attack.times import until

PATIENCE = 240  # seconds that a first start may take on a machine with much else to do


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


@dataclass
class Site:
    """A product with its database, its folder and its settings."""

    database: Database
    folder: Path
    settings: Mapping[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        ours = {"DATABASE_URL": self.database.url, "VAR_DIR": str(self.folder)}
        path = f"{ROOT}/.venv/bin:{os.environ['PATH']}"
        return {**os.environ, **self.settings, **ours, "PATH": path, "PORT": str(self.port)}

    @property
    def log(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.log")

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                ["./run"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if not until(self._is_up_or_gone, seconds=PATIENCE) or self.process.poll() is not None:
            self.stop()
            raise RuntimeError(f"./run does not serve: {self.log.read_text()[-2000:]}")

    def _is_up_or_gone(self) -> bool:
        is_gone = self.process is not None and self.process.poll() is not None
        return is_gone or Browser(self.port, timeout=5).get("/healthz").status == 200

    def stop(self) -> None:
        """End it as Ctrl-C does; what does not end then is killed."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=20)
        self.kill()

    def kill(self) -> None:
        """Kill all of it in the middle of whatever it does."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def restart(self) -> None:
        """Stop it and start it again."""
        self.stop()
        self.start()

    def servers(self) -> list[int]:
        """Return the processes that answer."""
        assert self.process is not None
        return [pid for pid in _children(self.process.pid) if "keep-worker" not in _command(pid)]

    def workers(self) -> list[int]:
        """Return the process that works in the background."""
        assert self.process is not None
        keepers = [pid for pid in _children(self.process.pid) if "keep-worker" in _command(pid)]
        below = [pid for keeper in keepers for pid in _children(keeper)]
        return [pid for pid in below if "worker" in _command(pid)]

    def manage(self, *words: str) -> tuple[int, str]:
        """Run a command of the product; return its exit code and what it said."""
        done = subprocess.run(
            [str(ROOT / ".venv/bin/python"), "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [int(each) for each in path.read_text(encoding="ascii").split()]
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").replace("\0", " ")
    except OSError:
        return ""
