"""What the pages tell: a document on its way, and its time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procedures.definition import Row
from tests import make
from workflow import reports
from workflow.models import Calendar, Document
from workflow.reports import Punctuality

pytestmark = pytest.mark.django_db

NEXT_DAY = make.MONDAY + timedelta(days=1)


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
    ("time", "finished", "counted", "punctuality"),
    [
        ("40 menit", "2026-06-08 09:40", 20, Punctuality.ON_TIME),
        ("40 menit", "2026-06-08 09:41", 21, Punctuality.LATE),  # the work was short, the wait not
        ("1 jam", "2026-06-09 07:30", 340, Punctuality.LATE),
        ("1 hari kerja", "2026-06-09 09:00", 450, Punctuality.ON_TIME),
        ("1 hari kerja", "2026-06-09 09:01", 451, Punctuality.LATE),
        ("1 minggu", "2026-06-15 09:00", 2250, Punctuality.ON_TIME),
        ("1 minggu", "2026-06-15 09:01", 2251, Punctuality.LATE),
        ("", "2026-06-30 09:00", None, Punctuality.NO_DEADLINE),
        ("disesuaikan", "2026-06-30 09:00", None, Punctuality.NO_DEADLINE),
    ],
)
def test_visit_is_on_time_up_to_its_deadline_however_long_the_work_took(
    time: str, finished: str, counted: int | None, punctuality: Punctuality
) -> None:
    make.calendar()
    Calendar.objects.update(waiting_allowance=0)
    version = make.version((Row("Mengetik surat", "Staf", time=time),))
    document = make.document(version, at=make.wib("2026-06-08 09:00"))
    make.taken(document.tasks.get(), at=make.wib("2026-06-08 09:20"))
    (running,) = visits(document, finished)
    make.finished(document.tasks.get(), at=make.wib(finished))
    (ended,) = visits(document, "2026-12-01 09:00")
    is_on_time = punctuality is Punctuality.ON_TIME
    assert running.punctuality == (Punctuality.OPEN if is_on_time else punctuality)
    assert ended.punctuality == punctuality
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
    assert [visit.punctuality for visit in rows[0].visits] == [Punctuality.ON_TIME] * 2
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
