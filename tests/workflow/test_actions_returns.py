"""Taking a document back, and sending it back outside the drawing."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from people.doers import Doer
from people.models import Appointment, User
from procedures.models import Step
from tests import make
from tests.refusals import refused
from workflow import actions, reports
from workflow.models import Document, Entry, Task
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")
ELEVEN = make.wib("2026-06-08 11:00")


def taker(task: Task) -> User:
    assert task.taken_by is not None
    return task.taken_by


def end_appointments(user: User) -> None:
    assert Appointment.objects.filter(user=user).update(ends_on=date(2026, 6, 7))


def step(task: Task, number: int) -> Step:
    return task.step.version.steps.get(number=number)


# To take back


def test_take_back_task_puts_the_document_into_the_same_hands_again() -> None:
    done = make.finished(make.task())
    by = taker(done)
    again = actions.take_back_task(done, by=Doer(by, TEN, "10.0.0.7"))
    first, left, third = Task.objects.order_by("number")
    assert (first, third) == (done, again)
    assert (first.answer, first.finished_at) == ("done", make.MONDAY)
    assert (left.answer, left.finished_by, left.finished_at) == ("taken_back", by, TEN)
    assert (left.finished_as, left.started_at) == (done.position.title, None)
    assert (left.waiting_minutes, left.working_minutes, left.paused_minutes) == (60, 0, 0)
    assert (third.step, third.position, third.taken_by) == (done.step, done.position, by)
    assert (third.arrived_at, third.started_at, third.is_open) == (TEN, TEN, True)
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.task, entry.by, entry.at) == ("take_back", done, by, TEN)
    assert (entry.capacity, entry.address) == (done.position.title, "10.0.0.7")
    assert (
        actions.finish_task(third, by=Doer(by, ELEVEN), outcome=Outcome("done")).working_minutes
        == 60
    )


def test_stay_that_was_taken_back_is_no_round() -> None:
    done = make.finished(make.task())
    actions.take_back_task(done, by=Doer(taker(done), TEN))
    rows = reports.track(done.document, at=TEN).rows
    assert [(len(row.visits), row.rounds) for row in rows] == [(2, 2), (1, 0), (0, 0)]


def test_take_back_task_undoes_an_answer_of_no() -> None:
    document = make.document()
    make.passed_on(document, "done", "no")
    judged = document.tasks.get(number=2)
    assert document.tasks.get(number=3).came_back
    again = actions.take_back_task(judged, by=Doer(taker(judged), TEN))
    assert (again.number, again.step, again.came_back) == (4, judged.step, False)
    assert Task.objects.get(number=2) == judged


def test_take_back_task_takes_from_one_it_was_assigned_to_but_who_has_not_begun() -> None:
    done = make.finished(make.task())
    following = Task.objects.open().get()
    Task.objects.filter(pk=following.pk).update(taken_by=make.holder(following.position))
    assert actions.take_back_task(done, by=Doer(taker(done), TEN)).step == done.step


def test_take_back_task_refuses_once_the_next_task_has_begun() -> None:
    done = make.finished(make.task())
    make.taken(Task.objects.open().get(), at=TEN)
    deed = partial(actions.take_back_task, done, by=Doer(taker(done), ELEVEN))
    assert refused(deed) == "The next step has begun. Ask that the document be sent back."


def test_take_back_task_refuses_all_but_the_one_who_finished_it() -> None:
    done = make.finished(make.task())
    sentence = "Only who passed the document on can take it back."
    for someone in (make.holder(done.position), done.document.started_by, make.administrator()):
        assert refused(partial(actions.take_back_task, done, by=Doer(someone, TEN))) == sentence


def test_take_back_task_refuses_who_has_left_the_position() -> None:
    done = make.finished(make.task())
    end_appointments(taker(done))
    deed = partial(actions.take_back_task, done, by=Doer(taker(done), TEN))
    assert refused(deed) == f"You no longer hold the position {done.position}."


def test_take_back_task_refuses_an_open_task_and_one_further_back() -> None:
    document = make.document()
    task = make.passed_on(document, "done", "yes")
    open_one = partial(actions.take_back_task, task, by=Doer(make.holder(task.position), TEN))
    assert refused(open_one) == "This task has not been finished."
    first = document.tasks.get(number=1)
    deed = partial(actions.take_back_task, first, by=Doer(taker(first), TEN))
    assert refused(deed) == "The next step has begun. Ask that the document be sent back."


def test_take_back_task_refuses_when_the_document_has_ended() -> None:
    document = make.document()
    last = make.finished(make.passed_on(document, "done", "yes"))
    deed = partial(actions.take_back_task, last, by=Doer(taker(last), TEN))
    assert refused(deed) == "The document has come to its end."
    other = make.finished(make.task())
    actions.cancel_document(other.document, by=Doer(other.document.started_by, TEN), reason="Ganda")
    deed = partial(actions.take_back_task, other, by=Doer(taker(other), TEN))
    assert refused(deed) == "The document was cancelled."


def test_take_back_task_refuses_what_was_itself_taken_back() -> None:
    done = make.finished(make.task())
    actions.take_back_task(done, by=Doer(taker(done), TEN))
    left = Task.objects.get(number=2)
    deed = partial(actions.take_back_task, left, by=Doer(taker(done), ELEVEN))
    assert refused(deed) == "Only who passed the document on can take it back."
    twice = partial(actions.take_back_task, done, by=Doer(taker(done), ELEVEN))
    assert refused(twice) == "The next step has begun. Ask that the document be sent back."


# To send back


def third_step() -> Task:
    """A document of the letter's SOP at its third step, which has no way back, taken at nine."""
    return make.taken(make.passed_on(make.document(), "done", "yes"))


