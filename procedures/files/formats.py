"""Excel's formats of numbers: which part of one applies, and what it puts around a value."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 255
"""Letters of a format that Excel takes at most."""

_PIECE = re.compile(
    r'"(?P<words>[^"]*)"?'
    r"|\\(?P<sign>.)"
    r"|[_*].?"  # as wide as a sign; a sign that fills the cell
    r"|\[(?P<said>[^\[\]]*)\]"
    r"|(?P<value>general|[0#?@dmyhsegb]+)"
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
class FormatPart:
    """One part of a format: what stands before and behind the value, if it shows that at all."""

    before: str = ""
    behind: str = ""
    shows: bool = True
    is_share: bool = False
    is_white: bool = False
    condition: str = ""

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
    return parts[places[0 if value > 0 else 1 if value < 0 else 2]]


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


def _part(text: str) -> FormatPart:
    around = {False: "", True: ""}
    shows = is_share = is_white = False
    condition = ""
    for found in _PIECE.finditer(text):
        shows = shows or found["value"] is not None
        is_share = is_share or found["other"] == "%"
        said = (found["said"] or "").strip().lower()
        is_white = is_white or _WHITE.fullmatch(said) is not None
        condition = said if _CONDITION.fullmatch(said) else condition
        around[shows] += found["words"] or found["sign"] or _currency(found["said"])
        around[shows] += _alone(found["other"], shows=shows)
    return FormatPart(around[False], around[True], shows, is_share, is_white, condition)


def _currency(said: str | None) -> str:
    """Return the currency that a note in brackets names: [$Rp-421]."""
    return said[1:].partition("-")[0] if said and said.startswith("$") else ""


def _alone(sign: str | None, *, shows: bool) -> str:
    """Return a sign that is shown where no value is: a dash for nothing."""
    return sign if sign and not shows and sign not in ";%" else ""
