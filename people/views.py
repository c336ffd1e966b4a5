"""Signing in, here or at the administration, and changing one's own password."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from people.actions import change_password
from people.forms import LoginForm, OwnPasswordForm
from people.models import Unit, User
from people.permissions import enters_administration
from people.requests import doer_of, held_on
from people.signing_in.examples import examples_for
from people.signing_in.sessions import keep_place

MOST_NAMED = 3  # offices on the page of signing in


class SignIn(LoginView):
    """The page of signing in: until the browser is closed, or for hours if asked for."""

    form_class = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in, or ask for the second factor of who has one.

        The session is kept when the browser is closed only if that was asked for.
        """
        kept = settings.SESSION_COOKIE_AGE if form.cleaned_data.get("is_kept") else None
        self.request.session.set_expiry(kept)
        login = Login(user=form.get_user(), redirect_url=self.get_success_url())
        return perform_password_login(self.request, {}, login)

    def get_form(self, form_class: Any = None) -> Any:
        """Return the form; it does not draw the page down to itself where buttons stand above."""
        form = super().get_form(form_class)
        if self._known["examples"]:
            form.fields["username"].widget.attrs.pop("autofocus", None)
        return form

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Tell the page whose it is, of the provider of identities, and of a demonstration."""
        return {
            **super().get_context_data(**more),
            "provider": settings.OIDC,
            **self._known,
        }

    @cached_property
    def _known(self) -> dict[str, Any]:
        """Return the offices and the accounts of a demonstration; the page comes without a database
        too, and says then what somebody who signs in is told."""
        try:
            offices = list(Unit.objects.filter(parent=None).order_by("pk")[:MOST_NAMED])
            return {"offices": offices, "examples": examples_for(self.request)}
        except OperationalError:
            return {"offices": [], "examples": []}


class AdministrationLoginForm(AdminAuthenticationForm):
    """Name and password of somebody who may enter the administration."""

    def confirm_login_allowed(self, user: Any) -> None:
        """Refuse who has no role that is served there."""
        AuthenticationForm.confirm_login_allowed(self, user)
        if self.request is None or not enters_administration(user, on=held_on(self.request)):
            raise self.get_invalid_login_error()


class SignInToAdministration(SignIn):
    """The administration's own page of signing in, for its staff."""

    form_class = AdministrationLoginForm  # type: ignore[assignment]
    template_name = "admin/login.html"
    redirect_authenticated_user = False

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Tell the page what each page of the administration is told."""
        return {
            **super().get_context_data(**more),
            **admin.site.each_context(self.request),
            "title": _("Sign in"),
            "app_path": self.request.get_full_path(),
            "username": self.request.user.get_username(),
        }

    def get_default_redirect_url(self) -> str:
        """Return where its staff begins."""
        return reverse("admin:index")


@never_cache
@login_not_required
def sign_in_to_administration(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """Answer as the administration does, and ask for the second factor of who has one."""
    if request.method == "GET" and admin.site.has_permission(request):
        return redirect("admin:index")
    return cast("HttpResponse", SignInToAdministration.as_view()(request))


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
        keep_place(changed, self.request)
        return redirect(self.get_success_url())
