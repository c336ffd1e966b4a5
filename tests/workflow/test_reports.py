"""What the pages tell: the desk of a person, a document on its way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import User
from procedures.definition import Row
from procedures.models import Version
from tests import make
from workflow import reports
from workflow.models import Document, Task
from workflow.reports import Verdict

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
    """Return the subjects that are in somebody's hands, free, and started."""
    found = reports.desk(user, at=make.MONDAY)
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


def test_desk_shows_what_is_in_my_hands_however_much_is_free() -> None:
    version = make.version()
    staff = column(version, "Staf")
    first = make.document(version, by=staff, subject="lama").tasks.get()
    documents = Document.objects.bulk_create(
        Document(
            version=version,
            state="running",
            subject="lama",
            started_by=staff,
            created_at=make.MONDAY,
            started_at=make.MONDAY,
        )
        for _ in range(reports.DESK_LIMIT)
    )
    Task.objects.bulk_create(
        Task(
            document=document,
            number=1,
            step=first.step,
            position=first.position,
            arrived_at=make.MONDAY,
        )
        for document in documents
    )
    newest = make.document(version, by=staff, subject="punyaku", at=NEXT_DAY)
    make.taken(newest.tasks.get(), by=staff, at=NEXT_DAY)
    mine, free, started = desk(staff)
    assert mine == ["punyaku"]
    assert free == ["lama"] * reports.DESK_LIMIT
    assert started == ["punyaku", *["lama"] * (reports.DESK_LIMIT - 1)]


def test_desk_says_why_a_document_came_back_and_who_sent_it() -> None:
    version = make.version()
    staff, analyst = column(version, "Staf"), column(version, "Analis")
    returned = make.document(version, by=staff, subject="kembali")
    make.document(version, by=staff, subject="baru")
    make.passed_on(returned, "done", "no")
    free = reports.desk(staff, at=make.MONDAY).free
    told = {each.task.document.subject: each.returned for each in free}
    assert set(told) == {"kembali", "baru"}
    assert told["baru"] is None
    reason = told["kembali"]
    assert reason is not None
    assert reason.note == "Alasan no"
    assert reason.finished_as == make.position_of(version, "Analis").title
    make.passed_on(returned, "done")
    assert [each.returned for each in reports.desk(analyst, at=make.MONDAY).free] == [None]


def test_returned_by_is_the_no_just_before_and_no_older_one() -> None:
    document = make.document()
    again = make.passed_on(document, "done", "no")
    assert reports.returned_by(again) == document.tasks.get(number=2)
    assert reports.returned_by(document.tasks.get(number=1)) is None
    judged_again = make.passed_on(document, "done")
    assert reports.returned_by(judged_again) is None
    assert reports.returned_by(make.passed_on(document, "yes")) is None


def test_desk_marks_what_is_late_once_its_deadline_is_over() -> None:
    version = make.version()
    staff = column(version, "Staf")
    due_at = make.document(version, by=staff).tasks.get().due_at
    assert due_at is not None
    moments = [due_at, due_at + timedelta(seconds=1)]
    late = [[each.is_late for each in reports.desk(staff, at=at).free] for at in moments]
    assert late == [[False], [True]]


def test_desk_never_marks_as_late_what_is_not_standardised() -> None:
    version = make.version((Row("Menandatangani surat", "Kepala"),))
    make.document(version)
    years_later = make.MONDAY + timedelta(days=1000)
    free = reports.desk(column(version, "Kepala"), at=years_later).free
    assert [each.is_late for each in free] == [False]


def queries_of_desk(user: User) -> int:
    with CaptureQueriesContext(connection) as queries:
        found = reports.desk(user, at=make.MONDAY)
        for each in (*found.mine, *found.free):
            str(each.task.step.activity + each.task.document.version.procedure.code)
            str(each.returned.finished_by if each.returned else each.task.position)
        for document in found.started:
            str(document.open_task.step if document.open_task else document.version.procedure)
    return len(queries)


def test_desk_needs_the_same_queries_for_one_row_as_for_three() -> None:
    version = make.version()
    staff = column(version, "Staf")
    counts = []
    for _ in range(3):
        make.passed_on(make.document(version, by=staff), "done", "no")
        make.taken(make.document(version, by=staff).tasks.get(), by=staff)
        make.document(version, by=staff)
        counts.append(queries_of_desk(staff))
    assert len(reports.desk(staff, at=make.MONDAY).free) == 6
    assert counts == [counts[0]] * 3


def test_track_shows_every_visit_at_its_row_and_where_the_document_is() -> None:
    document = make.document()
    make.passed_on(document, "done", "no", "done")
    track = reports.track(document, at=make.MONDAY)
    assert [row.step.number for row in track.rows] == [1, 2, 3]
    assert [[visit.task.number for visit in row.visits] for row in track.rows] == [
        [1, 3],
        [2, 4],
        [],
    ]
    assert [row.rounds for row in track.rows] == [2, 2, 0]
    assert [row.is_current for row in track.rows] == [False, True, False]
    assert track.current == document.tasks.get(number=4)
    assert (track.document, track.version) == (document, document.version)


