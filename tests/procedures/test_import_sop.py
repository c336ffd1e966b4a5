"""SOPs brought in from a file without a browser."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from procedures.models import Procedure, Version
from tests import make

from . import reading_files as files

pytestmark = pytest.mark.django_db


@pytest.fixture(name="path")
def word_file(tmp_path: Path) -> Path:
    path = tmp_path / "sop.docx"
    rows = [*files.HEAD, *files.ROWS]
    path.write_bytes(files.word(rows, rows, titles=["SOP Surat Masuk", "SOP Surat Keluar"]).read())
    return path


def said(*args: object, **options: object) -> str:
    out = StringIO()
    call_command("import_sop", *map(str, args), stdout=out, **options)
    return out.getvalue()


def test_findings_are_printed_and_nothing_is_stored(path: Path) -> None:
    printed = said(path)
    assert "Surat Masuk (tabel 1)" in printed
    assert "2. Memeriksa surat, apabila salah dikembalikan (tabel 2, baris 4)" in printed
    assert "Tidak menuju: baris 1" in printed
    assert "? Dianggap keputusan karena kata-kata aktivitasnya." in printed
    assert not Procedure.objects.exists()


def test_named_sops_are_stored_as_drafts(path: Path) -> None:
    unit = make.unit("Bidang Umum")
    staff = make.position("Staf", of=unit)
    said(path, store=["2=um-2"], unit="Bidang Umum", despite_doubts=True)
    version = Version.objects.with_table().get()
    assert (str(version), version.state) == ("UM-2 Surat Keluar", "draft")
    assert [actor.position for actor in version.actors.all()] == [staff, None, None]
    assert version.steps.count() == 3


@pytest.mark.parametrize(
    "options",
    [
        {"store": ["3=A-1"], "unit": "Umum"},
        {"store": ["1"], "unit": "Umum"},
        {"store": ["1=A-1"]},
        {"store": ["1=A-1", "2=A-1"], "unit": "Umum"},
        {"store": ["1=A 1"], "unit": "Umum"},
    ],
)
def test_what_cannot_be_stored_is_refused_whole(path: Path, options: dict[str, object]) -> None:
    make.unit("Umum")
    with pytest.raises(CommandError):
        said(path, despite_doubts=True, **options)
    assert not Procedure.objects.exists()


def test_a_row_to_be_corrected_is_not_stored(tmp_path: Path) -> None:
    make.unit("Umum")
    path = tmp_path / "sop.txt"
    path.write_text("SOP Surat Masuk\nNo\tKegiatan\tStaf\tWaktu\n1\tMenulis\tv\t10\n")
    with pytest.raises(CommandError, match="baris 1"):
        said(path, store=["1=A-1"], unit="Umum", despite_doubts=True)


def test_what_is_unsure_is_stored_only_where_that_is_asked_for(path: Path) -> None:
    make.unit("Umum")
    with pytest.raises(CommandError, match=r"A-1: \d keraguan.*--despite-doubts"):
        said(path, store=["1=A-1"], unit="Umum")
    assert not Procedure.objects.exists()
    said(path, "--despite-doubts", store=["1=A-1"], unit="Umum")
    assert Procedure.objects.get().code == "A-1"


def test_what_is_sure_is_stored_without_a_word_about_doubts(tmp_path: Path) -> None:
    make.unit("Umum")
    path = tmp_path / "sop.txt"
    path.write_text("SOP Surat Masuk\nNo\tKegiatan\tStaf\tWaktu\n1\tMenulis\tv\t10 menit\n")
    said(path, store=["1=A-1"], unit="Umum")
    assert Procedure.objects.get().code == "A-1"


def test_one_doubt_anywhere_is_enough(tmp_path: Path) -> None:
    make.unit("Umum")
    path = tmp_path / "sop.txt"
    path.write_text("No\tKegiatan\tStaf\tWaktu\n1\tMenulis\tv\t10 menit\n")  # no name above
    with pytest.raises(CommandError, match="A-1: 1 keraguan"):
        said(path, store=["1=A-1"], unit="Umum")


def test_hidden_sheets_are_said_where_no_sop_is_found(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Lama").append(["SOP"])
    book.worksheets[1].sheet_state = "hidden"
    book.save(tmp_path / "sop.xlsx")
    assert "? Berkas ini punya lembar tersembunyi" in said(tmp_path / "sop.xlsx")


def test_a_file_that_is_missing_or_unreadable_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        said(tmp_path / "missing.docx")
    (tmp_path / "a.png").write_bytes(make.PNG)
    with pytest.raises(CommandError, match="XLSX"):
        said(tmp_path / "a.png")
    (tmp_path / "a.txt").write_text("bukan tabel")
    assert "Tidak ditemukan tabel SOP." in said(tmp_path / "a.txt")
