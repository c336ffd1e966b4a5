"""People brought in on the machine itself."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from people.models import Appointment, PeopleEntry, User
from tests import make
from tests.staff_files import nip_of, person, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def said(file: Path, *more: str) -> str:
    out = StringIO()
    call_command("import_people", str(file), *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(workbook([person(1), person(2, "Kepala"), (1.5, "X", "Y", "Z")]))
    return path


def test_dry_run_prints_the_preview_and_stores_nothing(file: Path) -> None:
    text = said(file)
    assert "Row 4: The NIP is kept as a number (1.5)" in text
    assert "New units: 1\n    Sekretariat: Sekretariat" in text
    assert "New people: 2\n    Pegawai b: Analis (Sekretariat)" in text
    assert User.objects.count() == 0


def test_store_stores_what_was_printed_in_the_operators_name(file: Path) -> None:
    assert "Stored." in said(file, "--store")
    assert Appointment.objects.count() == 2
    assert {entry.by for entry in PeopleEntry.objects.all()} == {None}
    assert PeopleEntry.objects.get(deed="import_people").thing == "pegawai.xlsx"
    with pytest.raises(CommandError, match="Nothing would change"):
        said(file, "--store")


def test_names_that_are_asked_about_are_tied_on_the_line(file: Path) -> None:
    office = make.unit("Dinas")
    desk = make.unit("Bagian Umum", below=office)
    text = said(file, "--unit", "Dinas")
    assert f"    path:{office.pk}:sekretariat={desk.pk}  Dinas › Bagian Umum" in text
    with pytest.raises(CommandError, match="First choose"):
        said(file, "--unit", "Dinas", "--store")
    tie = f"path:{office.pk}:sekretariat={desk.pk}"
    said(file, "--unit", "Dinas", "--tie", tie, "--store")
    assert {each.position.unit for each in Appointment.objects.all()} == {desk}


def test_ending_most_is_said_once_more(tmp_path: Path) -> None:
    office = make.unit("Dinas")
    for number in (1, 2):
        user = make.user(nip_of(number), nip=nip_of(number), name=person(number)[1])
        make.appointment(user, make.position(of=office))
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(workbook([person(3, "Arsiparis", "Dinas")]))
    options = ["--unit", "Dinas", "--rest-new", "--store"]
    with pytest.raises(CommandError, match="--end-most"):
        said(path, *options)
    said(path, *options, "--end-most")
    assert Appointment.objects.filter(ends_on=None).count() == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a;b\n"])
def test_file_that_cannot_be_read_is_told_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(content)
    for file in (path, tmp_path / "tidak-ada.xlsx"):
        with pytest.raises(CommandError):
            said(file)


def test_unit_is_named_as_it_is_written(file: Path) -> None:
    make.unit("Sama", below=make.unit("A"))
    make.unit("Sama", below=make.unit("B"))
    for name in ("Sama", "Tidak ada"):
        with pytest.raises(CommandError, match="--unit"):
            said(file, "--unit", name)
