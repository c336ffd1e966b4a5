"""The first days of an installation, and what comes of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from people.actions import settle_office as settle_office_action
from people.refusals import Refused
from people.requests import Request, doer_of
from procedures.forms import SourceForm
from workflow import actions, reports
from workflow.actions.calendars import set_hours as set_hours_action
from workflow.actions.offices import first_day
from workflow.forms import HoursForm, OfficeForm
from workflow.gaps import ramadans_lacking
from workflow.models import Calendar
from workflow.permissions import can_set_up

with_a_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def first_run(request: Request) -> HttpResponse:
    """Lead those who set SOPKS up from nothing to the first document."""
    return _first_run_page(request)


@with_a_form
def load_office(request: Request) -> HttpResponse:
    """Load the units, positions and SOPs that SOPKS brings along; a visit leads to the page."""
    if request.method != "POST":
        return redirect("first_run")
    if not can_set_up(request.user):
        refusal = _("Only an administrator may load the office's data.")
        return _first_run_page(request, refusal=refusal, status=409)
    try:
        actions.load_office(at=timezone.now(), is_put_in_force=settings.DEMO)
    except Refused as refused:
        return _first_run_page(request, refusal=str(refused), status=409)
    messages.success(request, _("The office's units, positions, calendar and SOPs are loaded."))
    return redirect("first_run")


@with_a_form
def set_hours(request: Request) -> HttpResponse:
    """Set hours, holidays and Ramadan where calendars lack them; a visit leads to the page."""
    if request.method != "POST":
        return redirect("first_run")
    if not can_set_up(request.user):
        refusal = _("Only an administrator may set the office's hours.")
        return _first_run_page(request, refusal=refusal, status=409)
    form = _hours_form(request.POST)
    if not form.is_valid():
        return _first_run_page(request, hours=form, status=422)
    now = timezone.now()
    set_hours_action(
        zone=form.cleaned_data.get("zone", settings.TIME_ZONE),
        since=first_day(now),
        on=timezone.localdate(now),
        ramadans=form.ramadans(),
    )
    messages.success(request, _("Working hours and holidays are set."))
    return redirect("first_run")


@sensitive_post_parameters()
@with_a_form
def settle_office(request: Request) -> HttpResponse:
    """Store a unit, positions and the people in them; a visit leads to the page."""
    if request.method != "POST":
        return redirect("first_run")
    if not can_set_up(request.user):
        refusal = _("Only an administrator may add positions and people.")
        return _first_run_page(request, refusal=refusal, status=409)
    form = _office_form(request.POST)
    if not form.is_valid():
        return _first_run_page(request, office=form, status=422)
    try:
        settle_office_action(form.unit.unit_of(), form.seats(), by=doer_of(request))
    except Refused as refused:
        return _first_run_page(request, office=form, refusal=str(refused), status=409)
    messages.success(request, _("Positions and people are stored."))
    return redirect("first_run")


def _hours_form(data: QueryDict | None) -> HoursForm:
    months = ramadans_lacking(timezone.localdate())
    return HoursForm(data, months=months, is_first=not Calendar.objects.exists())


def _office_form(data: QueryDict | None) -> OfficeForm:
    return OfficeForm(data, vacant=reports.vacant_positions(on=timezone.localdate()))


def _first_run_page(
    request: Request,
    *,
    refusal: str = "",
    status: int = 200,
    hours: HoursForm | None = None,
    office: OfficeForm | None = None,
) -> HttpResponse:
    """Render the tasks; `hours` and `office` are the forms that came back."""
    on = timezone.localdate()
    there = reports.setup(on=on)
    may = can_set_up(request.user)
    context: dict[str, Any] = {"setup": there, "refusal": refusal, "may_set_up": may}
    if may:
        context |= {
            "tasks": reports.setup_tasks(there, on=on),
            "hours": hours or _hours_form(None),
            "office": office or _office_form(None),
            "source": SourceForm(),
        }
    return render(request, "workflow/first_run.html", context, status=status)
