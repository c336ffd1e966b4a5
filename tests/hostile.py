"""Texts that make careless patterns slow: of many kinds, and such as a pattern almost matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import _parser as parser  # type: ignore[attr-defined] # the only way to see into a pattern
from typing import Any

KINDS = (
    "(", ")", "[", "<", "<a", "</p", "<table><tr><td>", '"', "'", " ", "\t", "\n", "\r\n", "\xa0",
    "0", "1", "9", "1.", ".1", "1,", "1.000", ".", ",", "-", "–", "/", ":", "|", "_", "a", "A",
    "x", "1x", "1 x ", "a ", "1 ", " 1", "1 - ", "1 jam ", "1 jam", "1/", "(1", "1(", "\u0301",
    "a\u0301\u0316", "\u0316\u0301", "ﷺ", "ß", "İ", "²", "½", "ke ", "ke langkah ", "langkah   ",
    "nama ", "sop ", "sop\t", "a.b", "a-", "\\", "diamond", "right", "24 ", "s/d ", "kira-", "se",
    "\0", "\U0001f600", "=", "@", "v", "; ", "- ",
)  # fmt: skip
"""Pieces; a hostile text repeats one of them."""

ENDS = ("", "!", "\n")
OTHER = "\x01"  # no pattern of ours asks for it


@dataclass(frozen=True)
class Shape:
    """A hostile text of any length: a piece over and over between a beginning and an end."""

    piece: str
    begin: str = ""
    end: str = ""

    def of(self, letters: int) -> str:
        """Return the text of so many letters, those of beginning and end besides."""
        return self.begin + (self.piece * (letters // len(self.piece) + 1))[:letters] + self.end


def shapes() -> Iterator[Shape]:
    """Yield texts of many kinds."""
    return (Shape(piece, end=end) for piece in KINDS for end in ENDS)


def near_misses(pattern: re.Pattern[str]) -> Iterator[Shape]:
    """Yield texts that a pattern almost matches.

    For each place where it may repeat: what leads there, the repeated part over and over, and
    something that does not fit; the whole of it repeated likewise.
    """
    for before, part in _repeats(parser.parse(pattern.pattern, pattern.flags)):
        for body in {part, before + part}:
            yield from (Shape(body, begin, end) for begin in ("", before) for end in ("", OTHER))


def _repeats(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield each repeated part of a pattern with an example of what stands before it."""
    for operation, value in tree:
        name = str(operation)
        inner = _inner(name, value)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            example = _example(value[2])
            if example:
                yield before, example
        for each in inner:
            yield from _repeats(each, before)
        before += _example([(operation, value)])


def _inner(name: str, value: Any) -> list[Any]:
    """Return the patterns inside of a part."""
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return [value[2]]
    if name == "SUBPATTERN":
        return [value[3]]
    if name == "ATOMIC_GROUP":
        return [value]
    return list(value[1]) if name == "BRANCH" else []


def _example(tree: Any) -> str:
    """Return a text that a pattern matches, but for what it asks of the text around it."""
    return "".join(_one(str(operation), value) for operation, value in tree)


def _one(name: str, value: Any) -> str:
    if name == "LITERAL":
        return chr(int(value))
    if name == "IN":
        return _member(value)
    if name in {"NOT_LITERAL", "ANY"}:
        return "a" if value != ord("a") else "b"
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return str(_example(value[2]) * max(value[0], 1))
    inner = _inner(name, value)
    return _example(inner[0]) if inner else ""


def _member(members: Any) -> str:
    """Return a letter of a set."""
    if str(members[0][0]) == "NEGATE":
        return next(each for each in "a1 .-é\x02" if not _is_in(each, members[1:]))
    return next(each for each in map(chr, range(9, 0x3000)) if _is_in(each, members))


def _is_in(letter: str, members: Any) -> bool:
    return any(_fits(letter, str(name), value) for name, value in members)


def _fits(letter: str, name: str, value: Any) -> bool:
    if name == "LITERAL":
        return bool(ord(letter) == value)
    if name == "RANGE":
        return bool(value[0] <= ord(letter) <= value[1])
    classes = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
    kind = str(value).removeprefix("CATEGORY_")
    found = re.match(classes[kind.removeprefix("NOT_")], letter) is not None
    return found != kind.startswith("NOT_")
