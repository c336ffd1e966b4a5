"""What was done to a journal behind its back is found, and named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from workflow.journal import Fault, FaultKind, Head, Line, faults_of

Journal = list[Line]


def sealed(line: Line, previous: str) -> Line:
    line = replace(line, previous_hash=previous)
    return replace(line, hash=line.seal())


def written(length: int = 5) -> Journal:
    """A journal as the deeds write it."""
    lines: Journal = []
    for number in range(1, length + 1):
        line = Line(
            document=7,
            number=number,
            deed="comment",
            task=None,
            by=3,
            capacity="Staf",
            at=make.MONDAY + timedelta(minutes=number),
            address=None,
            note=f"Catatan {number}",
            data={},
            previous_hash="",
        )
        lines.append(sealed(line, lines[-1].hash if lines else ""))
    return lines


def head(lines: Sequence[Line]) -> Head:
    return Head(lines[-1].number, lines[-1].hash) if lines else Head(0, "")


def renumbered(lines: Sequence[Line]) -> Journal:
    """The lines under the numbers of their places, their hashes as they were."""
    return [replace(line, number=number) for number, line in enumerate(lines, start=1)]


def found(now: Sequence[Line], *, written_as: Sequence[Line] | None = None) -> list[str]:
    """Return the faults of a journal, as '3 changed' or '4 moved to 3'."""
    faults = faults_of(now, head(written() if written_as is None else written_as))
    return [_text(fault) for fault in faults]


def _text(fault: Fault) -> str:
    place = f" to {fault.found_at}" if fault.found_at else ""
    return f"{fault.number} {fault.kind}{place}"


def test_a_journal_as_it_was_written_has_no_fault() -> None:
    for length in (0, 1, 5):
        lines = written(length)
        assert found(lines, written_as=lines) == []


@pytest.mark.parametrize("index", [0, 2, 4])
@pytest.mark.parametrize(
    "change",
    [
        lambda line: replace(line, note="Lain"),
        lambda line: replace(line, by=4),
        lambda line: replace(line, at=line.at + timedelta(microseconds=1)),
        lambda line: replace(line, data={"files": []}),
        lambda line: replace(line, hash="0" * 64),
        lambda line: replace(line, previous_hash="0" * 64),
        lambda line: replace(line, document=8),
        lambda line: sealed(replace(line, note="Lain"), line.previous_hash),
    ],
)
def test_a_changed_entry_is_named_even_when_it_was_sealed_anew(
    index: int, change: Callable[[Line], Line]
) -> None:
    lines = written()
    lines[index] = change(lines[index])
    assert found(lines) == [f"{index + 1} changed"]


@pytest.mark.parametrize(
    ("gone", "faults"),
    [
        ({0}, ["1 removed"]),
        ({2}, ["3 removed"]),
        ({4}, ["5 removed"]),
        ({1, 3}, ["2 removed", "4 removed"]),
        ({3, 4}, ["4 removed", "5 removed"]),
        ({0, 1, 2, 3, 4}, ["1 removed", "2 removed", "3 removed", "4 removed", "5 removed"]),
    ],
)
def test_removed_entries_are_named_the_last_ones_and_all_of_them_too(
    gone: set[int], faults: list[str]
) -> None:
    left = [line for index, line in enumerate(written()) if index not in gone]
    assert found(left) == faults


def test_a_removed_entry_is_named_when_the_others_moved_up() -> None:
    lines = written()
    assert found(renumbered([*lines[:2], *lines[3:]])) == [
        "3 removed",
        "4 moved to 3",
        "5 moved to 4",
    ]


@pytest.mark.parametrize("seal", [True, False])
@pytest.mark.parametrize("index", [0, 2, 4])
def test_an_entry_put_in_between_is_named(index: int, seal: bool) -> None:
    lines = written()
    forged = replace(lines[index], note="Sisipan")
    if seal:
        forged = sealed(replace(forged, number=index + 1), forged.previous_hash)
    moved = [f"{number} moved to {number + 1}" for number in range(index + 1, 6)]
    now = renumbered([*lines[:index], forged, *lines[index:]])
    assert sorted(found(now)) == sorted([f"{index + 1} inserted", *moved])


@pytest.mark.parametrize("seal", [True, False])
def test_an_entry_put_at_the_end_is_named(seal: bool) -> None:
    lines = written()
    forged = replace(lines[4], number=6, note="Sisipan", previous_hash=lines[4].hash)
    forged = sealed(forged, lines[4].hash) if seal else forged
    assert found([*lines, forged]) == ["6 inserted"]


def test_entries_that_changed_places_are_named() -> None:
    one, two, three, four, five = written()
    assert found(renumbered([one, three, two, four, five])) == ["2 moved to 3", "3 moved to 2"]
    assert found(renumbered([five, four, three, two, one])) == [
        "1 moved to 5",
        "2 moved to 4",
        "4 moved to 2",
        "5 moved to 1",
    ]


def test_a_journal_written_anew_from_some_entry_on_is_found_by_its_head() -> None:
    lines = written()
    lines[2] = replace(lines[2], note="Lain")
    for index in range(2, 5):
        lines[index] = sealed(lines[index], lines[index - 1].hash)
    assert found(lines) == ["5 changed"]
    assert faults_of(lines, head(lines)) == []  # with its head, nothing tells of it


tampering = st.sampled_from(["change", "seal anew", "remove", "insert", "swap"])


@given(st.integers(1, 8), st.lists(st.tuples(tampering, st.integers(0, 7)), max_size=4))
def test_a_journal_is_without_fault_exactly_when_it_is_as_it_was_written(
    length: int, deeds: list[tuple[str, int]]
) -> None:
    before = written(length)
    now = list(before)
    for deed, place in deeds:
        if now:
            tamper(now, deed, place % len(now))
    now = renumbered(now)
    assert (faults_of(now, head(before)) == []) == (now == before)


def tamper(lines: Journal, deed: str, index: int) -> None:
    line = lines[index]
    forged = replace(line, note=f"{line.note}!")
    if deed == "change":
        lines[index] = forged
    elif deed == "seal anew":
        lines[index] = sealed(forged, line.previous_hash)
    elif deed == "remove":
        del lines[index]
    elif deed == "insert":
        lines.insert(index, sealed(forged, line.previous_hash))
    else:
        lines[index - 1], lines[index] = lines[index], lines[index - 1]


def test_the_kinds_of_faults_are_those_that_are_told() -> None:
    assert list(FaultKind) == ["changed", "removed", "inserted", "moved"]
