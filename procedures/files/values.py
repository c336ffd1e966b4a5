"""What Excel shows of a value: numbers, times, dates and errors as text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

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

Shown = tuple[str, str, tuple[Doubt, ...]]
"""A text, the same as a time that something lasts, and what is unsure about it."""


def shown(value: object, number_format: str) -> Shown:
    """Return what Excel shows of a value in a format."""
    said = number_format[:LONGEST]
    if _part_of(value, said).is_nothing:
        return "", "", (Doubt.HIDDEN,)
    if isinstance(value, timedelta):
        return _lasting(int(value.total_seconds()), ())
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
    """Return a text with the signs that XML cannot hold: _x000D_ is the end of a line."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


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


def _time(value: time, number_format: str) -> Shown:
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    is_of_day = seconds >= LONGEST_WORK or "am/pm" in number_format.lower()
    return _lasting(seconds, (Doubt.TIME_OF_DAY,) if is_of_day else ())


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
    """Return a number with the words that its format puts around it: 30 "menit".

    A format may show words alone, so that the number is hidden. What is true or false has none.
    """
    if isinstance(value, bool):
        return str(value).upper(), "", (Doubt.TRUE_OR_FALSE,)
    faint = (Doubt.FAINT,) * part.is_white
    if not part.shows:
        words = f"{part.before}{part.behind}".strip()
        return words, "", (*faint, Doubt.HIDDEN) if value else faint
    number = _figure(value * 100 if part.is_share else value) + "%" * part.is_share
    around = (_words(part.before), number, _words(part.behind))
    return " ".join(filter(None, around)), "", faint


def _words(text: str) -> str:
    """Return the words that stand beside a number; signs alone are none."""
    return text.strip() if re.search(r"[A-Za-z]", text) else ""


def _figure(value: float) -> str:
    if isinstance(value, int) or (value.is_integer() and abs(value) < 10**15):
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")
