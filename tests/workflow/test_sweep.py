"""Uploads that belong to nothing are found, and those that are missing."""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from people.doers import Doer
from sopks.storage import BACKUP_LOCK
from tests import make
from tests.rows import all_rows, kept_files
from workflow import actions
from workflow.models import Attachment
from workflow.reports import uploads
from workflow.reports.uploads import (
    AT_LEAST,
    Damage,
    altered,
    damage_of,
    is_whole,
    missing,
    orphans,
)
from workflow.transition.contents import Contents

pytestmark = pytest.mark.django_db


def leave(name: str, *, age: timedelta) -> Path:
    """Leave a file among the uploads, as a deed does that was cut off."""
    path = Path(settings.MEDIA_ROOT, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(make.PDF)
    written = (timezone.now() - age).timestamp()
    os.utime(path, (written, written))
    return path


def sweep(*arguments: str) -> str:
    said = StringIO()
    call_command("sweep", *arguments, stdout=said)
    return said.getvalue()


def test_sweep_finds_nothing_where_every_upload_has_its_row() -> None:
    make.document(uploads=[make.upload(), make.upload("lampiran.pdf")])
    for path in kept_files():
        os.utime(path, (0, 0))
    assert sweep() == "0 uploads of nothing, left there; --delete deletes them. 0 missing.\n"


def test_sweep_names_an_upload_of_nothing_and_leaves_it() -> None:
    make.document(uploads=[make.upload()])
    left = leave("attachments/2026/06/a.pdf", age=2 * AT_LEAST)
    before = kept_files(), all_rows()
    assert sweep().splitlines() == [
        f"{left} belongs to nothing.",
        "1 uploads of nothing, left there; --delete deletes them. 0 missing.",
    ]
    assert (kept_files(), all_rows()) == before


def test_sweep_deletes_uploads_of_nothing_and_no_others() -> None:
    make.document(uploads=[make.upload()])
    (kept,) = kept_files()
    os.utime(kept, (0, 0))
    office = make.unit()
    type(office).objects.filter(pk=office.pk).update(logo="logos/kop.png")
    logo = leave("logos/kop.png", age=2 * AT_LEAST)
    leave("attachments/2026/06/a.pdf", age=2 * AT_LEAST)
    leave("logos/b.png", age=2 * AT_LEAST)
    assert sweep("--delete").splitlines()[-1] == "2 uploads of nothing, deleted. 0 missing."
    assert kept_files() == sorted([kept, logo])


def test_an_upload_is_taken_for_an_orphan_after_an_hour() -> None:
    path = leave("attachments/2026/06/a.pdf", age=timedelta())
    written = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    assert orphans(at=written + AT_LEAST - timedelta(seconds=1)) == []
    assert orphans(at=written + AT_LEAST) == [path]


def test_sweep_names_an_upload_that_is_missing_and_fails() -> None:
    make.document(uploads=[make.upload()])
    (path,) = kept_files()
    path.unlink()
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("sweep", stdout=said)
    assert ended.value.code == 1
    assert said.getvalue().splitlines() == [
        f"{path} is missing.",
        "0 uploads of nothing, left there; --delete deletes them. 1 missing.",
    ]
    assert Attachment.objects.count() == 1


def fail() -> list[str]:
    """Sweep where something is wrong; return the lines."""
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("sweep", stdout=said)
    assert ended.value.code == 1
    return said.getvalue().splitlines()


@pytest.mark.parametrize(
    ("content", "damage", "words"),
    [
        (b"", Damage.SIZE, "is not as long as what was uploaded"),
        (make.PDF[:-1], Damage.SIZE, "is not as long as what was uploaded"),
        (make.PDF + b"\n", Damage.SIZE, "is not as long as what was uploaded"),
        (make.PDF[:-1] + b" ", Damage.BYTES, "has other bytes than what was uploaded"),
    ],
)
def test_sweep_names_an_upload_with_other_bytes_and_fails(
    content: bytes, damage: Damage, words: str
) -> None:
    document = make.document(uploads=[make.upload(), make.upload("lampiran.pdf")])
    first, second = document.attachments.order_by("pk")
    assert [damage_of(first), damage_of(second), is_whole(first)] == [None, None, True]
    path = Path(first.file.path)
    path.write_bytes(content)
    assert fail() == [
        f"{path} {words} (konsep.pdf, document {document.pk}).",
        "0 uploads of nothing, left there; --delete deletes them. 0 missing. 1 altered.",
    ]
    assert [damage_of(first), damage_of(second), is_whole(first)] == [damage, None, False]


def test_sweep_names_an_upload_that_cannot_be_read_and_goes_on() -> None:
    document = make.document(uploads=[make.upload(), make.upload("lampiran.pdf")])
    first, second = document.attachments.order_by("pk")
    paths = [Path(each.file.path) for each in (first, second)]
    paths[0].unlink()
    paths[0].mkdir()
    paths[1].write_bytes(b"")
    assert damage_of(first) == Damage.UNREADABLE
    assert fail()[-1].endswith("1 missing. 2 altered.")


def test_sweep_looks_through_many_uploads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE", 2)
    documents = [make.document(uploads=[make.upload()]) for _ in range(5)]
    for document in documents:
        Path(document.attachments.get().file.path).write_bytes(b"")
    assert [attachment.document_id for attachment, _ in altered()] == [d.pk for d in documents]


def test_an_upload_of_a_draft_that_is_deleted_meanwhile_is_not_missing() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    draft = actions.keep_draft(
        version, by=Doer(staff, make.MONDAY), contents=Contents("", uploads=[make.upload()])
    )
    (path,) = kept_files()
    path.unlink()

    def delete_meanwhile(execute: Any, sql: str, params: Any, *more: Any) -> Any:
        rows = execute(sql, params, *more)
        if "workflow_attachment" in sql and sql.startswith("SELECT") and not gone:
            gone.append(sql)
            Attachment.objects.filter(document=draft).delete()
        return rows

    gone: list[str] = []
    with connection.execute_wrapper(delete_meanwhile):
        found = missing()
    assert (found, len(gone)) == ([], 1)


def test_sweep_deletes_nothing_while_a_backup_runs() -> None:
    left = leave("attachments/2026/06/a.pdf", age=2 * AT_LEAST)
    with (settings.VAR_DIR / BACKUP_LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert sweep("--delete").splitlines()[-1].startswith("0 uploads of nothing, deleted.")
        assert kept_files() == [left]
    assert sweep("--delete").splitlines()[-1].startswith("1 uploads of nothing, deleted.")
    assert kept_files() == []
