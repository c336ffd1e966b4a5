"""The control sheet on paper."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse

from procedures.definition import Row
from procedures.printing import PAPERS
from procedures.printing.heights import guessed
from procedures.printing.pdf import print_job
from tests import make
from tests.procedures.archives import archive_faults
from workflow.models import Document
from workflow.printing import control_sheet
from workflow.reports import track

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def words_of(content: bytes) -> str:
    """Return the text without blanks: between small letters they are lost."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return "".join("".join((page.extract_text() or "").split()) for page in pdf.pages)


def sheet_of(document: Document) -> str:
    client = make.client(document.started_by)
    answer = client.get(reverse("print_document", args=[document.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return words_of(answer.content)


def test_control_sheet_tells_who_was_where_when_and_how_long() -> None:
    document = make.document(subject="Undangan & rapat")
    make.passed_on(document, "done", "no")
    text = sheet_of(document)
    for expected in (
        "Undangan & rapat",
        "Berjalan",
        "Pelaksanaan",
        "Mengetik surat",
        "2 putaran",
        "Alasan no",
        "Di sini",
        "Halaman 1 dari 1",
    ):
        assert expected.replace(" ", "") in text


def test_control_sheet_of_a_finished_document_has_nowhere_it_waits() -> None:
    document = make.document()
    task = make.passed_on(document, "done", "yes")
    make.finished(task, answer="done")
    text = sheet_of(document)
    assert "Disini" not in text
    assert "menunggu" in text


def test_control_sheet_of_a_secret_document_is_not_found_by_others() -> None:
    version = make.version()
    document = make.document(version, sensitivity="secret")
    other = make.client(make.holder_of(version, "Kepala"))
    assert sheet_of(document)
    assert other.get(reverse("print_document", args=[document.pk])).status_code == 404


def test_control_sheet_of_many_rounds_tells_the_last_and_the_sum() -> None:
    document = make.document()
    for _round in range(20):
        make.passed_on(document, "done", "no")
    text = sheet_of(document)
    assert "21putaran" in text
    assert text.count("Alasanno") == 3


@pytest.mark.parametrize("rounds", [0, 1, 2, 4])
def test_rows_are_as_high_as_what_happened_there_promises(rounds: int) -> None:
    document = make.document(subject="Undangan & rapat")
    make.passed_on(document, "done", *("no", "done") * rounds)
    sheet = control_sheet(track(document, at=make.MONDAY), PAPERS["a4"])
    layout = print_job(sheet)
    assert layout.form.columns is not None
    promised = guessed(layout.form, layout.form.columns, "workflow/print/_visits.html")
    found = layout.heights
    assert found.rows == pytest.approx(promised.rows, abs=0.1)


def test_control_sheet_begins_below_what_it_is_about_where_its_first_step_has_room() -> None:
    document = make.document(subject="Undangan")
    layout = print_job(control_sheet(track(document, at=make.MONDAY), PAPERS["a4"]))
    assert archive_faults(layout.content) == []
    (only,) = pypdfium2.PdfDocument(layout.content)
    text = only.get_textpage().get_text_range()
    assert [words in text for words in ("Perihal", "Mengetik surat")] == [True, True]


def test_control_sheet_begins_on_a_new_page_where_its_first_step_has_no_room() -> None:
    version = make.version([Row("kata " * 518, "Staf"), Row("Kirim", "Staf")])
    document = make.document(version, subject="Undangan")
    layout = print_job(control_sheet(track(document, at=make.MONDAY), PAPERS["a4"]))
    assert layout.heights.pages_before == 1
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(layout.content)]
    assert ["Perihal" in text for text in texts][:2] == [True, False]
    assert ["Aktivitas" in text for text in texts][:2] == [False, True]


def test_control_sheet_with_a_long_subject_is_planned_again() -> None:
    rows = [Row(f"Langkah {number}", "Staf") for number in range(1, 12)]
    document = make.document(make.version(rows), subject="Undangan rapat koordinasi " * 9)
    layout = print_job(control_sheet(track(document, at=make.MONDAY), PAPERS["a4"]))
    assert (layout.heights.pages_before, layout.heights.taken > 50) == (0, True)
    assert len(pypdfium2.PdfDocument(layout.content)) == len(layout.form.pages)


def slip_of(document: Document, client: Client | None = None) -> bytes:
    browser = client or make.client(document.started_by)
    answer = browser.get(reverse("print_slip", args=[document.pk]), headers={"host": "testserver"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return bytes(answer.content)


def pages_of(content: bytes) -> int:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def read_from_paper(content: bytes) -> list[str]:
    """Return what the codes on the first page say, seen as a camera sees it: 100 dots an inch."""
    pdf = pypdfium2.PdfDocument(content)
    image = pdf[0].render(scale=100 / 72).to_pil()
    pdf.close()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_routing_slip_holds_the_address_of_its_document_in_a_code_that_can_be_read() -> None:
    document = make.document()
    address = f"http://testserver/documents/{document.pk}/"
    assert read_from_paper(slip_of(document)) == [address]


def test_code_of_a_routing_slip_opens_the_document_after_signing_in() -> None:
    document = make.document()
    (address,) = read_from_paper(slip_of(document))
    path = address.removeprefix("http://testserver")
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={path}")
    found = Client().post(
        answer["Location"], {"username": document.started_by.username, "password": "pw"}
    )
    assert (found.status_code, found["Location"]) == (302, path)


def test_routing_slip_has_a_line_for_each_step_on_one_page() -> None:
    document = make.document(subject="Undangan & rapat", sensitivity="important")
    content = slip_of(document)
    text = words_of(content).lower()
    for expected in (
        "Kartu Jejak Berkas",
        "Undangan & rapat",
        "Penting",
        "Mengetik surat",
        "Memeriksa surat",
        "Menandatangani surat",
        str(make.position_of(document.version, "Kepala")),
        "Paraf",
        "Halaman 1 dari 1",
    ):
        assert expected.replace(" ", "").lower() in text
    assert pages_of(content) == 1


@pytest.mark.parametrize(("steps", "pages"), [(13, 1), (14, 1), (20, 1), (40, 2)])
def test_routing_slip_of_many_steps_is_drawn_closer(steps: int, pages: int) -> None:
    rows = [Row(f"Mengerjakan bagian {number}", "Staf") for number in range(1, steps + 1)]
    content = slip_of(make.document(make.version(rows)))
    assert pages_of(content) == pages
    assert f"Mengerjakanbagian{steps}" in words_of(content)


def test_routing_slip_of_a_secret_document_is_not_found_by_others() -> None:
    version = make.version()
    document = make.document(version, sensitivity="secret")
    other = make.client(make.holder_of(version, "Kepala"))
    assert "rahasia" in words_of(slip_of(document)).lower()
    assert other.get(reverse("print_slip", args=[document.pk])).status_code == 404


def test_prints_are_in_the_zone_of_the_documents_office() -> None:
    unit = make.unit()
    make.calendar_for(unit, zone="Asia/Jayapura")
    document = make.document(make.version(of=unit))
    moment = "8Juni202611.00WIT"
    assert moment in sheet_of(document)
    assert moment in words_of(slip_of(document))
