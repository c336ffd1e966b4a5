"""The first ten minutes of the guide, played in a browser with what a demonstration brings."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.settings import ROOT
from workflow.management.demonstration import live
from workflow.management.demonstration.stories import documents
from workflow.models import Document

pytestmark = [pytest.mark.browser, pytest.mark.looks]

LATE = "Laporan pelaksanaan pelayanan keluarga berencana di kecamatan"
CAME_BACK = "Telaahan staf kerja sama dengan Puskesmas"
REASON = "Nomor naskah kerja sama belum benar."
LATE_BELOW = "Surat balasan permintaan data dari Badan Pusat Statistik"
OWN = "Undangan rapat percobaan"
TAKE = re.compile("^(Ambil tugas|Mulai kerjakan)")


@pytest.fixture
def lived(office: None) -> None:
    live(at=timezone.now())


def come_in(page: Page, name: str) -> None:
    """Sign in with the button of an account."""
    page.goto("/login/")
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url("/")


def leave(page: Page) -> None:
    page.goto("/")
    page.locator(".bar-menu summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/login/**")


def open_task(page: Page, subject: str) -> None:
    """Open a task from the row of its letter."""
    page.locator("main a[href*='/tasks/']", has_text=subject).first.click()
    expect(page.locator("main")).to_contain_text(subject)


def answer(page: Page, name: str) -> None:
    """Answer a task, taken first where that is a deed of its own."""
    take = page.get_by_role("button", name=TAKE)
    if take.count():
        take.first.click()
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()
    page.wait_for_url("/documents/*/")


def whereabouts(subject: str) -> str:
    """Return the position that a letter waits at."""
    return str(Document.objects.get(subject=subject).tasks.open().get().position)


@pytest.mark.usefixtures("lived")
def test_the_first_ten_minutes_go_as_the_guide_says(opened: Opened) -> None:
    page = opened(360)
    for name, tries in (
        ("Akun Kabid", _answers_what_is_late),
        ("Akun Staf", _mends_what_came_back),
        ("Akun Analis", _starts_a_letter),
        ("Akun Kepala", _sees_what_is_late),
    ):
        come_in(page, name)
        tries(page)
        leave(page)
    page.get_by_role("link", name="Mulai dengan data sendiri").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mulai dengan data sendiri")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def _answers_what_is_late(page: Page) -> None:
    open_task(page, LATE)
    answer(page, "Ya")
    assert whereabouts(LATE) == "Kepala SKPD"


def _mends_what_came_back(page: Page) -> None:
    expect(page.locator("main")).to_contain_text(REASON)
    open_task(page, CAME_BACK)
    answer(page, "Selesai")
    assert whereabouts(CAME_BACK) == "Analis Kebijakan"


def _starts_a_letter(page: Page) -> None:
    page.get_by_role("link", name=re.compile("(Mulai|Buat) berkas")).first.click()
    page.get_by_role("link", name="Membuat Konsep Surat Dinas").click()
    page.get_by_label("Perihal").fill(OWN)
    page.get_by_role("button", name="Periksa dan kirim").click()
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(OWN)
    assert whereabouts(OWN) == "Analis Kebijakan"


def _sees_what_is_late(page: Page) -> None:
    page.get_by_role("link", name="Pekerjaan unit").click()
    expect(page.locator("main")).to_contain_text(LATE_BELOW)


def test_the_guide_tells_of_what_a_demonstration_brings() -> None:
    guide = " ".join((ROOT / "docs" / "panduan.md").read_text(encoding="utf-8").split())
    brought = {story.subject for story in documents()}
    for subject in (LATE, CAME_BACK, LATE_BELOW):
        assert (subject in guide, subject in brought) == (True, True), subject
    assert REASON[1:] in guide
