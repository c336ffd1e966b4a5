"""Second factors: from when on they are due, which codes are used up, what is on record of them."""

from __future__ import annotations

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from people.actions.accounts import lock_account
from people.actions.record import record
from people.doers import By
from people.locks import locked
from people.models import PeopleEntry, User
from people.refusals import Refused

Deed = PeopleEntry.Deed


@transaction.atomic
def demand_second_factor(user: User, *, by: By) -> date:
    """Return the first day on which somebody signs in with a second factor alone.

    It is kept from the first time that one is asked of them, and stays that day.
    """
    fresh = locked(User.objects.all()).get(pk=user.pk)
    if fresh.second_factor_due_on is None:
        fresh.second_factor_due_on = by.on + timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)
        fresh.save(update_fields=["second_factor_due_on"])
    due_on: date = fresh.second_factor_due_on
    return due_on


@transaction.atomic
def use_code(authenticator: Authenticator, code: str) -> bool:
    """Use a code of an app up; return False for one that was used before.

    Neither it nor an earlier one is taken again, by whichever process of the server. Recovery codes
    see to that themselves.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    fresh = locked(Authenticator.objects.all()).get(pk=authenticator.pk)
    counter = _counter_of(decrypt(fresh.data["secret"]), code)
    if counter is None or counter <= fresh.data.get("last_counter", -1):
        return False
    fresh.data["last_counter"] = counter
    fresh.save(update_fields=["data"])
    return True


def _counter_of(secret: str, code: str) -> int | None:
    """Return the half minute that a code is of, None for a wrong one."""
    digits = "".join(each for each in code if each.isalnum())
    for counter in yield_hotp_counters_from_time():
        if format_hotp_value(hotp_value(secret, counter)) == digits:
            return int(counter)
    return None


@transaction.atomic
def record_factor(deed: PeopleEntry.Deed, user: User, kind: str, *, by: By) -> None:
    """Write into the journal what became of a second factor of somebody."""
    record(deed, user.username, by=by, person=user, after={"factor": kind})


@transaction.atomic
def reset_factors(user: User, *, by: By) -> None:
    """Take all second factors off an account, as of somebody who has lost them.

    Raises Refused if there are none, if the account is not for `by` to change, and for
    one's own, which are removed where they were set up.
    """
    if by.user is not None and by.user.pk == user.pk:
        raise Refused(_("Your own second factors are removed where you set them up."))
    fresh = lock_account(user, by=by)
    kinds = sorted(Authenticator.objects.filter(user=fresh).values_list("type", flat=True))
    if not kinds:
        raise Refused(_("%(account)s has no second factor.") % {"account": fresh})
    Authenticator.objects.filter(user=fresh).delete()
    record(Deed.RESET_FACTORS, fresh.username, by=by, person=fresh, before={"factors": kinds})
