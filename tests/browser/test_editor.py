"""A draft is edited on its page in the administration, by keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from people.doers import Doer
from people.models import User
from procedures import actions
from procedures.definition import Row
from procedures.forms.editing.widgets import MOST_LISTED
from procedures.models import Version
from tests import make

from .conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.looks]


def draft() -> Version:
    """Copy the version in force that has most rows."""
    versions = Version.objects.filter(state="in_force")
    longest = max(versions, key=lambda version: version.steps.count())
    by = User.objects.get(username="admin")
    return actions.copy_version(longest, by=Doer(by, timezone.now()))


def opened(page: Page, version: Version) -> None:
    page.goto(f"/admin/procedures/version/{version.pk}/change/")


def activities(page: Page) -> list[str]:
    """Return what stands in the rows that are used, from top to bottom."""
    cells = page.locator("#steps-group tr.form-row:not(.empty-form) .field-activity textarea")
    return [cell.input_value() for cell in cells.all() if cell.input_value()]


def test_row_is_moved_with_alt_and_an_arrow_key(sign_in: SignIn) -> None:
    version = draft()
    page = sign_in("admin")
    opened(page, version)
    first, second, *others = activities(page)
    page.locator("[name=steps-0-activity]").press("Alt+ArrowDown")
    assert activities(page) == [second, first, *others]
    expect(page.locator("[name=steps-0-activity]")).to_be_focused()
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state()
    assert [step.activity for step in version.ordered_steps()] == [second, first, *others]


def drag_to_the_top(
    page: Page, number: int, *, group: str = "steps", held_by: str = "td.original p"
) -> None:
    """Drag a row, counted from 0, above the first."""
    rows = page.locator(f"#{group}-group tr.form-row:not(.empty-form)")
    rows.nth(number).locator(held_by).hover()
    page.mouse.down()
    box = rows.nth(0).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 15, steps=15)
    page.mouse.move(box["x"] + 60, box["y"] + 8, steps=5)


def drop(page: Page) -> None:
    page.mouse.up()


def test_row_is_dragged_and_branches_follow_their_steps(sign_in: SignIn) -> None:
    version = draft()
    before = {step.activity: step for step in version.ordered_steps()}
    page = sign_in("admin")
    opened(page, version)
    first, second, third, *others = activities(page)
    drag_to_the_top(page, 2)
    drop(page)
    moved = [third, first, second, *others]
    assert activities(page) == moved
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state()
    after = version.ordered_steps()
    assert [step.activity for step in after] == moved
    kept = [before[activity].no_way_step_id for activity in moved]
    assert [step.no_way_step_id for step in after] == kept


def test_row_that_is_dragged_goes_back_with_escape(sign_in: SignIn) -> None:
    version = draft()
    page = sign_in("admin")
    opened(page, version)
    before = activities(page)
    drag_to_the_top(page, 2)
    assert activities(page) == [before[2], *before[:2], *before[3:]]
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    drop(page)
    assert activities(page) == before


def headings(page: Page) -> list[str]:
    """Return the headings of the columns that are typed, from top to bottom."""
    cells = page.locator("#actors-group tr.form-row:not(.empty-form) .field-name input")
    return [cell.input_value() for cell in cells.all() if cell.input_value()]


def test_columns_are_moved_by_pointer_and_by_keyboard(sign_in: SignIn) -> None:
    version = draft()
    page = sign_in("admin")
    opened(page, version)
    first, second, third, *others = headings(page)
    drag_to_the_top(page, 2, group="actors")
    drop(page)
    assert headings(page) == [third, first, second, *others]
    page.locator("[name=actors-0-name]").press("Alt+ArrowUp")
    assert headings(page) == [first, third, second, *others]
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state()
    assert [actor.name for actor in version.actors.all()] == [first, third, second, *others]


def test_new_row_is_dragged_before_it_is_saved(sign_in: SignIn) -> None:
    version = draft()
    page = sign_in("admin")
    opened(page, version)
    before = headings(page)
    new = page.locator("#actors-group tr.form-row:not(.empty-form) .field-name input").last
    new.fill("Arsiparis")
    new.blur()
    drag_to_the_top(page, len(before), group="actors", held_by=".grip")
    drop(page)
    assert headings(page) == ["Arsiparis", *before]
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state()
    assert [actor.name for actor in version.actors.all()] == ["Arsiparis", *before]


def test_branches_stay_when_a_new_row_above_is_taken_away(sign_in: SignIn) -> None:
    version = make.draft([Row("A", "Staf"), Row("B", "Staf"), Row("C", "Staf", no=make.to(2))])
    page = sign_in("admin")
    opened(page, version)
    for activity in ("Salah", "Baru"):  # the first takes the row that stands ready below
        page.locator("[name=steps-2-activity]").press("Control+Enter")
        page.locator("#steps-group :focus").fill(activity)
    assert activities(page) == ["A", "B", "C", "Baru", "Salah"]
    page.locator("[name=steps-4-activity]").press("Alt+ArrowUp")
    page.locator("[name=steps-0-no_to]").select_option("5. Salah")
    page.locator("[name=steps-1-no_to]").select_option("3. Baru")
    page.locator("#steps-group tr:has([name=steps-3-activity]) a.inline-deletelink").click()
    assert activities(page) == ["A", "B", "Baru", "C"]
    page.locator("[name=steps-0-no_to]").select_option("")
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state()
    after = version.steps.order_by("number").values_list("activity", "no_way_step__activity")
    assert list(after) == [("A", None), ("B", "Baru"), ("Baru", None), ("C", "B")]


def test_rows_of_a_long_draft_list_all_rows_as_they_are_typed(sign_in: SignIn) -> None:
    version = make.draft([Row("Menulis", "Staf", no=make.to(2))] * (MOST_LISTED + 4))
    page = sign_in("admin")
    opened(page, version)
    page.locator("[name=steps-19-activity]").fill("Menyimpan")
    page.locator("[name=steps-19-activity]").blur()
    first = page.locator("[name=steps-0-yes_to]")
    offered = first.locator("option").all_inner_texts()
    assert offered == [
        "Baris berikutnya",
        "Akhir",
        "belum digambar",
        *(f"{number}. Menulis" for number in range(1, 20)),
        "20. Menyimpan",
        "?. ",
    ]
    expect(first).to_have_value("next")
    no = page.locator("[name=steps-3-no_to]")
    expect(no).to_have_value("1")
    assert no.locator("option").all_inner_texts() == ["bukan keputusan", *offered]
    first.select_option("20. Menyimpan")
    page.locator("[name=steps-0-activity]").press("Alt+ArrowDown")
    expect(first).to_have_value("19")
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state()
    ways = version.steps.order_by("number").values_list("way_step__number", "no_way_step__number")
    assert list(ways) == [(None, 1), (20, 1), *[(None, 1)] * 18]


def test_preview_follows_what_is_typed(sign_in: SignIn) -> None:
    version = draft()
    page = sign_in("admin")
    opened(page, version)
    page.locator("[name=steps-0-activity]").fill("Menimbang di meja")
    frame = page.frame_locator("iframe[name=preview]")
    expect(frame.get_by_text("Menimbang di meja").first).to_be_visible()
    assert not version.steps.filter(activity="Menimbang di meja").exists()


@pytest.mark.parametrize("width", [1280, 1920])
def test_preview_and_exits_are_in_sight_beside_the_rows(sign_in: SignIn, width: int) -> None:
    version = draft()
    page = sign_in("admin", width)
    opened(page, version)
    page.locator("[name=steps-0-activity]").focus()
    page.locator("#steps-group").evaluate("group => group.scrollIntoView()")
    for name in ("yes_to", "no_to"):
        box = page.locator(f"[name=steps-0-{name}]").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= page.locator("#steps-group").evaluate(
            "group => group.getBoundingClientRect().right"
        )
    expect(page.locator("iframe[name=preview]")).to_be_in_viewport(ratio=0.9)
    expect(page.locator("[name=steps-0-activity]")).to_be_in_viewport(ratio=1)


def test_fault_in_the_preview_leads_to_the_row_that_is_typed(sign_in: SignIn) -> None:
    version = draft()
    page = sign_in("admin")
    opened(page, version)
    page.locator("[name=steps-1-actor]").select_option("")
    page.frame_locator("iframe[name=preview]").locator("a[href='#row-2']").first.click()
    expect(page.locator("[name=steps-1-number]")).to_be_in_viewport()
    expect(page.locator("[name=steps-1-actor]")).to_have_value("")
    assert page.url.endswith("/change/#row-2")


@pytest.mark.parametrize("width", [1280, 360])
def test_rows_scroll_in_their_own_region(sign_in: SignIn, width: int) -> None:
    version = draft()
    page = sign_in("admin", width)
    opened(page, version)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    region = page.locator("#steps-group")
    assert region.evaluate("region => region.scrollWidth > region.clientWidth")


def test_every_field_has_a_name_for_those_who_listen(sign_in: SignIn) -> None:
    version = draft()
    page = sign_in("admin")
    opened(page, version)
    found = Axe().run(page, options={"runOnly": ["label", "select-name"]}).response
    assert (len(found["violations"]), len(found["passes"])) == (0, 2)
