"""Writing the parts of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, F, Max, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from procedures.actions.versions import Refused, lock_draft
from procedures.models import Actor, Procedure, Requirement, Step, Version

OUT_OF_THE_WAY = 10_000


@transaction.atomic
def save_draft(version: Version, *, at: datetime) -> None:
    """Save a draft's own fields; a new one becomes the next revision of its procedure.

    Raises Refused once it is in force, or for a second draft of the procedure.
    """
    procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
    if version.pk is not None:
        lock_draft(version)
        version.save()
        return
    if procedure.versions.filter(state=Version.State.DRAFT).exists():
        raise Refused(_("This SOP already has a draft."))
    newest = procedure.versions.aggregate(Max("revision"))["revision__max"] or 0
    version.revision = newest + 1
    version.created_at = at
    version.save(force_insert=True)


@transaction.atomic
def save_steps(version: Version, changed: Sequence[Step], *, deleted: Sequence[Step] = ()) -> None:
    """Save changed and new steps of a draft, delete others, and number all from 1 without gaps.

    `changed` come with the number of the place they are to have. Branches follow their steps;
    one to a deleted step leads nowhere.
    """
    lock_draft(version)
    steps = Step.objects.filter(version=version)
    kept = steps.exclude(pk__in=[step.pk for step in (*changed, *deleted) if step.pk])
    order = sorted([*kept, *changed], key=lambda step: step.number or OUT_OF_THE_WAY)
    steps.update(number=F("number") + OUT_OF_THE_WAY)
    for number, step in enumerate(order, start=1):
        step.number = number
    for step in changed:
        step.save()
    Step.objects.bulk_update([step for step in order if step not in changed], ["number"])
    # Last, so that the branches of the changed steps are let go too.
    for step in deleted:
        step.delete()


@transaction.atomic
def save_actors(version: Version, changed: Sequence[Actor], *, deleted: Sequence[Actor]) -> None:
    """Save changed and new columns of a draft and delete others; two may swap their headings."""
    lock_draft(version)
    for actor in deleted:
        actor.delete()
    # Out of the way first; no heading that was typed begins with a blank.
    renamed = Actor.objects.filter(pk__in=[actor.pk for actor in changed if actor.pk])
    renamed.update(name=Concat(Value(" "), Cast("pk", CharField())))
    for actor in changed:
        actor.save()


@transaction.atomic
def save_requirements(step: Step, texts: Iterable[str]) -> None:
    """Write the requirements of a draft's step anew, in this order."""
    lock_draft(step.version)
    step.requirements.all().delete()
    Requirement.objects.bulk_create(
        Requirement(step=step, order=order, text=text) for order, text in enumerate(texts, start=1)
    )


@transaction.atomic
def delete_draft(version: Version) -> None:
    """Delete a draft with all its rows; raises Refused once it is in force."""
    lock_draft(version).delete()
