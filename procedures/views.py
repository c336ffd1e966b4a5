"""Pages of SOPs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from people.requests import Request
from procedures.actions import faults_of
from procedures.exchange import version_to_json
from procedures.forms import ProcedureFilter
from procedures.models import Version
from procedures.permissions import can_edit_definitions
from procedures.printing import (
    PAPERS,
    NotPrintable,
    Paper,
    PrintingUnavailable,
    fingerprint,
    kept_pdf,
    screen_form,
)

PER_PAGE = 50
REVISION = re.compile(r"[1-9][0-9]{0,5}")


@require_safe
def procedures(request: Request) -> HttpResponse:
    """List the SOPs, each with its version in force or, to those who edit, its draft."""
    versions = Version.objects.visible_to(request.user).newest().select_related("procedure__unit")
    filtered = ProcedureFilter(request.GET, queryset=versions.order_by("procedure__code"))
    page = Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "procedures/procedures.html", {"filter": filtered, "page": page})


@require_safe
def procedure(request: Request, code: str) -> HttpResponse:
    """Show a version of an SOP: the one in force unless a revision is asked for."""
    version = _version(request, code)
    others = Version.objects.visible_to(request.user).filter(procedure=version.procedure)
    may_edit = can_edit_definitions(request.user)
    return render(
        request,
        "procedures/procedure.html",
        {
            "version": version,
            "form": screen_form(version),
            "others": others.exclude(pk=version.pk).order_by("-revision"),
            "other_papers": [
                paper.name for key, paper in PAPERS.items() if key != version.procedure.unit.paper
            ],
            "may_edit": may_edit,
            "faults": faults_of(version) if may_edit and version.is_draft else [],
        },
    )


@require_safe
def print_procedure(request: Request, code: str) -> HttpResponse:
    """Print a version of an SOP as PDF: the one in force unless a revision is asked for.

    On the paper asked for, else on that of the unit. What cannot be printed is said in a sentence.
    """
    version = _version(request, code)
    paper = chosen_paper(request, version)
    data = version_to_json(version)
    etag = f'"{fingerprint(version, paper, data)}"'
    not_modified = get_conditional_response(request, etag=etag)
    if not_modified is not None:
        return not_modified
    name = f"{version.procedure.code}-revisi-{version.revision}.pdf"
    response = pdf_answer(request, partial(kept_pdf, version, paper, data), name=name)
    response["ETag"] = etag
    return response


def chosen_paper(request: Request, version: Version) -> Paper:
    """Return the paper that the address asks for, else that of the version's unit."""
    own = version.procedure.unit.paper
    return PAPERS.get(request.GET.get("paper", own), PAPERS[own])


def pdf_answer(request: Request, draw: Callable[[], bytes], *, name: str) -> HttpResponse:
    """Answer with a print, or say in a sentence why there is none."""
    try:
        content = draw()
    except PrintingUnavailable:
        return render(request, "procedures/printing_unavailable.html", status=503)
    except NotPrintable as why:
        return render(request, "procedures/not_printable.html", {"why": why}, status=422)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _version(request: Request, code: str) -> Version:
    """Return the version that the address asks for; 404 where it is not to be seen."""
    visible = Version.objects.visible_to(request.user).with_table()
    revision = request.GET.get("revision")
    if revision is not None:
        if not REVISION.fullmatch(revision):
            raise Http404
        return get_object_or_404(visible, procedure__code=code, revision=int(revision))
    return get_object_or_404(visible.newest(), procedure__code=code)
