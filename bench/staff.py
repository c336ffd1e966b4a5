"""What bringing a government's people in takes: reading, looking, storing, and once more.

Run as `python -m bench.staff 1000 5000`: each number of people out of a generated workbook with 60
columns, as personnel systems export them, into an empty database (SQLite, or that of DATABASE_URL,
which is emptied). `again` is the same file a second time, `moved` a file in which every tenth has
another position. Nobody in the file is a person.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, TypeVar

import django

from bench.tables import keeping

HEADINGS = (
    *("NIP BARU", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "GOL AKHIR NAMA", "JABATAN NAMA"),
    *("TMT JABATAN", "UNOR ID", "UNOR NAMA", "KEDUDUKAN HUKUM NAMA"),
)
OTHERS = 50
PER_POSITION, PER_UNIT, PER_OFFICE = 5, 20, 200
Result = TypeVar("Result")


def nip_of(number: int) -> str:
    """Return a NIP of the right form that belongs to nobody here: one a number."""
    days, order = divmod(number, 998)
    return f"19{60 + days // 336:02}{1 + days // 28 % 12:02}{1 + days % 28:02}2010011{order + 1:03}"


def row_of(number: int, *, position: int) -> list[str]:
    """Return one row: a person, and the position of that number."""
    unit = position * PER_POSITION // PER_UNIT
    path = f"Dinas {unit * PER_UNIT // PER_OFFICE + 1} / Bidang {unit + 1}"
    return [
        *(nip_of(number), f"Pegawai {'abcdefghij'[number % 10]}", "", "S.E.", "III/d"),
        *(f"Pengelola {position + 1}", "01-03-2021", f"U-{unit + 1:05}", path, "Aktif"),
        *(f"isi {place}" for place in range(OTHERS)),
    ]


def workbook(people: int, *, moved: bool = False) -> bytes:
    """Return a file of so many people; of those moved every tenth sits one position further."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append([*HEADINGS, *(f"LAIN {place}" for place in range(OTHERS))])
    positions = people // PER_POSITION
    for number in range(people):
        step = 1 if moved and number % 10 == 0 else 0
        sheet.append(row_of(number, position=(number // PER_POSITION + step) % positions))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def timed(deed: Callable[[], Result]) -> tuple[Result, float, int]:
    """Do something; return what came of it, the seconds of a processor, and the questions asked.

    Of a processor, those of the processes that were waited for too: how long that lasts by the
    clock hangs on what else the machine does.
    """
    from django.db import connection

    asked = Counter[str]()

    def count(execute: Any, *arguments: Any) -> Any:
        asked["times"] += 1
        return execute(*arguments)

    start = sum(os.times()[:4])
    with connection.execute_wrapper(count):
        result = deed()
    return result, sum(os.times()[:4]) - start, asked["times"]


def measured(name: str, people: int, content: bytes) -> None:
    """Bring a file in and print a row of figures."""
    from django.utils import timezone

    from people.actions import import_people
    from people.doers import Operator
    from people.personnel import Ties, compare, understand
    from people.staff import read_there
    from procedures.files.reader import read_rows

    by, ties = Operator(timezone.now()), Ties(rest_is_new=True, has_more_seats=True)
    table, reading, _none = timed(lambda: read_rows(BytesIO(content)))
    staff, understanding, _none = timed(lambda: understand(table))
    plan, looking, asked = timed(lambda: compare(staff, read_there(None, by=by), ties))
    storing, stored = 0.0, 0
    if not plan.changes_nothing:
        _plan, storing, stored = timed(lambda: import_people(staff, ties, office=None, by=by))
    told = f"{len(plan.new)} | {len(plan.changed)} | {plan.same} | {reading + understanding:.1f}"
    print(f"| {people} | {name} | {told} | {looking:.1f} | {asked} | {storing:.1f} | {stored} |")


def main(sizes: Iterable[int]) -> None:
    """Measure each number of people, three files each."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "sopks.settings",
        "VAR_DIR": tempfile.mkdtemp(),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "testserver",
        "DEMO": "1",
        "HTTPS": "0",
        "DATABASE_LIMITS": "commands",
    }
    django.setup()
    print("| people | file | new | changed | same | read, s | look, s | asked | store, s | asked |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for people in sizes:
        empty()
        files: dict[str, Any] = {"first": workbook(people)}
        files |= {"again": files["first"], "moved": workbook(people, moved=True)}
        for name, content in files.items():
            measured(name, people, content)


def empty() -> None:
    """Begin with tables that hold nothing."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)


if __name__ == "__main__":
    keeping("staff", lambda sizes: main(list(map(int, sizes)) or [5000]))
