"""Files outlast a loss of power before anybody is told of them, whatever writes them."""

from __future__ import annotations

import ast
import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from PIL import Image
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import Unit, User
from procedures.actions import make_books
from procedures.models import Book, StartField
from sopks.storage import BACKUP_LOCK, LastingStorage, WholeFileCache
from tests import make
from tests.constraints import change
from tests.forgetful import ForgetfulDisk
from tests.pages import change_page, filled_in, signed_in
from tests.rows import kept_files
from workflow import actions
from workflow.models import Attachment
from workflow.transition.contents import Contents

ROOT = Path(django_settings.BASE_DIR)


@pytest.fixture
def disk(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> ForgetfulDisk:
    """Keep account of what lasts of uploads and prints."""
    root = tmp_path / "var"
    root.mkdir()
    settings.VAR_DIR = root
    settings.MEDIA_ROOT = root / "uploads"
    prints = {**settings.CACHES["prints"], "LOCATION": root / "prints"}
    settings.CACHES = {**settings.CACHES, "prints": prints}
    return ForgetfulDisk(root, monkeypatch)


def content(kilobytes: int = 300) -> bytes:
    """Return a file's content that no other file has."""
    return make.PDF + os.urandom(kilobytes * 1000)


def read(name: str) -> bytes:
    """Return what lies in a kept file."""
    return Path(default_storage.path(name)).read_bytes()


def logo() -> bytes:
    """Return a small picture."""
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    return file.getvalue()


def upload(name: str = "surat.pdf") -> SimpleUploadedFile:
    return make.upload(name, content())


def to_document() -> None:
    document = make.document()
    actions.attach_to_document(
        document,
        by=Doer(document.started_by, make.MONDAY),
        uploads=[upload("a.pdf"), upload("b.pdf")],
    )


def to_task() -> None:
    task = make.taken(make.task())
    assert task.taken_by
    actions.attach_to_task(task, by=Doer(task.taken_by, make.MONDAY), uploads=[upload()])


def contents(version: Any) -> Contents:
    """Return what a start form says, with one file by itself and one as an answer."""
    asked = version.start_fields.get()
    return Contents("Undangan", uploads=[upload("a.pdf")], details={str(asked.pk): upload()})


def asking() -> tuple[Any, User]:
    """Return a version that asks for a file, and who may start under it."""
    version = make.version(asks=[StartField(label="Surat", kind="file", order=1)])
    return version, make.holder_of(version, "Staf")


def start() -> None:
    version, staff = asking()
    actions.start_document(version, by=Doer(staff, make.MONDAY), contents=contents(version))


def keep_draft() -> None:
    version, staff = asking()
    actions.keep_draft(version, by=Doer(staff, make.MONDAY), contents=contents(version))


def edit_draft() -> None:
    version, staff = asking()
    draft = actions.keep_draft(version, by=Doer(staff, make.MONDAY), contents=Contents(""))
    actions.edit_draft(draft, by=Doer(staff, make.MONDAY), contents=contents(version))


def send_draft() -> None:
    version, staff = asking()
    draft = actions.keep_draft(version, by=Doer(staff, make.MONDAY), contents=Contents(""))
    actions.send_draft(draft, by=Doer(staff, make.MONDAY), contents=contents(version))


def by_a_browser() -> None:
    """A file that Django keeps in a folder of its own until it is read."""
    document = make.document()
    large = make.upload("besar.pdf", content(3000))
    sent = make.client(document.started_by).post(
        f"/documents/{document.pk}/attach/", {"uploads": [large]}
    )
    assert sent.status_code == 302


def logo_of_a_unit() -> None:
    unit, browser = make.unit(), signed_in(make.administrator())
    sent = filled_in(browser.get(change_page(unit)))
    file = SimpleUploadedFile("kop.png", logo(), "image/png")
    assert browser.post(change_page(unit), {**sent, "logo": file}).status_code == 302
    assert Unit.objects.get(pk=unit.pk).logo


WAYS = [
    to_document,
    to_task,
    start,
    keep_draft,
    edit_draft,
    send_draft,
    by_a_browser,
    logo_of_a_unit,
]


def names(model: type[models.Model]) -> set[str]:
    """Return the files that a model's rows name."""
    fields = [each for each in model._meta.fields if isinstance(each, models.FileField)]
    rows = model._base_manager
    return {str(row) for each in fields for row in rows.values_list(each.name, flat=True) if row}


@contextmanager
def looking(disk: ForgetfulDisk) -> Iterator[list[set[str]]]:
    """Note at each statement that writes a row with a file which files last by then."""
    seen: list[set[str]] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, *more: Any) -> Any:
        words = [
            str(each) for each in params or () if str(each).startswith(("attachments/", "logos/"))
        ]
        if words and sql.startswith(("INSERT", "UPDATE")):
            lasting = disk.lasting()
            seen.append({name for name in words if f"uploads/{name}" not in lasting})
        return execute(sql, params, *more)

    with connection.execute_wrapper(look):
        yield seen


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_a_file_outlasts_a_loss_of_power_before_its_row_is_written(
    way: Callable[[], None], disk: ForgetfulDisk
) -> None:
    with looking(disk) as seen:
        way()
    assert seen
    assert all(missing == set() for missing in seen)
    lasting = disk.lasting()
    named = names(Attachment) | names(Unit)
    assert named
    assert lasting == {f"uploads/{name}": read(name) for name in named}
    assert disk.half() == []


