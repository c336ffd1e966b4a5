"""The desk of a person: what waits for them, why, until when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.doers import Doer
from people.models import User
from procedures.definition import Row
from procedures.models import Version
from tests import make
from workflow import actions, reports
from workflow.models import Task
from workflow.reports import DESK_LIMIT, DESK_PAGE, MOST_COUNTED, DeskPage, Section, Waiting
from workflow.transition.contents import Contents

pytestmark = pytest.mark.django_db

NEXT_DAY = make.MONDAY + timedelta(days=1)


def column(version: Version, name: str) -> User:
    """Return somebody who holds the position of a column, made when there is nobody."""
    position = make.position_of(version, name)
    held = position.appointments.select_related("user").first()
    return held.user if held else make.holder(position)


def subjects(tasks: tuple[reports.DeskTask, ...]) -> list[str]:
    return [each.task.document.subject for each in tasks]


def desk(user: User) -> tuple[list[str], list[str], list[str]]:
    """Return the subjects that are in somebody's hands, free, and started; nothing came back."""
    found = reports.desk(user, at=make.MONDAY)
    assert found.returned == ()
    started = [document.subject for document in found.started]
    return subjects(found.mine), subjects(found.free), started


def test_desk_shows_what_is_mine_what_is_free_and_what_i_started() -> None:
    version = make.version()
    staff, colleague = column(version, "Staf"), make.holder_of(version, "Staf")
    elsewhere = make.version()
    make.document(version, by=colleague, subject="bebas")
    for subject, by in [("punyaku", staff), ("punyanya", colleague)]:
        task = make.document(version, by=colleague, subject=subject).tasks.get()
        make.taken(task, by=by)
    make.document(version, by=staff, subject="kumulai", at=NEXT_DAY)
    make.document(elsewhere, subject="SOP lain")
    assert desk(staff) == (["punyaku"], ["bebas", "kumulai"], ["kumulai"])
    assert desk(colleague) == (
        ["punyanya"],
        ["bebas", "kumulai"],
        ["punyanya", "punyaku", "bebas"],
    )
    assert desk(column(version, "Analis")) == ([], [], [])
    assert desk(make.supervisor()) == ([], [], [])


def test_desk_follows_the_document_from_hand_to_hand() -> None:
    version = make.version()
    staff, analyst = column(version, "Staf"), column(version, "Analis")
    document = make.document(version, by=staff, subject="surat")
    assert (desk(staff), desk(analyst)) == (([], ["surat"], ["surat"]), ([], [], []))
    make.passed_on(document, "done")
    assert (desk(staff), desk(analyst)) == (([], [], ["surat"]), ([], ["surat"], []))
    make.passed_on(document, "yes")
    assert (desk(staff), desk(analyst)) == (([], [], ["surat"]), ([], [], []))
    make.finished(document.tasks.open().get())
    assert desk(staff) == desk(column(version, "Kepala")) == ([], [], [])


def test_desk_of_a_deputy_lasts_as_long_as_the_appointment() -> None:
    version = make.version()
    make.document(version, by=column(version, "Staf"), subject="surat")
    deputy = make.user()
    position = make.position_of(version, "Staf")
    make.appointment(deputy, position, capacity="plh", ends_on=date(2026, 6, 8))
    assert subjects(reports.desk(deputy, at=make.MONDAY).free) == ["surat"]
    assert subjects(reports.desk(deputy, at=NEXT_DAY).free) == []


def test_desk_puts_the_oldest_first() -> None:
    version = make.version()
    staff = column(version, "Staf")
    for days, subject in [(2, "kedua"), (1, "pertama"), (3, "ketiga")]:
        at = make.MONDAY + timedelta(days=days)
        make.document(version, by=staff, subject=subject, at=at)
    in_turn = ["pertama", "kedua", "ketiga"]
    assert desk(staff) == ([], in_turn, in_turn[::-1])


@pytest.mark.parametrize("more", [0, 1])
def test_desk_shows_its_first_rows_and_says_whether_there_are_more(more: int) -> None:
    version = make.version()
    staff = column(version, "Staf")
    make.pile(version, DESK_LIMIT + more, by=staff)
    newest = make.document(version, by=column(version, "Analis"), subject="punyaku", at=NEXT_DAY)
    make.taken(newest.tasks.get(), by=staff, at=NEXT_DAY)
    assert desk(staff) == (["punyaku"], ["lama"] * DESK_LIMIT, ["lama"] * DESK_LIMIT)
    found = reports.desk(staff, at=make.MONDAY)
    assert found.more == ({Section.FREE, Section.STARTED} if more else set())
    paged = reports.desk(staff, at=make.MONDAY, page=DeskPage(Section.FREE))
    assert (len(paged.free), len(paged.started)) == (DESK_LIMIT + more, DESK_LIMIT)
    assert paged.more == ({Section.STARTED} if more else set())


