"""The gate before all pages, closed to who has to set up a second factor first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from people.signing_in.due import DUE, has_second_factor, is_due

OPEN = {"account_reauthenticate", "logout", "password_change", "set_language", "set_theme"}
INDEX = "mfa_index"


class SecondFactorMiddleware:
    """Leads those who need a second factor, have none, and whose days are over, to its page.

    It goes by the session, which is read anyway: a page costs no statement more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the page does."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Return the way to the page of second factors, None where the asked page may answer."""
        if not getattr(view, "login_required", True) or not is_due(
            request, on=timezone.localdate()
        ):
            return None
        if _is_open(request) or not request.user.is_authenticated:
            return None
        if has_second_factor(request.user):
            del request.session[DUE]
            return None
        return _to_the_index(request)


def _is_open(request: HttpRequest) -> bool:
    name = request.resolver_match.url_name if request.resolver_match else ""
    return name in OPEN or str(name).startswith("mfa_")


def _to_the_index(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Set up a second factor first; then everything else is open."))
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(redirect(INDEX)["Location"])
    return redirect(INDEX)
