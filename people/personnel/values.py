"""Grades and days as personnel systems write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from people.personnel.wrong import Fault, Unfit

LONGEST_RANK = 100
RANKS = (
    ("I", ("Juru Muda", "Juru Muda Tingkat I", "Juru", "Juru Tingkat I")),
    ("II", ("Pengatur Muda", "Pengatur Muda Tingkat I", "Pengatur", "Pengatur Tingkat I")),
    ("III", ("Penata Muda", "Penata Muda Tingkat I", "Penata", "Penata Tingkat I")),
    (
        "IV",
        (
            "Pembina",
            "Pembina Tingkat I",
            "Pembina Utama Muda",
            "Pembina Utama Madya",
            "Pembina Utama",
        ),
    ),
)
RANK_OF = {
    f"{grade}/{letter}": f"{name} ({grade}/{letter})"
    for grade, names in RANKS
    for letter, name in zip("abcde", names, strict=False)
}
"""What a grade is called on paper (PP 99/2000)."""

_DAYS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?"), (3, 2, 1)),
)
FIRST_DAYS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
SERIALS = range(1, 100_000)
"""What Excel keeps as a day: days since the first one."""


def rank_of(grade: str) -> str:
    """Return the rank that a grade is printed as: 'Penata Tingkat I (III/d)'; others stay."""
    step, _slash, letter = grade.partition("/")
    known = RANK_OF.get(f"{step.strip().upper()}/{letter.strip().lower()}")
    return known or grade[:LONGEST_RANK]


def counted_day(number: float, *, is_1904: bool) -> date:
    """Return the day that Excel keeps as a number; raise Unfit where it is none."""
    if not SERIALS.start <= number < SERIALS.stop:
        raise Unfit(Fault.SINCE_STRANGE, str(number))
    return FIRST_DAYS[is_1904] + timedelta(days=int(number))


def day_in(text: str) -> date:
    """Return the day that a text names: 31-12-2026 or 2026-12-31; raise Unfit where it is none."""
    for pattern, (year, month, day) in _DAYS:
        found = pattern.fullmatch(text)
        if found:
            try:
                return date(int(found[year]), int(found[month]), int(found[day]))
            except ValueError:
                break
    raise Unfit(Fault.SINCE_STRANGE, text[:40])