def test_send_back_task_returns_the_document_to_a_step_where_it_was() -> None:
    task = third_step()
    by = taker(task)
    sent = actions.send_back_task(
        task, by=Doer(by, TEN, "10.0.0.7"), to=step(task, 1), note=" Salah alamat "
    )
    assert (sent.answer, sent.note, sent.is_deviation) == ("sent_back", "Salah alamat", True)
    assert (sent.finished_by, sent.finished_as, sent.working_minutes) == (
        by,
        task.position.title,
        60,
    )
    again = Task.objects.open().get()
    assert (again.number, again.step.number, again.arrived_at) == (4, 1, TEN)
    assert (again.taken_by, again.is_deviation, again.came_back) == (None, False, True)
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.task, entry.note, entry.data) == (
        "send_back",
        sent,
        "Salah alamat",
        {"step": 1, "minutes": [0, 60, 0], "standard": None, "due": None},
    )


def test_send_back_task_may_be_taken_back_like_an_answer() -> None:
    task = third_step()
    sent = actions.send_back_task(task, by=Doer(taker(task), TEN), to=step(task, 2), note="Keliru")
    assert actions.take_back_task(sent, by=Doer(taker(task), ELEVEN)).step == task.step


def test_send_back_task_refuses_a_step_where_the_document_has_not_been() -> None:
    task = make.taken(make.passed_on(make.document(), "done"))
    sentence = "The document has not been at that step. Choose another."
    for number in (2, 3):  # its own, and one that lies ahead
        to = step(task, number)
        deed = partial(
            actions.send_back_task, task, by=Doer(taker(task), TEN), to=to, note="Keliru"
        )
        assert refused(deed) == sentence
    elsewhere = make.version().steps.get(number=1)
    deed = partial(actions.send_back_task, task, by=Doer(taker(task), TEN), to=elsewhere, note="X")
    assert refused(deed) == sentence


def test_send_back_task_refuses_a_step_that_was_only_passed_by_before_a_taking_back() -> None:
    done = make.finished(make.task())
    again = actions.take_back_task(done, by=Doer(taker(done), TEN))
    to = step(done, 2)
    deed = partial(actions.send_back_task, again, by=Doer(taker(done), TEN), to=to, note="Keliru")
    assert refused(deed) == "The document has been at no other step yet."


def test_send_back_task_refuses_without_a_reason() -> None:
    task = third_step()
    to = step(task, 1)
    deed = partial(actions.send_back_task, task, by=Doer(taker(task), TEN), to=to, note=" ")
    assert refused(deed) == "Write the reason, so that the one who repairs knows what to do."


def test_send_back_task_refuses_at_the_first_step() -> None:
    task = make.taken(make.task())
    to = step(task, 2)
    deed = partial(actions.send_back_task, task, by=Doer(taker(task), TEN), to=to, note="Keliru")
    assert refused(deed) == "The document has been at no other step yet."


def test_send_back_task_refuses_who_has_not_the_task_in_hand() -> None:
    task = third_step()
    to = step(task, 1)
    colleague = make.holder(task.position)
    deed = partial(actions.send_back_task, task, by=Doer(colleague, TEN), to=to, note="Keliru")
    assert refused(deed) == f"{task.taken_by} has taken this task."
    actions.release_task(task, by=Doer(taker(task), TEN))
    assert refused(deed) == "Take the task first; the time of the work counts from then."


def test_send_back_task_refuses_paused_work() -> None:
    task = third_step()
    actions.pause_task(task, by=Doer(taker(task), TEN), reason="Menunggu")
    to = step(task, 1)
    deed = partial(actions.send_back_task, task, by=Doer(taker(task), TEN), to=to, note="Keliru")
    assert refused(deed) == "The work is paused. Resume it first."


def test_ways_back_leave_the_document_under_way_with_one_open_task() -> None:
    task = third_step()
    actions.send_back_task(task, by=Doer(taker(task), TEN), to=step(task, 1), note="Keliru")
    document = Document.objects.get()
    assert (document.state, document.tasks.open().count()) == ("running", 1)
    later = TEN + timedelta(minutes=5)
    make.passed_on(document, "done", "yes", at=later)
    make.finished(document.tasks.open().get(), at=later)
    assert Document.objects.get().state == "finished"
