"""What was signed stays: renaming a unit or a person changes no paper that was final."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from people.actions import retire_position
from people.doers import Doer, Operator
from people.models import Position, Unit, User
from procedures import actions as deeds
from procedures.exchange import FORMATS, digest_of
from procedures.models import Version, VersionEntry
from procedures.printing import PAPERS
from procedures.printing.rendering import LogoLost, find_logo
from tests import make
from tests.constraints import change
from tests.procedures.printed import pages, pdf, tight, whole
from workflow import actions, reports
from workflow.actions.succession import succeed_positions
from workflow.models import Document, Entry, Task
from workflow.printing import control_sheet_pdf, routing_slip
from workflow.reports import track
from workflow.transition.outcomes import Outcome

pytestmark = pytest.mark.django_db

OLD, NEW = "Bidang Lama", "Bidang Baru"
BEFORE, AFTER = "Orang Sebelum", "Orang Sesudah"


def put_in_force(unit: Unit) -> Version:
    make.calendar()
    draft = make.draft(code="T-1", of=unit)
    return deeds.put_version_in_force(draft, by=Operator(make.MONDAY))


@pytest.fixture
def version() -> Version:
    """Make a version that was put in force before its unit got another name."""
    unit = make.unit(OLD)
    found = put_in_force(unit)
    change(unit, name=NEW)
    return found


def test_version_in_force_keeps_the_name_of_its_unit_and_a_draft_follows_it(
    version: Version,
) -> None:
    draft = deeds.copy_version(version, by=Doer(make.editor(), make.MONDAY))
    assert [whole(each).unit_title for each in (version, draft)] == [OLD, NEW]
    approval = deeds.Approval("067/2", make.LONG_AGO, "Kepala Dinas", "Pengesah")
    deeds.put_version_in_force(draft, by=Operator(make.MONDAY), approval=approval)
    change(Unit.objects.get(name=NEW), name="Bidang Lain")
    assert [whole(each).unit_title for each in (version, draft)] == [OLD, NEW]


@pytest.mark.looks
def test_every_paper_of_a_version_in_force_shows_the_unit_as_it_was(version: Version) -> None:
    document = make.document(version)
    way = track(document, at=make.MONDAY)
    texts = [
        "".join(pages(pdf(version))),
        "".join(pages(control_sheet_pdf(way, PAPERS["a4"]))),
        tight(routing_slip(way, "http://localhost/documents/1/")),
    ]
    shown = [(tight(OLD) in text, tight(NEW) in text) for text in texts]
    assert shown == [(True, False)] * 3


def test_pages_and_sheets_of_a_version_in_force_show_the_unit_as_it_was(version: Version) -> None:
    client = make.client(make.colleague())
    for address in (make.at("T-1"), "/procedures/"):
        page = client.get(address).content.decode()
        assert (OLD in page, f"T-1 · {NEW}" in page) == (True, False)
    book = load_workbook(BytesIO(FORMATS["xlsx"].write(whole(version))))
    cells = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert (OLD in cells, NEW in cells) == (True, False)


def test_logo_stays_as_it_was_and_its_file_belongs_to_the_version() -> None:
    unit = make.unit(OLD)
    files = [Path(settings.MEDIA_ROOT, "logos", name) for name in ("a.png", "b.png")]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(make.PNG)
    change(unit, logo="logos/a.png")
    version = put_in_force(unit)
    change(unit, logo="logos/b.png")
    assert str(whole(version).logo) == "logos/a.png"
    call_command("sweep", stdout=(told := StringIO()))
    assert "a.png" not in told.getvalue()
    files[0].unlink()
    with pytest.raises(LogoLost):
        find_logo(whole(version))
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("sweep", stdout=told)
    assert "a.png is missing" in told.getvalue()


def test_what_a_journal_sealed_of_a_version_is_no_other_for_a_renamed_unit() -> None:
    unit = make.unit(OLD)
    version = put_in_force(unit)
    before = digest_of(whole(version))
    change(unit, name=NEW)
    assert digest_of(whole(version)) == before


@pytest.fixture
def renamed() -> tuple[Document, User]:
    """Make a document that went one step and was cancelled by somebody with another name since."""
    version = make.version(code="T-1")
    person = make.holder_of(version, "Staf")
    change(person, name=BEFORE)
    person.refresh_from_db()
    document = make.document(version, by=person, uploads=[make.upload("surat.pdf")])
    by = Doer(person, make.MONDAY)
    task = actions.take_task(document.tasks.get(), by=by)
    actions.finish_task(task, by=by, outcome=Outcome(answer="done", note=""))
    document = Document.objects.get(pk=document.pk)
    actions.cancel_document(document, by=by, reason="Keliru")
    change(person, name=AFTER)
    return Document.objects.get(pk=document.pk), User.objects.get(pk=person.pk)


def test_document_task_file_and_entries_keep_the_names_of_who_acted(
    renamed: tuple[Document, User],
) -> None:
    document, person = renamed
    first = Task.objects.get(document=document, number=1)
    file = document.attachments.get()
    kept = [document.starter, document.canceller, first.finisher, file.uploader]
    assert (kept, str(person)) == ([BEFORE] * 4, AFTER)
    assert {entry.who for entry in document.entries.all()} == {BEFORE}
    call_command("verify_journal", stdout=(told := StringIO()))
    assert told.getvalue().endswith(" 0 faults.\n")


@pytest.mark.looks
def test_pages_and_papers_of_a_document_show_the_names_of_who_acted(
    renamed: tuple[Document, User],
) -> None:
    document, _person = renamed
    browser: Client = make.client(make.administrator())
    shown = [
        browser.get(f"/documents/{document.pk}/").content.decode(),
        browser.get(f"/documents/{document.pk}/history/").content.decode(),
        routing_slip(track(document, at=make.MONDAY), "http://localhost/"),
    ]
    assert [(BEFORE in page, AFTER in page) for page in shown] == [(True, False)] * 3
    assert BEFORE in browser.get("/documents/").content.decode()
    sheet = "".join(pages(control_sheet_pdf(track(document, at=make.MONDAY), PAPERS["a4"])))
    assert (tight(BEFORE) in sheet, tight(AFTER) in sheet) == (True, False)


def test_entries_of_versions_keep_the_names_of_who_acted() -> None:
    editor = make.editor()
    change(editor, name=BEFORE)
    editor.refresh_from_db()
    version = make.version(code="T-1")
    deeds.revoke_version(version, by=Doer(editor, make.MONDAY), reason="Usang")
    change(editor, name=AFTER)
    page = make.client(make.colleague()).get(make.at("T-1")).content.decode()
    assert (BEFORE in page, AFTER in page) == (True, False)
    assert VersionEntry.objects.get(deed="revoke").who == BEFORE


def test_entry_from_before_names_were_kept_shows_the_name_known_when_it_was_migrated() -> None:
    person = make.user(name=AFTER)
    told = [Entry(by=person, by_name=BEFORE), Entry(by=person, known_name=BEFORE), Entry(by=person)]
    assert [entry.who for entry in told] == [BEFORE, BEFORE, AFTER]


@pytest.mark.looks
def test_pages_and_papers_of_a_document_show_positions_as_they_were_called(
    renamed: tuple[Document, User],
) -> None:
    document, _person = renamed
    staff, analyst = (each.position for each in document.tasks.order_by("number"))
    before = {staff.title, analyst.title}
    for position in Position.objects.all():
        change(position, title=f"{NEW} {position.pk}")
    fresh = Document.objects.get(pk=document.pk)
    way = track(fresh, at=make.MONDAY)
    history = make.client(make.administrator()).get(f"/documents/{document.pk}/history/")
    pages_shown = [
        "".join(line.sentence for line in reports.history(fresh, way.tasks)),
        history.content.decode(),
        routing_slip(way, "http://localhost/"),
    ]
    assert [[title in page for title in sorted(before)] for page in pages_shown] == [
        [True, True]
    ] * 3
    assert [NEW in page for page in pages_shown] == [False] * 3
    sheet = "".join(pages(control_sheet_pdf(way, PAPERS["a4"])))
    assert tight(NEW) not in sheet


def test_a_slip_names_where_a_document_has_yet_to_come_as_it_is_called_today() -> None:
    version = make.version(code="T-1")
    document = make.document(version)
    for position in Position.objects.all():
        change(position, title=f"{NEW} {position.pk}")
    rows = track(document, at=make.MONDAY).rows
    assert [row.place.startswith(NEW) for row in rows] == [False, True, True]


def test_a_task_that_is_handed_over_is_called_by_the_titles_of_that_day() -> None:
    version = make.version(code="T-1")
    document = make.document(version, by=make.holder_of(version, "Kepala"))
    old, heir = make.position_of(version, "Staf"), make.position(OLD)
    by = Doer(make.administrator(), make.MONDAY)
    retire_position(old, on=make.MONDAY.date(), successor=heir, by=by)
    succeed_positions(make.MONDAY)
    for position in (old, heir):
        change(position, title=f"{NEW} {position.pk}")
    way = track(document, at=make.MONDAY)
    said = [line.sentence for line in reports.history(document, way.tasks)]
    assert [old.title in said[0], OLD in said[1], NEW in "".join(said)] == [True, True, False]
