"""Facts from outside: Indonesia's holidays, and the office's own data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import holidays
from django.conf import settings

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


def read_fixture(name: str) -> dict[str, Any]:
    """Return what SOPKS brings along under that name: `office` or `procedures`."""
    text = (settings.BASE_DIR / "fixtures" / f"{name}.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
