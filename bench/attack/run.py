"""The attacks in turn, on each database in a process of its own."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django

from bench.attack import (
    away,
    crowds,
    disk,
    evidence,
    halves,
    hostile,
    kills,
    mail,
    parameters,
    powercut,
    races,
    rights,
    waiting,
)
from bench.attack.databases import Database, Sqlite, postgres
from bench.attack.findings import Finding, table
from bench.attack.site import Site
from bench.attack.stage import SETTINGS, Stage

DATABASES = ("sqlite", "postgresql")
ATTACKS: dict[str, Callable[[Stage], Iterator[Finding]]] = {
    "races": races.attack,
    "crowds": crowds.attack,
    "parameters": parameters.attack,
    "rights": rights.attack,
    "evidence": evidence.attack,
    "mail": mail.attack,
    "disk": disk.attack,
    "reading": hostile.attack,
    "waiting": waiting.attack,
    "halves": halves.attack,
    "kills": kills.attack,
    "away": away.attack,
    "powercut": powercut.attack,
}


def main(words: Sequence[str]) -> int:
    """Attack and tell; return 1 where anything was lost."""
    unknown = [word for word in words if word not in {*ATTACKS, *DATABASES, "both"}]
    if unknown:
        print(f"There is no {unknown[0]}: choose among {', '.join(ATTACKS)}.", file=sys.stderr)
        return 2
    databases = [word for word in words if word in DATABASES] or list(DATABASES)
    names = [name for name in ATTACKS if name in words] or list(ATTACKS)
    return max(apart(database, names) for database in databases)


def apart(vendor: str, names: Sequence[str]) -> int:
    """Attack in a process of its own, which sets Django up for one database."""
    process = get_context("spawn").Process(target=attack, args=(vendor, names))
    process.start()
    process.join()
    return 0 if process.exitcode == 0 else 1


def attack(vendor: str, names: Sequence[str]) -> None:
    """Make an office on that database, try the attacks, print the table; exit with what came."""
    began = time.monotonic()
    with opened(vendor) as stage:
        rows = []
        for name in names:
            is_last = name == names[-1]
            rows += [(name, finding) for finding in tried(stage, name, is_last=is_last)]
    print(table(f"{vendor}, {time.monotonic() - began:.0f} s", rows), flush=True)
    sys.exit(1 if any(finding.lost for _name, finding in rows) else 0)


def tried(stage: Stage, name: str, *, is_last: bool) -> Iterator[Finding]:
    """Yield what came of an attack; one that breaks off is lost. What lost is started anew."""
    began, is_lost = time.monotonic(), False
    try:
        for finding in ATTACKS[name](stage):
            is_lost |= bool(finding.lost)
            yield finding
    except Exception as broken:  # noqa: BLE001 # whatever it is, the others go on
        traceback.print_exc()
        is_lost = True
        yield Finding(
            "goes through", 1, (" ".join(f"broke off: {type(broken).__name__}: {broken}".split()),)
        )
    told = f"{name}: {time.monotonic() - began:.0f} s{', lost' if is_lost else ''}"
    print(told, file=sys.stderr, flush=True)
    if is_lost and not is_last:
        stage.turn_to(stage.database)
        stage.site.restart()


@contextmanager
def opened(vendor: str) -> Iterator[Stage]:
    """Start the product on a database of its own and let this process work on that as well."""
    folder = Path(tempfile.mkdtemp(prefix="sopks-attack."))
    os.environ |= SETTINGS
    try:
        with database_in(vendor, folder) as database:
            site = Site(database, folder / "var", SETTINGS)
            site.start()
            try:
                yield staged(folder, site)
            finally:
                site.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database_in(vendor: str, folder: Path) -> Iterator[Database]:
    if vendor == "postgresql":
        with postgres() as database:
            yield database
    else:
        (folder / "var").mkdir(mode=0o700)
        yield Sqlite(folder / "var" / "sopks.sqlite3")


def staged(folder: Path, site: Site) -> Stage:
    """Copy the database while nobody is at it; return the stage with Django set up on it."""
    site.stop()
    stage = Stage(folder, site, site.database.copied("pristine", folder))
    os.environ |= site.environment
    set_up()
    stage.turn_to(site.database)
    site.start()
    return stage


def set_up() -> None:
    """Set Django up; passwords that are made here cost nothing."""
    from django.conf import settings

    django.setup()
    fast: Any = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    settings.PASSWORD_HASHERS = fast
    assert find_spec("tests.make")
