"""Every deed in a browser: by mouse, by keyboard, on a phone; and what goes wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings

from people.models import User
from tests import make
from tests.browser.conftest import LetIn
from workflow.models import Document, Entry, Task

pytestmark = pytest.mark.browser

REASON = "Lampiran belum lengkap"


@dataclass(frozen=True)
class Hand:
    """One person at one document: with the mouse, or with nothing but the keyboard."""

    page: Page
    document: Document
    has_mouse: bool = True

    def look(self) -> Hand:
        self.page.goto(f"/documents/{self.document.pk}/")
        return self

    def press(self, thing: Locator) -> None:
        if self.has_mouse:
            thing.click()
        else:
            self.reach(thing)
            self.page.keyboard.press("Enter")

    def reach(self, thing: Locator) -> None:
        """Go on by Tab until a thing has the focus, and see that it is in sight."""
        for _ in range(200):
            if thing.evaluate("thing => thing === document.activeElement"):
                expect(thing).to_be_in_viewport()
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {thing}")

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def write(self, thing: Locator, text: str) -> None:
        if self.has_mouse:
            thing.fill(text)
        else:
            self.reach(thing)
            self.page.keyboard.type(text)

    def choose(self, thing: Locator, number: int) -> None:
        """Choose an entry of a list by its place below the empty one."""
        if self.has_mouse:
            thing.select_option(index=number)
        else:
            self.reach(thing)
            for _ in range(number):
                self.page.keyboard.press("ArrowDown")

    def open(self, deed: str) -> Locator:
        """Open the form of a deed."""
        form = self.page.locator("details.deed").filter(
            has=self.page.get_by_text(deed, exact=True).first
        )
        self.press(form.locator("summary"))
        return form

    def do(self, deed: str, **typed: str) -> None:
        """Open the form of a deed, fill it in by the ends of its fields' names, send it."""
        form = self.open(deed)
        for name, text in typed.items():
            field = form.locator(f"[name={name}]")
            if field.get_attribute("type") == "file":
                field.set_input_files(text)
            elif field.get_attribute("type") == "datetime-local":
                field.fill(text)  # how the parts of a date are typed is the browser's own affair
            elif field.evaluate("field => field.tagName") == "SELECT":
                self.choose(field, int(text))
            else:
                self.write(field, text)
        self.press(form.get_by_role("button", name=deed, exact=True))
        self.is_done()

    def is_done(self) -> None:
        """The page says that it is done, and is no wider than the screen.

        The word is taken away then: the next deed must bring its own.
        """
        said = self.page.locator(".alert-success")
        expect(said).to_be_visible()
        assert self.page.viewport_size is not None
        width = self.page.viewport_size["width"]
        assert self.page.evaluate("document.documentElement.scrollWidth") == width
        said.evaluate("alert => alert.remove()")

    def take(self) -> None:
        self.look().button("Mulai kerjakan")
        self.is_done()

    def answer(self, answer: str, note: str = "") -> None:
        if note:
            self.write(self.page.locator("#do").get_by_label("Catatan"), note)
        self.button(answer)
        self.is_done()


@dataclass(frozen=True)
class Office:
    """A document on its way, and one person for each column."""

    document: Document
    staf: User
    analis: User
    kepala: User


@pytest.fixture
def office(transactional_db: None) -> Office:
    version = make.version()
    staf, analis, kepala = (
        make.holder(make.position_of(version, column), column.lower())
        for column in ("Staf", "Analis", "Kepala")
    )
    document = make.document(version, by=staf, at=timezone.now())
    return Office(document, staf, analis, kepala)


def deeds(document: Document) -> list[str]:
    return list(document.entries.order_by("number").values_list("deed", flat=True))


def minute(task: Task) -> str:
    return timezone.localtime(task.arrived_at).strftime("%Y-%m-%dT%H:%M")


HANDS = {"mouse": (1280, True), "keyboard": (1280, False), "phone": (360, True)}


