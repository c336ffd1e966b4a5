"""axe looks at every page in every state for what hinders people, at all widths."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.states import MOST_FIELDS, STATES, State, world
from tests.browser.walk import Walker

pytestmark = [pytest.mark.browser, pytest.mark.looks]

HEIGHT = 800
BETWEEN = (768, 1920)
# The theme in the wide window; the phone has the other one.
LOOKS = [("id", "light"), ("en", "dark")]
PARTS = 4  # of the walk, for the cores to share
THEME = """async theme => {
    Object.assign(document.documentElement.dataset, {bsTheme: theme, theme: theme});
    await Promise.all(document.getAnimations().map(each => each.finished));
}"""
LIST = """async options => {
    const found = await axe.run({...options, resultTypes: ["violations"]});
    return found.violations.flatMap(each => each.nodes.map(
        node => `${each.id}: ${node.target} ${node.failureSummary}`
    ));
}"""
# Off in axe unless asked for: whether all that can be pressed is 24 px large (WCAG 2.5.8).
OPTIONS = {"rules": {"target-size": {"enabled": True}}}


# What Django's own templates of the administration leave out: labels of the cells of its tables and
# of its boxes that search and its pairs of lists, a heading where people sign in.
FOREIGN = (
    "aria-input-field-name",
    "aria-prohibited-attr",
    "empty-table-header",
    "label",
    "page-has-heading-one",
    "scrollable-region-focusable",
    "select-name",
)


@pytest.fixture
def walker(
    browser: Browser, live_server: LiveServer, office: None, settings: Settings
) -> Iterator[Walker]:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = MOST_FIELDS
    walker = Walker(browser, live_server.url, world())
    yield walker
    walker.close()


def complaints(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(LIST, OPTIONS)
    return found


def sideways(page: Page, width: int) -> list[str]:
    """Return by how much the page sticks out of a window of this width, if it does."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    there = page.evaluate("document.documentElement.scrollWidth")
    return [] if there <= width else [f"{there} px wide in {width}"]


def hindrances(walker: Walker, state: State, language: str, theme: str) -> list[str]:
    """Return all that hinders on one page: in a wide window, in others, on a phone."""
    page = walker.visit(state, language, theme)
    answered = (walker.status, page.locator("html").get_attribute("lang"))
    found = [] if answered == (state.status, language) else [f"answered {answered}"]
    found += sideways(page, 1280) + complaints(page)
    found += [each for width in BETWEEN for each in sideways(page, width)]
    page.evaluate(THEME, "light" if theme == "dark" else "dark")
    found += sideways(page, 360) + complaints(page)
    if state.path.startswith("/admin/"):
        found = [each for each in found if not each.startswith(FOREIGN)]
    return [f"{state} {each}" for each in found]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_nothing_hinders_on_any_page_in_any_state(
    walker: Walker, language: str, theme: str, part: int
) -> None:
    states = STATES[part::PARTS]
    found = [each for state in states for each in hindrances(walker, state, language, theme)]
    assert found == []


def test_the_walk_would_find_what_hinders(walker: Walker) -> None:
    """The walk can fail: a button without a name is found, and a page too wide."""
    page = walker.visit(State("/"))
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert ["button-name" in each for each in complaints(page)] == [True]
    assert sideways(page, 360) == []
    page.evaluate("document.querySelector('main').style.minWidth = '400px'")
    assert sideways(page, 360) != []


FOCUSED = """() => {
    const it = document.activeElement;
    const ring = getComputedStyle(it);
    return [(it.name || it.textContent).trim(), ring.outlineStyle, ring.outlineWidth];
}"""


def tabbed(page: Page, times: int) -> list[str]:
    """Press Tab so often; return where the focus came, which has to be seen each time."""
    reached = []
    for _ in range(times):
        page.keyboard.press("Tab")
        name, style, width = page.evaluate(FOCUSED)
        assert (style, width) == ("solid", "3px"), name
        reached.append(" ".join(name.split()))
    return reached


def test_the_keyboard_reaches_the_desk_in_its_order_and_can_skip_to_it(walker: Walker) -> None:
    page = walker.visit(State("/"))
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] == "Langsung ke isi"
    assert page.get_by_text("Langsung ke isi").bounding_box() is not None
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    assert tabbed(page, 2) == ["Buat berkas", "Undangan"]
    walker.visit(State("/"))
    desk = "Meja saya 2 tugas, 2 di antaranya terlambat"
    names = ["SOPKS", desk, "Berkas", "SOP", "words", "Pemberitahuan 2 belum dibaca"]
    assert tabbed(page, 9)[2:] == [*names, "ASAkun Staf"]


def test_the_keyboard_fills_in_a_form_in_its_order(walker: Walker) -> None:
    page = walker.visit(State("/login/", ""))
    page.locator("[name=username]").focus()
    page.keyboard.type("staf")
    assert tabbed(page, 3) == ["password", "is_kept", "Masuk"]
