"""A letter is read over the whole screen: by keys, by buttons and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from people.doers import Doer
from people.models import User
from procedures.models import Version
from tests import make
from tests.browser.conftest import SignIn
from tests.procedures.test_files_letters import pdf
from workflow import actions
from workflow.models import Document
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.browser, pytest.mark.looks]

PAGES = ("Halaman satu", "Halaman dua", "Halaman tiga")
IS_DRAWN = "image => image.decode().then(() => image.naturalWidth > 0)"


def with_letter() -> Document:
    staf = User.objects.get(username="staf")
    return actions.start_document(
        Version.objects.in_force().get(procedure__code="KS-08"),
        by=Doer(staf, make.MONDAY),
        contents=Contents("Undangan", uploads=[make.upload("surat.pdf", pdf(*PAGES))]),
    )


def opened_letter(page: Page, document: Document) -> None:
    """Open the letter from the page of its document."""
    page.goto(f"/documents/{document.pk}/")
    page.get_by_role("link", name="Baca surat", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("surat.pdf")


def width(page: Page) -> float:
    return float(page.locator(".letter-pages").evaluate("list => list.offsetWidth"))


def test_a_letter_is_read_by_keys(sign_in: SignIn) -> None:
    page, document = sign_in("staf"), with_letter()
    opened_letter(page, document)
    at = page.locator("output")
    expect(at).to_have_text("Halaman 1 dari 3")
    for key, place in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowRight", 3), ("ArrowLeft", 2)):
        page.keyboard.press(key)
        expect(at).to_have_text(f"Halaman {place} dari 3")
    before = width(page)
    page.keyboard.press("+")
    assert width(page) == before * 1.25
    expect(at).to_have_text("Halaman 2 dari 3")
    page.keyboard.press("-")
    assert width(page) == before
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{page.url.split('/documents')[0]}/documents/{document.pk}/")


def test_a_letter_is_read_by_buttons_on_a_phone(sign_in: SignIn) -> None:
    page, document = sign_in("staf", 360), with_letter()
    opened_letter(page, document)
    at = page.locator("output")
    page.get_by_role("button", name="Halaman berikutnya").click()
    expect(at).to_have_text("Halaman 2 dari 3")
    before = width(page)
    page.get_by_role("button", name="Perbesar").click()
    assert width(page) > before
    page.get_by_role("link", name="Tutup").click()
    expect(page.get_by_role("img", name="Halaman satu")).to_be_visible()


def test_a_letter_is_read_without_scripts(sign_in: SignIn) -> None:
    page, document = sign_in("staf", scripts=False), with_letter()
    opened_letter(page, document)
    expect(page.get_by_role("img")).to_have_count(len(PAGES))
    for number, text in enumerate(PAGES, 1):
        shown = page.get_by_role("img", name=f"Halaman {number}: {text}")
        shown.scroll_into_view_if_needed()
        assert shown.evaluate(IS_DRAWN)
    page.get_by_role("link", name="Tutup").click()
    expect(page.get_by_role("img", name=PAGES[0])).to_be_visible()
