"""Reminders before and after a deadline."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import User
from procedures.definition import Row
from tests import make
from workflow import actions
from workflow.actions.deadlines import follow_calendars, remind
from workflow.actions.notices import choose_mail
from workflow.management.duties import FollowCalendars
from workflow.models import Notice, Task
from workflow.notifications import mail_of

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def task() -> Task:
    """A task that waits for a Staf from Monday 09.00; due on Tuesday 09.10, or 460 minutes on."""
    version = make.version()
    make.holder_of(version, "Staf")
    task = make.task(version, by=make.holder_of(version, "Kepala"))
    assert task.due_at == make.wib("2026-06-09 09:10")
    return task


def told() -> list[tuple[str, datetime]]:
    return list(Notice.objects.order_by("pk").values_list("kind", "at"))


@pytest.mark.parametrize(
    ("at", "kinds"),
    [
        ("2026-06-09 08:09", []),
        ("2026-06-09 08:10", ["near"]),
        ("2026-06-09 09:10", ["near"]),
        ("2026-06-09 09:11", ["late"]),
        ("2026-06-09 15:59", ["late"]),
        ("2026-06-09 16:00", []),
        ("2026-06-09 12:30", []),
        ("2026-06-14 10:00", []),
        ("2026-06-20 10:00", []),
        ("2026-06-22 07:30", ["late"]),
    ],
)
def test_holders_are_told_an_hour_before_and_after_the_deadline_in_working_hours(
    task: Task, at: str, kinds: list[str]
) -> None:
    moment = make.wib(at)
    assert remind(moment) == len(kinds)
    assert told() == [(kind, moment) for kind in kinds]


@pytest.mark.parametrize(
    ("language", "is_taken", "said"),
    [
        (
            "en",
            False,
            [
                "The deadline is near",
                "What: Mengetik surat",
                "Why: The task has been waiting in your position since 8 June 2026 09:00 WIB.",
                "Until: 9 June 2026 09:10 WIB",
                "Open: https://sop.example.go.id/tasks/{task}/",
            ],
        ),
        (
            "id",
            True,
            [
                "Batas waktu hampir tiba",
                "Kegiatan: Mengetik surat",
                "Sebab: Tugas ada di tangan Anda sejak 8 Juni 2026 10.00 WIB.",
                "Batas waktu: 9 Juni 2026 09.10 WIB",
                "Buka: https://sop.example.go.id/tasks/{task}/",
            ],
        ),
    ],
)
def test_email_of_a_deadline_says_what_to_do_why_and_until_when_in_either_language(
    language: str, is_taken: bool, said: list[str], task: Task, settings: Settings
) -> None:
    settings.SITE_URL = "https://sop.example.go.id"
    holder = User.objects.get(appointments__position=task.position_id)
    choose_mail(by=Doer(holder, make.MONDAY), frequency="at_once", language=language)
    if is_taken:
        make.taken(task, by=holder, at=make.wib("2026-06-08 10:00"))
    remind(make.wib("2026-06-09 08:30"))
    body = mail_of([Notice.objects.with_all().get()]).body.splitlines()
    wanted = [line.format(task=task.pk) for line in said]
    assert [line for line in body if line in wanted] == wanted


def test_a_deadline_is_told_once_each_way_however_often_it_is_looked_at(task: Task) -> None:
    at, end = make.wib("2026-06-09 07:30"), make.wib("2026-06-10 16:00")
    while at < end:
        remind(at)
        at += 7 * MINUTE
    assert [kind for kind, _at in told()] == ["near", "late"]
    assert set(Notice.objects.values_list("task", "due_at")) == {(task.pk, task.due_at)}


def test_a_task_in_days_is_told_of_a_working_day_before() -> None:
    version = make.version((Row("Mengetik surat", "Staf", time="3 hari kerja"),))
    task = make.task(version, by=make.holder_of(version, "Staf"))
    assert task.due_at == make.wib("2026-06-12 09:00")
    assert remind(make.wib("2026-06-11 08:59")) == 0
    assert remind(make.wib("2026-06-11 09:00")) > 0


def test_who_has_taken_the_task_is_told_alone(task: Task) -> None:
    taken = make.taken(task)
    make.holder(task.position)
    assert remind(make.wib("2026-06-09 10:00")) == 1
    assert Notice.objects.get().user == taken.taken_by


def test_all_holders_are_told_of_what_nobody_has_taken_or_whose_taker_is_gone(task: Task) -> None:
    taker, other = make.holder(task.position), make.holder(task.position)
    make.taken(task, by=taker)
    taker.is_active = False
    taker.save()
    remind(make.wib("2026-06-09 10:00"))
    told_people = {notice.user for notice in Notice.objects.all()}
    assert len(told_people) == 2
    assert other in told_people
    assert taker not in told_people


def test_nobody_is_told_of_what_is_finished_or_has_no_deadline(task: Task) -> None:
    make.passed_on(task.document, "done", "yes", at=make.wib("2026-06-08 10:00"))
    assert task.document.tasks.open().get().due_at is None
    assert remind(make.wib("2026-06-19 10:00")) == 0


def test_a_new_deadline_is_told_anew(task: Task) -> None:
    remind(make.wib("2026-06-09 10:00"))
    Task.objects.update(due_at=make.wib("2026-06-10 10:00"))
    remind(make.wib("2026-06-10 09:59"))
    remind(make.wib("2026-06-10 10:01"))
    assert [kind for kind, _at in told()] == ["late", "near", "late"]


def test_each_office_is_told_in_its_own_working_hours(task: Task) -> None:
    calendar = make.calendar_for(task.document.version.procedure.unit, zone="Asia/Jayapura")
    assert remind(make.wib("2026-06-09 14:00")) == 0  # 16.00 WIT: the office has just closed
    assert remind(make.wib("2026-06-09 13:59")) == 1
    assert calendar.zone == "Asia/Jayapura"


def test_one_who_holds_no_position_any_more_is_not_told(task: Task) -> None:
    User.objects.get(appointments__position=task.position).appointments.all().delete()
    assert remind(make.wib("2026-06-09 10:00")) == 0
    later = make.holder(task.position)
    assert remind(make.wib("2026-06-09 10:01")) == 1
    assert Notice.objects.get().user == later


def test_tick_tells_how_many_notices_came_of_it(task: Task) -> None:
    said = StringIO()
    call_command("tick", stdout=said)
    assert said.getvalue() == f"{Notice.objects.count()} notices of deadlines.\n"


def test_open_tasks_follow_a_calendar_that_changes_and_finished_ones_do_not(task: Task) -> None:
    other = make.task(task.document.version, by=task.document.started_by)
    done = make.finished(other, at=make.wib("2026-06-09 09:00"))
    before = Task.objects.filter(pk=done.pk).values().get()
    assert follow_calendars(make.MONDAY) == 0
    make.day_off(date(2026, 6, 9))
    assert follow_calendars(make.MONDAY) == 2  # the one that came of the finished one as well
    task.refresh_from_db()
    assert task.due_at == make.wib("2026-06-10 09:10")
    assert Task.objects.filter(pk=done.pk).values().get() == before
    assert follow_calendars(make.MONDAY) == 0


def test_a_paused_task_without_a_deadline_stays_without_one(task: Task) -> None:
    taken = make.taken(task)
    assert taken.taken_by is not None
    actions.pause_task(taken, by=Doer(taken.taken_by, make.MONDAY), reason="Menunggu")
    make.day_off(date(2026, 6, 9))
    assert follow_calendars(make.MONDAY + 60 * MINUTE) == 0
    actions.resume_task(taken, by=Doer(taken.taken_by, make.MONDAY + 60 * MINUTE))
    task.refresh_from_db()
    assert task.due_at == make.wib("2026-06-10 10:10")
    assert follow_calendars(make.MONDAY + 60 * MINUTE) == 0


def test_worker_follows_the_calendars_once_after_each_change(task: Task) -> None:
    duty = FollowCalendars()
    Task.objects.update(due_at=make.MONDAY)
    duty(make.MONDAY)
    assert Task.objects.get().due_at == task.due_at
    Task.objects.update(due_at=make.MONDAY)
    duty(make.MONDAY)
    assert Task.objects.get().due_at == make.MONDAY
    make.day_off(date(2026, 6, 9))
    duty(make.MONDAY)
    assert Task.objects.get().due_at == make.wib("2026-06-10 09:10")
