"""A version as JSON, in and out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from procedures.definition import NEXT, Definition, Question, Row, Target
from procedures.models import Step, Version

SCHEMA = "sopks/version/1"
IDENTITY = (
    "number",
    "approver_title",
    "approver_capacity",
    "approver_name",
    "approver_rank",
    "approver_nip",
    "legal_basis",
    "qualifications",
    "related",
    "equipment",
    "warnings",
    "recording",
)
DEMANDS = ("needs_all_requirements", "needs_file", "records_participants")
FIELD = ("label", "kind", "is_required", "help_text", "choices")
DATES = ("made_on", "revised_on", "effective_on")


def definition_from_json(data: Mapping[str, Any]) -> Definition:
    """Return the version that a JSON object tells of.

    docs/version.schema.json says which keys there are; `title`, `actors` and `rows`, and of a row
    `activity` and `actor`, are needed. Raises KeyError where one of them is missing.
    """
    return Definition(
        title=data["title"],
        actors=tuple(data["actors"]),
        rows=tuple(_row(row) for row in data["rows"]),
        end_actor=data.get("end_actor"),
        capsules=data.get("capsules", "steps"),
        has_column_numbers=data.get("has_column_numbers", False),
        forbids_own_work=data.get("forbids_own_work", False),
        to_confirm=data.get("to_confirm", ""),
        identity=dict(data.get("identity", {})),
        dates={name: date.fromisoformat(data[name]) for name in DATES if name in data},
        form=tuple(Question(**question) for question in data.get("form", ())),
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
        yes_label=data.get("yes_label", Row.yes_label),
        no_label=data.get("no_label", Row.no_label),
        **{name: data[name] for name in DEMANDS if name in data},
    )


def _target(exit_: str | int) -> Target:
    return Target("step", exit_) if isinstance(exit_, int) else Target(exit_)


def version_to_json(version: Version) -> dict[str, Any]:
    """Return a version loaded by `with_table` as a JSON object that `definition_from_json` reads.

    Beside its keys stand `schema`, `code`, `revision`, `state` and the dates. Empty values are
    left out.
    """
    numbers = {step.pk: step.number for step in version.ordered_steps()}
    identity = {name: getattr(version, name) for name in IDENTITY}
    dates = {name: getattr(version, name) for name in DATES}
    return {
        "schema": SCHEMA,
        "code": version.procedure.code,
        "revision": version.revision,
        "state": version.state,
        "title": version.title,
        **{name: on.isoformat() for name, on in dates.items() if on},
        "identity": {name: text for name, text in identity.items() if text},
        "actors": [actor.name for actor in version.actors.all()],
        "end_actor": version.end_actor.name if version.end_actor else None,
        "capsules": version.capsules,
        "has_column_numbers": version.has_column_numbers,
        **({"forbids_own_work": True} if version.forbids_own_work else {}),
        "rows": [_row_to_json(step, numbers) for step in version.ordered_steps()],
    }


def version_to_file(version: Version) -> dict[str, Any]:
    """Return a version as JSON, with the start form and what is to be confirmed besides.

    One query more. Nothing of a version is lost but who holds its columns.
    """
    form = [
        {name: getattr(field, name) for name in FIELD if getattr(field, name)}
        for field in version.start_fields.all()
    ]
    more = {"to_confirm": version.to_confirm, "form": form}
    return version_to_json(version) | {name: value for name, value in more.items() if value}


def digest_of(version: Version) -> str:
    """Return the SHA-256 of all that is frozen of a version loaded by `with_table`.

    That is its file, and who holds its columns; not its state, nor its SOP's code. One query.
    """
    frozen = version_to_file(version)
    del frozen["code"], frozen["state"]
    frozen["positions"] = [actor.position_id for actor in version.actors.all()]
    text = json.dumps(frozen, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _row_to_json(step: Step, numbers: Mapping[int, int]) -> dict[str, Any]:
    """Return a row; `yes` and `no` as definition_from_json reads them."""
    row = {
        "activity": step.activity,
        "actor": step.actor.name if step.actor else None,
        "participants": [actor.name for actor in step.participants.all()],
        "needs": [requirement.text for requirement in step.requirements.all()],
        "time": step.standard_text,
        "output": step.output,
        "remark": step.remark,
        "yes": _way_to_json(step.way, step.way_step_id, numbers),
    }
    if step.is_decision:
        row["no"] = _way_to_json(step.no_way, step.no_way_step_id, numbers)
        row |= {"yes_label": step.yes_label, "no_label": step.no_label}
    row |= {name: True for name in DEMANDS if getattr(step, name)}
    optional = {"participants", "needs", "time", "output", "remark"}
    return {name: value for name, value in row.items() if value or name not in optional}


def _way_to_json(way: str, step: int | None, numbers: Mapping[int, int]) -> str | int:
    """Return 'next', 'end' or a row's number; 'step' where the drawing leads nowhere yet."""
    return numbers.get(step or 0, way) if way == Step.Way.STEP else way
