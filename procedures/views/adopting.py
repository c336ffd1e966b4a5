"""Generic SOPs of the government: offered, found, adopted, and taken over as they are revised."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.refusals import Refused
from people.requests import Request, doer_of
from procedures import actions
from procedures.adoptions import copies_of, origin_of
from procedures.forms import AdoptForm, ProcedureFilter, TakeOverForm
from procedures.models import Procedure, Version
from procedures.permissions import can_edit_definitions, can_edit_some
from procedures.views.leading import of_sop
from procedures.views.pages import PER_PAGE, address_of, read_version, version_page

with_a_form = require_http_methods(["GET", "HEAD", "POST"])
READY = "The draft is ready. It may be changed until it is put in force."


@require_safe
def generic_procedures(request: Request) -> HttpResponse:
    """List the generic SOPs in force of other offices, to those who edit SOPs somewhere."""
    by = doer_of(request)
    if not can_edit_some(by.user, on=by.held_on):
        raise PermissionDenied
    own = Procedure.objects.edited_by(by.user, on=by.held_on)
    found = Version.objects.offered().select_related("procedure__unit", "procedure__office")
    others = found if by.user.reaches_all else found.exclude(procedure__in=own)
    filtered = ProcedureFilter(request.GET, queryset=others.order_by("title", "pk"))
    page = Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page"))
    copies = copies_of([each.procedure for each in page])
    mine = copies if by.user.reaches_all else copies.filter(pk__in=own)
    context = {
        "filter": filtered,
        "page": page,
        "lines": [(each, [c for c in mine if c.original == each.procedure_id]) for each in page],
    }
    return render(request, "procedures/generic.html", context)


@of_sop
@with_a_form
def offer_procedure(request: Request, unit: str, code: str, revision: str) -> HttpResponse:
    """Offer an SOP to other offices as a generic one."""
    return _offer(request, read_version(request, unit, code, revision), is_generic=True)


@of_sop
@with_a_form
def withdraw_procedure(request: Request, unit: str, code: str, revision: str) -> HttpResponse:
    """Offer an SOP to other offices no longer."""
    return _offer(request, read_version(request, unit, code, revision), is_generic=False)


def _offer(request: Request, version: Version, *, is_generic: bool) -> HttpResponse:
    if request.method != "POST":
        return redirect(address_of(version))
    try:
        actions.offer_procedure(version.procedure, by=doer_of(request), is_generic=is_generic)
    except Refused as refused:
        return version_page(request, version, refusal=str(refused))
    said = _("Other offices can adopt this SOP.") if is_generic else _("It is no longer offered.")
    messages.success(request, said)
    return redirect(address_of(version))


@of_sop
@with_a_form
def adopt_version(request: Request, unit: str, code: str, revision: str) -> HttpResponse:
    """Ask where an SOP of another office is adopted to, and by which positions; then do it."""
    version = read_version(request, unit, code, revision)
    by = doer_of(request)
    is_offered = Version.objects.offered().filter(pk=version.pk).exists()
    if not is_offered or not can_edit_some(by.user, on=by.held_on):
        return _not_here(request, version)
    form = AdoptForm(request.POST or None, version=version, by=by)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, version, form)
    try:
        where = {"code": form.cleaned_data["code"], "unit": form.cleaned_data["unit"]}
        draft = actions.adopt_version(version, by=by, **where, positions=form.positions())
    except Refused as refused:
        return _ask(request, version, form, refusal=str(refused))
    messages.success(request, _(READY))
    return redirect(address_of(draft))


@of_sop
@with_a_form
def take_over_version(request: Request, unit: str, code: str, revision: str) -> HttpResponse:
    """Ask which positions stand for the columns of what is newer of the original; then take it."""
    copy = read_version(request, unit, code, revision)
    by = doer_of(request)
    origin = origin_of(copy, by.user, on=by.held_on)
    newer = origin.newer if origin else None
    if newer is None or not can_edit_definitions(by.user, copy.procedure.unit, on=by.held_on):
        return _not_here(request, copy)
    held = {each.name: each.position_id for each in copy.actors.all() if each.position_id}
    form = TakeOverForm(request.POST or None, version=newer, by=by, held=held)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, newer, form, copy=copy)
    try:
        draft = actions.take_over_version(
            newer, by=by, procedure=copy.procedure, positions=form.positions()
        )
    except Refused as refused:
        return _ask(request, newer, form, copy=copy, refusal=str(refused))
    messages.success(request, _(READY))
    return redirect(address_of(draft))


def _not_here(request: Request, version: Version) -> HttpResponse:
    """Lead a visit to the SOP as it is; refuse what was sent."""
    if request.method != "POST":
        return redirect(address_of(version))
    refusal = _("This version is not offered any more: look at the SOP as it is now.")
    return version_page(request, version, refusal=refusal)


def _ask(
    request: Request,
    version: Version,
    form: TakeOverForm,
    *,
    copy: Version | None = None,
    refusal: str = "",
) -> HttpResponse:
    """Show the form, with what was typed and why it is refused."""
    by = doer_of(request)
    own = copies_of([version.procedure])
    mine = (
        own
        if by.user.reaches_all
        else own.filter(pk__in=Procedure.objects.edited_by(by.user, on=by.held_on))
    )
    context: dict[str, Any] = {
        "version": version,
        "form": form,
        "copy": copy,
        "refusal": refusal,
        "copies": [] if copy else list(mine),
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "procedures/adopt.html", context, status=status)
