"""Reading a standard time."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from procedures.durations.amounts import Amount, Duration, is_whole_days, total_of
from procedures.durations.reasons import NotUnderstood, Reason
from procedures.durations.units import LONGEST, SECONDS
from procedures.durations.writing import (
    ANY_UNIT,
    CALENDAR_DAYS,
    CLOCK_LIKE,
    HOURS,
    NUMBER,
    ONE_AMOUNT,
    TIME,
    UNITS,
    is_open,
    plain,
)

MOST_LETTERS = 10_000
"""A longer text is no time."""

MOST_DIGITS = len("1.080.000,00")
"""Signs of the longest standard in minutes; a longer number is none."""


def parse(text: str) -> Duration | None:
    """Read a standard time as Indonesian offices write it.

    None means not standardised: blank, a dash, or words without a time (disesuaikan, sesuai
    kebutuhan, sepanjang tahun). Of a range the upper bound is the standard. `maks.`, `paling lama`,
    `s.d.` before it and `±` change nothing, nor does a number repeated in words: 1 (satu) hari, nor
    the same time in another unit: 1 jam (60 menit), nor a mark of a note behind it, nor from when
    it counts: sejak diterima. The volume may stand before or behind: 4 x 15 menit, 4 berkas @ 15
    menit, 15 menit x 4. A day is a working day; what may be days by the clock (24 jam, 2 x 24 jam)
    is asked back, and 24 jam kerja is not. Numbers are Indonesian: 1,5 and 1.000 and 1.500,5, and
    1.5 too. Raises NotUnderstood for a text that looks like a time but is none, or that is longer
    than any.
    """
    if len(text) > MOST_LETTERS:
        raise NotUnderstood(Reason.UNCLEAR)
    said = plain(text)
    if is_open(said):
        return None
    found = TIME.fullmatch(said)
    if found is None or _is_by_the_clock(said) or CLOCK_LIKE.search(said):
        raise NotUnderstood(_why_not(said))
    duration = _duration(found)
    _check(duration, found["result"] or found["same"])
    return duration


def _why_not(said: str) -> Reason:
    causes = (
        (re.search(r"[0-9]", said) is None, Reason.NO_NUMBER),
        (CLOCK_LIKE.search(said) is not None, Reason.CLOCK_LIKE),
        (ANY_UNIT.search(re.sub(r"[0-9]", " ", said)) is None, Reason.NO_UNIT),
        (re.match(r"- ?[0-9]", said) is not None, Reason.NEGATIVE),
        (_is_by_the_clock(said), Reason.BY_THE_CLOCK),
    )
    return next((reason for applies, reason in causes if applies), Reason.UNCLEAR)


def _is_by_the_clock(said: str) -> bool:
    """Tell whether a time counts nights too: 7 hari kalender, and 24, 48 or 72 jam."""
    hours = [each for pair in HOURS.findall(said) for each in pair if 0 < len(each) <= MOST_DIGITS]
    whole = (_number(each) for each in hours)
    return CALENDAR_DAYS.search(said) is not None or any(map(is_whole_days, whole))


def _duration(found: re.Match[str]) -> Duration:
    upper, lower = _amounts(found["upper"]), found["lower"] or ""
    if re.fullmatch(NUMBER, lower):
        lower += ONE_AMOUNT.findall(found["upper"])[0][1]
    volume = found["volume"] or found["times"]
    if found["volume"] and found["times"]:
        raise NotUnderstood(Reason.UNCLEAR)
    if volume:
        return Duration(upper, _amounts(lower), volume=_number(volume))
    return Duration(upper, _amounts(lower), per=found["per"] or "")


def _check(duration: Duration, result: str | None) -> None:
    """Raise NotUnderstood for a time that was read but cannot be meant."""
    total = duration.volume * total_of(duration.upper)
    causes = (
        (not (_descend(duration.upper) and _descend(duration.lower)), Reason.UNCLEAR),
        (total == 0, Reason.ZERO),
        (total > 60 * LONGEST, Reason.TOO_LONG),
        (total_of(duration.lower) > total_of(duration.upper), Reason.BACKWARDS),
        (result is not None and total_of(_amounts(result or "")) != total, Reason.WRONG_RESULT),
    )
    for applies, reason in causes:
        if applies:
            raise NotUnderstood(reason)


def _descend(amounts: tuple[Amount, ...]) -> bool:
    """Tell whether each unit is shorter than the one before: 1 jam 30 menit, not 5 menit 1 jam."""
    units = [SECONDS[amount.unit] for amount in amounts]
    return all(longer > shorter for longer, shorter in pairwise(units))


def _amounts(text: str) -> tuple[Amount, ...]:
    pairs = ((number, UNITS[unit]) for number, unit in ONE_AMOUNT.findall(text))
    return tuple(Amount(_number(number) * times, unit) for number, (times, unit) in pairs)


def _number(text: str) -> Decimal:
    """Read an Indonesian number; a point before three digits parts thousands."""
    if len(text) > MOST_DIGITS:
        raise NotUnderstood(Reason.TOO_LONG)
    if re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]{1,2})?", text):
        text = text.replace(".", "")
    return Decimal(text.replace(",", "."))
