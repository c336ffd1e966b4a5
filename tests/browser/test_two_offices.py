"""Two offices that do not see each other, and one SOP that crosses them: as people play it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from people.models import Appointment, Position, Unit, User
from procedures.definition import Row
from procedures.models import Version
from tests import make
from tests.browser.conftest import PASSWORD, LetIn, Opened
from tests.procedures.printed import pages, tight
from tests.staff_files import SIASN, nip_of, workbook
from workflow.models import Document, Notice, Task
from workflow.worktime import NORMAL_HOURS, WorkStretch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEST, EAST = "Dinas Barat", "Dinas Timur"
EARLY = tuple(WorkStretch(day, time(7), time(13)) for day in range(6))
CLOCKS = {WEST: ("Asia/Jakarta", NORMAL_HOURS), EAST: ("Asia/Makassar", EARLY)}
STAFF = {  # the number of their NIP: name, position, unit
    1: ("Pegawai Satu", "Staf Surat", f"{WEST} / Sekretariat"),
    2: ("Pegawai Dua", "Kepala Sekretariat", f"{WEST} / Sekretariat"),
    3: ("Pegawai Tiga", "Pengelola Barat", f"{WEST} / Sekretariat"),
    4: ("Pegawai Empat", "Penelaah", f"{EAST} / Bidang Telaah"),
    5: ("Pegawai Lima", "Staf Telaah", f"{EAST} / Bidang Telaah"),
    6: ("Pegawai Enam", "Pengelola Timur", f"{EAST} / Bidang Telaah"),
}
CROSSING = (
    Row("Mengajukan permohonan", "Staf Surat", time="30 menit"),
    Row("Menelaah permohonan", "Penelaah", time="45 menit", no=make.to(1)),
    Row("Menandatangani hasil", "Kepala Sekretariat", time="20 menit"),
)
OWN = "Berkas milik sendiri"
CROSSES = "Telaah lintas kantor"
SHARED = "Permohonan lintas kantor"
REASON = "Data belum lengkap"


@dataclass(frozen=True)
class Play:
    """The windows of all who play, opened when they come on, and what they come to."""

    let_in: LetIn
    windows: dict[int, Page]

    def of(self, number: int) -> Page:
        """Return the window of somebody of the file, who has signed in."""
        if number not in self.windows:
            self.windows[number] = self.let_in(someone(number))
        return self.windows[number]

    def status(self, number: int, path: str) -> int:
        """Return what the server answers somebody at an address."""
        return self.of(number).context.request.get(path).status

    def cards(self, number: int, path: str) -> list[str]:
        """Return the titles in a list, in their order."""
        page = self.of(number)
        page.goto(path)
        return sorted(page.locator("main :is(.card-title, .row-title)").all_text_contents())


def someone(number: int) -> User:
    return User.objects.get(nip=nip_of(number))


def post(title: str) -> Position:
    return Position.objects.get(title=title)


def office(name: str) -> Unit:
    return Unit.objects.get(name=name, parent=None)


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine take its time over a file; what is too much is tested elsewhere."""
    monkeypatch.setattr("procedures.files.reader.SECONDS", 200)


def test_sop_crosses_two_offices_that_do_not_see_each_other(opened: Opened, let_in: LetIn) -> None:
    make.calendar()
    bring_government_in(let_in(make.administrator()))
    play = Play(let_in, {})
    give_roles(play)
    keep_staff(play)
    version = put_in_force(play)
    own = {number: of_its_own(number) for number in (1, 5)}
    play.windows[4] = come_in_with_a_first_password(play, opened())
    document = cross(play, version)
    see_what_is_theirs(play, document)
    see_nothing_else(play, document, own)
    hear_what_is_theirs(play)
    fetch_control_sheet(play, document)


# The offices and their people


def bring_government_in(page: Page) -> None:
    """Make two offices, and bring their people in: names are tied once."""
    for name, (zone, hours) in CLOCKS.items():
        page.goto("/admin/people/unit/add/")
        page.locator("#id_name").fill(name)
        page.locator("[name=_save]").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        make.calendar_for(office(name), zone=zone, hours=hours)
    kept = make.unit("Sekretariat Dinas", below=office(WEST))
    read(page)
    page.get_by_label("Sekretariat").select_option(str(kept.pk))
    page.get_by_label("Buat unit kerja dan jabatan baru").check()
    page.get_by_role("button", name="Lihat dengan jawaban ini").click()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tersimpan: 6 baru, 0 berubah, 0 berakhir")).to_be_visible()
    assert post("Staf Surat").unit == kept


