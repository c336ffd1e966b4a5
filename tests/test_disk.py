"""A disk without room: what is said, what goes on, and what is left behind."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from people.models import User
from sopks import disk, errors
from tests import make
from tests.browser.states import STATES, world
from tests.pages import signed_in
from tests.rows import all_rows, kept_files
from tests.served import Browser, Page, office_in, served
from workflow.models import LastLook

MB = 1024 * 1024
FILLING = "INSERT INTO thing SELECT repeat('x', 1000) FROM generate_series(1, %s)"
READ_ONLY = "default_transaction_read_only"
SENTENCE = "The server has no room left to write on, so nothing was changed."
READ_BY_PEOPLE = (
    "/",
    "/documents/",
    "/documents/1/",
    "/documents/1/history/",
    "/documents/1/files/1/",
    "/documents/1/print.pdf",
    "/documents/1/slip.pdf",
    "/documents/list.xlsx",
    "/documents/start/",
    "/notices/",
    "/supervision/",
    "/tasks/1/",
    "/procedures/",
    "/procedures/satuan-kerja-perangkat-daerah/KS-08/",
    "/procedures/satuan-kerja-perangkat-daerah/KS-08/print.pdf",
    "/procedures/satuan-kerja-perangkat-daerah/KS-08/export.json",
)


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """Mount a disk of that size, where PostgreSQL's own account comes to it as well."""
    place = Path(mkdtemp(prefix="small."))
    place.chmod(0o755)
    size = f"size={megabytes}m,mode=755"
    mount = ["/usr/bin/mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    try:
        if mounted.returncode:
            pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
        yield place
    finally:
        subprocess.run(["/usr/bin/umount", "--lazy", str(place)], check=not mounted.returncode)
        place.rmdir()


@contextmanager
def filled(place: Path) -> Iterator[None]:
    """Let something else take all that is free, until the block ends."""
    filler = place / "log"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    assert os.statvfs(place).f_bavail == 0
    yield
    filler.unlink()


@pytest.fixture
def small(settings: Settings) -> Iterator[Path]:
    """Keep uploads, prints and what else is written on a disk of 2 MB."""
    with small_disk(2) as place:
        settings.VAR_DIR = place
        settings.MEDIA_ROOT = place / "uploads"
        prints = {**settings.CACHES["prints"], "LOCATION": place / "prints"}
        settings.CACHES = {**settings.CACHES, "prints": prints}
        yield place


@pytest.mark.django_db
def test_an_upload_that_finds_no_room_is_refused_and_leaves_nothing(
    small: Path, in_english: None, caplog: pytest.LogCaptureFixture
) -> None:
    document = make.document(uploads=[make.upload()])
    browser = make.client(document.started_by)
    before = all_rows(), kept_files()
    with filled(small):
        for size in (10, 100_000, 3 * MB):
            large = make.upload("besar.pdf", make.PDF + os.urandom(size))
            answer = browser.post(f"/documents/{document.pk}/attach/", {"uploads": [large]})
            assert (answer.status_code, answer["Retry-After"]) == (503, "300")
            assert SENTENCE in answer.content.decode()
            assert (all_rows(), kept_files()) == before
    assert "The disk is full: POST" in caplog.text
    again = make.upload("besar.pdf", make.PDF + os.urandom(100_000))
    answer = browser.post(f"/documents/{document.pk}/attach/", {"uploads": [again]})
    assert (answer.status_code, len(kept_files())) == (302, 2)


@pytest.mark.django_db
def test_uploads_stop_before_they_take_what_is_reserved_for_the_database(
    small: Path, settings: Settings
) -> None:
    settings.DISK_RESERVE_BYTES = 40_000  # less than a twentieth of the disk
    document = make.document()
    browser = make.client(document.started_by)

    def status(size: int) -> int:
        file = make.upload("besar.pdf", make.PDF.ljust(size))
        return browser.post(f"/documents/{document.pk}/attach/", {"uploads": [file]}).status_code

    most = disk_free(small) - 40_000 - 8192  # folders
    assert (status(most + 8193), kept_files()) == (503, [])
    assert status(most - 8192) == 302
    settings.DISK_RESERVE_BYTES = 2 * MB  # a twentieth is less
    assert (disk.has_room(), disk.has_room(size=2 * MB // 20)) == (False, False)
    kept_files()[0].unlink()
    assert (disk.has_room(), disk.has_room(size=2 * MB)) == (True, False)


def disk_free(place: Path) -> int:
    status = os.statvfs(place)
    return status.f_bavail * status.f_frsize


@pytest.mark.django_db
def test_a_print_that_cannot_be_kept_is_handed_out(
    small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make.version(code="KS-08")
    browser = make.client(make.colleague())
    with filled(small):
        answers = [browser.get(make.at("KS-08", "print.pdf")) for _ in range(2)]
    assert [(each.status_code, each.content[:5]) for each in answers] == [(200, b"%PDF-")] * 2
    assert caplog.messages == ["A print could not be kept: [Errno 28] No space left on device"] * 2
    assert [*(small / "prints").iterdir()] == []


@pytest.mark.django_db
def test_health_tells_of_a_full_disk(small: Path) -> None:
    def health() -> tuple[int, str]:
        answer = Client().get("/healthz")
        return answer.status_code, answer.content.decode()

    assert health() == (200, "ok")
    with filled(small):
        assert health() == (503, "disk: No space left on device")
    assert health() == (200, "ok")
    reserved = small / "reserved"
    reserved.write_bytes(b"x" * (2 * MB - 2 * MB // 20 + 8192))
    assert health() == (503, "disk: No space left on device")
    reserved.unlink()
    assert [*small.iterdir()] == []


def full_sqlite(place: Path) -> None:
    """Write on SQLite what finds no room."""
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(place / "full.sqlite3")}
    ours = ConnectionHandler({"default": database})["default"]
    with closing(ours), ours.cursor() as cursor:
        cursor.execute("CREATE TABLE thing (words TEXT)")
        with filled(place):
            cursor.execute("INSERT INTO thing VALUES (%s)", ["x" * MB])


def full_postgresql(place: Path) -> None:
    """Write on PostgreSQL what finds no room."""
    space = place / "space"
    space.mkdir()
    owner = Path(connection.settings_dict["HOST"]).stat()
    os.chown(space, owner.st_uid, owner.st_gid)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLESPACE small LOCATION '{space}'")
        cursor.execute("CREATE TABLE thing (words TEXT) TABLESPACE small")
        try:
            with filled(place):
                cursor.execute(FILLING, [4000])
        finally:
            cursor.execute("DROP TABLE thing")
            cursor.execute("DROP TABLESPACE small")


@pytest.mark.django_db(transaction=True)
def test_a_database_without_room_is_told_from_one_that_is_busy(small: Path) -> None:
    write = {"sqlite": full_sqlite, "postgresql": full_postgresql}[connection.vendor]
    with pytest.raises(OperationalError) as caught:
        write(small)
    assert disk.is_full(caught.value)
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    assert not disk.is_full(busy)


def test_what_sqlite_says_of_its_smaller_files_counts_where_the_disk_is_full(small: Path) -> None:
    trouble = sqlite3.OperationalError("disk I/O error")
    trouble.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert not disk.is_full(trouble)
    with filled(small):
        assert disk.is_full(trouble)


def test_only_a_full_disk_counts_as_one() -> None:
    full = [OSError(each, os.strerror(each)) for each in (errno.ENOSPC, errno.EDQUOT)]
    other = [OSError(errno.EACCES, "no"), ValueError("full"), OperationalError("full"), None]
    assert [disk.is_full(each) for each in [*full, *other]] == [True] * 2 + [False] * 4
    wrapped = OperationalError("x")
    wrapped.__cause__ = full[0]
    assert disk.is_full(wrapped)


def test_an_error_around_the_pages_says_that_the_disk_is_full(in_english: None) -> None:
    request = RequestFactory().get("/")

    def answer(error: Exception) -> tuple[int, bool]:
        try:
            raise error
        except type(error):
            page = errors.server_error(request)
        return page.status_code, SENTENCE in page.content.decode()

    assert answer(OSError(errno.ENOSPC, "No space left on device")) == (503, True)
    assert answer(ValueError("x")) == (500, False)


@pytest.mark.django_db(transaction=True)
def test_a_document_is_read_where_the_visit_cannot_be_noted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    document = make.document()
    browser = make.client(document.started_by)
    with nothing_written():
        answer = browser.get(f"/documents/{document.pk}/")
    assert (answer.status_code, LastLook.objects.count()) == (200, 0)
    assert len([line for line in caplog.messages if "could not be noted" in line]) == 1
    assert browser.get(f"/documents/{document.pk}/").status_code == 200
    assert LastLook.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_no_page_that_is_only_read_needs_to_write(settings: Settings) -> None:
    settings.DEMO = True
    make.office()
    things = world()
    clients = {
        each.who: signed_in(User.objects.get(username=each.who)) if each.who else Client()
        for each in STATES
    }
    states = [each for each in STATES if each.post is None]
    read = [(each.who, each.path.format(**things)) for each in states]
    with nothing_written():
        statuses = {(who, path): clients[who].get(path).status_code for who, path in read}
    assert 503 not in statuses.values()
    assert statuses == {(who, path): clients[who].get(path).status_code for who, path in read}


@contextmanager
def nothing_written() -> Iterator[None]:
    """Let the database refuse to write."""
    words = {
        "sqlite": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
        "postgresql": (
            "SET default_transaction_read_only = on",
            "RESET default_transaction_read_only",
        ),
    }
    begin, end = words[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(end)


def test_an_office_whose_disk_is_full_goes_on_reading(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with small_disk(24) as place, served(office_in(place), log) as port:
        staff, newcomer = Browser(port), Browser(port)
        assert staff.sign_in("staf").status == 302
        assert staff.start_document("KS-08", "Undangan", make.PDF) == 1
        with filled(place):
            refused(staff.post("/documents/1/attach/", uploads=make.PDF.ljust(MB)))
            refused(staff.post("/documents/1/comment/", {"text": "Segera"}))
            refused(newcomer.sign_in("kepala"))
            assert newcomer.get("/login/").status == 200
            assert [staff.get(path).status for path in READ_BY_PEOPLE] == [
                200 for _ in READ_BY_PEOPLE
            ]
            assert staff.get("/healthz").text == "disk: No space left on device"
            assert [*place.rglob("*.part")] == []
        assert newcomer.sign_in("kepala").status == 302
        assert staff.post("/documents/1/attach/", uploads=make.PDF.ljust(MB)).status == 302
        assert staff.get("/healthz").text == "ok"
    said = log.read_text(encoding="utf-8")
    assert "The disk is full: POST /documents/1/comment/: database or disk is full" in said
    assert "Traceback" not in said


def refused(page: Page) -> None:
    assert (page.status, SENTENCE in page.text) == (503, True)
