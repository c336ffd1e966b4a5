"""The desk: what waits, and what can be done with it in one click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.doers import Doer
from people.models import User
from people.refusals import Refused
from people.requests import Request, doer_of, held_on
from workflow import reports
from workflow.permissions import at_position, can_oversee
from workflow.refusals import why_not_finish_task
from workflow.reports import MOST_COUNTED, DeskPage, DeskTask, Section
from workflow.views.deeds import TASK_DEEDS
from workflow.views.doing import task_to_do
from workflow.views.paging import behind
from workflow.views.zones import in_own_zone


@dataclass(frozen=True)
class Click:
    """What one click on a row does, as nothing has to be filled in for it."""

    address: str
    label: str


@dataclass(frozen=True)
class Row:
    """One task on the page, with what one click does; None where its page asks for more."""

    desk: DeskTask
    click: Click | None


def counters(request: HttpRequest) -> dict[str, Any]:
    """Let every page with the navigation tell what waits on the desk: at most two queries."""
    return {"waiting": SimpleLazyObject(lambda: _waiting(request))}


def _waiting(request: HttpRequest) -> dict[str, str]:
    user = cast("User", request.user)
    found = reports.waiting(user, at=timezone.now(), on=held_on(request))
    return {"count": _capped(found.count), "late": _capped(found.late)}


def _capped(count: int) -> str:
    """Return a short text: '' for none, '99+' for more than that."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")


@require_safe
@in_own_zone
def desk(request: Request) -> HttpResponse:
    """Show what waits for the user and what they have started."""
    return _desk_page(request)


@require_POST
@in_own_zone
def take_from_desk(request: Request, pk: int) -> HttpResponse:
    """Take a task without leaving the desk."""
    return _do(request, pk, "take_task", _("You have taken “%(activity)s”."))


@require_POST
@in_own_zone
def finish_from_desk(request: Request, pk: int) -> HttpResponse:
    """Finish a task of which nothing is asked without leaving the desk."""
    return _do(request, pk, "finish_task", _("“%(activity)s” is finished."))


def _do(request: Request, pk: int, name: str, said: str) -> HttpResponse:
    """Do a deed of the table and show the desk again, from where it was done."""
    asked, deed = task_to_do(request, pk), TASK_DEEDS[name]
    try:
        with timezone.override(asked.zone):
            form = deed.sent_form(asked.thing, request, asked.by)
            if not form.is_valid():
                return redirect("task", pk=pk)
            deed.do(asked.thing, form, form.given(), asked.by)
    except Refused as refused:
        return _desk_page(request, refusal=str(refused), status=409)
    said %= {"activity": asked.thing.step.activity}
    if request.htmx:
        return _desk_page(request, said=said)
    messages.success(request, said)
    return redirect(reverse("desk") + _query(_page(request)))


def _page(request: Request) -> DeskPage | None:
    """Return the page of the section that is looked through."""
    name = request.GET.get("section")
    return DeskPage(Section(name), behind(request)) if name in set(Section) else None


def _query(page: DeskPage | None) -> str:
    """Return the query of the address that shows this page."""
    if page is None:
        return ""
    after = {} if page.behind is None else {"after": page.behind}
    return "?" + urlencode({"section": page.section, **after})


def _desk_page(
    request: Request, *, said: str = "", refusal: str = "", status: int = 200
) -> HttpResponse:
    """Render the desk, or its part that htmx has asked for; `said` tells what was just done."""
    by = doer_of(request)
    page = _page(request)
    found = reports.desk(by.user, at=by.at, page=page)
    context = {
        "desk": found,
        "returned": [Row(each, _click(each, by)) for each in found.returned],
        "mine": [Row(each, _click(each, by)) for each in found.mine],
        "free": [Row(each, _click(each, by)) for each in found.free],
        "page": page,
        "query": _query(page),
        "further": page.section if page and page.behind else None,
        "now": by.at,
        "said": said,
        "refusal": refusal,
        "oversees": can_oversee(by.user, on=by.held_on),
    }
    template = "workflow/_desk.html" if request.htmx else "workflow/desk.html"
    return render(request, template, context, status=status)


def _click(each: DeskTask, by: Doer) -> Click | None:
    """Return what can be done at once; whoever has two capacities is asked which on its page."""
    task = each.task
    if len(each.held) > 1:
        return None
    if not each.is_mine or task.started_at is None:
        return Click(reverse("take_from_desk", args=[task.pk]), _("Take the task"))
    knowing = by.knowing(at_position(task), each.held)
    if task.step.asks_something or why_not_finish_task(task, by=knowing):
        return None
    return Click(reverse("finish_from_desk", args=[task.pk]), _("Finish the step"))
