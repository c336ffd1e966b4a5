"""Writing documents: drafts, and their being sent off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.requests import Request, address_of
from procedures.models import Version
from workflow import actions
from workflow.forms import StartDocumentForm
from workflow.models import Document
from workflow.permissions import can_start_document, capacities_in


@require_http_methods(["GET", "HEAD", "POST"])
def start_document(request: Request, code: str) -> HttpResponse:
    """Fill in the facts of a new document and send it off, or keep it as a draft."""
    version = get_object_or_404(
        Version.objects.in_force().select_related("procedure"), procedure__code=code
    )
    form = _form(request, version)
    if not form.is_valid():
        return _start_page(request, version, form)
    try:
        if "keep" in request.POST:
            return _kept(request, actions.keep_draft(version, **_who(request), **form.contents()))
        return _sent(
            request,
            actions.start_document(
                version, address=address_of(request), **_who(request), **form.contents()
            ),
        )
    except actions.Refused as refused:
        return _start_page(request, version, form, refusal=str(refused))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_draft(request: Request, pk: int) -> HttpResponse:
    """Write a draft anew and keep it."""
    draft = _draft(request, pk)
    return _write(request, draft, actions.edit_draft, _kept)


@require_http_methods(["GET", "HEAD", "POST"])
def send_draft(request: Request, pk: int) -> HttpResponse:
    """Write a draft a last time and send it off; a visit by the address leads to the draft."""
    draft = _draft(request, pk)
    if request.method != "POST":
        return redirect("document", pk=pk)
    return _write(request, draft, actions.send_draft, _sent, address=address_of(request))


@require_POST
def discard_draft(request: Request, pk: int) -> HttpResponse:
    """Delete a draft."""
    draft = _draft(request, pk)
    try:
        actions.discard_draft(draft, by=request.user)
    except actions.Refused as refused:
        capacities = capacities_in(request.user, draft.version, on=timezone.localdate())
        form = StartDocumentForm(version=draft.version, capacities=capacities, draft=draft)
        return _start_page(request, draft.version, form, draft=draft, refusal=str(refused))
    messages.success(request, _("The draft is deleted."))
    return redirect("choose_procedure")


def _draft(request: Request, pk: int) -> Document:
    """Return a document of the user's own; whether it is a draft still, the action says."""
    mine = Document.objects.filter(started_by=request.user)
    return get_object_or_404(mine.select_related("version__procedure"), pk=pk)


def _write(
    request: Request,
    draft: Document,
    action: Callable[..., Document],
    done: Callable[[Request, Document], HttpResponse],
    **more: Any,
) -> HttpResponse:
    """Hand a draft as it was typed to an action."""
    if draft.state != Document.State.DRAFT and request.method != "POST":
        return redirect("document", pk=draft.pk)
    in_force = Version.objects.in_force().filter(procedure=draft.version.procedure_id)
    version = in_force.select_related("procedure").first() or draft.version
    form = _form(request, version, draft, is_kept=action is actions.edit_draft)
    if not form.is_valid():
        return _start_page(request, version, form, draft=draft)
    try:
        return done(request, action(draft, **_who(request), **more, **form.contents()))
    except actions.Refused as refused:
        return _start_page(request, version, form, draft=draft, refusal=str(refused))


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _form(
    request: Request, version: Version, draft: Document | None = None, *, is_kept: bool = False
) -> StartDocumentForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    capacities = capacities_in(request.user, version, on=timezone.localdate())
    is_kept = bool(sent) and (is_kept or "keep" in request.POST)
    return StartDocumentForm(
        *sent, version=version, capacities=capacities, draft=draft, is_kept=is_kept
    )


def _kept(request: Request, draft: Document) -> HttpResponse:
    messages.success(request, _("The draft is kept. Only you see it."))
    return redirect("edit_draft", pk=draft.pk)


def _sent(request: Request, document: Document) -> HttpResponse:
    messages.success(request, _("The document is on its way."))
    return redirect("document", pk=document.pk)


def _start_page(
    request: Request,
    version: Version,
    form: StartDocumentForm,
    *,
    draft: Document | None = None,
    refusal: str = "",
) -> HttpResponse:
    """Render the start form: 409 for a refused deed, 422 for errors, 200 for a page asked for."""
    on = timezone.localdate()
    context = {
        "version": version,
        "form": form,
        "draft": draft,
        "is_revised": draft is not None and draft.version_id != version.pk,
        "refusal": refusal,
        "may_start": draft is not None or can_start_document(request.user, version, on=on),
    }
    answered = 422 if request.method == "POST" else 200
    return render(
        request, "workflow/start_document.html", context, status=409 if refusal else answered
    )
