"""The open work of a unit: who has what, and giving it to others."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.doers import Doer
from people.models import User
from people.refusals import Refused
from people.requests import Request, doer_of, held_on
from workflow import actions, reports
from workflow.forms import AssignTasksForm, SupervisionFilter
from workflow.gaps import gaps
from workflow.models import Task
from workflow.permissions import keeps_calendars, tasks_to_assign
from workflow.views.sending import Sending
from workflow.views.zones import in_own_zone

PER_PAGE = 50


@require_safe
@in_own_zone
def supervision(request: Request) -> HttpResponse:
    """Show the open work that the user may assign, by step and person."""
    return _supervision_page(request)


@require_POST
@in_own_zone
def assign_tasks(request: Request) -> HttpResponse:
    """Give several tasks to one person; each is a deed of its own, and told of."""
    on = held_on(request)
    seen = Task.objects.visible_to(request.user, on=on).select_related("document").order_by("pk")
    form = AssignTasksForm(request.POST, seen=seen, on=on)
    if not form.is_valid():
        return _supervision_page(request, asked=form, status=422)
    for task in form.cleaned_data["tasks"]:
        _assign(Sending(request, of=str(task.pk)), task, form.cleaned_data["to"])
    return redirect(f"{reverse('supervision')}?{request.GET.urlencode()}")


def _assign(sending: Sending, task: Task, to: User) -> None:
    """Assign one task and tell what came of it; that one is refused changes nothing for others."""
    request, by = sending.request, doer_of(sending.request)
    names = {"subject": task.document.subject, "name": to}
    try:
        sending.keep(lambda: _assigned(task, to, by), by=by)
    except Refused as refused:
        messages.error(request, f"{task.document.subject}: {refused}")
    else:
        messages.success(request, _("%(subject)s: assigned to %(name)s.") % names)


def _assigned(task: Task, to: User, by: Doer) -> HttpResponse:
    return redirect("task", pk=actions.assign_task(task, by=by, to=to).pk)


def _supervision_page(
    request: Request, *, asked: AssignTasksForm | None = None, status: int = 200
) -> HttpResponse:
    """Render the page; `asked` is the form that came back."""
    now = timezone.now()
    on = held_on(request)
    tasks = tasks_to_assign(request.user, on=on)
    found = SupervisionFilter(request.GET, tasks, at=now)
    page = Paginator(reports.in_order(found.qs), PER_PAGE).get_page(request.GET.get("page"))
    form = AssignTasksForm(seen=tasks, shown=page, to=request.POST.get("to"), on=on)
    context = {
        "filter": found,
        "page": page,
        "work": reports.supervision(page, found.qs, at=now),
        "form": form,
        "errors": asked.errors if asked else {},
        "ticked": set(request.POST.getlist("tasks")),
        "now": now,
        "gaps": gaps(timezone.localdate(now), of=request.user, held_on=on),
        "keeps_calendars": keeps_calendars(request.user, on=on),
    }
    return render(request, "workflow/supervision.html", context, status=status)
