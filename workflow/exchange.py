"""Facts from outside: Indonesia's holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import holidays

NAME_LENGTH = 200


@dataclass(frozen=True)
class Holiday:
    """One day off; `kind` is public or shared_leave (cuti bersama)."""

    on: date
    kind: str
    name: str


def holidays_of(year: int) -> list[Holiday]:
    """Return the public holidays and the shared leave of a year, by date."""
    kinds = {"public": holidays.PUBLIC, "shared_leave": holidays.GOVERNMENT}
    found = [
        Holiday(on, kind, name[:NAME_LENGTH])
        for kind, category in kinds.items()
        for on, name in holidays.country_holidays(
            "ID", years=year, categories=category, language="id"
        ).items()
    ]
    return sorted(found, key=lambda holiday: (holiday.on, holiday.kind))
