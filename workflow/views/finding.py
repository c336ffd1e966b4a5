"""The list of documents and what is looked for in it."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from people.heavy import heavy
from people.requests import Request, doer_of, held_on
from workflow import reports
from workflow.exchange import MOST_ROWS, documents_to_xlsx
from workflow.forms import DocumentFilter
from workflow.models import Document, SavedFilter
from workflow.views.paging import behind
from workflow.views.zones import in_own_zone

PER_PAGE = 50
PIECE = 500
XLSX_NAME = "berkas.xlsx"


@require_safe
@in_own_zone
def documents(request: Request) -> HttpResponse:
    """List the documents that the user may see and looks for, a page at a time.

    A page begins behind a document, so that the last page costs what the first one does. What
    htmx asks for is the list and the steps to choose from: the form and the focus in it stay.
    """
    found = _found(request)
    rows = found.qs.with_whereabouts()
    # The document that the page before ended with may have left what is looked for since.
    place = found.queryset.place_of(behind(request), found.order_name)
    rows = rows.in_order(found.order_name, behind=place)
    page = list(rows[: PER_PAGE + 1])
    is_part = request.htmx and not request.htmx.history_restore_request
    context = {
        "filter": found,
        "chips": found.chips(),
        "page": page[:PER_PAGE],
        "rows": reports.listed(page[:PER_PAGE], at=timezone.now()),
        "has_more": len(page) > PER_PAGE,
        "is_further": place is not None,
        "query": found.query_without(),
        "is_part": is_part,
    }
    if not is_part:
        on = held_on(request)
        context["saved_filters"] = SavedFilter.objects.visible_to(request.user, on=on)
    template = "workflow/_found.html" if is_part else "workflow/documents.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    if is_part:
        response["HX-Push-Url"] = f"{request.path}?{context['query']}"
    return response


@require_safe
@heavy("GET", "HEAD")
@in_own_zone
def export_documents(request: Request) -> FileResponse:
    """Hand out what the list shows, all pages of it, as XLSX; a piece of it is in memory."""
    found = _found(request)
    rows = found.qs.with_whereabouts().in_order(found.order_name)[: MOST_ROWS + 1]
    out = TemporaryFile()  # noqa: SIM115 - the answer closes it
    looked_for = [chip.text for chip in found.chips()]
    documents_to_xlsx(
        rows.iterator(chunk_size=PIECE), out, looked_for=looked_for, at=timezone.now()
    )
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=XLSX_NAME)


def _found(request: Request) -> DocumentFilter:
    """Return the filter over what the user may see now."""
    by = doer_of(request)
    visible = Document.objects.visible_to(by.user, on=by.held_on)
    return DocumentFilter(request.GET, visible, by=by)
