"""Uploads that belong to nothing are found, and those that are missing."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from tests import make
from tests.rows import all_rows, kept_files
from workflow.actions.uploads import AT_LEAST, orphans
from workflow.models import Attachment

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
