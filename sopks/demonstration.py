"""What a demonstration says of itself on every page, and how an office begins in earnest."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


def demonstration(request: HttpRequest) -> dict[str, bool]:
    """Tell every page whether what it shows are examples."""
    return {"is_demonstration": settings.DEMO}


@login_not_required
@require_safe
def begin_in_earnest(request: HttpRequest) -> HttpResponse:
    """Say how an office begins with an empty database; only a demonstration has this page."""
    if not settings.DEMO:
        raise Http404
    return render(request, "begin_in_earnest.html")