def test_track_of_a_finished_document_has_no_current_row() -> None:
    document = make.document()
    make.finished(make.passed_on(document, "done", "yes"))
    track = reports.track(document, at=make.MONDAY)
    assert track.current is None
    assert [row.is_current for row in track.rows] == [False] * 3
    assert [row.rounds for row in track.rows] == [1, 1, 1]


def test_track_stays_on_the_version_that_the_document_runs_on() -> None:
    version = make.version()
    document = make.document(version)
    version.procedure.versions.update(state="replaced", ended_at=make.MONDAY)
    assert reports.track(document, at=make.MONDAY).version == version


def test_track_counts_an_open_task_up_to_now_and_a_finished_one_as_it_was_kept() -> None:
    document = make.document(at=make.wib("2026-06-08 09:00"))
    make.taken(document.tasks.get(), at=make.wib("2026-06-08 09:20"))
    visit = visits(document, "2026-06-08 10:00")[0]
    assert (visit.waiting, visit.working, visit.paused) == (20, 40, 0)
    make.finished(document.tasks.get(), at=make.wib("2026-06-08 10:30"))
    first, second = visits(document, "2026-06-08 11:00")
    assert (first.waiting, first.working) == (20, 70)
    assert (second.waiting, second.working, second.counted) == (30, 0, 0)
    make.day_off(date(2026, 6, 8))
    first, second = visits(document, "2026-06-08 11:00")
    assert (first.waiting, first.working) == (20, 70)
    assert (second.waiting, second.working) == (0, 0)


def visits(document: Document, now: str) -> list[reports.Visit]:
    """Return all visits in the order of their tasks."""
    rows = reports.track(document, at=make.wib(now)).rows
    found = [visit for row in rows for visit in row.visits]
    return sorted(found, key=lambda visit: visit.task.number)


@pytest.mark.parametrize(
    ("time", "finished", "counted", "verdict"),
    [
        ("40 menit", "2026-06-08 10:00", 40, Verdict.WITHIN),
        ("39 menit", "2026-06-08 10:00", 40, Verdict.LATE),
        ("1 jam", "2026-06-09 07:30", 340, Verdict.LATE),
        ("1 hari kerja", "2026-06-09 09:00", 450, Verdict.WITHIN),  # the whole, waiting as well
        ("1 hari kerja", "2026-06-09 09:01", 451, Verdict.LATE),
        ("1 minggu", "2026-06-15 09:00", 2250, Verdict.WITHIN),
        ("1 minggu", "2026-06-15 09:01", 2251, Verdict.LATE),
        ("", "2026-06-30 09:00", None, Verdict.NOT_STANDARDISED),
        ("disesuaikan", "2026-06-30 09:00", None, Verdict.NOT_STANDARDISED),
    ],
)
def test_visit_is_compared_with_its_standard(
    time: str, finished: str, counted: int | None, verdict: Verdict
) -> None:
    version = make.version((Row("Mengetik surat", "Staf", time=time),))
    document = make.document(version, at=make.wib("2026-06-08 09:00"))
    make.taken(document.tasks.get(), at=make.wib("2026-06-08 09:20"))
    (running,) = visits(document, finished)
    make.finished(document.tasks.get(), at=make.wib(finished))
    (ended,) = visits(document, "2026-12-01 09:00")
    assert (running.verdict, ended.verdict) == (verdict, verdict)
    assert running.counted == ended.counted
    assert counted in {None, ended.counted}


def test_track_sums_the_rounds_of_a_row() -> None:
    document = make.document(at=make.wib("2026-06-08 09:00"))
    for start, end in [("09:00", "09:08"), ("09:10", "09:13"), ("09:20", "09:27")]:
        task = document.tasks.open().get()
        make.taken(task, at=make.wib(f"2026-06-08 {start}"))
        fresh = document.tasks.open().get()
        answer = "no" if fresh.step.is_decision else "done"
        make.finished(fresh, at=make.wib(f"2026-06-08 {end}"), answer=answer, note="Alasan")
    rows = reports.track(document, at=make.wib("2026-06-08 09:27")).rows
    assert [visit.verdict for visit in rows[0].visits] == [Verdict.WITHIN] * 2
    assert [(row.rounds, row.counted) for row in rows] == [(2, 8 + 7), (2, 3), (0, 0)]


def test_track_needs_the_same_queries_for_one_visit_as_for_many() -> None:
    document = make.document()
    counts = []
    for answers in [[], ["done", "no"], ["done", "no"]]:
        if answers:
            make.passed_on(document, *answers)
        with CaptureQueriesContext(connection) as queries:
            track = reports.track(document, at=make.MONDAY)
            for row in track.rows:
                str(row.step.actor)
                str([(v.task.finished_by, v.task.taken_by, v.task.position) for v in row.visits])
        counts.append(len(queries))
    assert sum(row.rounds for row in track.rows) == 5
    assert counts == [counts[0]] * 3
