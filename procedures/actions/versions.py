"""The life of a version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Position, User
from procedures import durations, graph
from procedures.definition import Definition, Row
from procedures.models import Actor, Procedure, Requirement, Step, Version
from procedures.permissions import can_edit_definitions

FAULTS = {
    graph.FaultKind.NO_STEP: gettext_lazy("The SOP has no step."),
    graph.FaultKind.NOBODY_RESPONSIBLE: gettext_lazy("Step %(step)s: nobody is responsible."),
    graph.FaultKind.EXIT_MISSING: gettext_lazy("Step %(step)s: an exit leads nowhere."),
    graph.FaultKind.EXITS_ALIKE: gettext_lazy("Step %(step)s: both exits lead to the same place."),
    graph.FaultKind.LEADS_TO_ITSELF: gettext_lazy("Step %(step)s: an exit leads back to itself."),
    graph.FaultKind.NOT_REACHED: gettext_lazy("Step %(step)s: no way leads to it."),
    graph.FaultKind.NO_WAY_TO_END: gettext_lazy("Step %(step)s: no way leads from it to the end."),
}


class Refused(Exception):
    """A deed that is not possible now; its text is the sentence for the user."""


@transaction.atomic
def draft_version(
    procedure: Procedure,
    definition: Definition,
    *,
    at: datetime,
    positions: Mapping[str, Position],
) -> Version:
    """Write a definition as the procedure's draft and return it.

    `positions` gives the position of a column by its heading; others stay without one. Raises
    Refused if the procedure has a draft already.
    """
    Procedure.objects.select_for_update().get(pk=procedure.pk)
    versions = Version.objects.filter(procedure=procedure)
    if versions.filter(state=Version.State.DRAFT).exists():
        raise Refused(_("This SOP already has a draft."))
    newest = versions.order_by("-revision").first()
    version = Version.objects.create(
        procedure=procedure,
        revision=newest.revision + 1 if newest else 1,
        title=definition.title,
        capsules=definition.capsules,
        has_column_numbers=definition.has_column_numbers,
        to_confirm=definition.to_confirm,
        created_at=at,
        **definition.identity,
    )
    actors = _write_actors(version, definition, positions)
    _write_steps(version, definition.rows, actors)
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
        kind=Step.Kind.DECISION if row.no else Step.Kind.EXECUTION,
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
    )


def lock_draft(version: Version) -> Version:
    """Lock a draft for a change inside the caller's transaction and return it afresh.

    Raises Refused once it is in force: a version in force or later is frozen.
    """
    fresh = Version.objects.select_for_update().get(pk=version.pk)
    if not fresh.is_draft:
        raise Refused(_("This version is no longer a draft and cannot be changed any more."))
    return fresh


def faults_of(version: Version) -> list[str]:
    """Return what keeps the version from being put in force, as sentences for the user."""
    whole = Version.objects.with_table().get(pk=version.pk)
    sentences = [
        str(FAULTS[fault.kind]) % {"step": fault.step} for fault in graph.faults(whole.graph())
    ]
    used = {step.actor_id for step in whole.steps.all()}
    sentences += [
        _("Column %(column)s: no position is named for it.") % {"column": actor.name}
        for actor in whole.actors.all()
        if actor.pk in used and actor.position_id is None
    ]
    return sentences


@transaction.atomic
def put_version_in_force(version: Version, *, by: User | None, at: datetime) -> Version:
    """Put a sound draft in force; the one in force until now becomes replaced.

    `by` is None when a command loads the office's data. Raises Refused if it is no draft, if the
    drawing has faults, or if `by` may not.
    """
    Procedure.objects.select_for_update().get(pk=version.procedure_id)
    draft = lock_draft(version)
    if by is not None and not can_edit_definitions(by):
        raise Refused(_("You may not put SOPs in force."))
    faults = faults_of(draft)
    if faults:
        raise Refused(" ".join(faults))
    Version.objects.filter(procedure=draft.procedure_id).in_force().update(
        state=Version.State.REPLACED, ended_at=at, ended_by=by
    )
    draft.state = Version.State.IN_FORCE
    draft.put_in_force_at = at
    draft.put_in_force_by = by
    draft.save(update_fields=["state", "put_in_force_at", "put_in_force_by"])
    return draft
