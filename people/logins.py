"""What slows guessing: one name from one address, many names from one address.

Ten wrong passwords for one account from one address close that pair (AXES_FAILURE_LIMIT). Beyond a
number of wrong ones from one address for whatever accounts, that address signs in only with
browsers that somebody has signed in with before: so that the colleagues of whoever guesses, who may
all come from one address, go on.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.core import signing
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse

from people.models import User
from people.requests import address_of

COOKIE = "known_here"
SALT = "people.logins"
REMEMBERED = 20  # people of one browser
YEAR = 365 * 24 * 60 * 60


def source_of(request: HttpRequest) -> str | None:
    """Return the address that wrong passwords are counted by; of IPv6 its network.

    A computer with IPv6 has as many addresses as it likes in its network of 64 bits.
    """
    address = address_of(request)
    if address is None or not isinstance(ip_address(address), IPv6Address):
        return address
    mapped = IPv6Address(address).ipv4_mapped
    return str(mapped or ip_network(f"{address}/64", strict=False).network_address)


def people_known_to(request: HttpRequest) -> list[int]:
    """Return the keys of those who have signed in with this browser, the latest first."""
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return []
    return list(known)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let the browser show next time that this person has signed in with it."""
    known = [user.pk, *(key for key in people_known_to(request) if key != user.pk)]
    response.set_cookie(
        COOKIE,
        signing.dumps(known[:REMEMBERED], salt=SALT),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


class LoginGuard(AxesDatabaseHandler):
    """Counts wrong passwords of a name at an address, and of all names at an address."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Whether one more try is refused without a look at the password."""
        if super().is_locked(request, credentials):
            return True
        return self._is_guessing(request) and not self._is_known(request, credentials)

    def _is_guessing(self, request: Any) -> bool:
        """Whether too many passwords were wrong of late at the address of a request."""
        wrong = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
        )
        total = wrong.aggregate(total=Sum("failures_since_start"))["total"] or 0
        return bool(total >= settings.LOGIN_FAILURES_PER_ADDRESS)

    def _is_known(self, request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
        """Whether the account has signed in with this browser before."""
        username = get_client_username(request, credentials)
        known = people_known_to(request)
        return User.objects.filter(pk__in=known, username=username).exists()
