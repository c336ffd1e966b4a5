"""Pages around signing in: the provider of identities, where one is signed in, one's passkeys."""

from __future__ import annotations

from typing import cast

from allauth.account.internal import flows
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe
from requests import RequestException

from people.requests import Request
from people.signing_in import sessions
from people.signing_in.factors import Factors
from people.signing_in.provider import KEY, AskedProvider, said_no


@login_not_required
@never_cache
@require_GET
def sign_in_through_provider(request: HttpRequest) -> HttpResponse:
    """Lead to the provider of identities."""
    try:
        view = OAuth2LoginView.adapter_view(AskedProvider(request, KEY))
        return cast("HttpResponse", view(request))
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OAuth2Error, RequestException) as error:
        return said_no(request, type(error).__name__)


@login_not_required
@never_cache
@require_GET
def come_from_provider(request: HttpRequest) -> HttpResponse:
    """Sign in who comes back from the provider of identities."""
    try:
        view = OAuth2CallbackView.adapter_view(AskedProvider(request, KEY))
        return cast("HttpResponse", view(request))
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OAuth2Error, RequestException) as error:
        return said_no(request, type(error).__name__)


# They wait for another server: in threads that keep no page waiting.
sign_in_through_provider.heavy_methods = ("GET",)  # type: ignore[attr-defined]
come_from_provider.heavy_methods = ("GET",)  # type: ignore[attr-defined]


@require_safe
def signed_in(request: Request) -> HttpResponse:
    """Show where somebody is signed in."""
    places = sessions.places_of(request.user, request, at=timezone.now())
    return render(request, "registration/signed_in.html", {"places": places})


@require_POST
def sign_out_there(request: Request, key: int) -> HttpResponse:
    """Sign out in one browser, which may be this one."""
    if not sessions.end_place(request.user, key):
        raise Http404
    return redirect("signed_in")


@require_POST
def sign_out_elsewhere(request: Request) -> HttpResponse:
    """Sign out in all browsers but this one."""
    sessions.end_places(request.user, but=request.session.session_key)
    messages.success(request, _("You are signed in nowhere else now."))
    return redirect("signed_in")


@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    """Sign out in all browsers, this one as well."""
    sessions.end_places(request.user)
    flows.logout.logout(request)
    return redirect("login")


class RemovePasskey(RemoveWebAuthnView):
    """The page that removes a passkey; not the last factor of somebody who has to have one."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Remove it, or say why not."""
        if not Factors().can_delete_authenticator(self.get_object()):
            messages.error(self.request, Factors.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)
