"""Pages of documents."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.requests import Request, address_of
from procedures.models import Version
from procedures.printing import screen_form
from procedures.views import chosen_paper, pdf_answer
from workflow import actions, reports
from workflow.forms import DocumentFilter, StartDocumentForm
from workflow.models import Document
from workflow.permissions import can_start_document, can_take_task
from workflow.printing import control_sheet_pdf

PER_PAGE = 50


@require_safe
def documents(request: Request) -> HttpResponse:
    """List the documents that the user may see, the newest first."""
    visible = Document.objects.visible_to(request.user, on=timezone.localdate())
    filtered = DocumentFilter(request.GET, queryset=visible.with_whereabouts())
    page = Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "workflow/documents.html", {"filter": filtered, "page": page})


@require_safe
def choose_procedure(request: Request) -> HttpResponse:
    """Choose the SOP for a new document among those that the user may start."""
    versions = Version.objects.in_force().with_actor_held_by(request.user, on=timezone.localdate())
    return render(
        request,
        "workflow/choose_procedure.html",
        {"versions": versions.select_related("procedure").order_by("procedure__code")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start_document(request: Request, code: str) -> HttpResponse:
    """Fill in the facts of a new document and send it off."""
    now = timezone.now()
    version = get_object_or_404(
        Version.objects.in_force().select_related("procedure"), procedure__code=code
    )
    sent = request.method == "POST"
    form = StartDocumentForm(request.POST, request.FILES) if sent else StartDocumentForm()
    refusal = ""
    if form.is_valid():
        address = address_of(request)
        try:
            document = actions.start_document(
                version, by=request.user, at=now, address=address, **form.cleaned_data
            )
        except actions.Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The document is on its way."))
            return redirect("document", pk=document.pk)
    context = {
        "version": version,
        "form": form,
        "refusal": refusal,
        "may_start": can_start_document(request.user, version, on=timezone.localdate(now)),
    }
    status = _status(request, refusal)
    return render(request, "workflow/start_document.html", context, status=status)


def _status(request: Request, refusal: str) -> int:
    """Return 409 for a refused deed, 422 for a form with errors, 200 for a page asked for."""
    if refusal:
        return 409
    return 422 if request.method == "POST" else 200


@require_safe
def document(request: Request, pk: int) -> HttpResponse:
    """Show where a document is, where it was, and what happened to it."""
    now = timezone.now()
    on = timezone.localdate(now)
    found = get_object_or_404(
        Document.objects.visible_to(request.user, on=on).select_related(
            "started_by", "version__procedure"
        ),
        pk=pk,
    )
    track = reports.track(found, at=now)
    return render(
        request,
        "workflow/document.html",
        {
            "document": found,
            "track": track,
            "form": screen_form(track.version, track.way),
            "attachments": found.attachments.select_related("uploaded_by"),
            "entries": found.entries.select_related("by", "task__step"),
            "may_work": track.current is not None
            and can_take_task(request.user, track.current, on=on),
        },
    )


@require_safe
def print_document(request: Request, pk: int) -> HttpResponse:
    """Print the control sheet of a document: its SOP's table with what has happened in it."""
    visible = Document.objects.visible_to(request.user, on=timezone.localdate())
    found = get_object_or_404(visible.select_related("started_by", "version__procedure"), pk=pk)
    track = reports.track(found, at=timezone.now())
    paper = chosen_paper(request, track.version)
    return pdf_answer(
        request,
        partial(control_sheet_pdf, track, paper),
        name=f"lembar-kendali-{found.pk}.pdf",
    )


@require_safe
def download_attachment(request: Request, pk: int, file: int) -> FileResponse:
    """Hand out a file of a document that the user may see, never to be shown in the page."""
    visible = Document.objects.visible_to(request.user, on=timezone.localdate())
    attachment = get_object_or_404(get_object_or_404(visible, pk=pk).attachments, pk=file)
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.download_name,
        content_type="application/octet-stream",
    )
