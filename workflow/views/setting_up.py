"""The first days of an installation, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from people.actions import settle_office as settle_office_action
from people.models import OfficeDays
from people.refusals import Refused
from people.requests import Request, doer_of
from procedures.forms import SourceForm
from workflow import actions, reports
from workflow.actions.calendars import set_hours as set_hours_action
from workflow.actions.offices import first_day
from workflow.clocks import days_at
from workflow.forms import HoursForm, OfficeForm
from workflow.gaps import ramadans_lacking
from workflow.models import Calendar
from workflow.permissions import can_set_up

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SetUp = Callable[[Request], HttpResponse]
with_a_form = require_http_methods(["GET", "HEAD", "POST"])


def _set_up(refusal: StrOrPromise) -> Callable[[SetUp], SetUp]:
    """Return what lets those set something up who may; a visit leads to the page."""

    def decorated(set_up: SetUp) -> SetUp:
        @with_a_form
        @wraps(set_up)
        def asked(request: Request) -> HttpResponse:
            if request.method != "POST":
                return redirect("first_run")
            if not can_set_up(request.user):
                return _first_run_page(request, refusal=str(refusal), status=409)
            return set_up(request)

        return cast("SetUp", asked)

    return decorated


@require_safe
def first_run(request: Request) -> HttpResponse:
    """Lead those who set SOPKS up from nothing to the first document."""
    return _first_run_page(request)


@_set_up(gettext_lazy("Only an administrator may load the office's data."))
def load_office(request: Request) -> HttpResponse:
    """Load the units, positions and SOPs that SOPKS brings along; a visit leads to the page."""
    try:
        actions.load_office(at=timezone.now(), is_put_in_force=settings.DEMO)
    except Refused as refused:
        return _first_run_page(request, refusal=str(refused), status=409)
    messages.success(request, _("The office's units, positions, calendar and SOPs are loaded."))
    return redirect("first_run")


@_set_up(gettext_lazy("Only an administrator may set the office's hours."))
def set_hours(request: Request) -> HttpResponse:
    """Set hours, holidays and Ramadan where calendars lack them; a visit leads to the page."""
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
@_set_up(gettext_lazy("Only an administrator may add positions and people."))
def settle_office(request: Request) -> HttpResponse:
    """Store a unit, positions and the people in them; a visit leads to the page."""
    form = _office_form(request.POST, days_at(timezone.now()))
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


def _office_form(data: QueryDict | None, days: OfficeDays) -> OfficeForm:
    return OfficeForm(data, vacant=reports.vacant_positions(on=days))


def _first_run_page(
    request: Request,
    *,
    refusal: str = "",
    status: int = 200,
    hours: HoursForm | None = None,
    office: OfficeForm | None = None,
) -> HttpResponse:
    """Render the tasks; `hours` and `office` are the forms that came back."""
    on, days = timezone.localdate(), days_at(timezone.now())
    there = reports.setup(on=days)
    may = can_set_up(request.user)
    context: dict[str, Any] = {"setup": there, "refusal": refusal, "may_set_up": may}
    if may:
        context |= {
            "tasks": reports.setup_tasks(there, on=on, held_on=days),
            "hours": hours or _hours_form(None),
            "office": office or _office_form(None, days),
            "source": SourceForm(),
        }
    return render(request, "workflow/first_run.html", context, status=status)