def test_the_disk_of_these_tests_forgets_what_django_writes_by_itself(
    disk: ForgetfulDisk,
) -> None:
    from django.core.files.storage import FileSystemStorage

    name = FileSystemStorage(disk.root / "uploads").save("a/b.pdf", ContentFile(make.PDF))
    assert disk.lasting() == {}
    assert disk.half() == [disk.root / "uploads" / name]
    assert LastingStorage(disk.root / "uploads").save("a/b.pdf", ContentFile(make.PDF)) != name
    assert sorted(disk.lasting().values()) == [b"", make.PDF]


def test_every_field_of_files_and_every_store_of_prints_is_one_that_lasts() -> None:
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
    ]
    assert {f"{each.model.__name__}.{each.name}" for each in fields} == {
        "Attachment.file",
        "Unit.logo",
    }
    assert all(each.storage is default_storage for each in fields)
    assert default_storage.save.__self__.__class__ is LastingStorage  # type: ignore[attr-defined]
    stores = {name: type(caches[name]) for name in django_settings.CACHES}
    assert stores.pop("default").__name__ == "LocMemCache"
    assert stores == {"prints": WholeFileCache, "letters": WholeFileCache}


def test_nothing_else_of_the_product_writes_a_file_that_is_to_stay() -> None:
    writing = {
        str(path.relative_to(ROOT))
        for app in ("sopks", "people", "procedures", "workflow", "improvement")
        for path in (ROOT / app).rglob("*.py")
        if any(_writes(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert writing == {
        "sopks/disk.py",  # files that last, and a trial of the disk that leaves none
        "people/heavy.py",  # locks of who makes something heavy, always empty
        "workflow/management/alone.py",  # the lock of workers, always empty
        "workflow/views/finding.py",  # a list on its way out, without a name
    }


def _writes(node: ast.AST) -> bool:
    """Whether a call opens a file to write, as far as its words tell."""
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    words = [each.value for each in given if isinstance(each, ast.Constant)]
    is_written = any(str(word) in {"w", "wb", "a", "ab", "x", "xb", "r+b"} for word in words)
    makers = {"write_text", "write_bytes", "TemporaryFile", "NamedTemporaryFile", "mkstemp"}
    return name in makers or (name in {"open", "fdopen"} and is_written)


@pytest.mark.django_db
def test_a_print_may_be_lost_but_is_never_half(disk: ForgetfulDisk) -> None:
    version = make.version(code="KS-08")
    browser = make.client(make.colleague())
    first = browser.get(make.at("KS-08", "print.pdf"))
    assert first.content.startswith(b"%PDF")
    book = make.book(version.procedure.unit)
    while make_books(make.MONDAY):
        pass
    assert Book.objects.get(pk=book.pk).is_made
    assert len(list((disk.root / "prints").iterdir())) == 3
    assert [path for path in disk.half() if "slots" not in path.parts] == []


@pytest.mark.django_db
@pytest.mark.parametrize("damage", [0, 1, 20, -1])
def test_a_print_or_book_that_is_not_whole_counts_as_lost(damage: int, settings: Settings) -> None:
    version = make.version(code="KS-08")
    browser = make.client(make.colleague())
    browser.get(make.at("KS-08", "print.pdf"))
    book = make.book(version.procedure.unit)
    while make_books(make.MONDAY):
        pass
    address = f"/procedures/books/{book.pk}/book.pdf"
    assert browser.get(address).status_code == 200
    for path in Path(settings.CACHES["prints"]["LOCATION"]).iterdir():
        path.write_bytes(path.read_bytes()[:damage])
    again = browser.get(make.at("KS-08", "print.pdf"))
    assert (again.status_code, again.content[:5]) == (200, b"%PDF-")
    assert browser.get(address)["Location"] == f"/procedures/books/{book.pk}/"
    ordered = make.book(version.procedure.unit)
    while make_books(make.MONDAY):
        pass
    assert (ordered.pk, browser.get(address).status_code) == (book.pk, 200)


def test_files_of_one_name_lie_beside_each_other(disk: ForgetfulDisk) -> None:
    names = [default_storage.save("logos/kop.png", ContentFile(bytes([each]))) for each in range(3)]
    assert names[0] == "logos/kop.png"
    assert [read(name) for name in names] == [b"\0", b"\1", b"\2"]


def test_a_name_that_somebody_takes_at_the_same_moment_is_not_taken_from_them(
    disk: ForgetfulDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def second(source: Path, path: Path) -> None:
        monkeypatch.setattr(os, "link", link)
        path.write_bytes(b"first")
        link(source, path)

    monkeypatch.setattr(os, "link", second)
    name = default_storage.save("logos/kop.png", ContentFile(b"second"))
    assert read("logos/kop.png") == b"first"
    assert read(name) == b"second"


def test_files_are_nobody_elses(disk: ForgetfulDisk) -> None:
    path = Path(default_storage.path(default_storage.save("a/b.pdf", ContentFile(make.PDF))))
    modes = [each.stat().st_mode & 0o777 for each in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


def test_of_a_file_that_could_not_be_written_nothing_is_left(disk: ForgetfulDisk) -> None:
    class Broken(ContentFile[bytes]):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"half"
            assert [path.suffix for path in kept_files()] == [".part"]
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        default_storage.save("attachments/a.pdf", Broken(b"whole"))
    assert kept_files() == []


def test_while_a_backup_runs_no_file_goes(disk: ForgetfulDisk) -> None:
    first, second = (default_storage.save(name, ContentFile(b"x")) for name in ("a.pdf", "b.pdf"))
    with open(disk.root / BACKUP_LOCK, "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        default_storage.delete(first)
        assert default_storage.exists(first)
        fcntl.flock(lock, fcntl.LOCK_UN)
        default_storage.delete(first)
        assert not default_storage.exists(first)
    (disk.root / BACKUP_LOCK).unlink()
    default_storage.delete(second)
    assert not default_storage.exists(second)


@pytest.mark.django_db
def test_a_logo_that_was_lost_is_said_and_breaks_no_page(in_english: None) -> None:
    unit = make.unit("Dinas Contoh")
    name = default_storage.save("logos/kop.png", ContentFile(logo()))
    change(unit, logo=name)
    version = make.version(code="KS-08", of=unit)
    make.draft(code="KS-09", of=unit)
    default_storage.delete(name)
    browser = signed_in(make.administrator())
    answer = browser.get(make.at("KS-09", "print.pdf"))
    told = "The logo of Dinas Contoh is not there any more. Upload it once more."
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    answer = browser.get(make.at("KS-08", "print.pdf"))
    told = "The logo of Dinas Contoh as it was when the SOP was put in force is not there any more."
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    document = make.document(version)
    for name in ("print", "slip"):
        answer = browser.get(f"/documents/{document.pk}/{name}.pdf")
        assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert browser.get(f"/admin/people/unit/{unit.pk}/logo/").status_code == 404
    assert browser.get(change_page(unit)).status_code == 200


@pytest.mark.django_db
def test_the_database_syncs_each_commit() -> None:
    asked: dict[str, list[tuple[str, object]]] = {
        "sqlite": [("PRAGMA synchronous", 2), ("PRAGMA journal_mode", "wal")],
        "postgresql": [("SHOW synchronous_commit", "on")],
    }
    with connection.cursor() as cursor:
        for question, answer in asked[connection.vendor]:
            cursor.execute(question)
            assert cursor.fetchone() == (answer,)
