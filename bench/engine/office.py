"""What the ways run on: an SOP of eight steps, four people, and the database's own figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

STEPS = 8
ROUTE = (
    *((1, "done"), (2, "done"), (3, "no"), (2, "done"), (3, "yes")),
    *((number, "done") for number in range(4, STEPS + 1)),
)
"""The ten transitions of a document: one Tidak at the third step."""
NOTES = {"no": "Nomor surat belum ada."}
"""The reason that a Tidak needs; other answers do without a note."""
CLIENTS = 4
OUR_TABLES = ("workflow_document", "workflow_task", "workflow_entry")
THEIR_TABLES = ("viewflow_process", "viewflow_task", "viewflow_task_previous")


def found(people: int = CLIENTS) -> None:
    """Write the SOP, and people who hold all its positions."""
    from people.doers import Operator
    from people.models import Position, Unit
    from procedures import actions
    from procedures.definition import Definition, Row, Target
    from procedures.models import Procedure
    from workflow.actions.calendars import open_calendar

    by = Operator(timezone.now())
    day = by.on.replace(month=1, day=1)
    open_calendar("Kalender", since=day)
    unit = Unit.objects.create(name="Sekretariat")
    positions = {
        name: Position.objects.create(title=name, unit=unit)
        for name in ("Staf", "Analis", "Kepala")
    }
    for number in range(people):
        _appoint(f"client{number}", positions.values(), day)
    rows = tuple(
        Row(
            f"Kegiatan ke-{number}",
            list(positions)[number % 3],
            needs=("Komputer", "Lembar disposisi"),
            time="10 menit",
            no=Target("step", 2) if number == 3 else None,
        )
        for number in range(1, STEPS + 1)
    )
    definition = Definition(title="Membuat surat", actors=tuple(positions), rows=rows)
    procedure = Procedure.objects.create(code="BENCH", unit=unit)
    version = actions.draft_version(procedure, definition, by=by, positions=positions)
    actions.put_version_in_force(version, by=by)


def _appoint(username: str, positions: Iterable[Any], day: date) -> None:
    from people.models import Appointment, User

    user = User.objects.create_user(
        username, None, "pw", name=f"Pegawai {username}", is_superuser=True
    )
    for position in positions:
        Appointment.objects.create(user=user, position=position, starts_on=day)


def version() -> Any:
    """Return the SOP's version."""
    from procedures.models import Version

    return Version.objects.select_related("procedure").get(procedure__code="BENCH")


def one(statement: str) -> Any:
    """Return what one statement says."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def size(tables: tuple[str, ...]) -> int:
    """Return the bytes of tables and their indexes."""
    if connection.vendor == "sqlite":
        return int(Path(str(connection.settings_dict["NAME"])).stat().st_size)
    return sum(int(one(f"SELECT pg_total_relation_size('{table}')")) for table in tables)


def pack(tables: tuple[str, ...]) -> None:
    """Write tables anew, so that they have no room left."""
    if connection.vendor == "sqlite":
        one("VACUUM")
        return
    for table in tables:
        one(f"VACUUM FULL {table}")


def tidy() -> None:
    """Give back what dead rows took, as autovacuum does."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")
            cursor.execute("CHECKPOINT")


def wal() -> int:
    """Return how much has been written ahead so far, in bytes."""
    if connection.vendor == "sqlite":
        return 0
    return int(one("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn"))
