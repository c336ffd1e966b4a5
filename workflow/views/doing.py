"""Doing a deed from a page: the one way for documents and for tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from people.requests import Request
from workflow.actions import Refused
from workflow.views.deeds import Deed, Offer


def do(
    request: Request,
    deed: Deed,
    *,
    look: Callable[[], Any],
    page: Callable[..., HttpResponse],
    back: Callable[[Any], str],
) -> HttpResponse:
    """Do a deed of the table on what `look` finds, and lead to the address that `back` names.

    A form that is not clean comes back with 422, a refused one with 409, on the page where it
    stood, with what was typed. A visit by the deed's address alone does nothing.
    """
    thing, now = look(), timezone.now()
    if request.method != "POST":
        return redirect(back(thing))
    form = deed.form_for(thing, request, on=timezone.localdate(now))
    asked = Offer(deed, request.path, form, "", is_asked=True)
    if not form.is_valid():
        return page(request, thing, asked=asked, status=422)
    try:
        done = deed.do(thing, form, request, at=now)
    except Refused as refused:
        return page(request, look(), asked=asked, refusal=str(refused), status=409)
    messages.success(request, str(deed.done))
    return redirect(back(done))