def keys(found: reports.Desk, section: Section) -> list[int]:
    """Return the keys of the rows of a section: of tasks, or of documents."""
    if section is Section.STARTED:
        return [each.pk for each in found.started]
    rows: tuple[reports.DeskTask, ...] = getattr(found, section)
    return [each.task.pk for each in rows]


@pytest.mark.parametrize("section", Section)
def test_section_is_looked_through_page_by_page(section: Section) -> None:
    version = make.version()
    staff = column(version, "Staf")
    how: dict[Section, dict[str, Any]] = {
        Section.RETURNED: {"came_back": True},
        Section.MINE: {"taken_by": staff, "started_at": make.MONDAY},
    }
    piled = make.pile(version, DESK_PAGE * 2 + 1, by=staff, **how.get(section, {}))
    in_order = [each.pk for each in piled]
    if section is Section.STARTED:  # the newest first
        in_order = [each.document_id for each in reversed(piled)]
    found = []
    behind = None
    for are_more in (True, True, False):
        page = reports.desk(staff, at=make.MONDAY, page=DeskPage(section, behind))
        found.append(keys(page, section))
        assert (section in page.more) is are_more
        behind = found[-1][-1]
    assert found == [in_order[:DESK_PAGE], in_order[DESK_PAGE : DESK_PAGE * 2], in_order[-1:]]
    last = reports.desk(staff, at=make.MONDAY, page=DeskPage(section, behind))
    assert (keys(last, section), section in last.more) == ([], False)
    others = [each for each in Section if each != section]
    first = reports.desk(staff, at=make.MONDAY)
    assert [keys(last, each) for each in others] == [keys(first, each) for each in others]


def test_page_begins_where_it_did_when_the_row_before_it_has_gone() -> None:
    version = make.version()
    staff = column(version, "Staf")
    tasks = make.pile(version, 3, by=staff)
    make.finished(tasks[1])
    behind = DeskPage(Section.FREE, tasks[1].pk)
    assert keys(reports.desk(staff, at=make.MONDAY, page=behind), Section.FREE) == [tasks[2].pk]
    document = tasks[1].document
    actions.cancel_document(document, by=Doer(staff, make.MONDAY), reason="Salah")
    behind = DeskPage(Section.STARTED, document.pk)
    found = reports.desk(staff, at=make.MONDAY, page=behind)
    assert keys(found, Section.STARTED) == [tasks[0].document_id]


def test_page_behind_a_row_that_never_was_is_the_first() -> None:
    task = make.task()
    holder = make.holder(task.position)
    found = reports.desk(holder, at=make.MONDAY, page=DeskPage(Section.FREE, 10**17))
    assert keys(found, Section.FREE) == [task.pk]


def test_desk_shows_what_came_back_however_much_waited_before() -> None:
    version = make.version()
    staff = column(version, "Staf")
    make.pile(version, DESK_LIMIT * 3, by=staff)
    document = make.document(version, by=staff, subject="kembali", at=NEXT_DAY)
    for answer in ("done", "no"):
        make.finished(document.tasks.open().get(), at=NEXT_DAY, answer=answer, note="Salah")
    found = reports.desk(staff, at=NEXT_DAY)
    assert subjects(found.returned) == ["kembali"]
    assert subjects(found.free) == ["lama"] * DESK_LIMIT


def test_desk_keeps_what_came_back_apart_and_says_why() -> None:
    version = make.version()
    staff, analyst = column(version, "Staf"), column(version, "Analis")
    returned = make.document(version, by=staff, subject="kembali")
    make.document(version, by=staff, subject="baru")
    make.passed_on(returned, "done", "no")
    found = reports.desk(staff, at=make.MONDAY)
    assert (subjects(found.returned), subjects(found.free)) == (["kembali"], ["baru"])
    (back,) = found.returned
    assert back.returned is not None
    assert back.returned.note == "Alasan no"
    assert back.returned.finished_as == make.position_of(version, "Analis").title
    assert (back.is_mine, found.free[0].returned) == (False, None)
    make.taken(returned.tasks.open().get(), by=staff)
    found = reports.desk(staff, at=make.MONDAY)
    assert (subjects(found.returned), found.returned[0].is_mine) == (["kembali"], True)
    assert subjects(found.mine) == []
    make.passed_on(returned, "done")
    assert reports.desk(staff, at=make.MONDAY).returned == ()
    assert desk(analyst)[1] == ["kembali"]  # it came forward again: nobody sent it back to here


