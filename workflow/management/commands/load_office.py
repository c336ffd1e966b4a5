"""Load the office's own data into an empty database."""

from __future__ import annotations

import json
import os
import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from people.actions import load_units, open_account
from people.models import Position, Unit, User
from procedures.actions import draft_version, put_version_in_force
from procedures.exchange import definition_from_json
from procedures.models import Procedure
from workflow.actions.calendars import open_calendar, seed_holidays

YEARS_BACK, YEARS_AHEAD = 1, 1


class Command(BaseCommand):
    """Units, positions, calendar and SOPs; in a demonstration also accounts, with SOPs in force."""

    help = "Load the office's units, positions, calendar and SOPs into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or, where there is data already, nothing."""
        office = _read("office")
        with transaction.atomic():
            if Unit.objects.exists():
                self._tell_what_is_there(office["accounts"])
                return
            units, positions = load_units(office["units"], office["positions"])
            _load_calendar()
            _load_procedures(units[office["procedures_of"]], positions)
            if settings.DEMO:
                self._open_accounts(office["accounts"], positions)
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
        self, accounts: list[dict[str, Any]], positions: dict[str, Position]
    ) -> None:
        given = os.environ.get("DEMO_PASSWORD")
        password = given or secrets.token_urlsafe(9)
        for account in accounts:
            open_account(
                account["username"],
                name=account["name"],
                password=password,
                position=positions.get(account["position"]),
                on=_first_day(),
            )
        names = ", ".join(account["username"] for account in accounts)
        self.stdout.write(f"Demonstration accounts: {names}")
        told = "the one in DEMO_PASSWORD" if given else f"{password} (shown only now)"
        self.stdout.write(f"Password of all of them: {told}")


def _read(name: str) -> dict[str, Any]:
    text = (settings.BASE_DIR / "fixtures" / f"{name}.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def _first_day() -> date:
    """Return the day from which the calendar counts and the demonstration's people are there."""
    return date(timezone.localdate().year - YEARS_BACK, 1, 1)


def _load_calendar() -> None:
    this_year = timezone.localdate().year
    calendar = open_calendar("Kalender kantor", since=_first_day())
    seed_holidays(calendar, range(this_year - YEARS_BACK, this_year + YEARS_AHEAD + 1))


def _load_procedures(unit: Unit, positions: dict[str, Position]) -> None:
    """Load the SOPs; those of the office go in force in a demonstration, templates never."""
    data = _read("procedures")
    now = timezone.now()
    for each in [*data["in_force"], *data["drafts"]]:
        procedure = Procedure.objects.create(code=each["code"], unit=unit)
        version = draft_version(procedure, definition_from_json(each), at=now, positions=positions)
        if settings.DEMO and each["rows"]:
            put_version_in_force(version, by=None, at=now)
