"""Recording a step after it was worked on (dicatat kemudian)."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import User
from tests import make
from tests.refusals import refused
from workflow import actions
from workflow.models import Document, Entry, Task
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")
ELEVEN = make.wib("2026-06-08 11:00")
NOW = make.wib("2026-06-09 09:00")
NOT_THEN = "State times between the arrival of the task and now, the beginning first."


@pytest.fixture(autouse=True)
def _allowed(settings: Settings) -> None:
    settings.LATE_RECORDING = True


def record(
    task: Task, by: User, since: datetime = TEN, until: datetime = ELEVEN, **more: Any
) -> partial[Task]:
    who = {name: more.pop(name) for name in ("address", "appointment") if name in more}
    return partial(
        actions.record_task_later,
        task,
        by=Doer(by, NOW, **who),
        outcome=Outcome(**{"answer": "done", **more}),
        since=since,
        until=until,
    )


def test_record_task_later_keeps_the_stated_times_and_says_so() -> None:
    task = make.task()
    staff = make.holder(task.position)
    done = record(task, staff, note=" Listrik padam ", address="10.0.0.7")()
    assert Task.objects.get(number=1) == done
    assert (done.is_recorded_later, done.taken_by, done.finished_by) == (True, staff, staff)
    assert (done.started_at, done.finished_at) == (TEN, ELEVEN)
    assert (done.answer, done.note, done.finished_as) == (
        "done",
        "Listrik padam",
        task.position.title,
    )
    assert (done.waiting_minutes, done.working_minutes, done.paused_minutes) == (60, 60, 0)
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.task, entry.at, entry.note) == (
        "record_later",
        done,
        NOW,
        "Listrik padam",
    )
    assert entry.data == {
        "answer": "done",
        "since": TEN.isoformat(),
        "until": ELEVEN.isoformat(),
        "minutes": [60, 60, 0],
        "standard": 10,
        "due": done.due_at.isoformat() if done.due_at else None,
    }


def test_next_task_arrives_when_it_is_recorded() -> None:
    task = make.task()
    record(task, make.holder(task.position))()
    following = Task.objects.open().get()
    assert (following.step.number, following.arrived_at) == (2, NOW)
    assert following.is_recorded_later is False


@pytest.mark.parametrize(("answer", "came_back"), [("yes", False), ("no", True)])
def test_document_that_a_step_recorded_later_sends_back_came_back(
    answer: str, came_back: bool
) -> None:
    task = make.passed_on(make.document(), "done")
    by, since = make.holder(task.position), task.arrived_at
    record(task, by, since, since, answer=answer, note="Belum lengkap")()
    assert Task.objects.open().get().came_back is came_back


def test_document_ends_when_its_last_step_is_recorded() -> None:
    task = make.passed_on(make.document(), "done", "yes")
    record(task, make.holder(task.position))()
    assert Document.objects.get().finished_at == NOW


def test_what_is_recorded_later_is_kept_out_of_statistics() -> None:
    task = make.task()
    record(task, make.holder(task.position))()
    live = make.finished(Task.objects.open().get(), answer="yes", at=NOW)
    assert list(Task.objects.measured()) == [live]


def test_statistics_leave_out_what_nobody_worked_on() -> None:
    done = make.finished(make.task())
    assert done.taken_by is not None
    actions.take_back_task(done, by=Doer(done.taken_by, TEN))
    actions.cancel_document(done.document, by=Doer(done.document.started_by, TEN), reason="Ganda")
    assert [each.answer for each in Task.objects.order_by("number")] == [
        "done",
        "taken_back",
        "cancelled",
    ]
    assert list(Task.objects.measured()) == [done]


def test_record_task_later_of_a_begun_task_puts_the_stated_times_in_place() -> None:
    task = make.taken(make.task(), at=make.wib("2026-06-08 15:00"))
    assert task.taken_by is not None
    assert record(task, task.taken_by)().started_at == TEN


def test_record_task_later_takes_times_from_arrival_until_now() -> None:
    task = make.task()
    staff = make.holder(task.position)
    minute = timedelta(minutes=1)
    for since, until in (
        (make.MONDAY - minute, ELEVEN),
        (ELEVEN, TEN),
        (TEN, NOW + minute),
    ):
        assert refused(record(task, staff, since, until)) == NOT_THEN
    done = record(task, staff, make.MONDAY, NOW)()
    assert (done.started_at, done.finished_at) == (make.MONDAY, NOW)


def test_record_task_later_refuses_where_the_office_does_not_allow_it(
    settings: Settings,
) -> None:
    settings.LATE_RECORDING = False
    task = make.task()
    assert refused(record(task, make.holder(task.position))) == (
        "This office does not record steps later."
    )


def test_record_task_later_refuses_all_but_who_may_work_on_it() -> None:
    task = make.task()
    elsewhere = make.holder_of(task.document.version, "Kepala")
    assert refused(record(task, elsewhere)) == f"This task is for {task.position}."
    begun = make.taken(task)
    colleague = make.holder(task.position)
    assert refused(record(begun, colleague)) == f"{begun.taken_by} has taken this task."
    done = make.finished(begun)
    assert refused(record(done, colleague)) == (
        f"This step was already finished by {done.finished_by}."
    )


def test_record_task_later_refuses_paused_work() -> None:
    task = make.taken(make.task())
    assert task.taken_by is not None
    actions.pause_task(task, by=Doer(task.taken_by, TEN), reason="Menunggu")
    assert refused(record(task, task.taken_by)) == "The work is paused. Resume it first."


def test_record_task_later_demands_what_an_answer_demands() -> None:
    task = make.passed_on(make.document(), "done")
    staff = make.holder(task.position)
    assert refused(record(task, staff, answer="done")) == "This step has no such answer."
    assert refused(record(task, staff, answer="no")) == (
        "Write the reason, so that the one who repairs knows what to do."
    )
    demanding = make.version(demands={2: {"needs_file": True}})
    task = make.passed_on(make.document(demanding), "done")
    assert refused(record(task, make.holder(task.position), answer="yes")) == (
        "This step needs a file. Attach it to this task first."
    )
