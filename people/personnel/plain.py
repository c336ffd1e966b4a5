"""A personnel file as plain data, to travel with the page that shows what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from people.personnel.lines import Line, Staff
from people.personnel.paths import Place
from people.personnel.wrong import Fault, Wrong

APART = ("place", "since")
"""What JSON cannot hold as it is."""


def staff_to_plain(staff: Staff) -> dict[str, Any]:
    """Return a file as JSON can hold it."""
    return {
        "lines": [_line_to_plain(line) for line in staff.lines],
        "wrongs": [[each.number, each.fault.value, each.said] for each in staff.wrongs],
        "named": sorted(staff.named - {line.nip for line in staff.lines}),
        "is_whole": staff.is_whole,
        "personal": staff.personal,
        "unused": staff.unused,
        "sheet": staff.sheet,
        "others": staff.others,
    }


def staff_of_plain(plain: Mapping[str, Any]) -> Staff:
    """Return the file that plain data tell of."""
    lines = tuple(_line_of_plain(*each) for each in plain["lines"])
    return Staff(
        lines=lines,
        wrongs=tuple(Wrong(number, Fault(fault), said) for number, fault, said in plain["wrongs"]),
        named=frozenset(plain["named"]) | {line.nip for line in lines},
        is_whole=plain["is_whole"],
        personal=tuple(plain["personal"]),
        unused=tuple(plain["unused"]),
        sheet=plain["sheet"],
        others=plain["others"],
    )


def _line_to_plain(line: Line) -> list[Any]:
    fields = {name: value for name, value in vars(line).items() if name not in APART}
    day = line.since.isoformat() if line.since else ""
    return [fields, line.place.names, line.place.foreign_id, day]


def _line_of_plain(fields: Any, names: list[str], foreign_id: str, day: str) -> Line:
    since = date.fromisoformat(day) if day else None
    return Line(**fields, place=Place(tuple(names), foreign_id), since=since)
