"""What changed from one version to another: rows matched, words marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.5
"""Share of common words in two activities from which on they are the same row, reworded."""

MOST_PAIRS = 40_000
"""Pairs of the same word, one of each text, above which a text counts as wholly new.

Comparing takes as long as there are pairs, for each piece that comes of it: two texts of 2,500
words have so many.
"""


class Mark(StrEnum):
    """What happened to some words or to a row."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # of rows alone: some of its words


@dataclass(frozen=True)
class Piece:
    """Some words in a row that have the same mark."""

    text: str
    mark: Mark


@dataclass(frozen=True)
class ComparedExit:
    """A way out of a row as it is called (Ya) and the row it leads to, from 1.

    0 is the end, None leads nowhere yet.
    """

    label: str
    target: int | None


@dataclass(frozen=True)
class ComparedLine:
    """One row of a version: the texts of its cells, the activity first, and its exits."""

    cells: tuple[str, ...]
    exits: tuple[ComparedExit, ...] = ()


@dataclass(frozen=True)
class ComparedRow:
    """A row of the comparison; `old` and `new` are its numbers from 1, None where it is not.

    `is_moved` says that it changed its place among the rows that stayed; rows that only count
    differently because others came or went have not moved. `exits` are those of the new version,
    for a removed row its own; an exit counts as changed where it leads to another row, not where
    that row has another number.
    """

    old: int | None
    new: int | None
    mark: Mark
    is_moved: bool
    cells: tuple[tuple[Piece, ...], ...]
    exits: tuple[tuple[ComparedExit, Mark], ...]


def compare_rows(
    old: Sequence[ComparedLine], new: Sequence[ComparedLine]
) -> tuple[ComparedRow, ...]:
    """Return the rows of both versions in the order of the new one.

    A row that is gone stands behind the row that it came after.
    """
    partner = _partners(old, new)
    moved = _moved(partner)
    there = {index: n for n, index in partner.items()}
    rows = [
        _kept(old, new, (partner[n], n), there, n in moved) if n in partner else _added(new, n)
        for n in range(len(new))
    ]
    for o in range(len(old)):
        if o not in there:
            place = next((i for i, row in enumerate(rows) if row.old == o), -1) + 1
            rows.insert(place, _removed(old, o))
    return tuple(rows)


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the words of both texts in reading order, each with what happened to it.

    Blanks belong to the words beside them: alone they hold nothing together.
    """
    if old == new:
        return (Piece(old, Mark.SAME),) if old else ()
    before, after = _words(old), _words(new)
    if _pairs(before, after) > MOST_PAIRS:
        return _replaced(old, new)
    pieces = []
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(after[c:d]), Mark.SAME))
        else:
            pieces += [
                Piece("".join(before[a:b]), Mark.REMOVED),
                Piece("".join(after[c:d]), Mark.ADDED),
            ]
    return tuple(piece for piece in pieces if piece.text)


def compare_texts(old: str, new: str) -> tuple[Piece, ...]:
    """Return the words of two long texts like `compare_words`: only of lines that did not stay.

    Once these have more pairs than one text may have, a line counts as wholly new.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if _pairs(before, after) > MOST_PAIRS:
        return compare_words(old, new)
    pieces: list[Piece] = []
    left = MOST_PAIRS
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        left -= _pairs(_words(gone), _words(come)) if tag == "replace" else 0
        is_compared = left >= 0 or tag == "equal"
        pieces += compare_words(gone, come) if is_compared else _replaced(gone, come)
    return tuple(pieces)


def _replaced(old: str, new: str) -> tuple[Piece, ...]:
    return (Piece(old, Mark.REMOVED), Piece(new, Mark.ADDED))


def _pairs(before: Sequence[str], after: Sequence[str]) -> int:
    there = Counter(after)
    return sum(there[word] for word in before if not word.isspace())


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)


def _kept(
    old: Sequence[ComparedLine],
    new: Sequence[ComparedLine],
    pair: tuple[int, int],
    there: dict[int, int],
    is_moved: bool,
) -> ComparedRow:
    before, after = old[pair[0]], new[pair[1]]
    cells = tuple(map(compare_words, before.cells, after.cells))
    exits = _exits(before, after, there)
    marks = {piece.mark for cell in cells for piece in cell} | {mark for _, mark in exits}
    mark = Mark.CHANGED if marks - {Mark.SAME} else Mark.SAME
    return ComparedRow(pair[0] + 1, pair[1] + 1, mark, is_moved, cells, exits)


def _exits(
    before: ComparedLine, after: ComparedLine, there: dict[int, int]
) -> tuple[tuple[ComparedExit, Mark], ...]:
    """Mark the exits of a row that stayed; those of old lead where their rows stand now."""
    led = [_led(exit_, there) for exit_ in before.exits]
    gone = [exit_ for exit_, now in zip(before.exits, led, strict=True) if now not in after.exits]
    marked = ((exit_, Mark.SAME if exit_ in led else Mark.ADDED) for exit_ in after.exits)
    return (*((exit_, Mark.REMOVED) for exit_ in gone), *marked)


def _led(exit_: ComparedExit, there: dict[int, int]) -> ComparedExit | None:
    """Return an exit of old as it would be in new; None if the row it led to is gone."""
    if not exit_.target:
        return exit_
    return (
        ComparedExit(exit_.label, there[exit_.target - 1] + 1)
        if exit_.target - 1 in there
        else None
    )


def _added(new: Sequence[ComparedLine], n: int) -> ComparedRow:
    line = new[n]
    cells = tuple(compare_words("", text) for text in line.cells)
    return ComparedRow(
        None, n + 1, Mark.ADDED, False, cells, tuple((e, Mark.ADDED) for e in line.exits)
    )


def _removed(old: Sequence[ComparedLine], o: int) -> ComparedRow:
    line = old[o]
    cells = tuple(compare_words(text, "") for text in line.cells)
    gone = tuple((exit_, Mark.REMOVED) for exit_ in line.exits)
    return ComparedRow(o + 1, None, Mark.REMOVED, False, cells, gone)


def _partners(old: Sequence[ComparedLine], new: Sequence[ComparedLine]) -> dict[int, int]:
    """Return for rows of new, by index, the row of old that they were: the same, or much alike."""
    partner: dict[int, int] = {}
    free = set(range(len(old)))
    for n, line in enumerate(new):
        same = [o for o in free if old[o].cells == line.cells]
        if same:
            _far, partner[n] = min((abs(o - n), o) for o in same)
            free.discard(partner[n])
    words = {o: Counter(_plain(old[o])) for o in free}
    likely = sorted(
        (-_alike(words[o], Counter(_plain(new[n]))), abs(o - n), n, o)
        for n in range(len(new))
        if n not in partner
        for o in free
    )
    for unlike, _far, n, o in likely:
        if -unlike >= ALIKE and n not in partner and o in free:
            partner[n] = o
            free.discard(o)
    return partner


def _plain(line: ComparedLine) -> list[str]:
    return re.findall(r"\w+", line.cells[0].lower())


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of common words, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _moved(partner: dict[int, int]) -> set[int]:
    """Return the rows of new that changed their order, as few as explain it."""
    order = sorted(partner)
    tails: list[int] = []  # the last row of the best run of each length
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for n in order:
        place = bisect_left(ends, partner[n])
        before[n] = tails[place - 1] if place else None
        tails[place : place + 1] = [n]
        ends[place : place + 1] = [partner[n]]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(order) - kept
