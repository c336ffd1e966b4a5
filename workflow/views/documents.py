"""Pages of documents."""

from __future__ import annotations

import logging
from functools import partial

from django.core.paginator import Paginator
from django.db import OperationalError
from django.db.models import Prefetch, prefetch_related_objects
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from people.doers import Doer
from people.heavy import heavy
from people.requests import Request, doer_of, held_on
from procedures.printing import screen_form
from procedures.views import chosen_paper, pdf_answer
from workflow import actions, reports
from workflow.models import Attachment, Document, LastLook
from workflow.models.attachments import in_order
from workflow.permissions import is_vacant
from workflow.printing import control_sheet_pdf, routing_slip_pdf
from workflow.reports.uploads import Damaged, whole_file
from workflow.views.deeds import Deed, Offer, document_offers, on_page
from workflow.views.doing import Asked, Place, do
from workflow.views.letters import letter_context
from workflow.views.zones import at_document

log = logging.getLogger(__name__)

LINES_A_PAGE = 100
"""How many lines a page of the whole history shows."""


@require_safe
@at_document
def document(request: Request, pk: int) -> HttpResponse:
    """Show where a document is and what happened to it; a draft leads to its form."""
    found = _visible_document(doer_of(request), pk)
    if found.state == Document.State.DRAFT:
        return redirect("edit_draft", pk=pk)
    return document_page(request, found, look=_look(request, found))


def _look(request: Request, found: Document) -> LastLook | None:
    """Note the visit; where others hold what is needed for that, the page is shown without."""
    try:
        return actions.look_at_document(found, by=doer_of(request))
    except OperationalError:
        return None


@require_safe
@at_document
def document_history(request: Request, pk: int) -> HttpResponse:
    """Show all that happened to a document, a page at a time, the oldest first."""
    found = _visible_document(doer_of(request), pk)
    tasks = found.tasks.select_related("step", "position")
    page = Paginator(reports.history(found, tasks), LINES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "workflow/history.html",
        {"document": found, "page": page, "since": reports.since(found.version)},
    )


def _visible_document(by: Doer, pk: int) -> Document:
    visible = Document.objects.visible_to(by.user, on=by.held_on)
    return get_object_or_404(
        visible.select_related("started_by", "version__procedure__office"), pk=pk
    )


def _document_to_do(request: Request, pk: int) -> Asked:
    by = doer_of(request)
    return Asked(by, _visible_document(by, pk))


def document_page(
    request: Request,
    found: Document,
    *,
    look: LastLook | None = None,
    asked: Offer | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a document; `asked` is the deed whose form came back, a refusal stands above it.

    `look` is that of this visit; a form that came back is none, and shows what the last one saw.
    """
    by = doer_of(request)
    track = reports.track(found, at=by.at)
    current = track.current
    look = look or found.last_looks.filter(user=request.user).first()
    lines = reports.history(found, track.tasks, look)
    files = Prefetch("attachments", Attachment.objects.select_related("uploaded_by"))
    prefetch_related_objects([found], files)
    attachments = in_order(found.attachments.all())
    offers = document_offers(found, current, by)
    context = {
        "document": found,
        "since": reports.since(track.version),
        "track": track,
        "task": current,
        "returned": reports.returned_by(current) if current else None,
        "is_vacant": partial(is_vacant, current, on=by.held_on) if current else False,
        "form": screen_form(track.version, track.way),
        "attachments": attachments,
        **letter_context(found, attachments),
        "details": reports.details(found),
        "history": lines[-reports.LINES_SHOWN :],
        "lines": len(lines),
        "first_line": max(1, len(lines) - reports.LINES_SHOWN + 1),
        "changes": reports.changes(look, lines, attachments),
        **on_page(offers, asked, refusal),
    }
    return render(request, "workflow/document.html", context, status=status)


def _to_document(_request: Request, document: Document) -> HttpResponse:
    return redirect("document", pk=document.pk)


AT_DOCUMENT = Place(find=_document_to_do, page=document_page, back=_to_document)


@require_http_methods(["GET", "HEAD", "POST"])
@at_document
def do_at_document(request: Request, pk: int, deed: Deed) -> HttpResponse:
    """Do a deed at a document; a visit by its address alone leads to the document's page."""
    return do(request, pk, deed=deed, place=AT_DOCUMENT)


@require_safe
@heavy("GET", "HEAD")
@at_document
def print_document(request: Request, pk: int) -> HttpResponse:
    """Print the control sheet of a document: its SOP's table with what has happened in it."""
    found = _visible_document(doer_of(request), pk)
    track = reports.track(found, at=timezone.now())
    paper = chosen_paper(request, track.version)
    return pdf_answer(
        request,
        partial(control_sheet_pdf, track, paper),
        name=f"lembar-kendali-{found.pk}.pdf",
    )


@require_safe
@heavy("GET", "HEAD")
@at_document
def print_slip(request: Request, pk: int) -> HttpResponse:
    """Print the routing slip of a document; its QR opens the document after signing in."""
    found = _visible_document(doer_of(request), pk)
    address = request.build_absolute_uri(reverse("document", args=[pk]))
    track = reports.track(found, at=timezone.now())
    return pdf_answer(
        request, partial(routing_slip_pdf, track, address), name=f"kartu-jejak-{found.pk}.pdf"
    )


@require_safe
@at_document
def download_attachment(request: Request, pk: int, file: int) -> HttpResponseBase:
    """Hand out a file of a document that the user may see, never to be shown in the page.

    One whose bytes are not those that were uploaded is not handed out.
    """
    visible = Document.objects.visible_to(request.user, on=held_on(request))
    attachment = get_object_or_404(get_object_or_404(visible, pk=pk).attachments, pk=file)
    try:
        content = whole_file(attachment)
    except Damaged as damaged:
        log.error("Not handed out: %s %s", attachment.file.path, damaged)
        return render(request, "workflow/damaged.html", {"file": attachment}, status=409)
    return FileResponse(
        content,
        as_attachment=True,
        filename=attachment.download_name,
        content_type="application/octet-stream",
    )
