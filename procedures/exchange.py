"""Definitions in and out of files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procedures.definition import NEXT, Definition, Row, Target


def definition_from_json(data: Mapping[str, Any]) -> Definition:
    """Return the version that a JSON object tells of.

    Keys: `title`, `actors` (headings), `rows` and optionally `end_actor`, `capsules`,
    `has_column_numbers`, `to_confirm`, `identity`. A row has `activity` and `actor` and optionally
    `participants`, `needs`, `time`, `output`, `remark`, `yes` and `no`; an exit is 'next', 'end'
    or the number of a row. Raises KeyError where a needed key is missing.
    """
    return Definition(
        title=data["title"],
        actors=tuple(data["actors"]),
        rows=tuple(_row(row) for row in data["rows"]),
        end_actor=data.get("end_actor"),
        capsules=data.get("capsules", "steps"),
        has_column_numbers=data.get("has_column_numbers", False),
        to_confirm=data.get("to_confirm", ""),
        identity=dict(data.get("identity", {})),
    )


def _row(data: Mapping[str, Any]) -> Row:
    return Row(
        activity=data["activity"],
        actor=data["actor"],
        participants=tuple(data.get("participants", ())),
        needs=tuple(data.get("needs", ())),
        time=data.get("time", ""),
        output=data.get("output", ""),
        remark=data.get("remark", ""),
        yes=_target(data["yes"]) if "yes" in data else NEXT,
        no=_target(data["no"]) if "no" in data else None,
    )


def _target(exit_: str | int) -> Target:
    return Target("step", exit_) if isinstance(exit_, int) else Target(exit_)
