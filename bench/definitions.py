"""What opening, saving and bringing in SOPs costs; `docs/measurements.md` holds what came out.

Run as `python -m bench.definitions`. It works in a temporary directory with a database of its own;
with DATABASE_URL on an empty one there. The seconds are those that the processors worked.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import django
from django.test.utils import setup_test_environment

from bench.reading import MANY, computed, office, word
from bench.tables import keeping

SIZES = (5, 60)
ROUNDS = 3


def main() -> None:
    """Measure in a directory that goes away afterwards."""
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "sopks.settings",
            "VAR_DIR": directory,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "testserver",
            "DEMO": "1",
            "HTTPS": "0",
        }
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{directory}/bench.sqlite3")
        Path(directory, "static").mkdir()
        django.setup()
        setup_test_environment()  # answers keep their forms
        prepare()
        print("| what | work s | queries | of them writes | kB |")
        print("|---|---:|---:|---:|---:|")
        for name, deed in deeds(Path(directory)):
            print(f"| {name} | {measured(deed)} |", flush=True)


def prepare() -> None:
    """Make the tables and the office."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_office", verbosity=0, stdout=StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)


def deeds(directory: Path) -> Iterator[tuple[str, Callable[[], int]]]:
    """Yield what is measured, by name; each returns the bytes of its answer."""
    from django.test import Client

    from people.models import User

    client = Client()
    admin = User.objects.get(username="admin")
    client.force_login(admin, "django.contrib.auth.backends.ModelBackend")
    for rows in SIZES:
        address = f"/admin/procedures/version/{draft(rows)}/change/"
        yield f"open the editor, {rows} rows", opening(client, address)
        yield f"save it, every row changed, {rows} rows", saving(client, address, rows)
        yield f"preview it, {rows} rows", previewing(client, address)
    sops = office()
    file = directory / "sops.docx"
    file.write_bytes(word([sops[place % len(sops)] for place in range(MANY)]).getvalue())
    yield f"read a Word file of {MANY} tables, show what was found", uploading(client, file)
    yield f"import_sop: store {MANY} drafts of it", importing(file)


def draft(rows: int) -> int:
    """Make a draft with something in every cell; return its key."""
    from django.utils import timezone

    from bench.subjects import COLUMNS, positions, row
    from people.doers import Operator
    from people.models import Unit
    from procedures import actions
    from procedures.definition import Definition
    from procedures.models import Procedure

    procedure = Procedure.objects.create(code=f"BENCH-{rows}", unit=Unit.objects.all()[0])
    definition = Definition(
        title=f"SOP dengan {rows} langkah",
        actors=COLUMNS,
        rows=tuple(row(number, rows) for number in range(1, rows + 1)),
    )
    by = Operator(timezone.now())
    return actions.draft_version(procedure, definition, by=by, positions=positions()).pk


def opening(client: Any, address: str) -> Callable[[], int]:
    return lambda: len(answered(client.get(address), 200))


def saving(client: Any, address: str, rows: int) -> Callable[[], int]:
    def save() -> int:
        word = next(words)
        for place in range(rows):
            sent[f"steps-{place}-activity"] = f"Kegiatan {word} menyusun naskah {place}"
        return len(answered(client.post(address, sent), 302))

    words = count()  # others each time, so that every round saves
    sent = sent_back(client, address) | {"seen": ""}
    return save


def previewing(client: Any, address: str) -> Callable[[], int]:
    sent = sent_back(client, address) | {"_preview": "1", "title": "Judul lain"}
    return lambda: len(answered(client.post(address, sent), 200))


def uploading(client: Any, file: Path) -> Callable[[], int]:
    def upload() -> int:
        with file.open("rb") as opened:
            return len(answered(client.post("/procedures/bring-in/", {"file": opened}), 200))

    return upload


def importing(file: Path) -> Callable[[], int]:
    from django.core.management import call_command

    from people.models import Unit

    rounds = count()
    unit = Unit.objects.all()[0].name

    def store() -> int:
        out, round_ = StringIO(), next(rounds)
        asked = [f"{number}=IMPOR-{round_}-{number}" for number in range(1, MANY + 1)]
        call_command(
            "import_sop", str(file), store=asked, unit=unit, despite_doubts=True, stdout=out
        )
        return len(out.getvalue())

    return store


def sent_back(client: Any, address: str) -> dict[str, Any]:
    """Return what a browser would send from the page of a draft, as it stands."""
    from tests.pages import filled_in

    return filled_in(client.get(address))


def answered(response: Any, status: int) -> bytes:
    assert response.status_code == status, response
    content: bytes = response.content
    return content


def measured(deed: Callable[[], int], rounds: int = ROUNDS) -> str:
    """Do it often and return the figures."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    deed()  # what is kept between requests is there afterwards
    with CaptureQueriesContext(connection) as captured:
        size = deed()
    statements = [query["sql"] for query in captured.captured_queries]
    spent = []
    for _round in range(rounds):
        begun = computed()
        deed()
        spent.append(computed() - begun)
    counts = f"{len(statements)} | {writes(statements)}"
    return f"{median(spent):.2f} | {counts} | {size / 1024:.0f}"


def writes(statements: Sequence[str]) -> int:
    return sum(each.startswith(("INSERT", "UPDATE", "DELETE")) for each in statements)


if __name__ == "__main__":
    keeping("definitions", lambda _: main())
