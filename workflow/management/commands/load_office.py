"""Load the office's own data into an empty database."""

from __future__ import annotations

import os
import secrets
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from people.actions import appoint_person, open_account
from people.doers import Operator
from people.models import Appointment, Position, User
from people.refusals import Refused
from workflow.actions.offices import first_day, load_office
from workflow.exchange import read_fixture


class Command(BaseCommand):
    """Units, positions, calendar and SOPs; in a demonstration also accounts, with SOPs in force."""

    help = "Load the office's units, positions, calendar and SOPs into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or, where there is data already, nothing."""
        accounts, now = read_fixture("office")["accounts"], timezone.now()
        with transaction.atomic():
            try:
                positions = load_office(at=now, is_put_in_force=settings.DEMO)
            except Refused:
                self._tell_what_is_there(accounts)
                return
            if settings.DEMO:
                self._open_accounts(accounts, positions, since=first_day(now), at=now)
            else:
                self.stdout.write(
                    "The SOPs are loaded as drafts. Make the first administrator: "
                    "./manage.py createsuperuser"
                )

    def _tell_what_is_there(self, accounts: list[dict[str, Any]]) -> None:
        self.stdout.write("The database has data already; nothing was loaded.")
        names = {account["username"] for account in accounts}
        there = User.objects.filter(username__in=names, is_active=True).values_list("username")
        if settings.DEMO and there:
            names_there = ", ".join(sorted(name for (name,) in there))
            self.stdout.write(
                f"Demonstration accounts: {names_there}; their password is as before."
            )

    def _open_accounts(
        self,
        accounts: list[dict[str, Any]],
        positions: dict[str, Position],
        *,
        since: date,
        at: datetime,
    ) -> None:
        given = os.environ.get("DEMO_PASSWORD")
        password, by = given or secrets.token_urlsafe(9), Operator(at)
        for account in accounts:
            position = positions.get(account["position"])
            made = _account(account, password, is_administrator=position is None)
            open_account(made, by=by, is_demonstration=True)
            if position:
                held = Appointment(user=made, position=position, starts_on=since)
                appoint_person(held, by=by)
        names = ", ".join(account["username"] for account in accounts)
        self.stdout.write(f"Demonstration accounts: {names}")
        told = "the one in DEMO_PASSWORD" if given else f"{password} (shown only now)"
        self.stdout.write(f"Password of all of them: {told}")


def _account(account: dict[str, Any], password: str, *, is_administrator: bool) -> User:
    """Return an account of the demonstration, not stored yet."""
    made = User(
        username=account["username"],
        name=account["name"],
        is_superuser=is_administrator,
    )
    made.set_password(password)
    return made
