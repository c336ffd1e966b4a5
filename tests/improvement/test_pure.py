"""The core of the figures runs without Django, without a database and without other packages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOADED = (
    "import sys; before = set(sys.modules);"
    "import improvement.forecasting, improvement.statistics;"
    "print(*sorted({name.split('.')[0] for name in set(sys.modules) - before}))"
)


def test_figures_need_nothing_but_python() -> None:
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert loaded - set(sys.stdlib_module_names) == {"improvement"}