def read(page: Page, *, office: str = "Seluruh pemerintah daerah") -> None:
    """Choose the file of the personnel system, which has the people of both offices."""
    page.goto("/people/import/")
    page.locator("#id_office").select_option(label=office)
    content = workbook((row(number) for number in STAFF), SIASN)
    page.locator("#id_file").set_input_files(
        {"name": "pegawai.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Baca").click()
    expect(page.get_by_role("heading", name="Yang akan berubah")).to_be_visible()


def row(number: int) -> tuple[str, ...]:
    name, position, unit = STAFF[number]
    key = f"U-{unit}"
    return (nip_of(number), name, "", "", "III/a", position, "01-03-2021", key, unit, "Aktif")


def give_roles(play: Play) -> None:
    """Let a superuser name who keeps people at each office, and those give the other roles."""
    administrator = play.let_in(make.administrator())
    for keeper, unit in ((3, WEST), (6, EAST)):
        give_role(administrator, keeper, "people", unit)
    give_role(play.of(3), 2, "editor", WEST)
    give_role(play.of(6), 5, "supervisor", EAST)
    make.role("supervisor", of=office(WEST), to=someone(2))
    make.role("editor", of=office(EAST), to=someone(5))


def give_role(page: Page, whom: int, kind: str, unit: str) -> None:
    page.goto("/admin/people/role/add/")
    suggest(page, "user", STAFF[whom][0])
    page.locator("#id_kind").select_option(kind)
    suggest(page, "unit", unit)
    page.locator("#id_starts_on").fill(timezone.localdate().isoformat())
    page.locator("#id_letter").fill("SK/7/2026")
    page.locator("[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def suggest(page: Page, field: str, name: str) -> None:
    """Choose what the administration suggests for a word."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-search__field").fill(name)
    page.locator(".select2-results__option", has_text=name).click()
    expect(page.locator(f".field-{field} .select2-selection__rendered")).to_contain_text(name)


def keep_staff(play: Play) -> None:
    """Let who keeps people of one office see those alone, know their names, and appoint."""
    west = play.of(3)
    for number, own in ((3, (1, 2, 3)), (6, (4, 5, 6))):
        assert play.cards(number, "/people/") == sorted(STAFF[each][0] for each in own)
    assert play.status(3, f"/people/{someone(4).pk}/") == 404
    assert play.status(6, f"/people/{someone(1).pk}/appoint/") == 404
    read(west, office=WEST)
    expect(west.get_by_text("Tidak ada yang akan berubah.")).to_be_visible()
    expect(west.get_by_text("3 orang dalam berkas")).to_be_visible()
    west.goto("/people/")
    west.get_by_role("link", name="Pegawai Satu").click()
    west.get_by_role("link", name="Tugaskan, juga sebagai Plt. atau Plh.").click()
    offered = west.locator("#id_position").locator("option").all_text_contents()
    assert [each for each in offered if "Penelaah" in each] == []
    west.locator("#id_position").select_option(label="Kepala Sekretariat")
    west.locator("#id_capacity").select_option("plh")
    west.locator("#id_letter").fill("SP/9/2026")
    west.get_by_role("button", name="Tugaskan").click()
    expect(west.get_by_text("Sudah ditugaskan.")).to_be_visible()


# What the offices work by


def put_in_force(play: Play) -> Version:
    """Let who keeps the SOPs of the west put the one in force whose columns reach into the east."""
    columns = {title: post(title) for title in ("Staf Surat", "Penelaah", "Kepala Sekretariat")}
    draft = make.draft(
        CROSSING, code="X-1", positions=columns, of=columns["Staf Surat"].unit, title=CROSSES
    )
    page = play.of(2)
    page.goto(f"{draft.procedure.address()}")
    form = page.locator("details").filter(has=page.get_by_text("Berlakukan", exact=True).first)
    form.locator("summary").click()
    form.get_by_role("button", name="Berlakukan").click()
    expect(page.locator(".alert-success")).to_be_visible()
    return Version.objects.get(pk=draft.pk, state="in_force")


def of_its_own(number: int) -> Document:
    """Let somebody start a document under an SOP of their office alone."""
    user = someone(number)
    own = Appointment.objects.get(user=user, capacity="definitive").position
    others = {4: "Penelaah", 5: "Penelaah"}
    positions = {"Staf": own, "Analis": post(others.get(number, "Kepala Sekretariat"))}
    rows = [Row("Mencatat", "Staf"), Row("Menyimpan", "Analis")]
    version = make.version(rows, code="S-1", positions=positions, of=own.unit)
    return make.document(version, by=user, at=timezone.now(), subject=f"{OWN} {number}")


def come_in_with_a_first_password(play: Play, page: Page) -> Page:
    """Let who keeps the people of the east set a first password, and its owner sign in by NIP."""
    keeper = play.of(6)
    keeper.goto(f"/people/{someone(4).pk}/")
    keeper.get_by_role("link", name="Tetapkan kata sandi pertama").click()
    for field in ("password1", "password2"):
        keeper.locator(f"#id_{field}").fill(PASSWORD)
    keeper.locator("[type=submit]").last.click()
    expect(keeper.locator(".messagelist .success")).to_be_visible()
    page.goto("/login/")
    page.get_by_label("Nama pengguna").fill(nip_of(4))
    page.get_by_label("Sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("/password/")
    page.locator("#id_old_password").fill(PASSWORD)
    for field in ("new_password1", "new_password2"):
        page.locator(f"#id_{field}").fill(f"{PASSWORD}-sendiri")
    page.locator("main [type=submit]").click()
    page.wait_for_url("/")
    return page


# The document


def cross(play: Play, version: Version) -> Document:
    """Let a document go from the west to the east, back with a No, and on to its end."""
    west = play.of(1)
    west.goto("/documents/start/")
    west.get_by_role("link", name=CROSSES).click()
    west.locator("#id_subject").fill(SHARED)
    west.get_by_role("button", name="Periksa dan kirim").click()
    west.get_by_role("button", name="Kirim berkas").click()
    west.wait_for_url("**/documents/*/")
    document = Document.objects.get(version=version)
    do(play, 1, document, "Selesai")
    do(play, 4, document, "Tidak", note=REASON)
    expect_on_desk(play.of(1), REASON)
    do(play, 1, document, "Selesai")
    do(play, 4, document, "Ya")
    do(play, 1, document, "Selesai")
    document.refresh_from_db()
    assert document.state == Document.State.FINISHED
    return document


def do(play: Play, number: int, document: Document, answer: str, *, note: str = "") -> None:
    """Let somebody take the task that waits for them, and answer it; then all are told."""
    page, task = play.of(number), document.tasks.open().get()
    expect_due(page, task)
    page.get_by_role("button", name="Mulai kerjakan").click()
    button = page.get_by_role("button", name=answer, exact=True)
    expect(button).to_be_visible()
    if note:
        page.locator("#do").get_by_label("Catatan").fill(note)
    with page.expect_navigation():
        button.click()
    expect(page.locator(".alert-success")).to_be_visible()
    task.refresh_from_db()
    assert (task.is_open, task.finished_by) == (False, someone(number))
    make.told(timezone.now())


def expect_on_desk(page: Page, text: str) -> None:
    page.goto("/")
    expect(page.locator("main").get_by_text(text).first).to_be_visible()


def expect_due(page: Page, task: Task) -> None:
    """Expect the deadline by the hours of where the task is, told by the clock of there."""
    root = Unit.objects.get(pk=int(task.position.unit.path.split("/")[0]))
    zone, hours = CLOCKS[root.name]
    due = due_by_the_minute(task.arrived_at.astimezone(ZoneInfo(zone)), hours, task)
    assert task.due_at == due
    page.goto(f"/tasks/{task.pk}/")
    told = " ".join((page.locator(".two > .facts").text_content() or "").split())
    assert f"{due:%H.%M}" in told, told
    expect(page.locator(".page-zone")).to_contain_text(f"{due:%Z}")


def due_by_the_minute(at: datetime, hours: Sequence[WorkStretch], task: Task) -> datetime:
    """Return the standard time after arrival, counted minute by minute."""
    at, left = at.replace(second=0, microsecond=0), task.standard_minutes or 0
    while left:
        on, now = at.weekday(), at.time()
        left -= any(each.weekday == on and each.starts <= now < each.ends for each in hours)
        at += timedelta(minutes=1)
    return at


# Who sees what


def see_what_is_theirs(play: Play, document: Document) -> None:
    """Lists show each person what is of their office or what they stand in, and nothing else."""
    west, east = f"{OWN} 1", f"{OWN} 5"
    for number, sops, subjects in (
        (1, ["Membuat surat", CROSSES], [west, SHARED]),
        (2, ["Membuat surat", CROSSES], [west, SHARED]),
        (4, ["Membuat surat", CROSSES], [east, SHARED]),
        (5, ["Membuat surat"], [east]),
    ):
        assert play.cards(number, "/procedures/") == sops, number
        assert play.cards(number, "/documents/") == subjects, number
        counted = play.of(number).locator("#found [role=status]")
        expect(counted).to_have_text(f"{len(subjects)} berkas")
        found = [SHARED] if SHARED in subjects else []
        assert play.cards(number, "/documents/?words=lintas") == found, number
        assert play.cards(number, "/procedures/?words=lintas") == sops[1:], number
        assert play.cards(number, "/documents/start/?words=lintas") == sops[1:], number
    assert play.cards(2, "/supervision/") == [west]
    assert play.cards(5, "/supervision/") == [east]
    for number in (1, 2, 4):
        assert play.status(number, f"/documents/{document.pk}/history/") == 200
        assert play.status(number, document.version.procedure.address()) == 200


def see_nothing_else(play: Play, document: Document, own: dict[int, Document]) -> None:
    """No address of what is another's leads anywhere, whichever role somebody has."""
    hidden = {3: [own[5]], 6: [document, own[1]], 5: [document, own[1]]}
    hidden |= {1: [own[5]], 2: [own[5]], 4: [own[1]]}
    for number, documents in hidden.items():
        for each in documents:
            answers = {path: play.status(number, path) for path in addresses(each)}
            assert set(answers.values()) == {404}, (number, answers)
    assert play.status(5, "/procedures/X-1/") == 404


def addresses(document: Document) -> list[str]:
    """Return the addresses of a document, of its tasks, and of its SOP."""
    tasks, sop = document.tasks.values_list("pk", flat=True), document.version.procedure
    pages_of = ("", "history/", "print.pdf", "slip.pdf")
    paths = [f"/documents/{document.pk}/{page}" for page in pages_of]
    paths += [f"/tasks/{task}/" for task in tasks]
    of_sop = ("procedure", "print_procedure", "start_document")
    return paths + [sop.address(page) for page in of_sop]


def hear_what_is_theirs(play: Play) -> None:
    """Notices of what crosses go to those who stand in it alone."""
    told = Notice.objects.filter(document__subject=SHARED)
    assert set(told.values_list("user", flat=True)) == {someone(each).pk for each in (1, 2, 4)}
    for number in (1, 2, 4, 5, 6):
        page = play.of(number)
        page.goto("/notices/")
        heard = page.locator("main li.notice").filter(has_text=SHARED).count()
        assert (heard > 0) is (number in (1, 2, 4)), number


# The control sheet


def fetch_control_sheet(play: Play, document: Document) -> None:
    """Both offices get one sheet: who was where, when, by the clock of the office of the SOP."""
    for number in (1, 4):
        page = play.of(number)
        page.goto(f"/documents/{document.pk}/")
        path = page.get_by_role("link", name="Lembar kendali").get_attribute("href")
        answer = page.context.request.get(path or "")
        assert answer.headers["content-type"] == "application/pdf"
        text = "".join(pages(answer.body()))
        for said in expected_words(document):
            assert tight(said) in text, (said, text)


def expected_words(document: Document) -> list[str]:
    words = [SHARED, REASON, "Pegawai Satu", "Pegawai Empat", "Penelaah", "Staf Surat"]
    words += ["Plh. Kepala Sekretariat", "2 putaran", "WIB"]
    for task in document.tasks.all():
        assert task.finished_at is not None
        words.append(f"{task.finished_at.astimezone(ZoneInfo(CLOCKS[WEST][0])):%H.%M}")
    return words
