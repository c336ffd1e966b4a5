"""Writing documents: kept as drafts while they are typed, looked at once more, sent off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from people.doers import Doer
from people.refusals import Refused
from people.requests import Request, doer_of, held_on
from procedures.forms.tokens import ALSO, SEEN, let_overwrite
from procedures.models import Version
from procedures.views import lead_on, of_sop
from workflow import actions, reports
from workflow.forms import SendDraftForm, StartDocumentForm
from workflow.models import Document
from workflow.models.attachments import in_order
from workflow.models.drafts import keeping_of, token_of
from workflow.permissions import can_start_document, capacities_in
from workflow.transition.contents import Contents, kept_contents
from workflow.transition.questions import unasked_of
from workflow.views.sending import MARK, Sending, mark_in
from workflow.views.zones import at_document, at_procedure

SENT = _("The document is on its way.")
DISCARDED = _("The draft is deleted.")
FORMS = ["GET", "HEAD", "POST"]


@of_sop
@require_http_methods(FORMS)
@at_procedure
def start_document(request: Request, unit: str, code: str) -> HttpResponse:
    """Fill in the facts of a new document; they are kept as a draft and lead to its summary."""
    seen = Version.objects.visible_to(request.user, on=held_on(request))
    versions = seen.select_related("procedure__office").filter(
        procedure__office__slug=unit, procedure__code=code
    )
    if (
        request.method == "POST"
    ):  # what was typed is shown again where the SOP was revoked meanwhile
        signed = versions.exclude(state=Version.State.DRAFT)
        return _keep(request, get_object_or_404(signed.newest()), None)
    version = get_object_or_404(versions.in_force())
    return _form_page(request, StartDocumentForm(version=version), version)


@require_http_methods(FORMS)
def start_document_of_before(request: Request, code: str) -> HttpResponse:
    """Lead an address with a code alone to where a document under that SOP begins."""
    return lead_on(request, "start_document", code, "")


@require_http_methods(FORMS)
@at_document
def edit_draft(request: Request, pk: int) -> HttpResponse:
    """Go on writing a draft; with `check` in the address it says what is missing."""
    draft = _draft(request, pk)
    version = _version_for(draft)
    if request.method == "POST":
        return _keep(request, version, draft)
    if draft.state != Document.State.DRAFT:
        return redirect("document", pk=pk)
    as_kept = StartDocumentForm.of_draft(draft, version)
    form = as_kept if "check" in request.GET else StartDocumentForm(version=version, draft=draft)
    return _form_page(request, form, version, draft)


@require_http_methods(FORMS)
@at_document
def send_draft(request: Request, pk: int) -> HttpResponse:
    """Show what will be sent off, to whom and until when; then send it off."""
    sending = Sending(request)
    if request.method != "POST":
        return _send(sending, pk)
    return sending.answer(lambda: _send(sending, pk), said=SENT)


def _send(sending: Sending, pk: int) -> HttpResponse:
    request = sending.request
    draft = _draft(request, pk)
    if request.method != "POST" and draft.state != Document.State.DRAFT:
        return redirect("document", pk=pk)
    version, by = _version_for(draft), doer_of(request)
    if request.method != "POST" and version.state != Version.State.IN_FORCE:
        return redirect("edit_draft", pk=pk)
    whole = StartDocumentForm.of_draft(draft, version)
    if not whole.is_valid() and draft.state == Document.State.DRAFT:
        return redirect(f"{_address(draft)}?check=1")
    form = SendDraftForm(
        request.POST if request.method == "POST" else None,
        capacities=list(capacities_in(by.user, version.pk, on=by.held_on)),
        seen=token_of(draft),
    )
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _summary_page(request, draft, version, form, status=status)
    try:
        led_to = sending.keep(lambda: _sent(draft, whole, form, by), by=by)
    except Refused as refused:
        let_overwrite(form, refused)
        return _summary_page(
            request, _draft(request, pk), version, form, refusal=str(refused), status=409
        )
    messages.success(request, str(SENT))
    return HttpResponseRedirect(led_to)


def _sent(draft: Document, whole: StartDocumentForm, form: SendDraftForm, by: Doer) -> HttpResponse:
    by = replace(by, appointment=form.chosen)
    seen, also = (form.cleaned_data[name] for name in (SEEN, ALSO))
    sent = actions.send_draft(draft, by=by, contents=whole.contents(), seen=seen, also=also)
    return redirect("document", pk=sent.pk)


@require_POST
@at_document
def discard_draft(request: Request, pk: int) -> HttpResponse:
    """Delete a draft."""
    sending = Sending(request)
    return sending.answer(lambda: _discard(sending, pk), said=DISCARDED)


def _discard(sending: Sending, pk: int) -> HttpResponse:
    request = sending.request
    draft = _draft(request, pk)
    try:
        by = doer_of(request)
        led_to = sending.keep(lambda: _discarded(draft, by), by=by)
    except Refused as refused:
        form = StartDocumentForm(version=draft.version, draft=draft)
        return _form_page(request, form, draft.version, draft, refusal=str(refused), status=409)
    messages.success(request, str(DISCARDED))
    return HttpResponseRedirect(led_to)


def _discarded(draft: Document, by: Doer) -> HttpResponse:
    actions.discard_draft(draft, by=by)
    return redirect("choose_procedure")


def _draft(request: Request, pk: int) -> Document:
    """Return a document of the user's own; whether it is a draft still, the action says."""
    mine = Document.objects.filter(started_by=request.user)
    return get_object_or_404(mine.select_related("version__procedure__office", "keeping"), pk=pk)


