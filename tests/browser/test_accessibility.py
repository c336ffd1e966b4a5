"""axe looks at every page for what hinders people, in both languages and both themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from people.models import User
from procedures.models import Version
from tests import make
from tests.browser.conftest import SignIn
from workflow import actions
from workflow.models import Document, Task

pytestmark = pytest.mark.browser

LOOKS = [("id", "light", 1280), ("en", "dark", 360)]
REASON = "Nomor surat belum benar"


@pytest.fixture
def walked(office: None) -> Document:
    """Let a document come back once, so that its pages show all that they can."""
    analis, staf = User.objects.get(username="analis"), User.objects.get(username="staf")
    version = Version.objects.in_force().get(procedure__code="KS-08")
    document = actions.start_document(version, by=analis, at=make.MONDAY, subject="Undangan")
    for someone, answer in ((analis, "done"), (analis, "done"), (staf, "done"), (analis, "no")):
        task = actions.take_task(Task.objects.open().get(), by=someone, at=make.MONDAY)
        note = REASON if answer == "no" else ""
        actions.finish_task(task, by=someone, at=make.MONDAY, answer=answer, note=note)
    actions.take_task(Task.objects.open().get(), by=staf, at=make.MONDAY)
    actions.keep_draft(
        version, by=staf, at=make.MONDAY, subject="Undangan", uploads=[make.upload()]
    )
    return document


def addresses(document: Document) -> Iterator[str]:
    yield from ("/", "/documents/", "/documents/?words=tidak-ada", "/documents/start/")
    yield from ("/documents/start/KS-08/", f"/documents/{document.pk}/")
    yield from (f"/tasks/{task.pk}/" for task in document.tasks.all())
    yield from ("/procedures/", "/procedures/KS-08/", "/password/", "/first-run/")
    draft = Document.objects.get(state="draft")
    yield from (f"/documents/{draft.pk}/draft/", f"/documents/{draft.pk}/draft/send/")


def look(page: Page, language: str, theme: str) -> None:
    """Choose the language and the theme as people do, by the menu."""
    names = {"id": "Bahasa Indonesia", "en": "English"}
    themes = {"light": ("Terang", "Light"), "dark": ("Gelap", "Dark")}
    for name in (names[language], themes[theme][language == "en"]):
        page.locator(".app-menu summary").click()
        button = page.get_by_role("button", name=name, exact=True)
        if button.count():
            button.click()
        else:
            page.keyboard.press("Escape")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("data-bs-theme") == theme


def complaints(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url} {each['id']}: {node['target']} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_axe_finds_nothing_on_any_page(
    language: str, theme: str, width: int, sign_in: SignIn, walked: Document
) -> None:
    page = sign_in("staf", width)
    look(page, language, theme)
    found = []
    for address in addresses(walked):
        page.goto(address)
        found += complaints(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
    assert found == []


def test_axe_finds_nothing_where_people_sign_in(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page()
    page.goto(live_server.url)
    assert page.url.startswith(f"{live_server.url}/login/")
    assert complaints(page) == []
    page.context.close()


def test_axe_finds_nothing_in_a_form_that_is_refused(sign_in: SignIn, walked: Document) -> None:
    page = sign_in("analis")
    page.goto("/documents/start/KS-08/")
    page.get_by_label("Perihal").fill(" ")
    page.get_by_role("button", name="Periksa dan kirim").click()
    page.wait_for_selector(".is-invalid")
    assert complaints(page) == []


def test_axe_would_find_what_hinders(sign_in: SignIn) -> None:
    """The walk can fail: a button without a name is found."""
    page = sign_in("staf")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert ["button-name" in each for each in complaints(page)] == [True]
