"""The page of a version, which the deeds to it come back to."""

from __future__ import annotations

import re

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from people.doers import Doer
from people.models import Days, User
from people.requests import Request, doer_of, held_on
from procedures import reports
from procedures.adoptions import adopters_of, origin_of
from procedures.exchange import FORMATS
from procedures.findings import findings_of
from procedures.forms import ApprovalForm, RevokeForm
from procedures.models import Procedure, Version, VersionEntry, VersionQuerySet
from procedures.permissions import can_edit_definitions, can_edit_some
from procedures.printing import PAPERS, screen_form

REVISION = re.compile(r"[1-9][0-9]{0,5}")
PER_PAGE = 50


def read_version(request: Request, unit: str, code: str, revision: str) -> Version:
    """Return the version that an address names, if it may be read; else 404."""
    of_it = readable_versions(request).filter(procedure__office__slug=unit, procedure__code=code)
    return get_object_or_404(of_it, revision=int(revision))


def readable_versions(request: Request) -> VersionQuerySet:
    """Return what somebody may read, each with its table and its token."""
    readable = Version.objects.readable_by(request.user, on=held_on(request))
    return readable.with_table().with_token()


def address_of(version: Version) -> str:
    """Return the address of the page of a version."""
    return f"{version.procedure.address()}?revision={version.revision}"


def version_page(
    request: Request,
    version: Version,
    *,
    refusal: str = "",
    form: BaseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a version; a refusal is shown above it with 409.

    `form` is the form of a deed that came back: that of putting in force or of revoking.
    """
    by = doer_of(request)
    others = Version.objects.readable_by(by.user, on=by.held_on).filter(procedure=version.procedure)
    entries = VersionEntry.objects.visible_to(by.user, on=by.held_on).filter(
        procedure=version.procedure
    )
    context = {
        "version": version,
        "refusal": refusal,
        "form": screen_form(version),
        "times": reports.times_of_version(version),
        "others": others.exclude(pk=version.pk).order_by("-revision"),
        "entries": entries.select_related("by"),
        "formats": list(FORMATS),
        "other_papers": [
            paper.name for key, paper in PAPERS.items() if key != version.procedure.unit.paper
        ],
        **deeds_of(version, form, by=by, seen=version.token),
        **_of_other_offices(version, by=by),
    }
    status = 409 if refusal else status
    return render(request, "procedures/procedure.html", context, status=status)


def deeds_of(
    version: Version, form: BaseForm | None = None, *, by: Doer, seen: str
) -> dict[str, object]:
    """Return what a page offers to those who may edit, and what stands against the version.

    `seen` is the token of the state that the page shows.
    """
    if not can_edit_definitions(by.user, version.procedure.unit, on=by.held_on):
        return {}
    found = findings_of(version)
    return {
        "may_edit": True,
        "may_delete": True,
        "seen": seen,
        "faults": [each for each in found if each.is_fault],
        "cautions": [each for each in found if not each.is_fault],
        "may_copy": not version.procedure.versions.filter(state=Version.State.DRAFT).exists(),
        "approval_form": _own(ApprovalForm, form) or ApprovalForm.of(version, on=by.on, seen=seen),
        "revoke_form": _own(RevokeForm, form) or RevokeForm(),
    }


def is_of_own_office(request: Request, version: Version) -> bool:
    """Whether somebody sees an SOP otherwise than as one that another office offers.

    No query unless it is offered.
    """
    is_offered = version.procedure.is_generic
    return not is_offered or _sees_as_own(version, request.user, on=held_on(request))


def _sees_as_own(version: Version, user: User, *, on: Days) -> bool:
    seen = Procedure.objects.visible_to(user, on=on)
    return seen.filter(pk=version.procedure_id).exists()


def _of_other_offices(version: Version, *, by: Doer) -> dict[str, object]:
    """Return what a page says of the offices that share an SOP, to those who edit SOPs.

    No query where it is neither offered to others nor a copy of theirs.
    """
    is_generic = version.procedure.is_generic
    if not is_generic and version.adopted_from_id is None:
        return {"is_own": True}
    own = can_edit_definitions(by.user, version.procedure.unit, on=by.held_on)
    in_force = is_generic and version.state == Version.State.IN_FORCE
    return {
        "is_own": own or _sees_as_own(version, by.user, on=by.held_on),
        "may_adopt": in_force and not own and can_edit_some(by.user, on=by.held_on),
        "origin": origin_of(version, by.user, on=by.held_on) if own else None,
        "adopters": adopters_of(version.procedure) if own else [],
    }


def _own(kind: type[BaseForm], form: BaseForm | None) -> BaseForm | None:
    return form if isinstance(form, kind) else None
