"""Doing a deed from a page: the one way for documents and for tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from people.doers import Doer
from people.refusals import Refused
from people.requests import Request, doer_of
from procedures.forms.tokens import let_overwrite
from workflow.models import Task
from workflow.permissions import at_position
from workflow.transition.files import kept_given
from workflow.transition.sql import held_task
from workflow.views.deeds import Deed, Offer
from workflow.views.sending import Sending
from workflow.views.zones import clocks_at_task


@dataclass(frozen=True)
class Asked:
    """What a request asks for: by whom, of which thing.

    `by` knows the capacities that were read with the thing. `zone` is that of its office, None
    where it is switched on already.
    """

    by: Doer
    thing: Any
    zone: tzinfo | None = None


@dataclass(frozen=True)
class Place:
    """Where deeds of a kind are done: how their thing is found, its page, where it goes on."""

    find: Callable[[Request, int], Asked]
    page: Callable[..., HttpResponse]
    back: Callable[[Request, Any], HttpResponse]


def do(request: Request, pk: int, *, deed: Deed, place: Place) -> HttpResponse:
    """Do a deed of the table on the thing of that key, and go on as its place says.

    A form that is not clean comes back with 422, a refused one with 409, on the page where it
    stood, with what was typed. One that was sent before leads where it led, and says the same. A
    visit by the deed's address alone does nothing.
    """
    if request.method != "POST":
        return place.back(request, place.find(request, pk).thing)
    sending = Sending(request)
    return sending.answer(lambda: _do(sending, pk, deed=deed, place=place), said=deed.done)


def _do(sending: Sending, pk: int, *, deed: Deed, place: Place) -> HttpResponse:
    asked = place.find(sending.request, pk)
    with timezone.override(asked.zone or timezone.get_current_timezone()):
        return _done(sending, pk, asked, deed=deed, place=place)


def _done(sending: Sending, pk: int, asked: Asked, *, deed: Deed, place: Place) -> HttpResponse:
    request = sending.request
    form = deed.sent_form(asked.thing, request, asked.by)
    offer = Offer(deed, request.path, form, "", is_asked=True)
    if not form.is_valid():
        return place.page(request, asked.thing, asked=offer, status=422)
    try:
        with kept_given(form.given()) as given:
            led_to = sending.keep(
                lambda: place.back(request, deed.do(asked.thing, form, given, asked.by)),
                by=asked.by,
            )
    except Refused as refused:
        let_overwrite(form, refused)
        again = place.find(request, pk).thing
        return place.page(request, again, asked=offer, refusal=str(refused), status=409)
    messages.success(request, str(deed.done))
    return HttpResponseRedirect(led_to)


def task_to_do(request: Request, pk: int) -> Asked:
    """Return a task with what its forms ask about; 404 where it is not visible.

    Who does a deed mostly holds the task's position: that is asked with less than who may see it,
    and the form asks the same.
    """
    by = doer_of(request)
    found = held_task(pk, by=by.user, on=by.on, at=by.at)
    if found is not None:
        task, held = found
        return Asked(by.knowing(at_position(task), held), task, task.zone)
    now, zone = clocks_at_task(pk)
    by = replace(by, days=now.days(by.at))
    with timezone.override(zone):
        return Asked(by, visible_task(by, pk), zone)


def visible_task(by: Doer, pk: int) -> Task:
    """Return a task with what its page shows; 404 where it is not visible."""
    visible = Task.objects.visible_to(by.user, on=by.held_on)
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
