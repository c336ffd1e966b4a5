"""The request of somebody who has signed in, as every page but the open ones gets it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from people.models import User


class Request(HttpRequest):
    """A request with its person; LoginRequiredMiddleware lets no other through."""

    user: User
    htmx: HtmxDetails


def address_of(request: HttpRequest) -> str | None:
    """Return the network address that a request came from, None where there is none."""
    return request.META.get("REMOTE_ADDR") or None
