"""Excel's formats of numbers: which part of one applies, and what it puts around a value."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

LONGEST = 255
"""Letters of a format that Excel takes at most."""

_PIECE = re.compile(
    r'"(?P<words>[^"]*)"?'
    r"|\\(?P<sign>.)"
    r"|[_*].?"  # as wide as a sign; a sign that fills the cell
    r"|(?P<value>general|[0#?@dmyhsegb]+|\[(?:h+|m+|s+)\])"  # [h]: hours beyond a day too
    r"|\[(?P<said>[^\[\]]*)\]"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(?P<how>[<>]=?|<>|=)(?P<border>-?[0-9]+(?:\.[0-9]*)?)")
_HOW = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_WHITE = re.compile(r"white|color ?2")


@dataclass(frozen=True)
class FormatPiece:
    """A piece of a part: places for digits, or what stands there whatever the value is."""

    text: str
    is_value: bool = False


@dataclass(frozen=True)
class FormatPart:
    """One part of a format: its pieces, and what they make of a value."""

    pieces: tuple[FormatPiece, ...] = (FormatPiece("General", is_value=True),)
    is_share: bool = False
    is_white: bool = False
    is_fraction: bool = False
    is_negative: bool = False
    """Whether it is that of numbers less than zero, which says so in its own way."""

    condition: str = ""

    @property
    def _values(self) -> list[int]:
        found = [at for at, piece in enumerate(self.pieces) if piece.is_value]
        return [at for at in found if self.pieces[at].text not in {".", ","}]

    @property
    def shows(self) -> bool:
        """Whether it shows the value at all."""
        return bool(self._values)

    @property
    def before(self) -> str:
        """What stands before the value."""
        return _words(self.pieces[: self._values[0]] if self.shows else self.pieces)

    @property
    def behind(self) -> str:
        """What stands behind it."""
        return _words(self.pieces[self._values[-1] + 1 :] if self.shows else ())

    @property
    def is_plain(self) -> bool:
        """Whether its places are those of digits alone: no fraction, no power of ten."""
        places = {sign for piece in self.pieces if piece.is_value for sign in piece.text}
        return self.shows and places <= set("0#?.,") and not self.is_fraction

    @property
    def is_nothing(self) -> bool:
        """Whether a cell in this format is empty to whoever looks."""
        return not (self.shows or self.before.strip() or self.behind.strip())

    def holds(self, value: float) -> bool:
        """Tell whether a number is one of those that the part is for."""
        found = _CONDITION.fullmatch(self.condition)
        return found is None or bool(_HOW[found["how"]](value, float(found["border"])))


GENERAL = FormatPart()


def part_for_number(number_format: str, value: float) -> FormatPart:
    """Return the part of a format that a number is shown in."""
    parts = [_part(text) for text in _number_parts(number_format)]
    if any(each.condition for each in parts):
        return next((each for each in parts if each.holds(value)), parts[-1])
    places = {1: (0, 0, 0), 2: (0, 1, 0)}.get(len(parts), (0, 1, 2))
    place = places[0 if value > 0 else 1 if value < 0 else 2]
    return replace(parts[place], is_negative=value < 0 and place > 0)


def part_for_text(number_format: str) -> FormatPart:
    """Return the part of a format that a text is shown in."""
    texts = list(_parts(number_format))
    if len(texts) > _NUMBERS:
        return _part(texts[_NUMBERS])
    return _part(texts[-1]) if _is_for_text(texts[-1]) else GENERAL


_NUMBERS = 3
"""Parts for numbers: more than zero, less, zero. What comes behind is for texts."""


def _number_parts(number_format: str) -> list[str]:
    texts = list(_parts(number_format))[:_NUMBERS]
    if len(texts) > 1 and _is_for_text(texts[-1]):
        texts.pop()
    return texts if any(texts) or len(texts) > 1 else ["General"]


def _is_for_text(text: str) -> bool:
    return any("@" in (found["value"] or "") for found in _PIECE.finditer(text))


def _parts(number_format: str) -> Iterator[str]:
    """Yield the parts of a format, which semicolons part that are no words."""
    begin = 0
    written = number_format[:LONGEST]
    for found in _PIECE.finditer(written):
        if found["other"] == ";":
            yield written[begin : found.start()]
            begin = found.end()
    yield written[begin:]


def _words(pieces: tuple[FormatPiece, ...]) -> str:
    return "".join(piece.text for piece in pieces if not piece.is_value)


def _part(text: str) -> FormatPart:
    found = list(_PIECE.finditer(text))
    said = [(each["said"] or "").strip().lower() for each in found]
    others = {each["other"] for each in found}
    return FormatPart(
        tuple(_piece(each) for each in found),
        is_share="%" in others,
        is_white=any(_WHITE.fullmatch(each) for each in said),
        is_fraction="/" in others,
        condition=next((each for each in reversed(said) if _CONDITION.fullmatch(each)), ""),
    )


def _piece(found: re.Match[str]) -> FormatPiece:
    if found["value"] or found["other"] in {".", ","}:
        return FormatPiece(found[0], is_value=True)
    said = found["words"] or found["sign"] or found["other"] or _currency(found["said"])
    return FormatPiece("" if _is_currency_sign(said) else said)


def _is_currency_sign(said: str) -> bool:
    """Tell whether nothing but $ or the like is said, which tells nobody anything here."""
    return bool(said.strip()) and {unicodedata.category(sign) for sign in said.strip()} == {"Sc"}


def _currency(said: str | None) -> str:
    """Return the currency that a note in brackets names, apart from the number: [$Rp-421]."""
    name = said[1:].partition("-")[0] if said and said.startswith("$") else ""
    return f"{name} " if name.isalpha() else name
