"""Found tables as plain data, which a page carries along until they are confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from procedures.definition import Target
from procedures.reading import Doubt, FoundRow, FoundTable, Place

NAMING = frozenset((Doubt.WAS_DATE,))
"""Doubts whose sentence names the value."""

LONGEST_NAMED = 60


def table_to_json(table: FoundTable) -> dict[str, Any]:
    """Return a found table as JSON.

    Actors are counted from 0. An exit is 'next', 'end' or the number of a row, empty where there
    is none. `doubts` of the table are codes, those of a row lists of codes by the value's name;
    behind the code of one that names a text stands that text, as in an address.
    """
    return {
        "title": table.title.value,
        "doubts": [*table.title.doubts, *table.doubts],
        "place": _place(table.place),
        "identity": {name: value.value for name, value in table.identity.items()},
        "capsules": table.capsules,
        "end_actor": table.end_actor,
        "has_column_numbers": table.has_column_numbers,
        "actors": [actor.value for actor in table.actors],
        "rows": [_row(row) for row in table.rows],
    }


def _place(place: Place) -> list[Any]:
    return [place.kind.value, place.number, place.name]


def _row(row: FoundRow) -> dict[str, Any]:
    evidence = row.number.evidence
    doubts: dict[str, list[str]] = {}
    for name, doubt in row.doubts():
        doubts.setdefault(name, []).append(_code(doubt, getattr(row, name).value))
    return {
        "place": [*_place(evidence.place), evidence.row] if evidence else [],
        "activity": row.activity.value,
        "actor": row.actor.value,
        "participants": list(row.participants.value),
        "needs": list(row.needs.value),
        "time": row.time.value,
        "output": row.output.value,
        "remark": row.remark.value,
        "yes": "next",
        "no": exit_to_text(row.no.value),
        "doubts": doubts,
    }


def _code(doubt: Doubt, value: object) -> str:
    """Return the code of a doubt, with what it names behind it."""
    if doubt not in NAMING:
        return doubt
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"{doubt}={quote(' '.join(text.split())[:LONGEST_NAMED], safe='')}"


def exit_to_text(target: Target | None) -> str:
    """Return an exit as a form carries it: next, end, the number of a row, or empty."""
    if target is None:
        return ""
    return str(target.row) if target.row else target.way


def text_to_exit(text: str) -> Target | None:
    """Return the exit that a form carries; see `exit_to_text`."""
    if not text:
        return None
    return Target("step", int(text)) if text.isdigit() else Target(text)


def doubts_to_text(doubts: Mapping[str, Iterable[str]]) -> str:
    """Return a row's doubts as a form carries them: each with the value's name before it."""
    return " ".join(f"{name}:{code}" for name, codes in doubts.items() for code in codes)


def text_to_doubts(text: str) -> dict[str, list[str]]:
    """Return the doubts that a form carries, whatever it carries; see `doubts_to_text`."""
    doubts: dict[str, list[str]] = {}
    for word in text.split():
        name, _colon, code = word.partition(":")
        doubts.setdefault(name, []).append(code)
    return doubts
