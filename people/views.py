"""Signing in, and changing one's own password."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpResponse
from django.shortcuts import redirect

from people.actions import change_password
from people.forms import LoginForm, OwnPasswordForm
from people.logins import remember
from people.models import User
from people.requests import doer_of


class SignIn(LoginView):
    """The page of signing in: until the browser is closed, or for hours if asked for."""

    form_class = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in; keep the session when the browser is closed only if that was asked for."""
        response = super().form_valid(form)
        if form.cleaned_data["is_kept"]:
            self.request.session.set_expiry(settings.SESSION_COOKIE_AGE)
        remember(self.request, response, form.get_user())
        return response


class ChangePassword(PasswordChangeView):
    """The page of one's own password; wrong old ones are counted like wrong ones at signing in."""

    form_class = OwnPasswordForm
    success_url = "/"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know the request."""
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form: Any) -> HttpResponse:
        """Change the password; this browser stays signed in, all others are out."""
        user = cast("User", self.request.user)
        changed = change_password(
            user, form.cleaned_data["new_password1"], by=doer_of(self.request)
        )
        update_session_auth_hash(self.request, changed)
        return redirect(self.get_success_url())
