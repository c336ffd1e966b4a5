"""Writing the parts of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import CharField, F, Max, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from people.doers import By
from people.locks import locked
from people.refusals import Refused
from procedures.actions.versions import lock_draft, record, refuse_unless_may_edit
from procedures.models import Actor, Procedure, Requirement, StartField, Step, Version, VersionEntry
from procedures.refusals import refuse_unread

OUT_OF_THE_WAY = 10_000
# What a row leads to and what it says: two writes of some 70 rows each, where SQLite's parameters
# end, rather than one of 50.
LED = ["number", "kind", "way", "way_step", "no_way", "no_way_step"]
SAID = [
    field.name for field in Step._meta.concrete_fields if field.name not in {"id", "version", *LED}
]


def open_draft(version: Version, deed: VersionEntry.Deed, *, by: By, **more: Any) -> None:
    """Store a new draft's own fields as the next revision of its procedure, on record.

    Inside the caller's transaction. `more` goes into the entry. Raises Refused if the procedure
    has a draft already, or if `by` may not.
    """
    procedure = locked(Procedure.objects.all()).get(pk=version.procedure_id)
    refuse_unless_may_edit(procedure, by)
    if procedure.versions.filter(state=Version.State.DRAFT).exists():
        raise Refused(_("This SOP already has a draft."))
    newest = procedure.versions.aggregate(Max("revision"))["revision__max"] or 0
    version.revision = newest + 1
    version.created_at = by.at
    version.save(force_insert=True)
    record(version, deed, by=by, **more)


@transaction.atomic
def save_draft(version: Version, *, by: By) -> None:
    """Save a draft's own fields; a new one becomes the next revision of its procedure.

    Raises Refused once it is in force, for a second draft of the procedure, or if `by` may not.
    """
    if version.pk is None:
        open_draft(version, VersionEntry.Deed.DRAFT, by=by)
        return
    refuse_unless_may_edit(version.procedure, by)
    lock_draft(version)
    version.save()
    record(version, VersionEntry.Deed.CHANGE, by=by)


@transaction.atomic
def save_steps(
    version: Version,
    changed: Sequence[Step],
    *,
    deleted: Sequence[Step] = (),
    named: Mapping[int, Sequence[Step | None]] | None = None,
) -> None:
    """Save changed and new steps of a draft, delete others, and number all from 1 without gaps.

    `changed` come with the number of the place they are to have; of equal numbers in their own
    order. Branches follow their steps; one to a deleted step leads nowhere. `named` gives the rows
    that the exits of a changed step name (done or yes, no), new ones among them, by the step's
    place in `changed`; without it they stay as they are.
    """
    lock_draft(version)
    steps = Step.objects.filter(version=version)
    kept = steps.exclude(pk__in=[step.pk for step in (*changed, *deleted) if step.pk])
    order = sorted([*changed, *kept], key=lambda step: step.number or OUT_OF_THE_WAY)
    steps.update(number=F("number") + OUT_OF_THE_WAY)
    for number, step in enumerate(order, start=1):
        step.number = number
        step.version = version
    Step.objects.bulk_create(step for step in changed if not step.pk)
    for place, (yes, no) in (named or {}).items():
        changed[place].way_step, changed[place].no_way_step = yes, no
    Step.objects.bulk_update(order, LED)
    Step.objects.bulk_update(changed, SAID)
    # Last, so that the branches of the changed steps are let go too.
    steps.filter(pk__in=[step.pk for step in deleted]).delete()


@transaction.atomic
def save_actors(version: Version, changed: Sequence[Actor], *, deleted: Sequence[Actor]) -> None:
    """Save changed and new columns of a draft and delete others; two may swap their headings."""
    lock_draft(version)
    actors = Actor.objects.filter(version=version)
    actors.filter(pk__in=[actor.pk for actor in deleted]).delete()
    # Out of the way first; no heading that was typed begins with a blank.
    known = [actor for actor in changed if actor.pk]
    renamed = actors.filter(pk__in=[actor.pk for actor in known])
    renamed.update(name=Concat(Value(" "), Cast("pk", CharField())))
    for actor in changed:
        actor.version = version
    Actor.objects.bulk_update(known, ["name", "order", "position"])
    Actor.objects.bulk_create(actor for actor in changed if not actor.pk)


@transaction.atomic
def save_start_fields(
    version: Version, changed: Sequence[StartField], *, deleted: Sequence[StartField]
) -> None:
    """Save changed and new fields of a draft's start form and delete others; labels may swap."""
    lock_draft(version)
    gone = [field.pk for field in (*changed, *deleted) if field.pk]
    StartField.objects.filter(pk__in=gone).delete()
    StartField.objects.bulk_create(changed)


@transaction.atomic
def save_requirements(version: Version, needs: Mapping[int, Iterable[str]]) -> None:
    """Write the requirements of a draft's steps anew, by the steps' keys, in this order."""
    lock_draft(version)
    steps = Step.objects.filter(version=version, pk__in=needs).in_bulk()
    Requirement.objects.filter(step__in=steps).delete()
    Requirement.objects.bulk_create(
        Requirement(step=step, order=order, text=text)
        for key, step in steps.items()
        for order, text in enumerate(needs[key], start=1)
    )


@transaction.atomic
def save_participants(version: Version, actors: Mapping[int, Iterable[int]]) -> None:
    """Write who takes part in a draft's steps anew: keys of columns by keys of steps."""
    lock_draft(version)
    through = Step.participants.through
    through.objects.filter(step__version=version, step__in=actors).delete()
    columns = set(Actor.objects.filter(version=version).values_list("pk", flat=True))
    through.objects.bulk_create(
        through(step_id=step, actor_id=actor)
        for step, taking_part in actors.items()
        for actor in taking_part
        if actor in columns
    )


@transaction.atomic
def delete_draft(version: Version, *, by: By, seen: str | None = None) -> None:
    """Delete a draft with all its rows.

    `seen` is the token of the state that was read. Raises Refused once it is in force, if it was
    saved since, or if `by` may not.
    """
    draft = lock_draft(version)
    refuse_unless_may_edit(version.procedure, by)
    refuse_unread(draft, seen=seen)
    record(draft, VersionEntry.Deed.DELETE, by=by)
    draft.delete()
