"""When the fasting month is, as far as it is known beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import holidays

LONGEST_MONTH = timedelta(days=30)
IDUL_FITRI = "Hari Raya Idul Fitri"


@dataclass(frozen=True)
class Ramadan:
    """A fasting month by its first and last day, named for the year of its Idul Fitri."""

    year: int
    starts_on: date
    ends_on: date


def ramadans_of(year: int) -> list[Ramadan]:
    """Return the fasting months that end with an Idul Fitri of that year, oldest first.

    Their last day is the eve of the Idul Fitri that is known or expected, their first one 30 days
    before it; which day it is in the end, the government says on its eve (sidang isbat). Nearly
    every year has one, 2033 has two.
    """
    days = holidays.country_holidays(
        "ID", years=year, categories=holidays.PUBLIC, language="id"
    ).items()
    feasts = sorted(on for on, name in days if on.year == year and name.startswith(IDUL_FITRI))
    return [Ramadan(year, on - LONGEST_MONTH, on - timedelta(days=1)) for on in feasts]
