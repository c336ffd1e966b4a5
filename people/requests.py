"""The request of somebody who has signed in, as every page but the open ones gets it."""

from __future__ import annotations

from ipaddress import ip_address
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from people.doers import Doer
from people.models import Days, OfficeDays, User


class Request(HttpRequest):
    """A request with its person; LoginRequiredMiddleware lets no other through."""

    user: User
    htmx: HtmxDetails
    days: OfficeDays
    """The day in each office, looked up when a page first goes by it."""


def address_of(request: HttpRequest) -> str | None:
    """Return the network address that a request came from, None where there is none.

    Behind a proxy it is the one that our own proxy has added last; what stands before it was
    written by whoever asks. What is no address counts as none.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    text = forwarded.rsplit(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(text))
    except ValueError:
        return None


def doer_of(request: HttpRequest) -> Doer:
    """Return who does now what a request asks for."""
    days = cast("Request", request).days
    return Doer(cast("User", request.user), timezone.now(), address_of(request), days=days)


def held_on(request: HttpRequest) -> Days:
    """Return the day in each office now."""
    return cast("Request", request).days
