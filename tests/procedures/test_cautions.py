from __future__ import annotations

import pytest

from procedures.cautions import CautionKind, Words, cautions
from procedures.graph import Answer, DrawnStep, Exit, Graph, StepKind


def row(number: int, *targets: int | None, actor: int = 0, also: tuple[int, ...] = ()) -> DrawnStep:
    """Make a row: with one target an execution, with two a decision (Ya, Tidak)."""
    if len(targets) == 1:
        return DrawnStep(number, StepKind.EXECUTION, actor, (Exit(Answer.DONE, targets[0]),), also)
    exits = (Exit(Answer.YES, targets[0], "Ya"), Exit(Answer.NO, targets[1], "Tidak"))
    return DrawnStep(number, StepKind.DECISION, actor, exits, also)


def words(activity: str = "Mengetik", output: str = "", *needs: str, timed: bool = True) -> Words:
    return Words(activity, needs, output, timed)


def found(
    steps: list[DrawnStep], said: list[Words], actors: tuple[str, ...] = ("Staf",)
) -> list[str]:
    told = cautions(Graph(actors, tuple(steps)), said)
    return [f"{each.kind} {each.step or each.column}" for each in told]


def test_nothing_to_look_at() -> None:
    assert found([row(1, None)], [words()]) == []


def test_column_that_no_step_uses() -> None:
    steps, actors = [row(1, 2, also=(1,)), row(2, None)], ("Staf", "Analis", "Kepala")
    assert found(steps, [words(), words()], actors) == ["column_unused Kepala"]


@pytest.mark.parametrize(
    ("target", "told"), [(1, []), (3, []), (4, ["no_skips_forward 2"]), (None, [])]
)
def test_no_that_skips_rows_below(target: int | None, told: list[str]) -> None:
    steps = [row(1, 2), row(2, 3, target), row(3, 4), row(4, None)]
    assert found(steps, [words()] * 4) == told


@pytest.mark.parametrize(
    ("activity", "told"),
    [
        ("Kepala Dinas menandatangani surat", ["subject_first 1"]),
        ("staf mengetik", ["subject_first 1"]),
        ("Arsiparis muda menyimpan", ["subject_first 1"]),
        ("Arsiparis menyimpan", []),
        ("Memerintahkan staf untuk mengirim", []),
        ("", []),
    ],
)
def test_activity_that_begins_with_who_does_it(activity: str, told: list[str]) -> None:
    steps, actors = [row(1, None)], ("Arsiparis Muda",)
    assert found(steps, [words(activity)], actors) == told


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (words("Memeriksa konsep"), []),
        (words("Memeriksa", "", "Konsep surat"), []),
        (words("Memeriksa", "Surat"), []),
        (words("Memeriksa naskah", "Naskah", "Komputer"), ["output_unused 1"]),
    ],
)
def test_output_that_no_later_step_mentions(later: Words, told: list[str]) -> None:
    assert found([row(1, 2), row(2, None)], [words("Mengetik", "Konsep surat"), later]) == told


def test_output_is_looked_for_where_a_document_can_come_and_not_above() -> None:
    said = [words("Menyusun konsep"), words("Mengetik", "Konsep"), words("Mengirim")]
    steps = [row(1, 2), row(2, 3), row(3, None)]
    assert found(steps, said) == ["output_unused 2"]
    steps = [row(1, 2), row(2, 3), row(3, None, 1)]
    assert found(steps, said) == []


def test_last_output_is_what_the_sop_is_for() -> None:
    assert found([row(1, None)], [words("Mengetik", "Konsep surat")]) == []


def test_time_that_is_not_standardised() -> None:
    assert found([row(1, None)], [words(timed=False)]) == ["not_standardised 1"]


def test_every_caution_can_be_told() -> None:
    assert {kind.value for kind in CautionKind} == {
        "column_unused",
        "no_skips_forward",
        "subject_first",
        "output_unused",
        "not_standardised",
    }
