"""Generic SOPs: offered by the office that keeps one, adopted by others as copies of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from people.doers import Doer
from people.locks import locked
from people.models import Position, Unit
from people.models.days import day_in
from people.refusals import Refused
from procedures.actions.bringing import add_procedure
from procedures.actions.copying import OF_ITS_OWN, content_of, copy_rows
from procedures.actions.drafts import open_draft
from procedures.actions.versions import record, refuse_unless_may_edit
from procedures.models import Procedure, Version, VersionEntry

# What an office does not take over from another one: how that numbers, approves and doubts.
OF_ITS_OFFICE = {
    "procedure",
    "adopted_from",
    "number",
    "made_on",
    "approver_title",
    "approver_capacity",
    "approver_name",
    "approver_rank",
    "approver_nip",
    "to_confirm",
}
OF_BEFORE = OF_ITS_OFFICE - {"procedure", "adopted_from", "to_confirm"}


@transaction.atomic
def offer_procedure(procedure: Procedure, *, by: Doer, is_generic: bool) -> Procedure:
    """Offer an SOP to other offices as a generic one, or no longer; return it as it is now.

    Raises Refused where it is so already, where it has no version that was ever in force, or if
    `by` may not.
    """
    fresh = locked(Procedure.objects.select_related("unit")).get(pk=procedure.pk)
    refuse_unless_may_edit(fresh, by)
    if fresh.is_generic == is_generic:
        raise Refused(_("Somebody has done this already."))
    newest = Version.objects.filter(procedure=fresh).exclude(state=Version.State.DRAFT).newest()
    version = newest.first()
    if version is None:
        raise Refused(_("Put the SOP in force first; then other offices can adopt it."))
    fresh.is_generic = is_generic
    fresh.save(update_fields=["is_generic"])
    deed = VersionEntry.Deed.OFFER if is_generic else VersionEntry.Deed.WITHDRAW
    record(version, deed, by=by)
    return fresh


@transaction.atomic
def adopt_version(
    version: Version, *, by: Doer, code: str, unit: Unit, positions: Mapping[int, Position]
) -> Version:
    """Copy a generic SOP in force into the draft of a new SOP of a unit and return the draft.

    `positions` says which position stands for each column, by the column's key. A unit may adopt an
    SOP again, under another code. Raises Refused where it is no longer offered, where its code is
    taken or a position retired, or if `by` may not edit SOPs of the unit.
    """
    refuse_unless_may_edit(Procedure(code=code, unit=unit), by)
    procedure = add_procedure(code, unit)
    _refuse_unless_offered(version)
    _refuse_retired(positions, by=by)
    return _adopted(version, procedure, {}, by=by, positions=positions)


@transaction.atomic
def take_over_version(
    version: Version, *, by: Doer, procedure: Procedure, positions: Mapping[int, Position]
) -> Version:
    """Copy a newer version of what an SOP was adopted from into its next draft; return the draft.

    Number and approver stay those of the office. Raises Refused as in `adopt_version`, and where
    the SOP stems from that version already, or from none of that SOP.
    """
    _refuse_unless_offered(version, procedure)
    _refuse_retired(positions, by=by)
    newest = procedure.versions.order_by("-revision").select_related("adopted_from").first()
    stem = newest and newest.adopted_from
    if newest is None or stem is None or stem.procedure_id != version.procedure_id:
        raise Refused(_("This SOP was not adopted from that one."))
    if stem.revision >= version.revision:
        raise Refused(_("This SOP stems from that revision already."))
    kept = {name: getattr(newest, name) for name in OF_BEFORE}
    return _adopted(version, procedure, kept, by=by, positions=positions)


def _adopted(
    version: Version,
    procedure: Procedure,
    own: Mapping[str, Any],
    *,
    by: Doer,
    positions: Mapping[int, Position],
) -> Version:
    content = content_of(version, OF_ITS_OWN | OF_ITS_OFFICE)
    draft = Version(procedure=procedure, adopted_from=version, **content, **own)
    of = _("%(sop)s of %(office)s, revision %(revision)s") % {
        "sop": version.procedure.code,
        "office": version.procedure.office,
        "revision": version.revision,
    }
    open_draft(draft, VersionEntry.Deed.ADOPT, by=by, note=of)
    copy_rows(version, draft, positions=positions)
    return draft


def _refuse_unless_offered(version: Version, *others: Procedure) -> None:
    """Lock the SOP of a version, and others; raise Refused unless the version is offered."""
    keys = [version.procedure_id, *(each.pk for each in others)]
    list(locked(Procedure.objects.filter(pk__in=keys)))
    if not Version.objects.offered().filter(pk=version.pk).exists():
        raise Refused(_("This version is not offered any more: look at the SOP as it is now."))


def _refuse_retired(positions: Mapping[int, Position], *, by: Doer) -> None:
    for each in Position.objects.filter(pk__in=[each.pk for each in positions.values()]):
        if each.retired_on and each.retired_on <= day_in(by.held_on, each.unit_id):
            raise Refused(
                _("%(position)s is retired; choose another position.") % {"position": each}
            )
