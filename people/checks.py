"""What `manage.py check --deploy` says of the people of an installation."""

from __future__ import annotations

import os
from typing import Any

from django.core import checks
from django.db import DatabaseError

from people.models import PeopleEntry, User

Deed = PeopleEntry.Deed
OF_PASSWORDS = (Deed.OPEN_ACCOUNT, Deed.RESET_PASSWORD, Deed.CHANGE_PASSWORD)


def check_administrators(**_more: Any) -> list[checks.CheckMessage]:
    """Warn of administrators who sign in with the password that their demonstration gave them.

    Nothing is said where there is no database yet.
    """
    try:
        administrators = list(User.objects.filter(is_superuser=True, is_active=True))
        weak = [each.username for each in administrators if _has_password_of_demonstration(each)]
    except DatabaseError:
        return []
    return [
        checks.Warning(
            f"The administrator {username} still has the password of a demonstration.",
            hint="Change it, or take away 'active' from the account.",
            id="people.W001",
        )
        for username in weak
    ]


def _has_password_of_demonstration(account: User) -> bool:
    """Whether the last that is on record of a password is that a demonstration gave it.

    An account from before the journal is tried with DEMO_PASSWORD and with its own name.
    """
    told = PeopleEntry.objects.filter(person=account.pk, deed__in=OF_PASSWORDS)
    last = told.order_by("-number").first()
    if last is not None and last.after.get("is_demonstration"):
        return True
    guesses = {os.environ.get("DEMO_PASSWORD", ""), account.username} - {""}
    return any(account.check_password(guess) for guess in guesses)
