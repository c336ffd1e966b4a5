"""The life of a version."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from people.doers import By, Doer
from people.locks import locked
from people.models import Appointment, Unit
from people.refusals import Refused
from procedures.findings import findings_of, sentences
from procedures.models import Procedure, Version, VersionEntry
from procedures.permissions import can_edit_definitions
from procedures.refusals import refuse_unread


def refuse_unless_may_edit(procedure: Procedure, by: By) -> None:
    """Raise Refused unless `by` may change that SOP; a command may."""
    if not _may_edit(procedure, by):
        raise Refused(_("You may not change SOPs of this unit."))


def _may_edit(procedure: Procedure, by: By) -> bool:
    return by.user is None or can_edit_definitions(by.user, procedure.unit, on=by.held_on)


def record(version: Version, deed: VersionEntry.Deed, *, by: By, **more: Any) -> None:
    """Write a deed into the journal of the version's procedure."""
    VersionEntry.objects.create(
        procedure_id=version.procedure_id,
        revision=version.revision,
        deed=deed,
        by=by.user,
        by_name=str(by.user or ""),
        at=by.at,
        **more,
    )


def lock_draft(version: Version) -> Version:
    """Lock a draft for a change inside the caller's transaction and return it afresh.

    Raises Refused if it was deleted, or once it is in force: a version in force or later is frozen.
    """
    fresh = locked(Version.objects.filter(pk=version.pk)).first()
    if fresh is None:
        raise Refused(_("This draft was deleted."))
    if not fresh.is_draft:
        raise Refused(_("This version is no longer a draft and cannot be changed any more."))
    return fresh


def faults_of(version: Version) -> list[str]:
    """Return what keeps the version from being put in force, as sentences for the user."""
    return sentences(findings_of(Version.objects.with_table().get(pk=version.pk)))


@dataclass(frozen=True)
class Approval:
    """What an office decides when it puts a version in force; printed in the identity block."""

    number: str
    effective_on: date
    approver_title: str
    approver_name: str
    approver_capacity: str = Appointment.Capacity.DEFINITIVE
    approver_rank: str = ""
    approver_nip: str = ""
    made_on: date | None = None
    revised_on: date | None = None


@transaction.atomic
def put_version_in_force(
    version: Version,
    *,
    by: By,
    approval: Approval | None = None,
    seen: str | None = None,
) -> Version:
    """Put a sound draft in force; the one in force until now becomes replaced.

    Without an approval the draft's own number, dates and approver stand, and it takes effect that
    day unless it says when; a command needs neither number nor approver. `seen` is the token of
    the state that was read. Raises Refused if it is no draft, if it was saved since, if the drawing
    has faults, if a person leaves number or approver out, or if `by` may not.
    """
    procedure = locked(Procedure.objects.all()).get(pk=version.procedure_id)
    draft = lock_draft(version)
    if not _may_edit(procedure, by):
        raise Refused(_("You may not put SOPs of this unit in force."))
    refuse_unread(draft, seen=seen)
    for name, value in asdict(approval).items() if approval else ():
        setattr(draft, name, value)
    _refuse_unsound(draft, by=by)
    _replace_version_in_force(draft, by=by)
    draft.effective_on = draft.effective_on or by.on
    draft.state = Version.State.IN_FORCE
    draft.put_in_force_at = by.at
    draft.put_in_force_by = by.user
    _keep_unit(draft)
    draft.save()
    record(draft, VersionEntry.Deed.PUT_IN_FORCE, by=by)
    return draft


def _keep_unit(draft: Version) -> None:
    """Let a version keep the name and the logo of its unit as they are now."""
    unit = Unit.objects.get(procedures=draft.procedure_id)
    draft.unit_name, draft.unit_logo = unit.name, str(unit.logo)


def _refuse_unsound(draft: Version, *, by: By) -> None:
    """Raise Refused for faults and, where a person puts it in force, for what is not filled in."""
    faults = faults_of(draft)
    if faults:
        raise Refused(" ".join(faults))
    wanted = (draft.number, draft.approver_title, draft.approver_name)
    if by.user is not None and not all(text.strip() for text in wanted):
        raise Refused(
            _("Fill in the number of the SOP and the approver's position and name first.")
        )


def _replace_version_in_force(draft: Version, *, by: By) -> None:
    for old in locked(Version.objects.filter(procedure=draft.procedure_id).in_force()):
        old.state = Version.State.REPLACED
        old.ended_at, old.ended_by = by.at, by.user
        old.save(update_fields=["state", "ended_at", "ended_by"])
        record(old, VersionEntry.Deed.REPLACE, by=by)


@transaction.atomic
def revoke_version(version: Version, *, by: Doer, reason: str) -> Version:
    """Revoke the version in force without a successor; what runs under it is finished on it.

    Raises Refused without the right or a reason, and for a version that is not in force.
    """
    procedure = locked(Procedure.objects.all()).get(pk=version.procedure_id)
    fresh = locked(Version.objects.all()).get(pk=version.pk)
    refuse_unless_may_edit(procedure, by)
    if fresh.state != Version.State.IN_FORCE:
        raise Refused(_("Only a version in force can be revoked."))
    if not reason.strip():
        raise Refused(_("Write why the SOP is revoked."))
    fresh.state = Version.State.REVOKED
    fresh.ended_at, fresh.ended_by, fresh.ended_because = by.at, by.user, reason
    fresh.save(update_fields=["state", "ended_at", "ended_by", "ended_because"])
    record(fresh, VersionEntry.Deed.REVOKE, by=by, note=reason)
    return fresh
