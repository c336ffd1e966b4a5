"""The process that strangers' files are read in: what it has, and what it gives up."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from procedures.files import child, reader
from procedures.files.alone import bare_environment
from procedures.files.plain import grids_of, grids_to_plain, reading_of, reading_to_plain
from procedures.files.problems import Problem, Unreadable
from procedures.reading import Cell, Grid, Place, SourceKind, find_tables

from . import reading_files as files

SECRETS = ("SECRET_KEY", "DATABASE_URL", "EMAIL_PASSWORD", "DEMO_PASSWORD")
# A reader in the place of one of ours: it answers what a hostile file could come to know.
SPY = """
import json, os, socket, sys
from procedures.files import child
from procedures.reading import Cell, Grid, Place
def reach():
    try: socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2)
    except OSError as error: return type(error).__name__
    return "reached"
def spy(content):
    known = {"environment": sorted(os.environ), "files": os.listdir("/proc/self/fd"),
             "network": reach(), "parent": peek()}
    return {"known": known}
def peek():
    try: return open(f"/proc/{os.getppid()}/environ").read() != ""
    except OSError: return False
child.work_of = lambda kind: spy
child.main()
"""


def known(*, port: int = 1, keep: tuple[int, ...] = ()) -> dict[str, object]:
    answer = subprocess.run(
        [sys.executable, "-c", SPY, str(port)],
        input=b"",
        capture_output=True,
        check=True,
        cwd=reader.ROOT,
        env=bare_environment(),
        pass_fds=keep,
    )
    said: dict[str, object] = json.loads(answer.stdout)
    return said


def test_it_has_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.setenv(name, "a secret")
    assert set(SECRETS) <= set(os.environ)
    environment = known()["known"]["environment"]  # type: ignore[index]
    assert not {*SECRETS, "PATH", "HOME", "VAR_DIR"} & set(environment)


def test_it_has_no_network_where_the_system_lets_it_give_it_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer = known(port=server.getsockname()[1])
    if not answer["is_alone"]:
        pytest.skip("this system lets no process leave the network")
    assert answer["known"]["network"] != "reached"  # type: ignore[index]
    assert answer["known"]["parent"] is False  # type: ignore[index]


def test_it_has_no_files_of_its_parent(tmp_path: Path) -> None:
    mine = os.open(tmp_path / "secret", os.O_RDWR | os.O_CREAT)
    try:
        os.set_inheritable(mine, True)
        open_there = len(known()["known"]["files"])  # type: ignore[index]
        with_mine = len(known(keep=(mine,))["known"]["files"])  # type: ignore[index]
    finally:
        os.close(mine)
    assert with_mine == open_there + 1


def test_files_with_the_network_at_hand_are_said_once(caplog: pytest.LogCaptureFixture) -> None:
    reader._say_whether_alone.cache_clear()
    with caplog.at_level(logging.WARNING):
        for is_alone in (True, False, False):
            reader._say_whether_alone(is_alone=is_alone)
    reader._say_whether_alone.cache_clear()
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_pasted_text_and_what_it_says_are_understood_there(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Kegiatan\tStaf\tWaktu\nMenulis\tv\t1 jam"
    (table,) = reader.find_sops(reader.read_content(text.encode(), "text"), name="Surat").tables
    assert [row.activity.value for row in table.rows] == ["Menulis"]
    monkeypatch.setattr("procedures.files.reader.SECONDS", 0.01)
    for work in (lambda: reader.read_content(text.encode(), "text"), lambda: reader.find_sops([])):
        with pytest.raises(Unreadable, match="too_long"):
            work()


def grid(rows: int = 1, text: str = "a", tall: int = 1, wide: int = 1) -> Grid:
    return Grid(
        Place(SourceKind.TEXT, 1), tuple(Cell(row, 0, text, tall, wide) for row in range(rows))
    )


def answer_to(*grids: Grid) -> object:
    asked = json.dumps({"grids": grids_to_plain(list(grids)), "name": ""}).encode()
    return child.done(child.work_of("find"), asked).get("problem")


@pytest.mark.parametrize(
    ("grids", "what"),
    [
        ([grid(child.MOST_ROWS)], None),
        ([grid(child.MOST_ROWS + 1)], Problem.TOO_MANY_ROWS),
        ([grid(6_500)], Problem.TOO_MANY_ROWS),
        ([grid(1, "(" * child.LONGEST_CELL)], None),
        ([grid(1, "(" * (child.LONGEST_CELL + 1))], Problem.TOO_MUCH),
        ([grid(200, "a" * 10_000)], None),
        ([grid(201, "a" * 10_000)], Problem.TOO_MUCH),
        ([grid(wide=200)], None),
        ([grid(wide=201)], Problem.TOO_MUCH),
        ([grid(tall=10**9)], Problem.TOO_MUCH),
        ([grid(2_000)] * 30, None),
        ([grid(2_000)] * 31, Problem.TOO_MUCH),
    ],
)
def test_rows_and_letters_are_counted_first(grids: list[Grid], what: Problem | None) -> None:
    assert answer_to(*grids) == what


def test_what_was_found_comes_out_of_the_process_as_it_was_found() -> None:
    grids = reader.read_file(files.xlsx())
    assert grids_of(json.loads(json.dumps(grids_to_plain(grids)))) == grids
    found = find_tables(grids, name="Surat")
    assert reading_of(json.loads(json.dumps(reading_to_plain(found)))) == found
    assert reader.find_sops(grids, name="Surat") == found


def test_a_cell_of_brackets_is_refused_before_any_pattern_sees_it() -> None:
    cell = b"No\tKegiatan\tWaktu\n1\t" + b"(" * 400_000 + b"\t1 jam"
    with pytest.raises(Unreadable, match="too_much"):
        reader.read_file(BytesIO(cell))
