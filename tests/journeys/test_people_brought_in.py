"""From the file of the personnel system to a document on the desk of somebody who was in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from people.models import Appointment, User
from procedures.models import Version
from tests import make
from tests.staff_files import SIASN, nip_of, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CONFIRM = "/people/import/confirm/"


def row(number: int, position: str, standing: str = "Aktif") -> list[str]:
    path = "Dinas Pengendalian Penduduk / Sekretariat"
    return [
        *(nip_of(number), f"PEGAWAI {chr(65 + number)}", "", "S.E.", "III/a", position),
        *("01-03-2021", "8ae4", path, standing),
    ]


def stored(client: Client, *rows: list[str], **more: str) -> Any:
    """Bring a file in and confirm what it shows, with every new name made anew."""
    file = SimpleUploadedFile("pegawai.xlsx", workbook(rows, SIASN))
    page = client.post("/people/import/", {"file": file, "office": more.get("office", "")})
    looked = client.post(CONFIRM, {**form_of(page), "rest_is_new": "on", "look": "1"})
    return client.post(CONFIRM, form_of(looked))


def form_of(page: Any) -> dict[str, Any]:
    tree = html.document_fromstring(page.content.decode())  # type: ignore[no-untyped-call]
    (form,) = [each for each in tree.forms if each.action == CONFIRM]
    return dict(form.form_values())


def office_brought_in(administrator: Client) -> Version:
    """Bring three people in, and put an SOP in force whose columns they hold."""
    rows = [row(1, "Pengadministrasi"), row(2, "Analis Surat"), row(3, "Kepala Sekretariat")]
    assert stored(administrator, *rows)["Location"] == "/people/"
    columns = {"Staf": "Pengadministrasi", "Analis": "Analis Surat", "Kepala": "Kepala Sekretariat"}
    positions = {
        column: Appointment.objects.get(position__title=title).position
        for column, title in columns.items()
    }
    return make.version(code="P-1", positions=positions, of=positions["Staf"].unit)


def test_document_goes_from_one_person_of_the_file_to_the_next_and_past_one_who_left() -> None:
    administrator, now = make.client(make.administrator()), timezone.now()
    version = office_brought_in(administrator)
    clerk, analyst = (User.objects.get(nip=nip_of(number)) for number in (1, 2))
    assert not clerk.has_usable_password()
    document = make.document(version, by=clerk, at=now, subject="Undangan rapat")
    make.finished(document.tasks.get(), at=now)
    assert document.tasks.open().get().position == make.position_of(version, "Analis")
    assert "Undangan rapat" in make.client(analyst).get("/").content.decode()

    # The next file: the analyst has retired, and somebody else sits there.
    rows = [row(1, "Pengadministrasi"), row(2, "Analis Surat", "Pensiun")]
    rows += [row(3, "Kepala Sekretariat"), row(4, "Analis Surat"), row(5, "Analis Surat")]
    assert stored(administrator, *rows)["Location"] == "/people/"
    analyst.refresh_from_db()
    assert (analyst.is_active, analyst.appointments.get().ends_on) == (True, timezone.localdate())
    newcomers = User.objects.filter(nip__in=[nip_of(4), nip_of(5)])
    assert newcomers.count() == 0  # the seat is taken until the end of the day


def test_successor_of_a_file_has_the_seat_and_what_waits_there() -> None:
    administrator, now = make.client(make.administrator()), timezone.now()
    version = office_brought_in(administrator)
    Appointment.objects.update(starts_on=make.LONG_AGO)
    document = make.document(version, at=now, subject="Undangan rapat")
    make.finished(document.tasks.get(), at=now)
    rows = [row(1, "Pengadministrasi"), row(2, "Analis Surat", "Pensiun")]
    rows += [row(3, "Kepala Sekretariat"), row(4, "Analis Surat")]
    assert stored(administrator, *rows)["Location"] == "/people/"
    retired, successor = (User.objects.get(nip=nip_of(number)) for number in (2, 4))
    assert "Undangan rapat" not in make.client(retired).get("/").content.decode()
    assert "Undangan rapat" in make.client(successor).get("/").content.decode()
    make.finished(document.tasks.open().get(), at=now, answer="yes")
    assert document.tasks.open().get().position == make.position_of(version, "Kepala")
