"""Who was given a password by somebody else chooses their own before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

MAY_BE_OPENED = {
    *("password_change", "login", "logout", "admin:logout"),
    *("set_language", "set_theme"),
}
"""The addresses that stay open meanwhile, by name."""


class OwnPasswordMiddleware:
    """Leads to the page of one's own password as long as somebody else has set it.

    Pages that need nobody to be signed in stay as they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _named: Any
    ) -> HttpResponse | None:
        """Return the way to the page, None where the view may go on."""
        match = request.resolver_match
        is_open = match is not None and match.view_name in MAY_BE_OPENED
        if is_open or not getattr(view, "login_required", True):
            return None
        if getattr(request.user, "has_given_password", False):
            return redirect("password_change")
        return None
