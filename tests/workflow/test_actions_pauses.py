"""Pausing and resuming the work on a task, and what it does to time and deadline."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from people.doers import Doer
from people.models import Appointment, User
from procedures.definition import Row
from tests import make
from tests.refusals import refused
from workflow import actions
from workflow.models import Entry, HoursRule, Pause, Stretch, Task
from workflow.transition.outcomes import Outcome
from workflow.worktime import RAMADAN_HOURS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")
ELEVEN = make.wib("2026-06-08 11:00")


def begun(time: str = "10 menit") -> Task:
    """A task of a single step with this standard, arrived and taken on Monday at nine."""
    return make.taken(make.task(make.version((Row("Mengetik surat", "Staf", time=time),))))


def taker(task: Task) -> User:
    assert task.taken_by is not None
    return task.taken_by


def paused(task: Task) -> Task:
    return actions.pause_task(task, by=Doer(taker(task), TEN), reason="Menunggu pihak luar")


def end_appointments(user: User) -> None:
    assert Appointment.objects.filter(user=user).update(ends_on=date(2026, 6, 7))


def test_pause_task_lets_the_work_stand_still_for_a_reason() -> None:
    task = begun()
    actions.pause_task(task, by=Doer(taker(task), TEN, "10.0.0.7"), reason=" Menunggu ")
    pause = Pause.objects.get()
    assert (pause.task, pause.reason, pause.paused_at) == (task, "Menunggu", TEN)
    assert pause.resumed_at is None
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.task, entry.by, entry.at) == ("pause", task, taker(task), TEN)
    assert (entry.note, entry.capacity, entry.address) == (
        "Menunggu",
        task.position.title,
        "10.0.0.7",
    )


def test_resume_task_goes_on_with_the_work() -> None:
    task = paused(begun())
    actions.resume_task(task, by=Doer(taker(task), ELEVEN))
    assert Pause.objects.get().resumed_at == ELEVEN
    assert Entry.objects.latest("number").deed == "resume"
    done = actions.finish_task(
        task, by=Doer(taker(task), make.wib("2026-06-08 11:05")), outcome=Outcome("done")
    )
    assert (done.waiting_minutes, done.working_minutes, done.paused_minutes) == (0, 65, 60)


def test_task_is_paused_again_and_again() -> None:
    task = begun()
    for hour in (9, 10, 11):
        since = make.wib(f"2026-06-08 {hour:02}:30")
        actions.pause_task(task, by=Doer(taker(task), since), reason="Menunggu")
        actions.resume_task(task, by=Doer(taker(task), since + timedelta(minutes=10)))
    done = actions.finish_task(
        task, by=Doer(taker(task), make.wib("2026-06-08 12:00")), outcome=Outcome("done")
    )
    assert (done.waiting_minutes, done.working_minutes, done.paused_minutes) == (0, 150, 30)


def test_pause_under_a_clock_set_back_overlaps_nothing() -> None:
    task = paused(begun())
    actions.resume_task(task, by=Doer(taker(task), ELEVEN))
    again = actions.pause_task(task, by=Doer(taker(task), TEN), reason="Jam mundur")
    actions.resume_task(again, by=Doer(taker(task), TEN))
    first, second = Pause.objects.order_by("pk")
    assert (second.paused_at, second.resumed_at) == (first.resumed_at, first.resumed_at)
    done = actions.finish_task(task, by=Doer(taker(task), ELEVEN), outcome=Outcome("done"))
    assert (done.working_minutes, done.paused_minutes) == (60, 60)


def test_pause_task_refuses_without_a_reason() -> None:
    task = begun()
    deed = partial(actions.pause_task, task, by=Doer(taker(task), TEN), reason="  ")
    assert refused(deed) == "Write why the work stands still."


def test_pause_task_refuses_what_is_paused_and_resume_task_what_is_not() -> None:
    task = begun()
    resume = partial(actions.resume_task, task, by=Doer(taker(task), TEN))
    assert refused(resume) == "The work is not paused."
    paused(task)
    pause = partial(actions.pause_task, task, by=Doer(taker(task), TEN), reason="Lagi")
    assert refused(pause) == "The work is paused already."


def test_finish_task_refuses_paused_work() -> None:
    task = paused(begun())
    deed = partial(actions.finish_task, task, by=Doer(taker(task), ELEVEN), outcome=Outcome("done"))
    assert refused(deed) == "The work is paused. Resume it first."


def test_pause_and_resume_refuse_all_but_the_one_who_works() -> None:
    free = make.task(make.version((Row("Mengetik surat", "Staf"),)))
    colleague = make.holder(free.position)
    pause = partial(actions.pause_task, by=Doer(colleague, TEN), reason="Menunggu")
    resume = partial(actions.resume_task, by=Doer(colleague, TEN))
    take_first = "Take the task first; the time of the work counts from then."
    assert {refused(partial(pause, free)), refused(partial(resume, free))} == {take_first}
    task = paused(make.taken(free))
    sentence = f"{taker(task)} has taken this task."
    assert {refused(partial(pause, task)), refused(partial(resume, task))} == {sentence}
    end_appointments(taker(task))
    sentence = f"You no longer hold the position {task.position}."
    mine = partial(actions.resume_task, task, by=Doer(taker(task), TEN))
    assert refused(mine) == sentence


def test_pause_and_resume_refuse_a_finished_task() -> None:
    task = make.finished(make.task())
    by = taker(task)
    sentence = f"This step was already finished by {by}."
    pause = partial(actions.pause_task, task, by=Doer(by, TEN), reason="Menunggu")
    resume = partial(actions.resume_task, task, by=Doer(by, TEN))
    assert {refused(pause), refused(resume)} == {sentence}


def test_release_of_paused_work_ends_the_pause_and_all_of_it_was_waiting() -> None:
    task = paused(begun())
    due_at = make.taken(make.task(task.document.version)).due_at
    released = actions.release_task(task, by=Doer(taker(task), ELEVEN))
    assert (Pause.objects.get().resumed_at, released.due_at) == (ELEVEN, due_at)
    make.taken(released, at=make.wib("2026-06-08 11:30"))
    done = make.finished(Task.objects.get(pk=task.pk), at=make.wib("2026-06-08 11:37"))
    assert (done.waiting_minutes, done.working_minutes, done.paused_minutes) == (150, 7, 0)


def test_paused_task_whose_taker_leaves_the_position_is_taken_over_by_another() -> None:
    task = begun()
    due_at = task.due_at
    colleague = make.holder(task.position)
    paused(task)
    end_appointments(taker(task))
    over = actions.take_task(task, by=Doer(colleague, ELEVEN))
    assert (over.taken_by, over.started_at, over.due_at) == (colleague, ELEVEN, due_at)
    assert Pause.objects.get().resumed_at == ELEVEN
    done = actions.finish_task(
        over, by=Doer(colleague, make.wib("2026-06-08 11:20")), outcome=Outcome("done")
    )
    assert (done.waiting_minutes, done.working_minutes, done.paused_minutes) == (120, 20, 0)


# The deadline


def test_task_is_due_after_arrival_allowance_and_standard() -> None:
    assert begun("10 menit").due_at == make.wib("2026-06-09 09:10")
    assert begun("2 hari kerja").due_at == make.wib("2026-06-11 09:00")
    assert begun("disesuaikan").due_at is None


def test_pause_moves_the_deadline_where_the_work_alone_is_compared() -> None:
    task = begun("10 menit")
    assert paused(task).due_at is None
    resumed = actions.resume_task(task, by=Doer(taker(task), ELEVEN))
    assert resumed.due_at == make.wib("2026-06-09 10:10")
    assert Task.objects.get().due_at == resumed.due_at


def test_pause_leaves_the_deadline_where_the_whole_is_compared() -> None:
    task = begun("1 hari kerja")
    assert paused(task).due_at == make.wib("2026-06-10 09:00")
    resumed = actions.resume_task(task, by=Doer(taker(task), ELEVEN))
    assert resumed.due_at == make.wib("2026-06-10 09:00")


def test_pause_of_what_is_not_standardised_brings_no_deadline() -> None:
    task = paused(begun(""))
    assert actions.resume_task(task, by=Doer(taker(task), ELEVEN)).due_at is None


def test_working_day_of_ramadan_is_worth_390_minutes() -> None:
    season = HoursRule.objects.create(
        calendar=make.calendar(),
        name="Ramadan",
        starts_on=date(2026, 6, 1),
        ends_on=date(2026, 6, 9),
        is_season=True,
    )
    Stretch.objects.bulk_create(
        Stretch(rule=season, weekday=each.weekday, starts_at=each.starts, ends_at=each.ends)
        for each in RAMADAN_HOURS
    )
    day, minutes = begun("1 hari kerja"), begun("450 menit")
    assert (day.standard_minutes, minutes.standard_minutes) == (390, 450)
    # 390 of allowance end on Tuesday at 9.00; 330 are left of that day, the rest is Wednesday's.
    assert day.due_at == make.wib("2026-06-10 08:30")
    assert minutes.due_at == make.wib("2026-06-10 09:30")
    after = make.task(day.document.version, at=make.wib("2026-06-10 08:00"))
    assert after.standard_minutes == 450
