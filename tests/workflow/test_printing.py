"""The control sheet on paper."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse

from procedures.printing import PAPERS
from procedures.printing.heights import guessed
from procedures.printing.pdf import print_job
from tests import make
from workflow.models import Document
from workflow.printing import control_sheet
from workflow.reports import track

pytestmark = [pytest.mark.django_db, pytest.mark.paper]


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
        "Halaman 2 dari 2",
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
