from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.comparison import (
    ComparedExit,
    ComparedLine,
    ComparedRow,
    Mark,
    Piece,
    compare_rows,
    compare_texts,
    compare_words,
)


def line(activity: str, *exits: ComparedExit, actor: str = "Staf") -> ComparedLine:
    return ComparedLine((activity, actor), exits)


def lines(*activities: str) -> list[ComparedLine]:
    return [line(each) for each in activities]


def told(rows: tuple[ComparedRow, ...]) -> list[tuple[int | None, int | None, str, bool]]:
    return [(row.old, row.new, row.mark.value, row.is_moved) for row in rows]


A, B, C, D = "Mengetik surat", "Memeriksa konsep", "Menandatangani naskah", "Mengirim berkas"


def test_same_rows_are_the_same() -> None:
    assert told(compare_rows(lines(A, B), lines(A, B))) == [
        (1, 1, "same", False),
        (2, 2, "same", False),
    ]
    assert compare_rows([], []) == ()


def test_row_that_came_and_rows_that_only_count_differently() -> None:
    assert told(compare_rows(lines(A, B), lines(A, C, B))) == [
        (1, 1, "same", False),
        (None, 2, "added", False),
        (2, 3, "same", False),
    ]


def test_row_that_is_gone_stands_where_it_was() -> None:
    assert told(compare_rows(lines(A, B, C), lines(A, C))) == [
        (1, 1, "same", False),
        (2, None, "removed", False),
        (3, 2, "same", False),
    ]
    assert told(compare_rows(lines(A, B), lines(B)))[0] == (1, None, "removed", False)
    assert told(compare_rows(lines(A, B), [])) == [
        (1, None, "removed", False),
        (2, None, "removed", False),
    ]


def test_row_that_moved_is_told_once() -> None:
    assert told(compare_rows(lines(A, B, C, D), lines(D, A, B, C))) == [
        (4, 1, "same", True),
        (1, 2, "same", False),
        (2, 3, "same", False),
        (3, 4, "same", False),
    ]


def test_reworded_row_is_the_same_row_with_its_words_marked() -> None:
    (row,) = compare_rows(lines("Mengetik surat dinas"), lines("Mengetik surat tugas"))
    assert (row.old, row.new, row.mark) == (1, 1, Mark.CHANGED)
    assert row.cells[0] == (
        Piece("Mengetik surat ", Mark.SAME),
        Piece("dinas", Mark.REMOVED),
        Piece("tugas", Mark.ADDED),
    )
    assert row.cells[1] == (Piece("Staf", Mark.SAME),)


def test_half_of_the_words_in_common_is_the_same_row_and_less_is_another() -> None:
    assert len(compare_rows(lines("a b c d"), lines("a b x y"))) == 1
    assert len(compare_rows(lines("a b c d"), lines("a x y z"))) == 2


def test_exit_to_a_row_that_only_has_another_number_did_not_change() -> None:
    old = [line(A), line(B, ComparedExit("Ya", 0), ComparedExit("Tidak", 1))]
    new = [line(D), line(A), line(B, ComparedExit("Ya", 0), ComparedExit("Tidak", 2))]
    row = compare_rows(old, new)[2]
    assert (row.mark, row.exits) == (
        Mark.SAME,
        ((ComparedExit("Ya", 0), Mark.SAME), (ComparedExit("Tidak", 2), Mark.SAME)),
    )


def test_exit_to_another_row_or_from_a_row_that_is_gone_changed() -> None:
    old = [line(A), line(B), line(C, ComparedExit("Ya", 0), ComparedExit("Tidak", 1))]
    to_another = [line(A), line(B), line(C, ComparedExit("Ya", 0), ComparedExit("Tidak", 2))]
    from_gone = [line(B), line(C, ComparedExit("Ya", 0), ComparedExit("Tidak", None))]
    assert compare_rows(old, to_another)[2].exits == (
        (ComparedExit("Tidak", 1), Mark.REMOVED),
        (ComparedExit("Ya", 0), Mark.SAME),
        (ComparedExit("Tidak", 2), Mark.ADDED),
    )
    assert compare_rows(old, from_gone)[2].exits == (
        (ComparedExit("Tidak", 1), Mark.REMOVED),
        (ComparedExit("Ya", 0), Mark.SAME),
        (ComparedExit("Tidak", None), Mark.ADDED),
    )


