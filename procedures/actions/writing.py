"""Writing a whole definition as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from people.doers import By
from people.models import Position
from procedures import durations
from procedures.actions.drafts import open_draft
from procedures.definition import Definition, Row
from procedures.graph import StepKind
from procedures.models import Actor, Procedure, Requirement, StartField, Step, Version, VersionEntry


@transaction.atomic
def draft_version(
    procedure: Procedure,
    definition: Definition,
    *,
    by: By,
    positions: Mapping[str, Position],
) -> Version:
    """Write a definition as the procedure's draft and return it.

    `positions` gives the position of a column by its heading; others stay without one. Raises
    Refused if the procedure has a draft already, or if `by` may not.
    """
    version = Version(
        procedure=procedure,
        title=definition.title,
        capsules=definition.capsules,
        has_column_numbers=definition.has_column_numbers,
        forbids_own_work=definition.forbids_own_work,
        to_confirm=definition.to_confirm,
        **definition.identity,
        **definition.dates,
    )
    open_draft(version, VersionEntry.Deed.DRAFT, by=by)
    actors = _write_actors(version, definition, positions)
    _write_steps(version, definition.rows, actors)
    StartField.objects.bulk_create(
        StartField(version=version, order=order, **asdict(question))
        for order, question in enumerate(definition.form, start=1)
    )
    return version


def _write_actors(
    version: Version, definition: Definition, positions: Mapping[str, Position]
) -> dict[str, Actor]:
    created = Actor.objects.bulk_create(
        Actor(version=version, order=order, name=name, position=positions.get(name))
        for order, name in enumerate(definition.actors, start=1)
    )
    actors = {actor.name: actor for actor in created}
    if definition.end_actor:
        version.end_actor = actors[definition.end_actor]
        version.save(update_fields=["end_actor"])
    return actors


def _write_steps(version: Version, rows: tuple[Row, ...], actors: Mapping[str, Actor]) -> None:
    steps = Step.objects.bulk_create(
        _step(version, number, row, actors) for number, row in enumerate(rows, start=1)
    )
    for step, row in zip(steps, rows, strict=True):
        step.way_step = steps[row.yes.row - 1] if row.yes.row else None
        step.no_way_step = steps[row.no.row - 1] if row.no and row.no.row else None
    Step.objects.bulk_update(steps, ["way_step", "no_way_step"])
    Requirement.objects.bulk_create(
        Requirement(step=step, order=order, text=text)
        for step, row in zip(steps, rows, strict=True)
        for order, text in enumerate(row.needs, start=1)
    )
    Step.participants.through.objects.bulk_create(
        Step.participants.through(step=step, actor=actors[name])
        for step, row in zip(steps, rows, strict=True)
        for name in row.participants
    )


def _step(version: Version, number: int, row: Row, actors: Mapping[str, Actor]) -> Step:
    standard = durations.parse(row.time)
    return Step(
        version=version,
        number=number,
        kind=StepKind.DECISION if row.no else StepKind.EXECUTION,
        activity=row.activity,
        actor=actors[row.actor] if row.actor else None,
        standard_text=row.time,
        standard_minutes=standard.minutes if standard else None,
        standard_unit=standard.unit.value if standard else "",
        output=row.output,
        remark=row.remark,
        way=row.yes.way,
        no_way=row.no.way if row.no else "",
        yes_label=row.yes_label,
        no_label=row.no_label,
        needs_all_requirements=row.needs_all_requirements,
        needs_file=row.needs_file,
        records_participants=row.records_participants,
    )