def test_desk_keeps_apart_what_was_sent_back_outside_the_drawing() -> None:
    version = make.version()
    document = make.document(version)
    judged = make.taken(make.passed_on(document, "done"))
    assert judged.taken_by is not None
    first = document.version.steps.get(number=1)
    actions.send_back_task(
        judged, by=Doer(judged.taken_by, make.MONDAY), to=first, note="Salah alamat"
    )
    (back,) = reports.desk(column(version, "Staf"), at=make.MONDAY).returned
    assert back.returned is not None
    assert back.returned.note == "Salah alamat"


def test_desk_offers_what_somebody_left_behind_who_has_gone() -> None:
    version = make.version()
    staff, gone = column(version, "Staf"), make.holder_of(version, "Staf")
    make.taken(make.document(version, by=gone, subject="surat").tasks.get(), by=gone)
    assert desk(staff) == ([], [], [])
    gone.appointments.update(ends_on=date(2026, 6, 7))
    assert desk(staff) == ([], ["surat"], [])
    assert desk(gone) == ([], [], ["surat"])


def test_desk_of_two_positions_is_in_the_order_of_arrival() -> None:
    version, another = make.version(), make.version()
    staff = column(version, "Staf")
    make.appointment(staff, make.position_of(another, "Staf"))
    starter = column(another, "Analis")
    for hours, under, subject in [(2, version, "kedua"), (1, another, "pertama")]:
        at = make.MONDAY + timedelta(hours=hours)
        actions.start_document(under, by=Doer(staff, at), contents=Contents(subject))
    assert desk(staff) == ([], ["pertama", "kedua"], ["kedua", "pertama"])
    assert desk(starter) == ([], [], [])


def test_returned_by_is_the_no_just_before_and_no_older_one() -> None:
    document = make.document()
    again = make.passed_on(document, "done", "no")
    assert reports.returned_by(again) == document.tasks.get(number=2)
    assert reports.returned_by(document.tasks.get(number=1)) is None
    judged_again = make.passed_on(document, "done")
    assert reports.returned_by(judged_again) is None
    assert reports.returned_by(make.passed_on(document, "yes")) is None


def deadline(user: User, at: datetime) -> tuple[int, int, bool, bool]:
    """Return how the only free task stands: left, over, late, near."""
    (each,) = reports.desk(user, at=at).free
    assert each.deadline is not None
    return (
        each.deadline.left,
        each.deadline.over,
        each.deadline.is_late,
        each.deadline.is_near,
    )


def test_desk_counts_down_in_working_time() -> None:
    version = make.version()
    staff = column(version, "Staf")
    make.document(version, by=staff, at=make.wib("2026-06-05 09:00"))  # Friday, 10 minutes
    # A working day to wait and 10 minutes: Monday, 09.10.
    assert deadline(staff, make.wib("2026-06-05 16:30")) == (100, 0, False, False)
    assert deadline(staff, make.wib("2026-06-07 12:00")) == (100, 0, False, False)
    assert deadline(staff, make.wib("2026-06-08 08:09")) == (61, 0, False, False)
    assert deadline(staff, make.wib("2026-06-08 08:10")) == (60, 0, False, True)
    assert deadline(staff, make.wib("2026-06-08 09:10")) == (0, 0, False, True)
    assert deadline(staff, make.wib("2026-06-08 09:11")) == (0, 1, True, False)
    assert deadline(staff, make.wib("2026-06-09 09:10")) == (0, 450, True, False)


def test_deadline_is_near_a_day_before_where_the_whole_is_compared() -> None:
    version = make.version((Row("Menyusun laporan", "Staf", time="2 hari kerja"),))
    staff = column(version, "Staf")
    make.document(version, by=staff, at=make.wib("2026-06-08 09:00"))  # due on Thursday, 09.00
    assert deadline(staff, make.wib("2026-06-10 08:59")) == (451, 0, False, False)
    assert deadline(staff, make.wib("2026-06-10 09:00")) == (450, 0, False, True)


