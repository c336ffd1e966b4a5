"""Where something cannot start, one line says why; our own mistakes keep their lines of code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, OperationalError, ProgrammingError

from sopks.starting import told_in_a_line
from tests.clean import environment
from tests.served import free_port
from tests.settings import ROOT
from tests.test_settings import KEY

BUSY = OperationalError("too busy")
BUSY.__cause__ = type("Cause", (Exception,), {"pgcode": "55P03"})()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ImproperlyConfigured("DEMO=x: write 1 or 0."), "DEMO=x: write 1 or 0."),
        (
            OperationalError("connection refused\n\tIs it there?\n"),
            "The database of DATABASE_URL cannot be reached: connection refused Is it there?",
        ),
        (BUSY, "The database is too busy; try again in a moment: too busy"),
        (
            PermissionError(13, "Permission denied", f"{settings.VAR_DIR}/static"),
            f"VAR_DIR cannot be used: Permission denied: {settings.VAR_DIR}/static",
        ),
    ],
)
def test_what_the_operator_can_mend_is_told_in_a_line(error: Exception, line: str) -> None:
    with pytest.raises(SystemExit) as ended, told_in_a_line():
        raise error
    assert ended.value.code == line


@pytest.mark.parametrize(
    "error",
    [
        ProgrammingError("no such table"),
        IntegrityError("not unique"),
        PermissionError(13, "Permission denied", "/etc/shadow"),
        OSError("no file at all"),
        ValueError("a mistake"),
    ],
)
def test_our_own_mistakes_are_shown_whole(error: Exception) -> None:
    with pytest.raises(type(error)), told_in_a_line():
        raise error


NOWHERE = f"postgres://sopks:secret-word@127.0.0.1:{free_port()}/sopks"
COMMANDS = {
    "migrate": ["manage.py", "migrate"],
    "worker": ["manage.py", "worker", "--once"],
    "gunicorn": ["-m", "gunicorn", "--config", "scripts/server.py", "sopks.wsgi:application"],
}


def refusal(command: list[str], var_dir: Path, **variables: str) -> str:
    """Return the one line of a start that is refused."""
    ours = {"SECRET_KEY": KEY, "VAR_DIR": str(var_dir), "PORT": str(free_port())}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(**{**ours, **variables}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("command", "wrong", "line"),
    [
        ("migrate", {"DATABASE_URL": f"x{NOWHERE}"}, "DATABASE_URL is no address "),
        ("worker", {"HTTPS": "perhaps"}, "HTTPS=perhaps: write 1 or 0."),
        ("gunicorn", {"DATABASE_URL": f"x{NOWHERE}"}, "DATABASE_URL is no address "),
        ("gunicorn", {"TIME_ZONE": "Asia/Atlantis"}, "TIME_ZONE=Asia/Atlantis: write the name "),
    ],
)
def test_a_wrong_setting_is_one_line_wherever_it_is_met(
    command: str, wrong: dict[str, str], line: str, tmp_path: Path
) -> None:
    said = refusal(COMMANDS[command], tmp_path, **wrong)
    assert (said.startswith(line), "secret-word" in said) == (True, False), said


@pytest.mark.parametrize("command", ["migrate", "worker"])
def test_a_database_that_is_not_there_is_one_line(command: str, tmp_path: Path) -> None:
    said = refusal(COMMANDS[command], tmp_path, DATABASE_URL=NOWHERE)
    assert ("cannot be reached: " in said, "secret-word" in said) == (True, False), said


def test_an_address_that_is_taken_is_one_line_of_the_server(tmp_path: Path) -> None:
    said = refusal(COMMANDS["gunicorn"], tmp_path, HOST="no such host")
    assert said.startswith("Port ")


def test_the_first_command_makes_the_folder_of_all_that_is_written(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=environment(SECRET_KEY=KEY, VAR_DIR=str(tmp_path / "new" / "var")),
        check=True,
    )
    assert (tmp_path / "new" / "var" / "sopks.sqlite3").exists()
