"""Doing a deed from a page: the one way for documents and for tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from people.requests import Request
from workflow import actions
from workflow.actions import Refused
from workflow.actions.statements import held_task
from workflow.models import Task
from workflow.views.deeds import Deed, Offer
from workflow.views.sending import Sending


def do(
    request: Request,
    deed: Deed,
    *,
    look: Callable[[], Any],
    page: Callable[..., HttpResponse],
    back: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Do a deed of the table on what `look` finds, and go on as `back` says.

    A form that is not clean comes back with 422, a refused one with 409, on the page where it
    stood, with what was typed. One that was sent before leads where it led, and says the same. A
    visit by the deed's address alone does nothing.
    """
    if request.method != "POST":
        return back(look())
    sending = Sending(request)
    return sending.answer(
        lambda: _do(sending, deed, look=look, page=page, back=back), said=deed.done
    )


def _do(
    sending: Sending,
    deed: Deed,
    *,
    look: Callable[[], Any],
    page: Callable[..., HttpResponse],
    back: Callable[[Any], HttpResponse],
) -> HttpResponse:
    request, thing, now = sending.request, look(), timezone.now()
    form = deed.form_for(thing, request, on=timezone.localdate(now))
    asked = Offer(deed, request.path, form, "", is_asked=True)
    if not form.is_valid():
        return page(request, thing, asked=asked, status=422)
    try:
        with actions.kept_of(form.given()) as given:
            led_to = sending.keep(lambda: back(deed.do(thing, given, request, at=now)), at=now)
    except Refused as refused:
        return page(request, look(), asked=asked, refusal=str(refused), status=409)
    messages.success(request, str(deed.done))
    return HttpResponseRedirect(led_to)


def task_to_do(request: Request, pk: int) -> Task:
    """Return a task with what its forms ask about; 404 where it is not visible.

    Who does a deed mostly holds the task's position: that is asked with less than who may see it,
    and the form asks the same.
    """
    held = held_task(pk, by=request.user, on=timezone.localdate())
    return held or visible_task(request, pk)


def visible_task(request: Request, pk: int) -> Task:
    """Return a task with what its page shows; 404 where it is not visible."""
    visible = Task.objects.visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(
        visible.select_related(
            "document__version__procedure",
            "document__started_by",
            "step",
            "position",
            "taken_by",
            "finished_by",
        ).prefetch_related("pauses", "step__requirements"),
        pk=pk,
    )
