"""The whole way of a letter in a browser that runs no scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_letter import WRONG_NUMBER, is_on_desk, sees_reason, start, work
from workflow.models import Document

pytestmark = [pytest.mark.browser, pytest.mark.looks]


def test_letter_goes_its_way_without_scripts(sign_in: SignIn, tmp_path: Path) -> None:
    names = ("staf", "analis", "kabid", "kepala")
    staf, analis, kabid, kepala = (sign_in(name, scripts=False) for name in names)
    start(analis, tmp_path / "konsep.pdf")
    for page, step in ((analis, 1), (analis, 2), (staf, 3)):
        work(page, step, "Selesai")
    work(analis, 4, "Tidak", WRONG_NUMBER)
    sees_reason(staf, 3, WRONG_NUMBER)
    work(staf, 3, "Selesai")
    for page, step in ((analis, 4), (kabid, 5)):
        work(page, step, "Ya")
    for page, step in ((kepala, 6), (analis, 7), (staf, 8)):
        work(page, step, "Selesai")
    assert is_on_desk(staf) is False
    document = Document.objects.get()
    assert document.state == Document.State.FINISHED
    analis.goto(f"/documents/{document.pk}/")
    sheet = analis.get_by_role("link", name="Lembar kendali (PDF)")
    expect(sheet).to_have_attribute("href", f"/documents/{document.pk}/print.pdf")


def test_language_theme_and_leaving_are_chosen_without_scripts(sign_in: SignIn) -> None:
    page = sign_in("staf", scripts=False)
    for name in ("English", "Dark", "Sign out"):
        page.locator(".bar-menu summary").click()
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
