"""Addresses of SOPs as they were written before, which lead on to how they are written now."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from people.models import Unit
from people.models.units import office_of
from people.requests import Request, held_on
from procedures.models import Procedure, Version

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def of_sop(view: View) -> View:
    """Let the page of an SOP be found as well by what its office was called in addresses before.

    So it is by a unit of the office. What is not to be seen stays 404.
    """

    @wraps(view)
    def found(request: Request, unit: str, code: str, **named: Any) -> HttpResponseBase:
        try:
            return view(request, unit=unit, code=code, **named)
        except Http404:
            procedure = Procedure.objects.filter(code=code, office=_office_called(unit)).first()
            if procedure is None or procedure.office.slug == unit or not _sees(request, procedure):
                raise
        page = str(request.resolver_match and request.resolver_match.view_name)
        return _led(request, procedure.address(page, *named.values()))

    return cast("View", found)


@require_http_methods(["GET", "HEAD", "POST"])
def old_address(request: Request, code: str, rest: str) -> HttpResponse:
    """Lead an address with a code alone to the SOP that had it: the oldest with that code."""
    return lead_on(request, "procedure", code, rest)


def lead_on(request: Request, page: str, code: str, rest: str) -> HttpResponse:
    """Lead to a page of the SOP that had an address with its code alone; 404 if it is not seen."""
    procedure = Procedure.objects.at(code).select_related("office").first()
    if procedure is None or not _sees(request, procedure):
        raise Http404
    return _led(request, procedure.address(page) + rest)


def _led(request: Request, path: str) -> HttpResponse:
    """Lead to another path of ours with the same query; what was sent is sent there again."""
    query = request.META.get("QUERY_STRING", "")
    is_read = request.method in {"GET", "HEAD"}
    address = f"{path}?{query}" if query else path
    return HttpResponseRedirect(address, preserve_request=not is_read)


def _office_called(slug: str) -> int | None:
    """Return the office of the unit that has a short name, or had it before."""
    now = Unit.objects.filter(slug=slug).values_list("pk", flat=True).first()
    before = Unit.objects.filter(former_slugs__slug=slug).values_list("pk", flat=True)
    return office_of(now or before.first())


def _sees(request: Request, procedure: Procedure) -> bool:
    visible = Version.objects.readable_by(request.user, on=held_on(request))
    return visible.filter(procedure=procedure).exists()
