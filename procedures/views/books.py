"""Pages of the books of SOPs."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from people.refusals import Refused
from people.requests import Request, doer_of, held_on
from procedures import actions
from procedures.forms import OrderBookForm
from procedures.models import Book
from procedures.permissions import can_order_book
from procedures.printing.book import kept_book

QUIET = timedelta(minutes=2)  # without a sign of the worker


@require_http_methods(["GET", "HEAD", "POST"])
def order_book(request: Request) -> HttpResponse:
    """Order a unit's book; below, the books that were ordered."""
    by = doer_of(request)
    form = OrderBookForm(request.POST or None, initial=_initial(request), by=by)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            ordered = actions.order_book(**form.cleaned_data, by=by)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return redirect("book", pk=ordered.pk)
    context = {
        "form": form,
        "books": Book.objects.visible_to(by.user, on=by.held_on).select_related("unit"),
        "may_order": form.has_units,
    }
    return render(request, "procedures/order_book.html", context, status=status)


def _initial(request: Request) -> dict[str, str]:
    return {key: request.GET[key] for key in ("unit", "paper") if key in request.GET}


@require_safe
def book(request: Request, pk: int) -> HttpResponse:
    """Show how far a book has come, and where it is to be had."""
    found = _book(request, pk)
    is_quiet = timezone.now() - found.touched_at > QUIET
    context = {
        "book": found,
        "is_current": actions.is_current(found),
        "is_quiet": found.is_waiting and is_quiet,
        "may_order": can_order_book(request.user, found.unit, on=held_on(request)),
    }
    template = "procedures/_book.html" if request.htmx else "procedures/book.html"
    return render(request, template, context)


@require_safe
def print_book(request: Request, pk: int) -> HttpResponse:
    """Hand out a finished book; one that is not there or no longer true leads to its page."""
    found = _book(request, pk)
    content = kept_book(found.fingerprint) if actions.is_current(found) else None
    if content is None:
        return redirect("book", pk=pk)
    etag = f'"{found.fingerprint}"'
    not_modified = get_conditional_response(request, etag=etag)
    if not_modified is not None:
        return not_modified
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="buku-sop-{pk}-{found.paper}.pdf"'
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    return response


def _book(request: Request, pk: int) -> Book:
    visible = Book.objects.visible_to(request.user, on=held_on(request))
    books = visible.select_related("unit", "ordered_by", "trouble_with__procedure__office")
    return get_object_or_404(books, pk=pk)
