"""Forms in which a code, a passkey or the password proves once more who somebody is.

What is wrong is counted like a wrong password at signing in, and closes the account in the end.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from axes.backends import AxesStandaloneBackend
from django import forms
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.actions import use_code
from people.models import User

LONGEST = 100  # letters of what a passkey is called
UNREADABLE = _("The browser sent no passkey that can be read. Try again.")
UNKNOWN = _("This passkey is not known here, or its answer came too late. Try again.")


def _code(label: Any, help_text: Any = "") -> forms.CharField:
    shown = forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True})
    return forms.CharField(label=label, help_text=help_text, max_length=20, widget=shown)


def refuse_closed(user: User) -> None:
    """Raise PermissionDenied while the account is closed to the computer that asks."""
    AxesStandaloneBackend().authenticate(context.request, username=user.get_username())


def count_wrong(user: User) -> None:
    """Count one more wrong proof of who somebody is."""
    user_login_failed.send(
        sender=__name__, credentials={"username": user.get_username()}, request=context.request
    )


HELP = _("The six digits that the app shows, or one of your recovery codes.")


class CountedCode(forms.Form):
    """A code of the app, or one of the recovery codes; wrong ones are counted."""

    user: User

    def clean_code(self) -> str:
        """Return the code; raise ValidationError for a wrong one or one used before."""
        refuse_closed(self.user)
        try:
            code: str = super().clean_code()  # type: ignore[misc]
            authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]
            if not use_code(authenticator, code):
                raise ValidationError(_("That code is not the right one, or was used already."))
        except ValidationError:
            count_wrong(self.user)
            raise
        return code


class CodeForm(CountedCode, AuthenticateForm):
    """The code that is asked for after the password."""

    code = _code(_("Code"), HELP)


class CodeAgainForm(CountedCode, ReauthenticateByCodeForm):
    """The code that is asked for before second factors are changed."""

    code = _code(_("Code"), HELP)


class FirstCodeForm(ActivateTOTPForm):
    """The first code of a new app, as the proof that it has read the key."""

    code = _code(_("Code"), _("The six digits that the app shows now."))


class PasswordAgainForm(ReauthenticateForm):
    """The password that is asked for before second factors are changed."""

    password = forms.CharField(  # type: ignore[assignment]
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class ReadPasskey(forms.Form):
    """What a browser sends of a passkey: read with care, for anybody can write it."""

    def clean_credential(self) -> Any:
        """Return what the passkey says; raise ValidationError for what cannot be understood."""
        if not isinstance(self.cleaned_data["credential"], dict):
            raise ValidationError(UNREADABLE)
        user: User | None = getattr(self, "user", None)
        if user is not None:
            refuse_closed(user)
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            if user is not None:
                count_wrong(user)
            raise ValidationError(UNKNOWN) from None
        except (AttributeError, KeyError, TypeError, ValueError):
            raise ValidationError(UNREADABLE) from None


class PasskeyForm(ReadPasskey, AuthenticateWebAuthnForm):
    """The passkey that is asked for after the password."""


class PasskeyAgainForm(ReadPasskey, ReauthenticateWebAuthnForm):
    """The passkey that is asked for before second factors are changed."""


class PasskeyAloneForm(ReadPasskey, LoginWebAuthnForm):
    """The passkey that signs in by itself."""


class NewPasskeyForm(AddWebAuthnForm):
    """A new passkey, and what it is called."""

    name = forms.CharField(label=_("Name"), required=False, max_length=LONGEST)
    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey alone"),
        required=False,
        initial=True,
        help_text=_("Without username and password. The device asks for finger, face or PIN."),
    )

    def clean_credential(self) -> dict[str, Any]:
        """Return what the browser sent; raise ValidationError for what cannot be one."""
        credential = self.cleaned_data["credential"]
        if not isinstance(credential, dict):
            raise ValidationError(UNREADABLE)
        return credential

    def clean(self) -> dict[str, Any]:
        """Return what was sent; raise ValidationError for a passkey that cannot be understood."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except (AttributeError, KeyError, TypeError, ValueError):
            raise ValidationError(UNREADABLE) from None
        return cleaned


class PasskeyNameForm(EditWebAuthnForm):
    """What a passkey is called."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST)
