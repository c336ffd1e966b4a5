"""A letter goes through its SOP in a browser, from its start to its being sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.conftest import SignIn
from workflow.models import Document, Entry

pytestmark = pytest.mark.browser

SUBJECT = "Undangan rapat koordinasi"
WRONG_NUMBER = "Nomor surat belum benar"
WRONG_DATE = "Tanggal belum sesuai agenda"
STEPS = {
    1: "Menerima tugas dari atasan untuk membuat surat",
    2: "Membuat konsep surat dinas",
    3: "Mengetik surat dinas",
    4: "Memeriksa hasil ketikan apabila benar",
    5: "Dilakukan pemeriksaan ulang",
    6: "Mendapatkan persetujuan dan penandatanganan",
    7: "Memerintahkan staf untuk mengirimkan surat",
    8: "Mengirimkan surat ke tujuan",
}


def start(page: Page, draft: Path) -> None:
    draft.write_bytes(make.PDF)
    page.get_by_role("link", name="Buat berkas").click()
    page.get_by_role("link", name="Membuat Konsep Surat Dinas").click()
    page.get_by_label("Perihal").fill(SUBJECT)
    page.get_by_label("Sifat").select_option("urgent")
    page.get_by_label("Lampiran", exact=True).set_input_files(draft)
    page.get_by_role("button", name="Periksa dan kirim").click()
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SUBJECT)


def work(page: Page, step: int, answer: str, reason: str = "") -> None:
    """Find the step on the desk, take it and answer it."""
    page.goto("/")
    page.locator("#desk a[href^='/tasks/']", has_text=SUBJECT).click()
    page.get_by_role("button", name="Mulai kerjakan").click()
    if reason:
        page.get_by_label("Catatan").fill(reason)
    page.get_by_role("button", name=answer, exact=True).click()
    page.wait_for_url("/documents/*/")


def is_on_desk(page: Page) -> bool:
    page.goto("/")
    return page.get_by_text(SUBJECT).first.is_visible()


def sees_reason(page: Page, step: int, reason: str) -> None:
    """The one who repairs reads the reason on the desk and at the task."""
    page.goto("/")
    expect(page.locator(".returned")).to_contain_text(reason)
    page.locator("#desk a[href^='/tasks/']", has_text=SUBJECT).click()
    expect(page.locator(".alert-warning")).to_contain_text(reason)


def test_letter_goes_from_draft_to_sent_by_four_people(sign_in: SignIn, tmp_path: Path) -> None:
    staf, analis, kabid, kepala = map(sign_in, ("staf", "analis", "kabid", "kepala"))
    start(analis, tmp_path / "konsep.pdf")
    assert [is_on_desk(page) for page in (staf, kabid, kepala)] == [False, False, False]
    for page, step in ((analis, 1), (analis, 2), (staf, 3)):
        work(page, step, "Selesai")
    work(analis, 4, "Tidak", WRONG_NUMBER)
    sees_reason(staf, 3, WRONG_NUMBER)
    work(staf, 3, "Selesai")
    work(analis, 4, "Ya")
    work(kabid, 5, "Tidak", WRONG_DATE)
    sees_reason(analis, 4, WRONG_DATE)
    for page, step in ((analis, 4), (kabid, 5)):
        work(page, step, "Ya")
    assert [is_on_desk(page) for page in (staf, kabid)] == [False, False]
    for page, step in ((kepala, 6), (analis, 7), (staf, 8)):
        work(page, step, "Selesai")
    check_record(analis)


@pytest.mark.looks
@pytest.mark.parametrize("width", [360, 1280])
def test_words_that_never_end_do_not_widen_a_page(
    width: int, sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in("analis")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(make.at("KS-08", page="start_document"))
    page.get_by_label("Perihal").fill("W" * 300)
    page.get_by_label("Uraian").fill("W" * 2000)
    file = tmp_path / ("w" * 190 + ".pdf")
    file.write_bytes(make.PDF)
    page.get_by_label("Lampiran", exact=True).set_input_files(file)
    page.get_by_role("button", name="Periksa dan kirim").click()
    page.get_by_role("button", name="Kirim berkas").click()
    page.wait_for_url("/documents/*/")
    task = Document.objects.get().tasks.get()
    for address in ("/", "/documents/", page.url, f"/tasks/{task.pk}/"):
        page.goto(address)
        assert page.get_by_text("W" * 300).first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width, address


def check_record(page: Page) -> None:
    """The document is finished, and its page tells each visit."""
    document = Document.objects.get()
    assert document.state == Document.State.FINISHED
    steps = document.tasks.order_by("number").values_list("step__number", flat=True)
    assert list(steps) == [1, 2, 3, 4, 3, 4, 5, 4, 5, 6, 7, 8]
    assert Entry.objects.filter(document=document).count() == 1 + 2 * 12
    page.goto(f"/documents/{document.pk}/")
    rows = page.locator(".track-row")
    expect(rows).to_have_count(8)
    expect(rows.nth(3)).to_contain_text("3 putaran")
    expect(rows.nth(3)).to_contain_text(WRONG_NUMBER)
    expect(rows.nth(4)).to_contain_text("Akun Kabid (Kabid KB & KS): Tidak")
    expect(rows.nth(7)).to_contain_text("tidak dibakukan")
    expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()
