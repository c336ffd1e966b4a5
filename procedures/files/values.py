"""What Excel shows of a value: numbers, times, dates and errors as text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from procedures.files.figures import in_places
from procedures.files.formats import LONGEST, FormatPart, part_for_number, part_for_text
from procedures.reading.doubts import Doubt

ERRORS = frozenset(
    [
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#UNKNOWN!",
        "#BUSY!",
        "#CONNECT!",
        "#PYTHON!",
    ]
)
LONGEST_WORK = 7 * 60 * 60
"""Seconds from which what Excel keeps as a time may be one of the day: office hours begin."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BESIDE = re.compile(r'"[^"]*"|\[[^\[\]]*\]|\\.')
"""What in a format is no letter of it: words, colours and places, single signs."""
_QUOTED = re.compile(r'"[^"]*"|\\.')
_CLOCK = re.compile(r"am/pm|a/p")

Shown = tuple[str, str, tuple[Doubt, ...]]
"""A text, the same as a time that something lasts, and what is unsure about it."""


def shown(value: object, number_format: str) -> Shown:
    """Return what Excel shows of a value in a format."""
    said = number_format[:LONGEST]
    if _part_of(value, said).is_nothing:
        return "", "", (Doubt.HIDDEN,)
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return _lasting(seconds, _cut(seconds, said))
    if isinstance(value, time):
        return _time(value, said)
    if isinstance(value, date):
        return _date(value, said)
    if isinstance(value, int | float):
        return _number(value, part_for_number(said, value))
    text = unescaped(str(value)).strip()
    return text, "", (Doubt.ERROR_VALUE,) if text in ERRORS else ()


def with_words(value: object, read: str, number_format: str) -> str:
    """Return a text with the words that its format puts around it: @" menit"."""
    if not isinstance(value, str):
        return read
    part = part_for_text(number_format[:LONGEST])
    return f"{part.before}{read}{part.behind}".strip() if part.shows else read


def _part_of(value: object, number_format: str) -> FormatPart:
    """Return the part of a format that a value is shown in."""
    if isinstance(value, int | float):
        return part_for_number(number_format, value)
    if isinstance(value, timedelta | time | date):
        return part_for_number(number_format, 1)
    return part_for_text(number_format)


def unescaped(text: str) -> str:
    """Return a text with the signs that XML cannot hold: _x000D_ is the end of a line.

    Two halves of a sign are one (_xD83D__xDE00_); a half alone is no sign that is known (U+FFFD).
    """
    said = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if said == text:
        return text
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _letters(number_format: str) -> str:
    """Return the letters of the first part of a format."""
    return _BESIDE.sub("", number_format).partition(";")[0].lower()


def _lasting(seconds: int, doubts: tuple[Doubt, ...]) -> Shown:
    if seconds < 0:
        return f"-{timedelta(seconds=-seconds)}", "", doubts
    minutes, left = divmod(seconds, 60)
    hours, rest = divmod(minutes, 60)
    parts = ((hours, "jam"), (rest, "menit"), (left, "detik"))
    words = " ".join(f"{number} {unit}" for number, unit in parts if number)
    text = f"{hours}:{rest:02}" + (f":{left:02}" if left else "")
    return text, words or "0 menit", doubts


def _cut(seconds: int, number_format: str) -> tuple[Doubt, ...]:
    """Doubt a time of which a format shows a part alone: 1:30 as 1 jam, 1:00:30 as 00:30."""
    letters = _CLOCK.sub("", _QUOTED.sub("", number_format).partition(";")[0].lower())
    if not set(letters) & set("hms"):
        return ()
    smallest = 1 if "s" in letters else 60 if "m" in letters else 3600
    largest = 60 if "[s" not in letters and "m" not in letters else 3600
    has_all = "h" in letters or re.search(r"\[[ms]", letters) or abs(seconds) < largest
    return () if has_all and seconds % smallest == 0 else (Doubt.LETTERS_LOST,)


def _time(value: time, number_format: str) -> Shown:
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    is_of_day = seconds >= LONGEST_WORK or "am/pm" in number_format.lower()
    of_day = (Doubt.TIME_OF_DAY,) if is_of_day else ()
    return _lasting(seconds, (*of_day, *_cut(seconds, number_format)))


def _date(value: date, number_format: str) -> Shown:
    """Return a date; one without a year or a day was probably two numbers: 5-10."""
    letters = _letters(number_format)
    has_day, has_year = "d" in letters, "y" in letters
    if isinstance(value, datetime) and not has_day and not has_year:
        text, words, _doubts = _time(value.time(), number_format)
        return text, words, (Doubt.TIME_OF_DAY,)
    if has_day and has_year:
        clock = value.strftime(" %H:%M") if isinstance(value, datetime) else ""
        clock = "" if clock == " 00:00" else clock
        return f"{value.day}-{value.month}-{value.year}{clock}", _range(value), ()
    if has_year:
        return f"{value.month}-{value.year % 100}", "", (Doubt.WAS_DATE,)
    return _range(value), "", (Doubt.WAS_DATE,)


def _range(value: date) -> str:
    """Return the numbers that a date was made of: the smaller one first, as ranges are written."""
    low, high = sorted((value.day, value.month))
    return f"{low}-{high}"


def _number(value: float, part: FormatPart) -> Shown:
    """Return a number as its format shows it: 30 "menit"; one that is rounded is doubted.

    A format may show words alone, so that the number is hidden. What is true or false has none.
    """
    if isinstance(value, bool):
        return str(value).upper(), "", (Doubt.TRUE_OR_FALSE,)
    faint = (Doubt.FAINT,) * part.is_white
    if not part.shows:
        words = f"{part.before}{part.behind}".strip()
        return words, "", (*faint, Doubt.HIDDEN) if value else faint
    text, is_whole = in_places(value, part)
    return text.strip(), "", (*faint, *[Doubt.LETTERS_LOST] * (not is_whole))
