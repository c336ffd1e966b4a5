"""The page on which somebody names their deputy for days away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.models import Appointment
from people.refusals import Refused
from people.requests import Request, doer_of
from workflow import actions
from workflow.forms import DeputyForm
from workflow.reports.deputies import deputies_of
from workflow.views.zones import in_own_zone


@require_http_methods(["GET", "HEAD", "POST"])
@in_own_zone
def name_deputy(request: Request) -> HttpResponse:
    """Show whom somebody has named their deputy, and let them name one."""
    on = timezone.localdate()
    known = deputies_of(request.user, on=on)
    sent = request.method == "POST"
    form = DeputyForm(request.POST if sent else None, choices=known.choices, on=on)
    status, refusal = (422 if sent else 200), ""
    if form.is_valid():
        position, deputy = form.cleaned_data["choice"]
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        try:
            named = actions.name_deputy(position, deputy, by=doer_of(request), **days)
        except Refused as refused:
            status, refusal = 409, str(refused)
        else:
            messages.success(
                request, _("%(appointment)s: both of you are told.") % {"appointment": named}
            )
            return redirect("name_deputy")
    shown = {"form": form, "deputies": known, "on": on, "refusal": refusal}
    return render(request, "workflow/deputies.html", shown, status=status)


@require_POST
@in_own_zone
def withdraw_deputy(request: Request, pk: int) -> HttpResponse:
    """Withdraw a deputy whom one has named."""
    own = Appointment.objects.filter(delegated_by=request.user)
    appointment = get_object_or_404(own.select_related("user", "position"), pk=pk)
    try:
        left = actions.withdraw_deputy(appointment, by=doer_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("name_deputy")
    said = _("The deputy was withdrawn; both of you are told.")
    if left is not None and left.ends_on is not None:
        day = date_format(left.ends_on, "DATE_FORMAT")
        said = _("The deputy acts until the end of %(day)s; both of you are told.") % {"day": day}
    messages.success(request, said)
    return redirect("name_deputy")