@pytest.mark.looks
@pytest.mark.parametrize("hand", HANDS)
def test_every_deed_is_done_from_the_page_of_the_document(
    hand: str, office: Office, let_in: LetIn, tmp_path: Path, settings: Settings
) -> None:
    width, has_mouse = HANDS[hand]
    settings.LATE_RECORDING = True
    draft = tmp_path / "konsep.pdf"
    draft.write_bytes(make.PDF)
    people = (office.staf, office.analis, office.kepala, make.supervisor())
    staf, analis, kepala, chief = (
        Hand(let_in(user, width), office.document, has_mouse) for user in people
    )
    work_on_first_step(staf, chief, str(draft))
    go_back_and_forth(staf, analis, kepala)
    staf.look().do("Komentar", text="Mohon segera")
    staf.do("Tambahkan lampiran", uploads=str(draft))
    staf.do("Batalkan berkas", reason="Ganda")
    assert deeds(office.document) == [
        *("start", "take", "pause", "resume", "release", "assign", "take", "attach"),
        *(
            "correct",
            "done",
            "take_back",
            "done",
            "take",
            "no",
            "record_later",
            "take",
            "yes",
            "take",
        ),
        "send_back",
        *("comment", "attach", "cancel"),
    ]
    assert office.document.entries.get(deed="no").note == REASON
    kept = office.document.attachments.order_by("version").values_list("version", "task__number")
    assert list(kept) == [(1, 1), (2, None)]


def work_on_first_step(staf: Hand, chief: Hand, draft: str) -> None:
    staf.take()
    staf.do("Jeda pekerjaan", reason="Menunggu")
    staf.button("Lanjutkan pekerjaan")
    staf.is_done()
    staf.do("Lepaskan tugas")
    chief.look().do("Tugaskan", to="1")
    staf.take()
    staf.do("Tambahkan lampiran pada tugas ini", uploads=draft)
    staf.do("Perbaiki isian", agenda_number="45")
    there = staf.page.get_by_role("group", name="Komputer").get_by_label("Ada")
    if staf.has_mouse:
        there.check()
    else:
        staf.reach(there)
        staf.page.keyboard.press("Space")
    staf.answer("Selesai")
    staf.do("Tarik kembali berkas")
    staf.answer("Selesai")


def go_back_and_forth(staf: Hand, analis: Hand, kepala: Hand) -> None:
    analis.take()
    analis.answer("Tidak", REASON)
    at = minute(Task.objects.open().get())
    staf.look().do("Catat kemudian", since=at, until=at)
    analis.take()
    analis.answer("Ya")
    kepala.take()
    kepala.do("Kembalikan di luar alur", to="1", note="Salah alamat")


def test_second_of_two_who_take_a_task_at_once_reads_who_was_first(
    office: Office, let_in: LetIn
) -> None:
    colleague = make.holder(make.position_of(office.document.version, "Staf"))
    first, second = (
        Hand(let_in(user), office.document).look() for user in (office.staf, colleague)
    )
    first.button("Mulai kerjakan")
    first.is_done()
    second.button("Mulai kerjakan")
    taken = f"Tugas ini sudah diambil oleh {office.staf}."
    expect(second.page.get_by_role("alert")).to_have_text(taken)
    expect(second.page.get_by_role("button", name="Mulai kerjakan")).to_have_count(0)
    assert Task.objects.get().taken_by == office.staf
    assert deeds(office.document) == ["start", "take"]


def at_the_check(office: Office, let_in: LetIn) -> Hand:
    """Return the analyst with the check in hand and a reason typed."""
    task = make.passed_on(office.document, "done")
    make.taken(task, by=office.analis)
    analis = Hand(let_in(office.analis), office.document).look()
    analis.page.get_by_label("Catatan").fill(REASON)
    return analis


def sign_in_again(page: Page, user: User) -> None:
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Sandi").fill("pw")
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("/tasks/*/")


