"""The power cut, which has a script of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from bench.attack.databases import ROOT
from bench.attack.findings import Finding, unless
from bench.attack.stage import Stage

SCRIPT = "bench.powercut"
CUTS, SECONDS = "3", 300


def attack(stage: Stage) -> Iterator[Finding]:
    """Let the power go a few times while people work; the script judges itself."""
    if find_spec(SCRIPT) is None:
        yield Finding("the power goes", 0, aside=f"there is no {SCRIPT}")
        return
    command = [sys.executable, "-m", SCRIPT, stage.database.vendor, CUTS]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    last = " ".join((done.stdout + done.stderr).strip().splitlines()[-3:])
    doubt = unless(done.returncode == 0, last)
    yield Finding("the power goes", 1, (doubt,) if doubt else ())