def test_deadline_that_passes_after_work_is_late_by_nothing_yet() -> None:
    version = make.version()
    staff = column(version, "Staf")
    task = make.document(version, by=staff).tasks.get()
    Task.objects.filter(pk=task.pk).update(due_at=make.wib("2026-06-08 16:00"))
    assert deadline(staff, make.wib("2026-06-08 20:00")) == (0, 0, True, False)


def test_deadline_is_counted_by_the_calendar_of_the_unit_or_of_one_above() -> None:
    above = make.unit()
    make.calendar_for(above, zone="Asia/Jayapura")
    version = make.version(of=make.unit(below=above))
    staff = column(version, "Staf")
    task = make.document(version, by=staff).tasks.get()
    Task.objects.filter(pk=task.pk).update(due_at=make.wib("2026-06-08 14:00"))  # 16.00 WIT
    assert deadline(staff, make.wib("2026-06-08 13:00")) == (60, 0, False, True)
    assert deadline(staff, make.wib("2026-06-08 16:00")) == (0, 0, True, False)


def test_desk_follows_a_calendar_that_changes() -> None:
    version = make.version()
    staff = column(version, "Staf")
    task = make.document(version, by=staff).tasks.get()
    Task.objects.filter(pk=task.pk).update(due_at=make.wib("2026-06-10 08:30"))
    assert deadline(staff, make.wib("2026-06-08 16:00")) == (510, 0, False, False)
    make.day_off(date(2026, 6, 9))
    assert deadline(staff, make.wib("2026-06-08 16:00")) == (60, 0, False, True)


def test_desk_never_marks_as_late_what_is_not_standardised() -> None:
    version = make.version((Row("Menandatangani surat", "Kepala"),))
    make.document(version)
    years_later = make.MONDAY + timedelta(days=1000)
    free = reports.desk(column(version, "Kepala"), at=years_later).free
    assert [each.deadline for each in free] == [None]


def test_waiting_counts_what_is_on_the_desk_and_what_of_it_is_late() -> None:
    version = make.version()
    staff, colleague = column(version, "Staf"), make.holder_of(version, "Staf")
    gone = make.holder_of(version, "Staf")
    for by in (None, staff, colleague, gone):
        task = make.document(version, by=staff).tasks.get()
        if by:
            make.taken(task, by=by)
    due_at = task.due_at
    assert due_at is not None
    later = due_at + timedelta(seconds=1)
    assert reports.waiting(staff, at=due_at) == Waiting(count=2, late=0)
    assert reports.waiting(staff, at=later) == Waiting(count=2, late=2)
    gone.appointments.update(ends_on=date(2026, 6, 7))
    assert reports.waiting(staff, at=later) == Waiting(count=3, late=3)
    assert reports.waiting(gone, at=later) == Waiting(count=0, late=0)
    assert reports.waiting(column(version, "Kepala"), at=later) == Waiting(count=0, late=0)


def test_waiting_stops_counting_and_asks_for_positions_and_tasks() -> None:
    version = make.version()
    staff = column(version, "Staf")
    make.pile(version, MOST_COUNTED + 5, by=staff)
    with CaptureQueriesContext(connection) as queries:
        assert reports.waiting(staff, at=make.MONDAY).count == MOST_COUNTED + 1
    assert len(queries) == 2
    with CaptureQueriesContext(connection) as queries:
        assert reports.waiting(make.user(), at=make.MONDAY).count == 0
    assert len(queries) - 1 == 1  # the first made the person


def queries_of_desk(user: User) -> int:
    with CaptureQueriesContext(connection) as queries:
        found = reports.desk(user, at=make.MONDAY)
        for each in (*found.returned, *found.mine, *found.free):
            str(each.task.step.activity + each.task.document.version.procedure.code)
            str(each.returned.finished_by if each.returned else each.task.position)
            str(each.task.open_pause)
        for document in found.started:
            str(document.open_task.step if document.open_task else document.version.procedure)
    return len(queries)


def test_desk_needs_the_same_queries_for_one_row_as_for_three() -> None:
    version = make.version()
    staff = column(version, "Staf")
    reports.desk(staff, at=make.MONDAY)  # reads the calendars, which are kept then
    counts = []
    for _ in range(3):
        make.passed_on(make.document(version, by=staff), "done", "no")
        make.taken(make.document(version, by=staff).tasks.get(), by=staff)
        make.document(version, by=staff)
        counts.append(queries_of_desk(staff))
    found = reports.desk(staff, at=make.MONDAY)
    assert (len(found.returned), len(found.mine), len(found.free)) == (3, 3, 3)
    assert counts == [counts[0]] * 3
