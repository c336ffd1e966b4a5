"""Numbers as people type them in Indonesia, and the one way in which they are written.

A point parts thousands and a comma the decimals: 1.250.000 and 2500,75. What can be read in two
ways is not read, and who asked gets both.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from enum import StrEnum

LONGEST = 60
"""Characters of a text that may be a number; a longer one is none."""
DIGITS, PLACES = 16, 4
"""Most digits before the comma and behind it."""

_EXACT = Context(prec=2 * LONGEST)
_GROUPED = "[1-9][0-9]{{0,2}}(?:{0}[0-9]{{3}})+"
_POINTS, _BLANKS, _COMMAS = (_GROUPED.format(mark) for mark in (r"\.", " ", ","))
_INDONESIAN = re.compile(rf"(?:[0-9]+|{_POINTS}|{_BLANKS})(?:,[0-9]+)?")
_ENGLISH = re.compile(rf"{_COMMAS}(?:\.[0-9]+)?")
_POINT_LAST = re.compile(rf"\A(?:(?P<whole>[0-9]*|{_POINTS})\.(?P<rest>[0-9]+)|,(?P<only>[0-9]+))")
# Rp 1.000,- and -5: a sign before or behind the Rp, and the strokes in the place of no cents.
_FRAME = re.compile(
    r"\A(?P<before>[-+]?) ?(?:(?:rp\.?|idr) ?)?(?P<behind>[-+]?) ?"
    r"(?P<digits>[0-9., ]*[0-9])(?:,--?)?"
)
_KEPT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_SIGNS = str.maketrans("−–﹣－＋．，", "----+.,")


class WhyNotRead(StrEnum):
    """Why a text is not read as a number; the form says it in a sentence."""

    NO_NUMBER = "no_number"
    UNCLEAR = "unclear"  # it is not written as here, or can be read in two ways
    LEADING_ZERO = "leading_zero"  # a telephone number, perhaps: a number keeps no zero
    TOO_LONG = "too_long"  # more than DIGITS or PLACES


class NotRead(ValueError):
    """A text that is not read as a number; `readings` are what it may mean, to be typed instead."""

    def __init__(self, reason: WhyNotRead, *readings: Decimal) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.readings = tuple(written(each) for each in readings)


def read(text: str) -> Decimal:
    """Return the number that somebody typed.

    Thousands may be parted by points or blanks, or as in English where nothing else can be meant
    (1,250,000.75). Digits of any one script count. Raises NotRead for what is no number, for what
    begins with a needless zero, and for what can be read in two ways: 1,000 and 1.5.
    """
    if len(text) > LONGEST:
        raise NotRead(WhyNotRead.TOO_LONG)
    found = _FRAME.fullmatch(_plain(text))
    if found is None or (found["before"] and found["behind"]):
        raise NotRead(WhyNotRead.NO_NUMBER)
    sign = "-" if "-" in (found["before"], found["behind"]) else ""
    ways = _ways(found["digits"])
    _check(found["digits"], [_signed(sign, way) for way in ways or _foreign(found["digits"])])
    return _signed(sign, ways[0])


def written(value: Decimal | int) -> str:
    """Return a number as it is shown and printed everywhere: 1.250.000 and 2.500,75.

    It is read back to the same: 12,345 could be English, so a zero follows it.
    """
    whole, _point, rest = kept(Decimal(value)).partition(".")
    digits = whole.lstrip("-")
    if len(rest) == len("000") >= len(digits) and digits != "0":
        rest += "0"
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"{'-' if whole.startswith('-') else ''}{grouped}{',' if rest else ''}{rest}"


def kept(value: Decimal) -> str:
    """Return a number as it is kept, exactly and in one way: 1250000 and 2500.75."""
    return format(_EXACT.plus(value.normalize(_EXACT)), "f")


def shown(text: str) -> str:
    """Return a kept number as it is written for people; any other text stays as it is."""
    return written(Decimal(text)) if is_kept_number(text) else text


def is_kept_number(text: str) -> bool:
    """Whether a text is as numbers are kept."""
    return len(text) <= LONGEST and _KEPT.fullmatch(text) is not None


def _plain(text: str) -> str:
    """Return a text in small letters with one way of writing each sign, blank and digit.

    Digits of two scripts in one number stay as they are, and are none.
    """
    letters = [each for each in text.translate(_SIGNS) if unicodedata.category(each) != "Cf"]
    values = [(each, unicodedata.decimal(each, None)) for each in letters]
    zeros = {ord(each) - value for each, value in values if value is not None}
    if len(zeros) > 1:
        return ""
    plain = "".join(each if value is None else str(value) for each, value in values)
    return " ".join(plain.casefold().split())


def _ways(digits: str) -> list[Decimal]:
    """Return what digits with points and commas may mean, one where it is certain."""
    ways = []
    if _INDONESIAN.fullmatch(digits):
        ways.append(Decimal(re.sub("[. ]", "", digits).replace(",", ".")))
    if _ENGLISH.fullmatch(digits):
        ways.append(Decimal(digits.replace(",", "")))
    return ways


def _check(digits: str, ways: list[Decimal]) -> None:
    """Raise NotRead unless there is one way to read them here, and one that can be kept."""
    if not ways:
        raise NotRead(WhyNotRead.NO_NUMBER)
    if len(ways) > 1 or not _ways(digits):
        raise NotRead(WhyNotRead.UNCLEAR, *ways)
    if re.match("0[0-9]", digits):
        raise NotRead(WhyNotRead.LEADING_ZERO, *ways)
    whole, _point, rest = kept(ways[0].copy_abs()).partition(".")
    if len(whole) > DIGITS or len(rest) > PLACES:
        raise NotRead(WhyNotRead.TOO_LONG)


def _signed(sign: str, value: Decimal) -> Decimal:
    """Return a number with its sign; a zero has none."""
    return value.copy_negate() if sign and value else value


def _foreign(digits: str) -> list[Decimal]:
    """Return what 1.5 or 1.000.5 may mean: the last point as a comma, or as one of thousands."""
    found = _POINT_LAST.fullmatch(digits)
    if found is None:
        return []
    whole, rest = (found["whole"] or "").replace(".", ""), found["rest"] or found["only"]
    ways = [Decimal(f"{whole or 0}.{rest}")]
    return [*ways, Decimal(whole + rest)] if whole.strip("0") else ways
