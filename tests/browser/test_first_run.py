"""From an empty database to the first document, as a new administrator goes the way."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page
from pytest_django.fixtures import Settings

from tests.browser.conftest import PASSWORD, Opened
from workflow import worktime
from workflow.exchange import holidays_of
from workflow.models import Calendar, Task

pytestmark = pytest.mark.browser

MOST_PRESSES = 12
COPIED = "\n".join(
    "\t".join(cells)
    for cells in (
        ("No", "Kegiatan", "Pelaksana", "", "Waktu"),
        ("", "", "Staf", "Kepala", ""),
        ("1", "Menerima surat", "v", "", "10 menit"),
        ("2", "Menandatangani surat", "", "v", "5 menit"),
    )
)


@pytest.fixture
def administrator(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make the first administrator as it is done on the machine, and nothing else."""
    settings.DEMO = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_SSL_REDIRECT = False
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", username="pengelola", name="P", interactive=False, verbosity=0)
    return "pengelola"


class Presses:
    """A page of which every press of a button or a link is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.main = page, page.locator("main")
        self.names: list[str] = []

    def press(self, thing: Locator) -> None:
        """Press something."""
        self.names.append((thing.text_content() or "").strip())
        thing.click()

    def button(self, name: str) -> None:
        """Press a button of the page."""
        self.press(self.main.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        """Press a link of the page."""
        self.press(self.main.get_by_role("link", name=name))

    def fill(self, **typed: str) -> None:
        """Type into fields by their ids."""
        for key, text in typed.items():
            self.page.locator(f"#{key.replace('__', '-')}").fill(text)


@pytest.mark.looks
def test_from_the_first_administrator_to_the_first_document_it_is_twelve_presses(
    opened: Opened, transactional_db: None, administrator: str
) -> None:
    page = Presses(opened())
    set_office_up(page, administrator)
    put_an_sop_in_force(page)
    page.link("Buat berkas")
    page.fill(id_subject="Surat pertama")
    page.button("Periksa dan kirim")
    page.button("Kirim berkas")
    page.page.wait_for_url(re.compile(r"/documents/[0-9]+/$"))
    assert len(page.names) <= MOST_PRESSES, page.names
    task = Task.objects.get()
    assert task.due_at == due_by_the_minute(task.arrived_at, standard=10)


def set_office_up(page: Presses, username: str) -> None:
    """Sign in, set the hours, and store the positions, one of them one's own."""
    page.page.goto("/")
    page.fill(id_username=username, id_password=PASSWORD)
    page.button("Masuk")
    page.link("Siapkan SOPKS")
    page.button("Pasang jam kerja dan hari libur")
    page.fill(id_office__name="Dinas", id_seats__0__title="Kepala", id_seats__1__title="Staf")
    page.fill(id_seats__1__username=username)
    page.button("Simpan jabatan dan orang")


def put_an_sop_in_force(page: Presses) -> None:
    """Read a pasted SOP, store it as a draft and put it in force."""
    page.fill(id_text=COPIED)
    page.button("Baca")
    page.fill(id_sop__title="Surat", id_sop__code="A-1")
    page.button("Setujui dan simpan sebagai draf")
    page.press(page.main.locator("summary", has_text="Berlakukan"))
    page.fill(approval_number="1/2026", approval_approver_title="Kepala")
    page.fill(approval_approver_name="Kepala Dinas")
    page.button("Berlakukan")


def due_by_the_minute(arrived_at: datetime, *, standard: int) -> datetime:
    """Return a working day and the standard after arrival by Perpres 21/2023, minute by minute."""
    zone = ZoneInfo(Calendar.objects.get(is_default=True).zone)
    at = arrived_at.astimezone(zone).replace(second=0, microsecond=0)
    allowance, left = 0, 0
    while allowance == 0 or left > 0:
        works = any(each.starts <= at.time() < each.ends for each in hours_of(at.date()))
        if works and allowance == 0:
            allowance = sum(each.minutes for each in hours_of(at.date()))
            left = allowance + standard
        left -= works
        at += timedelta(minutes=1)
    return at


def hours_of(on: date) -> list[worktime.WorkStretch]:
    """Return the stretches of work of a day by the law and the days off that are known."""
    if on in {day.on for day in holidays_of(on.year)}:
        return []
    months = worktime.ramadans_of(on.year)
    is_fasting = any(each.starts_on <= on <= each.ends_on for each in months)
    week = worktime.RAMADAN_HOURS if is_fasting else worktime.NORMAL_HOURS
    return [each for each in week if each.weekday == on.weekday()]
