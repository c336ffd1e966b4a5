"""What is in somebody's hands, for whoever ends their appointment or closes their account."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from people.models import User
from people.requests import Request, doer_of, held_on
from workflow.actions.succession import empty_hands
from workflow.models import Document, Task
from workflow.permissions import can_empty_hands, units_of_hands
from workflow.views.zones import in_own_zone

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@in_own_zone
def in_hand(request: Request, pk: int) -> HttpResponse:
    """Show the open tasks in somebody's hands, and give them back to their positions.

    Documents that the reader may not see are counted and not named.
    """
    on = held_on(request)
    person = get_object_or_404(User, pk=pk)
    if not can_empty_hands(request.user, person, on=on):
        raise Http404
    if request.method == "POST":
        return _given_back(request, person)
    units = units_of_hands(request.user, on=on)
    held = Task.objects.open().taken_by(person).filter(position__unit__in=units)
    seen = Document.objects.visible_to(request.user, on=on)
    named = held.filter(document__in=seen).select_related(
        "document__version__procedure", "step", "position"
    )
    tasks = list(named.order_by("arrived_at", "pk")[:MOST_SHOWN])
    count = held.count()
    context = {"person": person, "tasks": tasks, "count": count, "unnamed": count - len(tasks)}
    return render(request, "workflow/in_hand.html", context)


def _given_back(request: Request, person: User) -> HttpResponse:
    count = empty_hands(person, by=doer_of(request))
    said = ngettext(
        "%(count)s task is back at its position.",
        "%(count)s tasks are back at their positions.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("in_hand", pk=person.pk)
