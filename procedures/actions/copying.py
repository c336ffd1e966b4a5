"""Copying a version into a draft: how an SOP is revised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from people.doers import Doer
from people.models import Position
from procedures.actions.drafts import open_draft
from procedures.models import Actor, Requirement, StartField, Step, Version, VersionEntry

Row = TypeVar("Row", Actor, Step, StartField)

# What a copy does not take over: its own life, and the dates of the version it comes from.
OF_ITS_OWN = {
    "id",
    "revision",
    "state",
    "created_at",
    "put_in_force_at",
    "put_in_force_by",
    "ended_at",
    "ended_by",
    "ended_because",
    "unit_name",
    "unit_logo",
    "revised_on",
    "effective_on",
    "end_actor",
}


@transaction.atomic
def copy_version(version: Version, *, by: Doer) -> Version:
    """Copy a version with all its rows into a new draft of its SOP and return the draft.

    Number, approver and the day it was made are taken over, the days it was revised and took effect
    are not. Raises Refused if the SOP has a draft already, or if `by` may not.
    """
    draft = Version(**content_of(version, OF_ITS_OWN))
    open_draft(draft, VersionEntry.Deed.COPY, by=by, copied_from=version.revision)
    copy_rows(version, draft)
    return draft


def copy_rows(
    version: Version, draft: Version, *, positions: Mapping[int, Position] | None = None
) -> None:
    """Copy all rows of a version into a new draft.

    `positions` gives the position of each column by its key in the version; others have none. The
    columns keep theirs without it.
    """
    actors = _copied(version.actors.all(), version=draft)
    if positions is not None:
        for key, actor in actors.items():
            actor.position = positions.get(key)
        Actor.objects.bulk_update(actors.values(), ["position"])
    steps = _copied(version.steps.all(), version=draft)
    for step in steps.values():
        step.actor = actors.get(step.actor_id or 0)
        step.way_step = steps.get(step.way_step_id or 0)
        step.no_way_step = steps.get(step.no_way_step_id or 0)
    Step.objects.bulk_update(steps.values(), ["actor", "way_step", "no_way_step"])
    _copy_what_hangs_on(steps, actors)
    _copied(version.start_fields.all(), version=draft)
    if version.end_actor_id:
        draft.end_actor = actors[version.end_actor_id]
        draft.save(update_fields=["end_actor"])


def _copy_what_hangs_on(steps: dict[int, Step], actors: dict[int, Actor]) -> None:
    """Copy the requirements and the participants of steps, given by the keys they come from."""
    needs = Requirement.objects.filter(step__in=steps)
    Requirement.objects.bulk_create(
        Requirement(step=steps[each.step_id], **content_of(each, {"id", "step"})) for each in needs
    )
    through = Step.participants.through
    through.objects.bulk_create(
        through(step=steps[each.step_id], actor=actors[each.actor_id])
        for each in through.objects.filter(step__in=steps)
    )


def _copied(rows: Iterable[Row], *, version: Version) -> dict[int, Row]:
    """Store copies of rows under another version; by the key of what they come from."""
    found = list(rows)
    copies = [type(row)(version=version, **content_of(row, {"id", "version"})) for row in found]
    stored = type(found[0])._default_manager.bulk_create(copies) if found else []
    return {row.pk: copy for row, copy in zip(found, stored, strict=True)}


def content_of(row: models.Model, without: set[str]) -> dict[str, Any]:
    """Return a row's own fields by name; what they point to as keys."""
    fields = [field for field in row._meta.concrete_fields if field.name not in without]
    return {field.attname: getattr(row, field.attname) for field in fields}
