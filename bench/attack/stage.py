"""Where the attacks happen: an office on the product, and the people of it."""

from __future__ import annotations

import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.attack.browser import Browser
from bench.attack.databases import Database
from bench.attack.findings import unless
from bench.attack.site import Site

if TYPE_CHECKING:
    from people.models import User

PASSWORD = "sandi-untuk-dicoba-0"  # noqa: S105 # of the demonstration's accounts, here alone
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "sopks.settings",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "127.0.0.1 testserver",
    "HOST": "127.0.0.1",
    "DEMO": "1",
    "DEMO_PASSWORD": PASSWORD,
    "HTTPS": "0",
}


@dataclass
class Stage:
    """A product that runs, a database that was never touched to copy from, a folder to work in."""

    folder: Path
    site: Site
    pristine: Database
    turned_to: Database = field(init=False)

    def __post_init__(self) -> None:
        self.turned_to = self.pristine

    @property
    def database(self) -> Database:
        return self.site.database

    def turn_to(self, database: Database) -> None:
        """Let this process work on that database from now on."""
        from django.db import connection

        connection.close()
        connection.settings_dict["NAME"] = database.name
        self.turned_to = database

    def copied(self, database: Database, name: str) -> Database:
        """Copy a database that nobody but this process works on, and that no longer."""
        from django.db import connection

        connection.close()
        return database.copied(name, self.folder)

    def browser(self, user: User | None = None, *, timeout: float = 60) -> Browser:
        """Return a window of somebody, signed in on the database this process works on."""
        session = session_of(user) if user else ""
        return Browser(self.site.port, session, timeout)

    def admin(self) -> Browser:
        """Return a window of the administrator."""
        from people.models import User

        return self.browser(User.objects.get(username="admin"))

    def whole(self) -> str:
        """Return what the product's own checks find wrong with record and files."""
        doubts = []
        for command, fine in (("verify_journal", "0 faults"), ("sweep", "0 missing")):
            code, said = self.site.manage(command)
            lines = said.strip().splitlines()
            doubts.append(unless(code == 0 and fine in said, f"{command}: {' '.join(lines[-3:])}"))
        return "; ".join(filter(None, doubts))

    @contextmanager
    def copy(self, name: str, folder: Path, **settings: str) -> Iterator[Site]:
        """Make another office in a folder, on a fresh copy of the untouched database.

        This process works on it inside the block. It is not started; whoever does so need not
        end it.
        """
        folder.mkdir(mode=0o700, exist_ok=True)
        for each in ("static", "static-collected", "secret-key"):
            _copied(self.site.folder / each, folder / each)
        database = self.pristine.copied(name, folder)
        made = Site(database, folder, {**self.site.settings, **settings})
        self.turn_to(database)
        try:
            yield made
        finally:
            made.stop()
            self.turn_to(self.database)


def _copied(path: Path, to: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, to)
    elif path.exists():
        shutil.copy2(path, to)


def session_of(user: User) -> str:
    """Let somebody be signed in and return the session."""
    from django.test import Client

    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return str(browser.cookies["sessionid"].value)


def now() -> datetime:
    from django.utils import timezone

    return timezone.now()


@contextmanager
def small_disk(path: Path, size: str) -> Iterator[bool]:
    """Mount a small disk in memory; whether that was possible is handed out."""
    path.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(path)]
    mounted = subprocess.run(["/bin/mount", *options], capture_output=True, check=False)
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["/bin/umount", "--lazy", str(path)], check=True)