def _version_for(draft: Document) -> Version:
    """Return the version that a draft would be sent off under: that in force, if there is one."""
    in_force = Version.objects.in_force().filter(procedure=draft.version.procedure_id)
    return in_force.select_related("procedure__office").first() or draft.version


def _keep(request: Request, version: Version, draft: Document | None) -> HttpResponse:
    """Keep what was typed, if it can be, and answer."""
    form = StartDocumentForm(
        request.POST, request.FILES, version=version, draft=draft, is_kept=True
    )
    if form.is_valid() and draft is None and form.is_blank():
        form = StartDocumentForm(request.POST, request.FILES, version=version)
    if not form.is_valid():
        return _form_page(request, form, version, draft, status=422)
    by, mark = doer_of(request), mark_in(request.POST.get(MARK, ""))
    try:
        if draft is None:
            kept = _first(request, version, form.contents(), by=by)
        else:
            seen = form.cleaned_data[SEEN]
            kept = actions.edit_draft(draft, by=by, contents=form.contents(), seen=seen, mark=mark)
    except Refused as refused:
        let_overwrite(form, refused)
        status = _status_of_refused(request, version, draft)
        return _form_page(request, form, version, draft, refusal=str(refused), status=status)
    return _kept(request, kept)


def _status_of_refused(request: Request, version: Version, draft: Document | None) -> int:
    """Return 409; 404 for the form of an SOP that is no longer in force, which scripts take as 409.

    That form is not there any more, but what was typed in it is.
    """
    is_gone = draft is None and version.state != Version.State.IN_FORCE
    return 404 if is_gone and not request.htmx else 409


def _first(request: Request, version: Version, contents: Contents, *, by: Doer) -> Document:
    """Keep what was typed as a new draft; the same form leads to the same draft again."""
    mark = mark_in(request.POST.get(MARK, ""))
    with kept_contents(contents) as kept:
        led_to = Sending(request).keep(
            lambda: redirect(
                "edit_draft",
                pk=actions.keep_draft(version, by=by, contents=kept, mark=mark).pk,
            ),
            by=by,
        )
    return _draft(request, resolve(led_to).kwargs["pk"])


def _kept(request: Request, draft: Document) -> HttpResponse:
    """Stay at a draft that was kept, or go on to its summary if nothing is missing."""
    if request.htmx:
        form = StartDocumentForm(version=draft.version, draft=draft)
        return render(request, "workflow/_draft.html", _draft_context(draft, form))
    if "keep" in request.POST:
        messages.success(request, _("The draft is kept. Only you see it."))
        return redirect("edit_draft", pk=draft.pk)
    whole = StartDocumentForm.of_draft(draft, draft.version)
    if whole.is_valid():
        return redirect("send_draft", pk=draft.pk)
    return _form_page(request, whole, draft.version, draft, status=422)


def _address(draft: Document) -> str:
    return str(redirect("edit_draft", pk=draft.pk).url)


def _draft_context(draft: Document | None, form: BaseForm) -> dict[str, Any]:
    """Return what the part of a page that knows of the draft shows: its files, when it was kept."""
    context = {"draft": draft, "mark": uuid4(), "form": form}
    if draft is None:
        return context
    named = {each.file.pk: each.label for each in reports.details(draft) if each.file}
    files = [(each, named.get(each.pk, "")) for each in in_order(draft.attachments.all())]
    return {**context, "files": files, "keeping": keeping_of(draft)}


def _form_page(
    request: Request,
    form: StartDocumentForm,
    version: Version,
    draft: Document | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the form; a script that keeps the draft gets what went wrong in a sentence."""
    if request.htmx:
        errors = [
            f"{form[name].label}: {' '.join(map(str, each))}" for name, each in form.errors.items()
        ]
        return render(
            request, "workflow/_draft_refused.html", {"why": errors or [refusal]}, status=status
        )
    on = held_on(request)
    context = {
        **_draft_context(draft, form),
        "version": version,
        "is_revised": draft is not None and draft.version_id != version.pk,
        "since": reports.since(version),
        "left": unasked_of(draft, version) if draft is not None else {},
        "refusal": refusal,
        "may_start": draft is not None or can_start_document(request.user, version, on=on),
    }
    return render(request, "workflow/start_document.html", context, status=status)


def _summary_page(
    request: Request,
    draft: Document,
    version: Version,
    form: SendDraftForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render what will be sent off; where there is no calendar, that is why nothing can be."""
    now = timezone.now()
    try:
        due_at = reports.first_due_at(version, at=now)
    except Refused as refused:
        due_at, refusal = None, str(refused)
    context = {
        **_draft_context(draft, form),
        "version": version,
        "due_at": due_at,
        "first": reports.first_stop(version, on=held_on(request)),
        "details": reports.details(draft),
        "refusal": refusal,
    }
    return render(request, "workflow/send_draft.html", context, status=status)
