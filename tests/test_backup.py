"""A backup that is made while people work has every file that its database names."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import subprocess
import tarfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import User
from procedures.models import Version
from tests import make
from tests.served import ROOT
from tests.serving import database_url
from workflow import actions
from workflow.reports.uploads import orphans
from workflow.transition.contents import Contents

Done = list[subprocess.CompletedProcess[str]]
Named = dict[str, str]
"""The digests of files by their names, as a database knows them."""

BACKUPS = 3


def back_up(folder: Path, var_dir: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": database_url(), "VAR_DIR": str(var_dir)}
    return subprocess.run(
        [ROOT / "scripts/backup", folder],
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def named_by(folder: Path) -> Named:
    """Return the files that the database of a backup names."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "sopks.sqlite3")) as kept:
            return dict(kept.execute("SELECT file, sha256 FROM workflow_attachment"))
    command = ["pg_restore", "--data-only", "--table=workflow_attachment", "--file=-"]
    done = subprocess.run(
        [*command, folder / "sopks.dump"], capture_output=True, text=True, check=True
    )
    return _copied(done.stdout)


def _copied(script: str) -> Named:
    """Return the files that a script of PostgreSQL copies into the table of attachments."""
    head, _, rest = script.partition(") FROM stdin;\n")
    columns = head.rpartition("(")[2].split(", ")
    rows = [line.split("\t") for line in rest.partition("\\.\n")[0].splitlines()]
    return {row[columns.index("file")]: row[columns.index("sha256")] for row in rows}


def files_in(folder: Path) -> Named:
    """Return the uploads that a backup holds, with their digests."""
    with tarfile.open(folder / "uploads.tar.gz") as archive:
        return {
            name.removeprefix("uploads/"): hashlib.sha256(file.read()).hexdigest()
            for name in archive.getnames()
            if (file := archive.extractfile(name)) is not None
        }


def work(version: Version, by: User, is_over: Event) -> None:
    """Start documents with files, keep drafts with files and delete them again."""
    try:
        while not is_over.is_set():
            _work_once(version, by)
    finally:
        connection.close()


def _work_once(version: Version, by: User) -> None:
    def given() -> Contents:
        content = make.PDF + secrets.token_bytes(50_000)
        return Contents("Undangan", uploads=[make.upload("a.pdf", content)])

    draft = actions.keep_draft(version, by=Doer(by, make.MONDAY), contents=given())
    actions.start_document(version, by=Doer(by, make.MONDAY), contents=given())
    actions.discard_draft(draft, by=Doer(by, make.MONDAY))


def while_people_work(act: Callable[[], Done]) -> Done:
    """Return what an act comes to while two people work."""
    version, is_over = make.version(), Event()
    staff = make.holder_of(version, "Staf")
    with ThreadPoolExecutor(2) as threads:
        working = [threads.submit(work, version, staff, is_over) for _ in range(2)]
        try:
            done = act()
        finally:
            is_over.set()
    assert [each.result() for each in working] == [None, None]
    return done


@pytest.mark.django_db(transaction=True)
def test_a_backup_under_way_misses_no_file(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR = tmp_path
    (tmp_path / "secret-key").write_text("rahasia", encoding="ascii")
    folders = [tmp_path / f"backup-{number}" for number in range(BACKUPS)]
    done = while_people_work(lambda: [back_up(folder, tmp_path) for folder in folders])
    assert [(each.returncode, each.stderr) for each in done] == [(0, "")] * BACKUPS
    left = {str(path.relative_to(tmp_path / "uploads")) for path in orphans(at=later())}
    named = [named_by(folder) for folder in folders]
    assert left & {name for each in named for name in each}  # their drafts are deleted by now
    for folder, names in zip(folders, named, strict=True):
        files = files_in(folder)
        assert {name: files.get(name) for name in names} == names
        assert files["secret-key"] == hashlib.sha256(b"rahasia").hexdigest()
        assert folder.stat().st_mode & 0o777 == 0o700


def later() -> datetime:
    return timezone.now() + timedelta(hours=2)


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_an_office_without_files_holds_its_database(tmp_path: Path) -> None:
    make.version(code="KS-08")
    done = back_up(tmp_path / "a", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (named_by(tmp_path / "a"), files_in(tmp_path / "a")) == ({}, {})


@pytest.mark.django_db(transaction=True)
def test_a_backup_overwrites_none_and_leaves_none_that_is_half(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    done = back_up(there, tmp_path)
    assert (done.returncode, done.stderr) == (1, f"{there} is there already.\n")
    wrong = (
        "sqlite:////nowhere/at/all" if connection.vendor == "sqlite" else "postgres://x@[::1]:9/x"
    )
    assert back_up(tmp_path / "b", tmp_path, DATABASE_URL=wrong).returncode != 0
    assert sorted(each.name for each in tmp_path.glob("*")) == ["backup.lock", "static", "there"]
