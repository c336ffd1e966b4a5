"""From when on somebody has to have a second factor, kept in the session of who has none."""

from __future__ import annotations

from datetime import date

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.actions import demand_second_factor
from people.doers import Doer
from people.models import User
from people.permissions import needs_second_factor

DUE = "second_factor_due_on"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """Whether somebody has set up an app with codes or a passkey."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def look_at_factors(request: HttpRequest, user: User, *, by: Doer) -> None:
    """Say from which day on a second factor is due, to who has signed in and has none."""
    request.session.pop(DUE, None)
    if not needs_second_factor(user, on=by.held_on) or _was_asked_elsewhere(request, user):
        return
    if has_second_factor(user):
        return
    due_on = demand_second_factor(user, by=by)
    request.session[DUE] = due_on.isoformat()
    if due_on > by.on:
        messages.warning(
            request,
            _("From %(day)s on you sign in with a second factor. Set one up before that day.")
            % {"day": date_format(due_on, "DATE_FORMAT")},
        )


def _was_asked_elsewhere(request: HttpRequest, user: User) -> bool:
    """Whether the provider of identities has asked for a second factor itself."""
    provider = settings.OIDC
    if provider is None or not provider.asks_second_factor:
        return False
    records = get_authentication_records(request, user)
    return any(each.get("method") == "socialaccount" for each in records)


def is_due(request: HttpRequest, *, on: date) -> bool:
    """Whether somebody who has signed in has to set up a second factor before anything else."""
    due_on = request.session.get(DUE)
    return due_on is not None and date.fromisoformat(due_on) <= on
