"""What the repository says of itself is true."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.render import PAPERS, rendered
from bench.tables import RESULTS, Table, keeping, kept

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def shown_index(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "scripts/decisions.py", "--show", folder=folder)


def test_index_of_the_decisions_is_what_they_say() -> None:
    shown = shown_index(ROOT)
    assert shown.stderr == ""
    assert (ROOT / "docs/adr/README.md").read_text() == shown.stdout


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Copy the script with two decisions, 1 and 3, into a folder of its own."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/decisions.py", tmp_path / "scripts")
    (tmp_path / "docs/adr").mkdir(parents=True)
    decide(tmp_path, "0001-one", "# 1. One\n\n- Date: 2026-01-02\n- Status: superseded by 0003\n")
    decide(tmp_path, "0003-three", "# 3. Three\n\n- Date: 2026-02-03\n- Status: accepted\n")
    return tmp_path


def decide(house: Path, name: str, text: str) -> None:
    (house / f"docs/adr/{name}.md").write_text(text)


def test_index_has_a_line_for_each_decision_and_names_numbers_left_out(house: Path) -> None:
    lines = shown_index(house).stdout.splitlines()
    assert lines[-4:] == [
        "| 0001 | [One](0001-one.md) | 2026-01-02 | superseded by 0003 |",
        "| 0003 | [Three](0003-three.md) | 2026-02-03 | accepted |",
        "",
        "There are no decisions 0002.",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("0004-four", "# 4. Four\n\n## Context\n"),
        ("0004-four", "# 5. Four\n\n- Date: 2026-02-03\n- Status: accepted\n"),
        ("0004-four", "# 4. Four\n\n- Date: today\n- Status: accepted\n"),
        ("0004-four", "# 4. Four\n\n- Date: 2026-02-03\n- Status: wished for\n"),
    ],
)
def test_index_refuses_a_decision_without_number_date_or_status(
    name: str, text: str, house: Path
) -> None:
    decide(house, name, text)
    shown = shown_index(house)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert f"{name}.md" in shown.stderr


def committed(folder: Path, *subjects: str) -> None:
    for subject in subjects:
        settings = ("-c", "user.name=Kantor", "-c", "user.email=kantor@example.go.id")
        made = run("git", *settings, "commit", "--allow-empty", "-qm", subject, folder=folder)
        assert made.returncode == 0, made.stderr


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Begin a history in which the check of subjects comes after a long one."""
    (tmp_path / "scripts").mkdir()
    run("git", "init", "-q", folder=tmp_path)
    committed(tmp_path, f"The first {'x' * 80}.")
    shutil.copy(ROOT / "scripts/check-subjects", tmp_path / "scripts")
    run("git", "add", ".", folder=tmp_path)
    committed(tmp_path, "Check subjects")
    return tmp_path


def checked(folder: Path) -> tuple[int, str]:
    done = run(folder / "scripts/check-subjects", folder=folder)
    return done.returncode, done.stderr


def test_subject_of_72_letters_is_taken_and_one_of_73_is_not(history: Path) -> None:
    committed(history, "A" * 72)
    assert checked(history) == (0, "")
    committed(history, "A" * 73)
    assert checked(history) == (1, f"longer than 72 letters: {'A' * 73}\n")


@pytest.mark.parametrize("subject", ["Refuse it.", "refuse it", "The task is refused"])
def test_subject_that_is_no_sentence_in_the_imperative_is_refused(
    subject: str, history: Path
) -> None:
    committed(history, "Refuse a task that somebody else has taken")
    assert checked(history) == (0, "")
    committed(history, subject)
    assert checked(history)[0] == 1


def test_subjects_are_not_asked_for_without_their_history(history: Path, tmp_path: Path) -> None:
    committed(history, "The wrong one.")
    shallow = history / "shallow"
    run("git", "clone", "-q", "--depth=1", f"file://{history}", str(shallow), folder=history)
    assert checked(shallow) == (0, "")
    shutil.rmtree(history / ".git")
    assert checked(history) == (0, "")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_tables_of_a_paper_are_what_was_kept(paper: Path) -> None:
    text = paper.read_text()
    assert "<!-- table " in text
    assert rendered(text) == text


def test_every_table_that_was_kept_stands_in_a_paper() -> None:
    told = "".join(paper.read_text() for paper in PAPERS)
    names = sorted(path.stem for path in RESULTS.glob("*.json"))
    assert [name for name in names if f"<!-- table {name} -->" not in told] == []


def test_performance_is_told_on_one_page() -> None:
    assert len((ROOT / "docs/performance.md").read_text().splitlines()) <= 120


def test_table_is_written_anew_between_its_marks() -> None:
    whole, mark = kept("serving").markdown(), "<!-- table serving -->"
    assert rendered(f"A\n\n{mark}\n| old |\n<!-- end -->\nB\n") == (
        f"A\n\n{mark}\n{whole}\n\n<!-- end -->\nB\n"
    )


def test_some_rows_of_a_table_are_chosen_by_their_first_cells() -> None:
    table = Table(("way", "ms"), "|---|---:|", (("a", "1"), ("b", "2"), ("a", "3")))
    head = "| way | ms |\n|---|---:|"
    assert table.markdown(["b", "a"]) == f"{head}\n| b | 2 |\n| a | 1 |\n| a | 3 |"
    with pytest.raises(KeyError, match="c"):
        table.markdown(["c"])


def bench(arguments: list[str]) -> list[str]:
    """Tell two tables as benches do, the second under a title."""
    sys.stdout.write("| way | ms |\n|---|---:|\n| fast | 1 |\n")
    sys.stdout.write("\nOffice: 3 rounds\n\n| | kB |\n|---|---:|\n| one | 2 |\n\nDone.\n")
    return arguments


def test_bench_keeps_its_tables_when_it_is_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    monkeypatch.setattr(sys, "argv", ["bench", "office"])
    assert keeping("made", bench, folder) == ["office"]
    assert list(folder.iterdir()) == []
    alone = capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["bench", "office", "--keep"])
    assert keeping("made", bench, folder) == ["office"]
    assert capsys.readouterr().out == alone
    assert sorted(path.name for path in folder.iterdir()) == ["made-office.json", "made.json"]
    assert kept("made", folder).markdown() == "| way | ms |\n|---|---:|\n| fast | 1 |"
    assert kept("made-office", folder).markdown() == "| | kB |\n|---|---:|\n| one | 2 |"
