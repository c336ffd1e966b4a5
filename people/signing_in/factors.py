"""Second factors as allauth is to know them, and their entries in the journal of people."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

import segno
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.actions import record_factor
from people.models import PeopleEntry, User
from people.permissions import needs_second_factor
from people.requests import doer_of, held_on
from people.signing_in.due import FACTORS

Deed = PeopleEntry.Deed


class Factors(DefaultMFAAdapter):
    """What is asked of second factors."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("That code is not the right one, or was used already."),
        "cannot_delete_authenticator": gettext_lazy(
            "You have to have a second factor. Set up another one before you remove this one."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Set up a second factor first; recovery codes help where it is not at hand."
        ),
    }

    def get_totp_label(self, user: Any) -> str:
        """Return what the app shows beside its codes: the name to sign in with."""
        return str(user.get_username())

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.get_username())

    def build_totp_svg(self, url: str) -> str:
        """Return the QR that an app reads, with a quiet zone, black on white in any theme."""
        drawn = BytesIO()
        segno.make(url).save(
            drawn, kind="svg", scale=5, dark="#000", light="#fff", xmldecl=False, nl=False
        )
        return drawn.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whether a factor may go: not the last of somebody who has to have one."""
        if not needs_second_factor(authenticator.user, on=held_on(context.request)):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        """Return what a new passkey is called unless its owner calls it something else."""
        many = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)s") % {"number": many + 1}

    def send_notification_mail(self, *args: Any, **more: Any) -> None:
        """Send none: the journal tells."""


def _record(deed: PeopleEntry.Deed, request: HttpRequest, user: Any, authenticator: Any) -> None:
    record_factor(deed, cast("User", user), str(authenticator.type), by=doer_of(request))


@receiver(authenticator_added)
def _added(request: HttpRequest, user: Any, authenticator: Any, **more: Any) -> None:
    _record(Deed.ADD_FACTOR, request, user, authenticator)


@receiver(authenticator_removed)
def _removed(request: HttpRequest, user: Any, authenticator: Any, **more: Any) -> None:
    _record(Deed.REMOVE_FACTOR, request, user, authenticator)


@receiver(authenticator_reset)
def _renewed(request: HttpRequest, user: Any, authenticator: Any, **more: Any) -> None:
    _record(Deed.RENEW_FACTOR, request, user, authenticator)
