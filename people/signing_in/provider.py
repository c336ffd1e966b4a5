"""Signing in through a provider of identities (OpenID Connect): by NIP alone, and only by NIP.

Nothing that the provider sends is kept. It is asked with short limits on time and size, its answers
are held against what the standard promises, and what is not so ends in one sentence.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import jwt
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from people.identities import Provider
from people.models import User
from people.signing_in.asking import AskingSession

log = logging.getLogger(__name__)

KEY = "provider"
CONFIGURATION = "people.signing_in.provider"
KNOWN_FOR = 600  # seconds that what a provider says of itself counts
AWAY_FOR = 15  # seconds in which one that did not answer is not asked again
SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
LEEWAY = 60  # seconds that the clocks of two servers may differ
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
NOT_UNDERSTOOD = (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError)
Claims = Mapping[str, Any]


def provider() -> Provider:
    """Return the provider of the settings; raise SocialApp.DoesNotExist where there is none."""
    if settings.OIDC is None:
        raise SocialApp.DoesNotExist
    ours: Provider = settings.OIDC
    return ours


@contextmanager
def understood() -> Iterator[None]:
    """Say with OAuth2Error that something in an answer is not as the standard has it."""
    try:
        yield
    except (*NOT_UNDERSTOOD, jwt.PyJWTError) as error:
        raise OAuth2Error(type(error).__name__) from error


class ProviderOfOffice(OpenIDConnectProvider):
    """The provider of the settings."""

    def __init__(self, request: HttpRequest, app: SocialApp) -> None:
        super().__init__(request, app=app)

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Return where the way goes on to; nothing else of it is for the browser to say."""
        asked = super().get_redirect_from_request_kwargs(request)
        return {"process": "login", "next_url": asked.get("next_url")}

    def redirect(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """Lead to the provider, with a number that its answer has to carry."""
        nonce = secrets.token_urlsafe(24)
        return cast(
            "HttpResponse",
            super().redirect(request, *args, auth_params={"nonce": nonce}, nonce=nonce, **more),
        )

    def get_oauth2_adapter(self, request: HttpRequest) -> AskedProvider:
        """Return who asks it."""
        return AskedProvider(request, self.app.provider_id)

    def extract_uid(self, data: Claims) -> str:
        """Return by what the provider knows somebody, shortened: it finds no account here."""
        return str(data["id_token"]["sub"])[:100]

    def extract_common_fields(self, data: Claims) -> dict[str, Any]:
        """Take over nothing: people's data come from their office."""
        return {}

    def extract_email_addresses(self, data: Claims) -> list[Any]:
        """Take over none."""
        return []


class AskedProvider(OpenIDConnectOAuth2Adapter):
    """Asks the provider, and believes what it says only as far as the standard goes."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself, as it was said some minutes ago at most."""
        known = cache.get(CONFIGURATION)
        if known is None:
            known = self._ask_configuration()
        if not known:
            raise OAuth2Error("away")
        return cast("dict[str, Any]", known)

    def _ask_configuration(self) -> dict[str, Any]:
        """Return what the provider says of itself; remember for a while that it does not answer."""
        try:
            said = _fetched(self.get_provider().server_url)  # type: ignore[no-untyped-call]
            with understood():
                known = _checked(said, provider().url.partition("/.well-known/")[0])
        except (OAuth2Error, RequestException):
            cache.set(CONFIGURATION, {}, AWAY_FOR)
            raise
        cache.set(CONFIGURATION, known, KNOWN_FOR)
        return known

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return where the provider sends people back to."""
        return request.build_absolute_uri(reverse("provider_callback"))

    def get_access_token_data(self, *args: Any, **more: Any) -> dict[str, Any]:
        """Return what the provider gives for the code that the browser brought."""
        with understood():
            return dict(super().get_access_token_data(*args, **more))

    def parse_token(self, data: Claims) -> Any:
        """Return the token in what the provider gave."""
        with understood():
            return super().parse_token(data)  # type: ignore[no-untyped-call]

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **more: Any) -> Any:
        """Return who has signed in there: as its signed token says, and its page about them."""
        with understood():
            said = self._said_in(str(more["response"]["id_token"]), app)
            told = _fetched(self.profile_url, Authorization=f"Bearer {token.token}")
            if told["sub"] != said["sub"]:
                raise ValueError("sub")
            return self.get_provider().sociallogin_from_response(  # type: ignore[no-untyped-call]
                request, {"userinfo": dict(told), "id_token": said}
            )

    def _said_in(self, id_token: str, app: SocialApp) -> dict[str, Any]:
        """Return the claims of a token that the provider has signed for us, and not long ago."""
        kid = jwt.get_unverified_header(id_token).get("kid")
        keys = [
            each
            for each in jwt.PyJWKSet.from_dict(dict(_fetched(self.openid_config["jwks_uri"]))).keys
            if each.public_key_use in {None, "sig"} and (kid is None or each.key_id == kid)
        ]
        said: dict[str, Any] = jwt.decode(
            id_token,
            key=keys[0].key if keys else "",
            algorithms=SIGNED_WITH,
            audience=app.client_id,
            issuer=self.openid_config["issuer"],
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
        if said.get("azp", app.client_id) != app.client_id:
            raise ValueError("azp")
        return said


def _checked(said: Claims, issuer: str) -> dict[str, Any]:
    """Return what a provider says of itself; raise ValueError for another one's, or plain HTTP."""
    ours = {name: str(said[name]) for name in ("issuer", *ENDPOINTS)}
    safe = "https://" if issuer.startswith("https://") else "http"
    if ours["issuer"].rstrip("/") != issuer:
        raise ValueError("issuer")
    if not all(ours[name].startswith(safe) for name in ENDPOINTS):
        raise ValueError("endpoint")
    ways = said.get("token_endpoint_auth_methods_supported", [])
    return {**ours, "token_endpoint_auth_methods_supported": list(ways)}


def _fetched(address: str, **headers: str) -> Claims:
    """Return the JSON object at an address."""
    with AskingSession() as session, understood():
        answer = session.get(address, headers=headers)
        answer.raise_for_status()
        found = answer.json()
        if not isinstance(found, dict):
            raise TypeError(address)
        return found


class ProvidedAccounts(DefaultSocialAccountAdapter):
    """Whose account it is that the provider tells of."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody opens an account for themselves."""
        return False

    def get_provider(self, request: HttpRequest, *args: Any, **more: Any) -> ProviderOfOffice:
        """Return the provider of the settings; none is kept in the database."""
        ours = provider()
        app = SocialApp(
            provider="openid_connect",
            provider_id=KEY,
            name=ours.name,
            client_id=ours.client_id,
            secret=ours.secret,
            settings={
                "server_url": ours.url,
                "oauth_pkce_enabled": True,
                "scope": list(ours.scopes),
            },
        )
        return ProviderOfOffice(request, app)

    def get_requests_session(self) -> AskingSession:
        """Return who asks with limits."""
        return AskingSession()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sign in whose NIP it is, or ask for the second factor; forget all else that was said."""
        said = sociallogin.account.extra_data
        if said["id_token"]["nonce"] != sociallogin.state.get("nonce"):
            raise ImmediateHttpResponse(said_no(request, "nonce"))
        nip = nip_in({**said["id_token"], **said["userinfo"]}, provider().nip_claim)
        user = User.objects.filter(nip=nip).first() if nip else None
        if user is None:
            raise ImmediateHttpResponse(unknown_nip(request, nip))
        raise ImmediateHttpResponse(_sign_in(request, user, sociallogin.get_redirect_url(request)))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Lead back to the page of signing in, which says what went wrong."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(broken_off(request))
        raise ImmediateHttpResponse(said_no(request, type(exception or error).__name__))


def _sign_in(request: HttpRequest, user: User, way_on: str | None) -> HttpResponse:
    """Sign somebody in, and whoever was signed in before out."""
    if request.user.is_authenticated:
        flows.logout.logout(request)
    flows.login.record_authentication(request, user, "socialaccount", provider=KEY)
    login = Login(user=user, redirect_url=way_on)
    return flows.login.perform_login(request, login)


def nip_in(claims: Claims, name: str) -> str:
    """Return the NIP that claims tell, blanks or dots left out; '' where they tell none."""
    told = claims.get(name)
    if isinstance(told, list) and len(told) == 1:
        (told,) = told
    if isinstance(told, bool) or not isinstance(told, int | str):
        return ""
    nip = re.sub(r"[\s.-]", "", str(told))
    return nip if re.fullmatch(r"[0-9]{18}", nip, re.ASCII) else ""


def said_no(request: HttpRequest, why: str) -> HttpResponse:
    """Lead back to the page of signing in: the provider did not let somebody in, or not in time."""
    log.warning("The provider of identities let nobody in: %s", why)
    messages.error(
        request,
        _(
            "Signing in through %(provider)s did not work: it did not answer as it should, or too "
            "late. Try again, or sign in with your username and password."
        )
        % {"provider": provider().name},
    )
    return redirect(settings.LOGIN_URL)


def broken_off(request: HttpRequest) -> HttpResponse:
    """Lead back to the page of signing in: the person has said no at the provider."""
    said = _("Signing in through %(provider)s was broken off.") % {"provider": provider().name}
    messages.error(request, said)
    return redirect(settings.LOGIN_URL)


def unknown_nip(request: HttpRequest, nip: str) -> HttpResponse:
    """Say what to do where no account has the NIP that the provider tells."""
    about = {"nip": nip, "provider": provider().name}
    return render(request, "registration/unknown_nip.html", about, status=403)
