"""What a person looks for again and again: kept, named, shared, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from people.refusals import Refused
from people.requests import Request, doer_of, held_on
from workflow import actions
from workflow.forms import NameFilterForm, SaveFilterForm, ShareFilterForm
from workflow.models import SavedFilter
from workflow.permissions import can_change_filter, positions_to_share_with
from workflow.views.sending import Sending
from workflow.views.zones import in_own_zone

Asked = tuple[Any, Callable[[], object]]
"""The form of a deed, if it has one, and the deed."""
KEPT = _("Your filters are kept.")


@require_safe
@in_own_zone
def saved_filters(request: Request) -> HttpResponse:
    """Show the saved filters of the user and of the user's positions."""
    return _page(request)


@require_POST
@in_own_zone
def save_filter(request: Request) -> HttpResponse:
    """Keep a query of the list under a name."""

    def asked() -> Asked:
        form = SaveFilterForm(request.POST)
        return form, lambda: actions.save_filter(by=doer_of(request), **form.cleaned_data)

    return _do(request, asked)


@require_POST
@in_own_zone
def rename_filter(request: Request, pk: int) -> HttpResponse:
    """Give a saved filter another name."""

    def asked() -> Asked:
        saved, form = _visible(request, pk), NameFilterForm(request.POST)
        return form, lambda: actions.rename_filter(saved, by=doer_of(request), **form.cleaned_data)

    return _do(request, asked)


@require_POST
@in_own_zone
def share_filter(request: Request, pk: int) -> HttpResponse:
    """Share a saved filter with those who hold a position, or with nobody any more."""

    def asked() -> Asked:
        saved = _visible(request, pk)
        positions = positions_to_share_with(request.user, on=held_on(request))
        form = ShareFilterForm(request.POST, positions=positions)
        return form, lambda: actions.share_filter(saved, by=doer_of(request), **form.cleaned_data)

    return _do(request, asked)


@require_POST
@in_own_zone
def delete_filter(request: Request, pk: int) -> HttpResponse:
    """Forget a saved filter."""

    def asked() -> Asked:
        saved = _visible(request, pk)
        return None, lambda: actions.delete_filter(saved, by=doer_of(request))

    return _do(request, asked)


def _visible(request: Request, pk: int) -> SavedFilter:
    visible = SavedFilter.objects.visible_to(request.user, on=held_on(request))
    return get_object_or_404(visible, pk=pk)


def _do(request: Request, asked: Callable[[], Asked]) -> HttpResponse:
    """Do a deed on a saved filter and show all of them; say on that page why it was refused."""
    sending = Sending(request)
    return sending.answer(lambda: _answer(sending, *asked()), said=KEPT)


def _answer(sending: Sending, form: Any, deed: Callable[[], object]) -> HttpResponse:
    request = sending.request
    if form is not None and not form.is_valid():
        said = " ".join(error for errors in form.errors.values() for error in errors)
        return _page(request, refusal=said, status=422)
    try:
        led_to = sending.keep(lambda: _led(deed), by=doer_of(request))
    except Refused as refused:
        return _page(request, refusal=str(refused), status=409)
    messages.success(request, str(KEPT))
    return HttpResponseRedirect(led_to)


def _led(deed: Callable[[], object]) -> HttpResponse:
    deed()
    return redirect("saved_filters")


def _page(request: Request, *, refusal: str = "", status: int = 200) -> HttpResponse:
    on = held_on(request)
    found = list(SavedFilter.objects.visible_to(request.user, on=on))
    own = [each for each in found if can_change_filter(request.user, each)]
    context = {
        "own": own,
        "others": [each for each in found if each not in own],
        "positions": list(positions_to_share_with(request.user, on=on)),
        "refusal": refusal,
    }
    return render(request, "workflow/saved_filters.html", context, status=status)
