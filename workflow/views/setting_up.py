"""The first days of an installation, and what comes of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.refusals import Refused
from people.requests import Request
from workflow import actions, reports
from workflow.permissions import can_load_office


@require_safe
def first_run(request: Request) -> HttpResponse:
    """Lead those who set SOPKS up from nothing to the first document."""
    return _first_run_page(request)


@require_http_methods(["GET", "HEAD", "POST"])
def load_office(request: Request) -> HttpResponse:
    """Load the units, positions and SOPs that SOPKS brings along; a visit leads to the page."""
    if request.method != "POST":
        return redirect("first_run")
    if not can_load_office(request.user):
        refusal = _("Only an administrator may load the office's data.")
        return _first_run_page(request, refusal=refusal, status=409)
    try:
        actions.load_office(at=timezone.now(), is_put_in_force=settings.DEMO)
    except Refused as refused:
        return _first_run_page(request, refusal=str(refused), status=409)
    messages.success(request, _("The office's units, positions, calendar and SOPs are loaded."))
    return redirect("first_run")


def _first_run_page(request: Request, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "setup": reports.setup(on=timezone.localdate()),
        "may_load": can_load_office(request.user),
        "refusal": refusal,
    }
    return render(request, "workflow/first_run.html", context, status=status)
