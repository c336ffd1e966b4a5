"""Pages that show SOPs and hand them out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from people.heavy import heavy
from people.requests import Request, held_on
from procedures.exchange import FORMATS, NotSound, version_to_json
from procedures.forms import ProcedureFilter
from procedures.models import Version, VersionQuerySet
from procedures.permissions import can_edit_some
from procedures.printing import (
    PAPERS,
    LogoLost,
    NotPrintable,
    Paper,
    PrintingUnavailable,
    fingerprint,
    kept_pdf,
    version_pdf,
)
from procedures.views.leading import of_sop
from procedures.views.pages import PER_PAGE, REVISION, version_page


@require_safe
def procedures(request: Request) -> HttpResponse:
    """List the SOPs, each with its version in force or, to those who edit, its draft."""
    on = held_on(request)
    visible = Version.objects.visible_to(request.user, on=on)
    in_order = visible.newest().order_by("procedure__code_key", "procedure")
    filtered = ProcedureFilter(request.GET, queryset=in_order)
    # What may be seen is dear to find out, so it is asked once, and only a page of it is read.
    keys = list(filtered.qs.values_list("pk", flat=True))
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    shown = Version.objects.filter(pk__in=page.object_list)
    versions = shown.select_related("procedure__unit", "procedure__office")
    return render(
        request,
        "procedures/procedures.html",
        {
            "filter": filtered,
            "page": page,
            "versions": versions.order_by("procedure__code_key", "procedure"),
            "may_edit": can_edit_some(request.user, on=on),
        },
    )


@of_sop
@require_safe
def procedure(request: Request, unit: str, code: str) -> HttpResponse:
    """Show a version of an SOP: the one in force unless a revision is asked for."""
    found = _asked_for(request, unit, code).with_table().with_token()
    return version_page(request, get_object_or_404(found))


@of_sop
@require_safe
@heavy("GET", "HEAD")
def print_procedure(request: Request, unit: str, code: str) -> HttpResponseBase:
    """Print a version of an SOP as PDF: the one in force unless a revision is asked for.

    On the paper asked for, else on that of the unit. What cannot be printed is said in a sentence.
    """
    version = get_object_or_404(
        _asked_for(request, unit, code).select_related("procedure__unit", "procedure__office")
    )
    paper = chosen_paper(request, version)
    key = fingerprint(version, paper)
    answer = get_conditional_response(request, etag=f'"{key}"')
    if answer is None:
        name = f"{version.procedure.file_name}-revisi-{version.revision}.pdf"
        draw = partial(_drawn, version, paper)
        answer = pdf_answer(request, partial(kept_pdf, key, draw), name=name)
    answer["ETag"] = f'"{key}"'
    return answer


def _drawn(version: Version, paper: Paper) -> bytes:
    """Print a version with its own data attached."""
    whole = Version.objects.with_table().get(pk=version.pk)
    return version_pdf(whole, paper, version_to_json(whole))


@of_sop
@require_safe
@heavy("GET", "HEAD")
def export_procedure(request: Request, unit: str, code: str, ending: str) -> HttpResponse:
    """Hand out a version of an SOP as a file for other programs.

    The one in force unless a revision is asked for. A drawing with faults is no BPMN.
    """
    version = get_object_or_404(_asked_for(request, unit, code).with_table())
    form = FORMATS[ending]
    try:
        content = form.write(version)
    except NotSound:
        return render(request, "procedures/not_sound.html", {"version": version}, status=422)
    response = HttpResponse(content, content_type=form.content_type)
    name = f"{version.procedure.file_name}-revisi-{version.revision}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
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
    except (NotPrintable, LogoLost) as why:
        return render(request, "procedures/not_printable.html", {"why": why}, status=422)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _asked_for(request: Request, unit: str, code: str) -> VersionQuerySet:
    """Return the version that the address asks for, or none where it is not to be seen."""
    visible = Version.objects.readable_by(request.user, on=held_on(request))
    visible = visible.filter(procedure__office__slug=unit, procedure__code=code)
    revision = request.GET.get("revision")
    if revision is None:
        return visible.newest()
    if not REVISION.fullmatch(revision):
        raise Http404
    return visible.filter(revision=int(revision))
