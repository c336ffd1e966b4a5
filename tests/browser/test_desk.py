"""The desk in a browser: done from its row, refreshed without losing place."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from people.doers import Doer
from people.models import User
from procedures.models import Version
from tests.browser.conftest import SignIn
from workflow import actions
from workflow.models import Document, Task
from workflow.transition.contents import Contents

pytestmark = pytest.mark.browser


def start(*subjects: str) -> None:
    """Start letters that wait for the analyst."""
    from django.utils import timezone

    version = Version.objects.in_force().get(procedure__code="KS-08")
    for subject in subjects:
        staff = User.objects.get(username="staf")
        actions.start_document(version, by=Doer(staff, timezone.now()), contents=Contents(subject))


@pytest.mark.looks
@pytest.mark.parametrize("width", [1280, 360])
def test_task_is_taken_and_finished_from_its_row_with_the_keyboard(
    sign_in: SignIn, width: int
) -> None:
    page = sign_in("analis", width)
    start("Undangan rapat")
    page.goto("/")
    counted = page.locator(".count-pill").locator("visible=true").first
    expect(counted).to_contain_text("1")
    take = page.get_by_role("button", name="Mulai kerjakan")
    take.focus()
    page.keyboard.press("Enter")
    said = page.get_by_role("status")
    expect(said).to_contain_text("Anda mulai mengerjakan")
    expect(said).to_be_focused()
    assert Task.objects.get().taken_by == User.objects.get(username="analis")
    page.get_by_role("button", name="Selesaikan langkah").click()
    expect(said).to_contain_text("selesai")
    assert Task.objects.get(number=1).answer == "done"
    assert page.url.endswith("/")


@pytest.mark.looks
def test_desk_is_refreshed_without_losing_the_focus_or_the_place(sign_in: SignIn) -> None:
    page = sign_in("analis")
    start(*[f"Surat {number}" for number in range(12)])
    page.clock.install()
    page.goto("/")
    link = page.locator("li.desk-row", has_text="Surat 11").get_by_role("link")
    link.scroll_into_view_if_needed()
    link.focus()
    place = page.evaluate("scrollY")
    assert place > 0
    start("Surat baru")
    with page.expect_response("**/"):
        page.clock.fast_forward(61_000)
    expect(page.locator("li.desk-row", has_text="Surat baru")).to_have_count(1)
    expect(link).to_be_focused()
    assert page.evaluate("scrollY") == place


def test_second_of_two_who_take_is_told_who_was_quicker(sign_in: SignIn) -> None:
    page = sign_in("analis")
    start("Undangan rapat")
    page.goto("/")
    task = Task.objects.get()
    colleague = User.objects.create_user("rekan", name="Rekan Sejabatan")
    held = User.objects.get(username="analis").appointments.get()
    held.pk, held.user = None, colleague
    held.save()
    actions.take_task(task, by=Doer(colleague, Document.objects.get().created_at))
    page.get_by_role("button", name="Mulai kerjakan").click()
    expect(page.get_by_role("alert")).to_have_text("Tugas ini sudah diambil oleh Rekan Sejabatan.")
    expect(page.get_by_role("button", name="Mulai kerjakan")).to_have_count(0)


@pytest.mark.looks
def test_desk_of_a_session_that_has_ended_leads_to_signing_in(sign_in: SignIn) -> None:
    page = sign_in("analis")
    page.clock.install()
    page.goto("/")
    page.context.clear_cookies(name="sessionid")
    page.clock.fast_forward(61_000)
    page.wait_for_url("**/login/?next=/")
