"""The settings of the tests, which need nothing of the environment and touch nothing of it.

What a shell has set for the application (docs/settings.md) counts for no test: they have a folder
and a key of their own, and SQLite or the database of TEST_DATABASE_URL.
"""

import atexit
import os
import re
import secrets
import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).parent.parent
NAMED = re.compile(r"^\|(?: `\w+`,?)+ \|", re.MULTILINE)


def names_of_settings() -> set[str]:
    """Return the names of all settings of the application, as the table lists them."""
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return {name for row in NAMED.findall(table) for name in re.findall(r"\w+", row)}


def _forget_the_shell() -> None:
    """Take away what is set for the application or for Python, so that no test leans on it."""
    pythons = {name for name in os.environ if name.startswith("PYTHON")}
    for name in names_of_settings() | pythons:
        os.environ.pop(name, None)


def _surround() -> None:
    """Set what the tests, and the programs that they start, find in the environment."""
    var_dir = mkdtemp(prefix="sopks-tests.")
    atexit.register(shutil.rmtree, var_dir, ignore_errors=True)
    (Path(var_dir) / "static").mkdir()
    os.environ |= {"DEMO": "1", "HTTPS": "0", "VAR_DIR": var_dir}
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    if url := os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = url


if "PYTEST_XDIST_WORKER" not in os.environ:  # one of several processes has it from the first
    _forget_the_shell()
    _surround()
os.environ["DJANGO_SETTINGS_MODULE"] = "sopks.settings"  # for the programs that tests start

from sopks.settings import *  # noqa: E402, F403
