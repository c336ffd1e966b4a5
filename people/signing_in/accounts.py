"""Accounts as allauth is to know them: nobody signs up, and who comes in is remembered."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.logins import remember
from people.requests import address_of, doer_of
from people.signing_in.due import look_at_factors

BACKEND = "django.contrib.auth.backends.ModelBackend"
NOWHERE = "0.0.0.0"  # noqa: S104 # not bound to: a request that names no address


class Accounts(DefaultAccountAdapter):
    """What is asked of accounts when somebody signs in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy("That code is not the right one, or was used already."),
        "incorrect_password": gettext_lazy("The password is wrong. Mind capital letters."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account for themselves."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether an address is one of ours, as the page of signing in understands it."""
        request = cast("HttpRequest", self.request)
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that the journals name too."""
        return address_of(request) or NOWHERE

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in by the backend of our accounts, whatever proved who it is."""
        user.backend = BACKEND
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Remember the browser, and say what is due of somebody who has no second factor."""
        response = super().post_login(request, user, **more)
        remember(request, response, user)
        look_at_factors(request, user, by=doer_of(request))
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Send back who has proved who they are, but whose account is out of use."""
        messages.error(
            request,
            _("This account is out of use. If you work here, ask your administrator."),
        )
        return redirect(settings.LOGIN_URL)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whether the password or a code is asked for again: of those who have one of them."""
        return bool(self.get_reauthentication_methods(cast("HttpRequest", self.request).user))
