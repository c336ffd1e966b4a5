"""Who acts in a row, by what stands in the columns of actors."""

from __future__ import annotations

import re
from enum import IntEnum

from procedures.blanks import letters_of
from procedures.reading.doubts import Doubt
from procedures.reading.found import Confidence, Evidence, Source, Value
from procedures.reading.grid import Cell, Ink
from procedures.reading.plain import clean
from procedures.reading.steps import FoundStep
from procedures.reading.words import ARROWS, DIAMONDS, MARKS, NO, SIGNS, YES

CAPSULE_WORDS = frozenset(("mulai", "start", "selesai", "stop", "end", "finish", "begin"))
SHORT = 3
"""What is longer than so many letters is a text, no sign that a scan has left."""


class Strength(IntEnum):
    """How much a cell says about who acts."""

    NOTHING = 0
    TRACE = 1  # what a scan makes of a line or a symbol
    SIGN = 2  # a symbol that a scan has named
    SHADE = 3
    DRAWN = 4
    MARK = 5


_SOURCES = {
    Strength.TRACE: (Source.MARK, Confidence.GUESSED, (Doubt.WEAK_MARK,)),
    Strength.SIGN: (Source.MARK, Confidence.GUESSED, (Doubt.WEAK_MARK,)),
    Strength.SHADE: (Source.SHADE, Confidence.INFERRED, (Doubt.SHADED,)),
    Strength.DRAWN: (Source.DRAWING, Confidence.INFERRED, (Doubt.DRAWN,)),
    Strength.MARK: (Source.MARK, Confidence.READ, ()),
}


def strength(cell: Cell) -> Strength:
    """Return how much a cell says about who acts."""
    text = clean(cell.text)
    if text and (set(text) <= MARKS | {" ", "\n"} or text.lower() in CAPSULE_WORDS):
        return Strength.MARK
    if SIGNS.search(text) or DIAMONDS.search(text) or set(text) & ((MARKS | ARROWS) - set("vVxX*")):
        return Strength.SIGN
    if is_label(text):
        return Strength.NOTHING
    if text:
        return Strength.TRACE if len(text) <= SHORT else Strength.NOTHING
    return _ink(cell)


def _ink(cell: Cell) -> Strength:
    if cell.text.strip():  # nothing but tags
        return Strength.TRACE
    inks = {Ink.SHADED: Strength.SHADE, Ink.DRAWN: Strength.DRAWN}
    return inks[cell.ink] if cell.ink else Strength.NOTHING


def is_label(text: str) -> bool:
    """Tell whether a text stands beside an arrow: Ya, Tidak."""
    words = " ".join(re.findall(r"[a-z]+", text.lower()))
    return words in YES or words in NO or (set(words.split()) <= YES | NO and bool(words))


def says_no(step: FoundStep, actors: int) -> bool:
    """Tell whether Tidak stands beside an arrow of the row."""
    words = [
        word
        for actor in range(actors)
        for cell in step.marks(actor)
        for word in re.findall(r"[a-z]+", clean(cell.text).lower())
    ]
    return any(word in NO for word in words)


def has_diamond(step: FoundStep, actors: int) -> bool:
    """Tell whether a diamond stands in the row."""
    return any(
        DIAMONDS.search(clean(cell.text)) for actor in range(actors) for cell in step.marks(actor)
    )


def unread(step: FoundStep, actors: int) -> bool:
    """Tell whether words stand in the columns of actors that say nothing about who acts."""
    cells = [cell for actor in range(actors) for cell in step.marks(actor)]
    texts = [clean(text) for cell in cells for text in (cell.text, cell.boxed)]
    return any(
        len(letters_of(text)) > SHORT and not is_label(text) and not _is_sign(text)
        for text in texts
    )


def _is_sign(text: str) -> bool:
    return bool(SIGNS.search(text) or DIAMONDS.search(text)) or text.lower() in CAPSULE_WORDS


def who_acts(step: FoundStep, actors: int) -> tuple[Value[int | None], Value[tuple[int, ...]]]:
    """Return the responsible actor and those who take part, by what stands in their columns."""
    found = {actor: max(map(strength, step.marks(actor)), default=0) for actor in range(actors)}
    strongest = max(found.values(), default=0)
    if not strongest:
        nobody: Value[int | None] = Value(None, Confidence.MISSING, None, (Doubt.NO_MARK,))
        return nobody, Value(())
    first, *others = [actor for actor, how in found.items() if how == strongest]
    source, confidence, doubts = _SOURCES[Strength(strongest)]
    cell = max(step.marks(first), key=strength)
    place = step.lines[0].grid.place
    number = step.lines[0].grid.counted(cell.row)
    evidence = Evidence(source, place, number, cell.column + 1, clean(cell.text))
    if not others:
        return Value(first, confidence, evidence, doubts), Value(())
    several = (*doubts, Doubt.SEVERAL_MARKS)
    return (
        Value(first, confidence, evidence, several),
        Value(tuple(others), confidence, evidence, (Doubt.SEVERAL_MARKS,)),
    )
