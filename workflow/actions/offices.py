"""An empty database becoming an office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.actions import load_units
from people.doers import Operator
from people.models import Position, Unit
from people.refusals import Refused
from procedures.actions import draft_version, put_version_in_force
from procedures.exchange import definition_from_json
from procedures.models import Procedure
from workflow.actions.calendars import open_calendar, seed_holidays
from workflow.exchange import read_fixture
from workflow.models import Calendar

YEARS_BACK, YEARS_AHEAD = 1, 1


@transaction.atomic
def load_office(*, at: datetime, is_put_in_force: bool) -> dict[str, Position]:
    """Load the office's own units, positions, calendar and SOPs; return the positions by title.

    Its SOPs are put in force, as of the day from which the calendar counts, or stay drafts;
    templates without steps always stay drafts. Raises Refused where there is a unit already.
    """
    _keep_others_waiting()
    if Unit.objects.exists():
        raise Refused(_("There is data already, so nothing was loaded."))
    office = read_fixture("office")
    units, positions = load_units(office["units"], office["positions"])
    if not Calendar.objects.exists():
        _load_calendar(first_day(at))
    by, data = Operator(_beginning(at) if is_put_in_force else at), read_fixture("procedures")
    for each in [*data["in_force"], *data["drafts"]]:
        procedure = Procedure.objects.create(code=each["code"], unit=units[office["procedures_of"]])
        _load_version(procedure, each, positions, by=by, is_put_in_force=is_put_in_force)
    return positions


def _keep_others_waiting() -> None:
    """Let whoever makes units at the same moment wait until this is done, and look then.

    SQLite has let nobody else write since the transaction began.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE people_unit IN SHARE ROW EXCLUSIVE MODE")


def first_day(at: datetime) -> date:
    """Return the day from which the calendar counts and the demonstration's people are there."""
    return date(timezone.localdate(at).year - YEARS_BACK, 1, 1)


def _beginning(at: datetime) -> datetime:
    """Return the first moment of the day from which the calendar counts."""
    return timezone.make_aware(datetime.combine(first_day(at), time()))


def _load_calendar(since: date) -> None:
    calendar = open_calendar("Kalender kantor", since=since)
    seed_holidays(calendar, range(since.year, since.year + YEARS_BACK + YEARS_AHEAD + 1))


def _load_version(
    procedure: Procedure,
    data: Mapping[str, Any],
    positions: Mapping[str, Position],
    *,
    by: Operator,
    is_put_in_force: bool,
) -> None:
    definition = definition_from_json(data)
    version = draft_version(procedure, definition, by=by, positions=positions)
    if is_put_in_force and data["rows"]:
        put_version_in_force(version, by=by)