@pytest.mark.looks
def test_session_that_ends_in_the_middle_of_a_form_loses_nothing_typed(
    office: Office, let_in: LetIn
) -> None:
    analis = at_the_check(office, let_in)
    Session.objects.all().delete()
    analis.button("Tidak")
    sign_in_again(analis.page, office.analis)
    expect(analis.page.get_by_label("Catatan")).to_have_value(REASON)
    expect(analis.page.get_by_text("Isian Anda yang belum terkirim")).to_be_visible()
    analis.button("Tidak")
    analis.is_done()
    assert Entry.objects.get(deed="no").note == REASON
    make.passed_on(office.document, "done")
    make.taken(office.document.tasks.open().get(), by=office.analis)
    analis.look()
    expect(analis.page.get_by_label("Catatan")).to_have_value("")


@pytest.mark.looks
def test_session_that_ends_leaves_a_correction_of_what_was_filled_in(
    office: Office, let_in: LetIn
) -> None:
    make.taken(office.document.tasks.get(), by=office.staf)
    staf = Hand(let_in(office.staf), office.document).look()
    form = staf.open("Perbaiki isian")
    form.get_by_label("Perihal").fill("Undangan rapat dinas")
    Session.objects.all().delete()
    form.get_by_role("button", name="Perbaiki isian").click()
    sign_in_again(staf.page, office.staf)
    form = staf.page.locator("details.deed[open]")
    expect(form.get_by_label("Perihal")).to_have_value("Undangan rapat dinas")
    form.get_by_role("button", name="Perbaiki isian").click()
    staf.is_done()
    assert Document.objects.get().subject == "Undangan rapat dinas"


@pytest.mark.looks
def test_what_one_person_typed_is_not_shown_to_the_next_in_the_same_window(
    office: Office, let_in: LetIn
) -> None:
    analis = at_the_check(office, let_in)
    Session.objects.all().delete()
    analis.button("Tidak")
    sign_in_again(analis.page, office.kepala)
    kept = analis.page.evaluate("JSON.stringify(Object.entries(sessionStorage))")
    assert REASON not in kept
    assert REASON not in analis.page.content()


def test_back_button_after_a_deed_does_nothing_twice(office: Office, let_in: LetIn) -> None:
    analis = at_the_check(office, let_in)
    analis.button("Tidak")
    analis.is_done()
    analis.page.go_back()
    again = analis.page.get_by_role("button", name="Tidak", exact=True)
    if again.count():
        again.click()
        done = f"Langkah ini sudah diselesaikan oleh {office.analis}."
        expect(analis.page.get_by_role("alert")).to_have_text(done)
    assert deeds(office.document)[-2:] == ["take", "no"]


def test_double_click_on_finish_finishes_once_and_complains_of_nothing(
    office: Office, let_in: LetIn
) -> None:
    make.taken(office.document.tasks.get(), by=office.staf)
    staf = Hand(let_in(office.staf), office.document).look()
    staf.page.get_by_role("button", name="Selesai", exact=True).dblclick()
    staf.is_done()
    expect(staf.page.get_by_role("alert")).to_have_count(0)
    assert deeds(office.document) == ["start", "take", "done"]


@pytest.mark.looks
def test_form_sent_without_a_connection_waits_until_there_is_one(
    office: Office, let_in: LetIn
) -> None:
    analis = at_the_check(office, let_in)
    analis.page.context.set_offline(True)
    analis.button("Tidak")
    lost = analis.page.get_by_text("Tidak ada sambungan.")
    expect(lost).to_be_visible()
    assert deeds(office.document)[-1] == "take"
    analis.page.context.set_offline(False)
    expect(lost).to_be_hidden()
    expect(analis.page.get_by_label("Catatan")).to_have_value(REASON)
    analis.button("Tidak")
    analis.is_done()
    assert Entry.objects.get(deed="no").note == REASON
