"""What a stranger types first: it needs nothing of the shell, and says what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import takewhile
from pathlib import Path

import pytest

from tests.clean import environment
from tests.house import built
from tests.served import HOST, Browser, free_port
from tests.settings import ROOT
from tests.test_settings import KEY

SOME = 240  # seconds; generous, for a machine that does much else
Done = subprocess.CompletedProcess[str]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A clone of its own."""
    return built(tmp_path / "house")


def run(*command: str, house: Path, **variables: str) -> Done:
    return subprocess.run(
        command,
        cwd=house,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=SOME,
    )


@pytest.fixture
def serving(house: Path) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The port of an application that ./run serves, and ./run."""
    port = free_port()
    running = subprocess.Popen(
        ["./run"],
        cwd=house,
        env=environment(PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield port, running
    finally:
        running.terminate()
        running.communicate(timeout=SOME)


def test_run_serves_in_a_clone_where_nothing_is_set_and_nothing_was_made(
    serving: tuple[int, subprocess.Popen[str]], house: Path
) -> None:
    port, running = serving
    assert running.stdout is not None
    said = []
    for line in running.stdout:
        said.append(line.strip())
        if line.startswith("SOPKS is at "):
            break
    assert said[-1:] == [f"SOPKS is at http://{HOST}:{port}/ and ends with Ctrl-C."], said
    assert "Collecting and compressing the static files ..." in said
    assert any(line.startswith("A month of the office's life is there: ") for line in said), said
    assert Browser(port).get("/healthz").text == "ok"
    assert (house / "var" / "sopks.sqlite3").stat().st_mode & 0o077 == 0


def test_run_loads_nothing_into_an_office_of_its_own(house: Path) -> None:
    running = subprocess.Popen(
        ["./run"],
        cwd=house,
        env=environment(PORT=str(free_port()), DEMO="0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert running.stdout is not None
    said = list(takewhile(lambda line: not line.startswith("Collecting"), running.stdout))
    running.terminate()
    running.communicate(timeout=SOME)
    assert said[-1].startswith("The first administrator is made once, in another terminal: ")
    with closing(sqlite3.connect(house / "var" / "sopks.sqlite3")) as database:
        counted = database.execute(
            "SELECT (SELECT count(*) FROM people_unit), (SELECT count(*) FROM people_user), "
            "(SELECT count(*) FROM procedures_procedure), (SELECT count(*) FROM workflow_calendar)"
        )
        assert counted.fetchone() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"DATABASE_URL": "postgress://sopks@127.0.0.1/sopks"},
            "DATABASE_URL is no address of a database: ",
        ),
        ({"DEMO": "perhaps"}, "DEMO=perhaps: write 1 or 0."),
        ({"PORT": "http"}, "Port http of 127.0.0.1 cannot be used "),
        ({"PORT": "0"}, "Port 0 of 127.0.0.1 cannot be used "),
        ({"HOST": "no such host"}, "Port 8000 of no such host cannot be used "),
        ({"VAR_DIR": "/dev/null"}, "root may not write in /dev/null."),
    ],
)
def test_run_refuses_a_wrong_setting_in_one_line(
    wrong: dict[str, str], sentence: str, house: Path
) -> None:
    done = run("./run", house=house, **wrong)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.startswith(sentence.replace("root", os.environ.get("USER", "root")))


def test_static_files_are_collected_once_and_again_after_a_change(house: Path) -> None:
    variables = {"VAR_DIR": str(house / "var"), "SECRET_KEY": KEY}
    variables["PATH"] = f"{house}/.venv/bin:{os.environ['PATH']}"

    def collect() -> bool:
        done = run("scripts/collect-static", house=house, **variables)
        assert (done.returncode, done.stderr) == (0, "")
        return bool(done.stdout)

    assert [collect(), collect()] == [True, False]
    (house / "sopks" / "__pycache__").mkdir(exist_ok=True)
    (house / "sopks" / "__pycache__" / "new.pyc").touch()
    os.utime(house / "static" / "sopks" / "app.css")
    assert collect() is False
    with (house / "static" / "sopks" / "app.css").open("a") as style:
        style.write("/* another */\n")
    assert [collect(), collect()] == [True, False]
    with (house / "requirements.txt").open("a") as lock:
        lock.write("# another package\n")
    assert [collect(), collect()] == [True, False]
    (house / "var" / "static" / "staticfiles.json").unlink()
    assert collect() is True


def test_ci_hands_on_what_says_where_things_are_and_nothing_else(house: Path) -> None:
    (house / "test").write_text("#!/bin/sh\nenv\n")
    variables = {"SECRET_KEY": KEY, "PYTHONUNBUFFERED": "1", "DATABASE_URL": "postgres://x/y"}
    variables |= {"PIP_CERT": "/ca", "https_proxy": "http://proxy:1", "LANG": "C.UTF-8"}
    done = run(".ci/run", house=house, **variables)
    handed_on = dict(line.split("=", 1) for line in done.stdout.splitlines())
    theirs = {name: handed_on.get(name) for name in variables}
    nothing = dict.fromkeys(["SECRET_KEY", "PYTHONUNBUFFERED", "DATABASE_URL"])
    assert theirs == {**variables, **nothing}
    assert (handed_on["CI"], "REQUIRE_SHARED" in handed_on) == ("true", False)
    (house.parent / "shared" / "seeds").mkdir(parents=True)
    assert "REQUIRE_SHARED=1" in run(".ci/run", house=house).stdout.splitlines()


def test_the_office_s_papers_are_left_out_where_they_are_missing_unless_demanded(
    house: Path,
) -> None:
    command = [".venv/bin/pytest", "-q", "-p", "no:cacheprovider", "--collect-only", "-m", "shared"]
    left_out = run(*command, "tests/procedures/test_durations.py", house=house)
    assert (left_out.returncode, "2 selected" in left_out.stdout) == (5, False)
    assert "deselected" in left_out.stdout
    demanded = run(*command, house=house, REQUIRE_SHARED="1")
    assert demanded.returncode == 4
    assert "REQUIRE_SHARED=1, but there is no " in demanded.stderr


def test_what_is_missing_is_said_with_what_to_do(house: Path) -> None:
    (house / "scripts" / "missing.py").write_text("print('one two', end='')\n")
    script = "id() { echo 1000; }; . scripts/setup.sh; provide start"
    done = run("/bin/bash", "-c", script, "./run", house=house)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Missing: one two. Install them, then start again: "
        "sudo apt-get install --no-install-recommends one two && ./run\n"
    )


def test_another_system_than_linux_is_told_where_to_go(house: Path) -> None:
    done = run("/bin/bash", "-c", "uname() { echo Darwin; }; . scripts/setup.sh", house=house)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "SOPKS runs on Linux, and this is Darwin: start it in a virtual machine with Debian or "
        "Ubuntu, on Windows in WSL 2.\n",
    )


def test_run_says_its_version(house: Path) -> None:
    for command in (["./run", "--version"], [".venv/bin/python", "manage.py", "version"]):
        done = run(*command, house=house, DATABASE_URL="wrong")
        assert (done.returncode, done.stdout) == (0, "SOPKS 0.2.0\n")


def test_tests_need_nothing_of_the_shell_and_touch_nothing_of_it(house: Path) -> None:
    (house / "tests" / "test_here.py").write_text(
        "from django.conf import settings\n"
        "import os\n"
        "def test_here():\n"
        f"    assert not str(settings.VAR_DIR).startswith({str(house)!r})\n"
        "    assert settings.DATABASES['default']['ENGINE'].endswith('sqlite3')\n"
        "    assert 'PYTHONUNBUFFERED' not in os.environ\n"
    )
    variables = {"DATABASE_URL": "postgres://nowhere:1/none", "DEMO": "perhaps", "HTTPS": "?"}
    variables |= {"PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "sopks.settings"}
    for more in ([], ["--numprocesses=2"]):
        command = [".venv/bin/pytest", "-q", "tests/test_here.py", *more]
        done = run(*command, house=house, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
    assert not (house / "var").exists()


def test_a_test_that_hangs_ends_and_says_where(house: Path) -> None:
    (house / "tests" / "test_here.py").write_text(
        "import threading\ndef test_here():\n    threading.Event().wait()\n"
    )
    done = run(".venv/bin/pytest", "-q", "-o", "timeout=1", "tests/test_here.py", house=house)
    assert done.returncode == 1
    assert "threading.Event().wait()" in done.stdout
    assert "timeout = 300 " in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_quick_way_tests_what_mirrors_a_change(tmp_path: Path) -> None:
    files = {
        "workflow/actions/tasks.py": "tests/workflow/test_actions_tasks.py",
        "workflow/worktime.py": "tests/workflow/test_worktime.py",
        "procedures/reading/__init__.py": "tests/procedures/test_reading_plain.py",
        "sopks/hosts.py": "tests/test_hosts.py",
        "templates/workflow/desk.html": "tests/workflow/test_views_desk.py",
        "scripts/backup": "tests/test_scripts.py",
        "docs/settings.md": "tests/test_nothing.py",
    }
    for path in [name for pair in files.items() for name in pair]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# one\n")
    as_somebody = ["git", "-c", "user.name=x", "-c", "user.email=x@x"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        assert run(*as_somebody, *words, house=tmp_path).returncode == 0
    command = [sys.executable, str(ROOT / "scripts" / "changed_tests.py")]
    assert run(*command, house=tmp_path).stdout == ""
    for path, test in files.items():
        (tmp_path / path).write_text("# another\n")
        expected = "" if path.startswith("docs") else f"{test}\n"
        assert run(*command, house=tmp_path).stdout == expected
        (tmp_path / path).write_text("# one\n")
    (tmp_path / "tests" / "workflow" / "test_new.py").write_text("# new\n")
    assert run(*command, house=tmp_path).stdout == "tests/workflow/test_new.py\n"