def test_words_that_came_and_went_keep_their_spaces() -> None:
    assert compare_words("", "Surat\nbaru") == (Piece("Surat\nbaru", Mark.ADDED),)
    assert compare_words("Surat", "") == (Piece("Surat", Mark.REMOVED),)
    assert compare_words("", "") == ()


def test_texts_without_a_word_in_common_are_wholly_new_however_long() -> None:
    """Blanks held them together, which took a minute for a thousand words."""
    old = " ".join(f"lama{number}" for number in range(1000))
    new = " ".join(f"baru{number}" for number in range(1000))
    assert compare_words(old, new) == (Piece(old, Mark.REMOVED), Piece(new, Mark.ADDED))
    assert compare_words(f"{old} tetap", f"{new} tetap") == (
        Piece(old, Mark.REMOVED),
        Piece(new, Mark.ADDED),
        Piece(" tetap", Mark.SAME),
    )


def test_texts_that_say_one_word_too_often_to_compare_count_as_wholly_new() -> None:
    often = "a " * 200
    assert compare_words(often, f"{often}b") == (Piece(often, Mark.SAME), Piece("b", Mark.ADDED))
    assert compare_words(often, f"{often}a") == (
        Piece(often, Mark.REMOVED),
        Piece(f"{often}a", Mark.ADDED),
    )
    assert compare_words(often * 10, often * 10) == (Piece(often * 10, Mark.SAME),)


rows_of_words = st.lists(st.sampled_from([A, B, C, D, "Mengetik surat tugas", ""]), max_size=7)


@given(rows_of_words, rows_of_words)
@settings(max_examples=60, deadline=None)
def test_every_row_of_both_versions_is_told_exactly_once(old: list[str], new: list[str]) -> None:
    rows = compare_rows(lines(*old), lines(*new))
    assert sorted(row.old for row in rows if row.old) == list(range(1, len(old) + 1))
    assert [row.new for row in rows if row.new] == list(range(1, len(new) + 1))
    for row in rows:
        before = "".join(p.text for p in row.cells[0] if p.mark is not Mark.ADDED)
        after = "".join(p.text for p in row.cells[0] if p.mark is not Mark.REMOVED)
        assert before == (old[row.old - 1] if row.old else "")
        assert after == (new[row.new - 1] if row.new else "")


def test_long_texts_are_compared_by_lines_then_by_their_words() -> None:
    same = "".join(f"baris {number} dan lagi\n" for number in range(3000))
    old, new = f"Rapat Senin\n{same}Tutup", f"Rapat Selasa\n{same}Tutup\nSalam"
    assert compare_texts(old, new) == (
        Piece("Rapat ", Mark.SAME),
        Piece("Senin\n", Mark.REMOVED),
        Piece("Selasa\n", Mark.ADDED),
        Piece(same, Mark.SAME),
        Piece("Tutup", Mark.SAME),
        Piece("\nSalam", Mark.ADDED),
    )
    assert compare_texts(old, old) == (Piece(old, Mark.SAME),)
    assert compare_texts("", "") == ()


def test_lines_with_too_many_common_words_count_as_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procedures.comparison.MOST_PAIRS", 1)
    old, new = "a b\ntetap\nc d\n", "a x\ntetap\nc y\n"
    assert compare_texts(old, new) == (
        *compare_words("a b\n", "a x\n"),
        Piece("tetap\n", Mark.SAME),
        Piece("c d\n", Mark.REMOVED),
        Piece("c y\n", Mark.ADDED),
    )
