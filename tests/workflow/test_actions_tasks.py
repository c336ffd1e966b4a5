"""Taking, releasing and finishing tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from people.doers import Doer
from people.models import Appointment, User
from people.refusals import Refused
from procedures.definition import Row
from tests import make
from tests.refusals import refused
from tests.rows import Rows, all_rows
from workflow import actions
from workflow.journal import seal
from workflow.models import Document, Entry, Task
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

YESTERDAY = date(2026, 6, 7)


def take(task: Task, by: User, at: datetime = make.MONDAY) -> Callable[[], Task]:
    return partial(actions.take_task, task, by=Doer(by, at))


def release(task: Task, by: User, at: datetime = make.MONDAY) -> Callable[[], Task]:
    return partial(actions.release_task, task, by=Doer(by, at))


def finish(
    task: Task, by: User, at: datetime = make.MONDAY, answer: str = "done", note: str = ""
) -> Callable[[], Task]:
    return partial(actions.finish_task, task, by=Doer(by, at), outcome=Outcome(answer, note=note))


def taker(task: Task) -> User:
    assert task.taken_by is not None
    return task.taken_by


def end_appointments(user: User) -> None:
    """Let all that the user holds end on the day before MONDAY."""
    ended = Appointment.objects.filter(user=user).update(ends_on=YESTERDAY)
    assert ended


def changed_tables(before: Rows) -> set[str]:
    return {table for table, rows in all_rows().items() if rows != before[table]}


def one_step(time: str = "", **fields: Any) -> Task:
    """Bring a document to the only step of a procedure, with this standard time."""
    return make.task(make.version((Row("Mengetik surat", "Staf", time=time),)), **fields)


# To take


def test_take_task_puts_it_in_the_hands_of_the_one_who_takes_it() -> None:
    task = make.task()
    staff = make.holder(task.position)
    before = all_rows()
    later = make.MONDAY + timedelta(minutes=30)
    taken = actions.take_task(task, by=Doer(staff, later, "10.0.0.7"))
    fresh = Task.objects.get()
    assert fresh == taken
    assert (fresh.taken_by, fresh.started_at, fresh.arrived_at) == (staff, later, make.MONDAY)
    assert (fresh.is_open, fresh.finished_by, fresh.working_minutes) == (True, None, None)
    assert fresh.due_at == task.due_at
    entry = Entry.objects.get(number=2)
    assert (entry.deed, entry.task, entry.by, entry.at) == ("take", fresh, staff, later)
    assert (entry.capacity, entry.address) == (task.position.title, "10.0.0.7")
    assert changed_tables(before) == {"workflow.Document", "workflow.Task", "workflow.Entry"}


def test_take_task_begins_one_that_was_assigned_to_the_one_who_takes_it() -> None:
    task = make.task()
    staff, other = make.holder(task.position), make.holder(task.position)
    Task.objects.update(taken_by=staff)
    assert refused(take(task, other)) == f"{staff} has taken this task."
    assert actions.take_task(task, by=Doer(staff, make.MONDAY)).started_at == make.MONDAY


def test_take_task_refuses_who_does_not_hold_the_position() -> None:
    version = make.version()
    task = make.task(version)
    sentence = f"This task is for {task.position}."
    later_column = make.holder_of(version, "Kepala")
    for someone in (later_column, make.user(), make.supervisor(), make.administrator()):
        assert refused(take(task, someone)) == sentence
    assert actions.take_task(task, by=Doer(make.holder(task.position), make.MONDAY))


def test_take_task_refuses_who_held_the_position_until_the_day_before() -> None:
    eve = make.MONDAY - timedelta(days=1)
    task = make.task(at=eve)
    staff = make.holder(task.position)
    end_appointments(staff)
    assert refused(take(task, staff)) == f"This task is for {task.position}."
    assert actions.take_task(task, by=Doer(staff, eve)).taken_by == staff


def test_take_task_goes_by_the_day_of_the_office_not_by_that_of_greenwich() -> None:
    task = make.task()
    staff = make.user()
    make.appointment(staff, task.position, starts_on=date(2026, 6, 9))
    late_in_the_evening = make.wib("2026-06-08 23:59")
    just_after_midnight = make.wib("2026-06-09 00:01")
    assert just_after_midnight.astimezone(UTC).date() == date(2026, 6, 8)
    assert refused(take(task, staff, late_in_the_evening)) == f"This task is for {task.position}."
    assert actions.take_task(task, by=Doer(staff, just_after_midnight)).taken_by == staff


def test_take_task_refuses_one_whose_account_was_closed() -> None:
    task = make.task()
    staff = make.holder(task.position)
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert refused(take(task, staff)) == f"This task is for {task.position}."


def test_take_task_refuses_what_another_has_taken() -> None:
    task = make.task()
    other = make.holder(task.position)
    first = make.taken(task)
    assert refused(take(task, other)) == f"{first.taken_by} has taken this task."


def test_take_task_refuses_to_take_twice() -> None:
    task = make.task()
    staff = taker(make.taken(task))
    assert refused(take(task, staff)) == "You have already taken this task."


def test_take_task_refuses_a_finished_one() -> None:
    task = make.task()
    other = make.holder(task.position)
    done = make.finished(task)
    sentence = f"This step was already finished by {done.finished_by}."
    assert refused(take(task, other)) == sentence
    assert refused(take(task, taker(done))) == sentence


def test_take_task_under_a_clock_set_backwards_starts_when_it_arrived() -> None:
    task = make.task()
    taken = make.taken(task, at=make.MONDAY - timedelta(hours=1))
    assert taken.started_at == make.MONDAY


# To release


def test_release_task_makes_it_free_for_the_others_of_the_position() -> None:
    task = make.task()
    other = make.holder(task.position)
    begun = make.taken(task)
    later = make.MONDAY + timedelta(hours=1)
    before = all_rows()
    actions.release_task(begun, by=Doer(taker(begun), later, "10.0.0.7"))
    fresh = Task.objects.get()
    assert (fresh.taken_by, fresh.started_at, fresh.is_open) == (None, None, True)
    assert (fresh.arrived_at, fresh.due_at) == (task.arrived_at, task.due_at)
    entry = Entry.objects.get(number=3)
    assert (entry.deed, entry.task, entry.by) == ("release", fresh, taker(begun))
    assert (entry.at, entry.address, entry.capacity) == (later, "10.0.0.7", task.position.title)
    assert changed_tables(before) == {"workflow.Document", "workflow.Task", "workflow.Entry"}
    assert actions.take_task(task, by=Doer(other, later)).taken_by == other


def test_release_task_turns_the_time_it_was_held_into_waiting() -> None:
    task = make.task()
    begun = make.taken(task, at=make.wib("2026-06-08 09:10"))
    actions.release_task(begun, by=Doer(taker(begun), make.wib("2026-06-08 10:00")))
    make.taken(task, at=make.wib("2026-06-08 10:30"))
    done = make.finished(Task.objects.get(), at=make.wib("2026-06-08 10:37"))
    assert (done.waiting_minutes, done.working_minutes, done.paused_minutes) == (90, 7, 0)


def test_release_task_refuses_what_is_in_the_hands_of_another() -> None:
    task = make.task()
    other = make.holder(task.position)
    begun = make.taken(task)
    sentence = f"{begun.taken_by} has taken this task."
    assert refused(release(begun, other)) == sentence
    assert refused(release(begun, make.administrator())) == sentence


def test_release_task_refuses_a_free_one() -> None:
    task = make.task()
    assert refused(release(task, make.holder(task.position))) == "This task is free already."


def test_release_task_refuses_a_finished_one() -> None:
    done = make.finished(make.task())
    sentence = f"This step was already finished by {done.finished_by}."
    assert refused(release(done, taker(done))) == sentence


# Where the document goes


def test_finish_task_of_an_execution_passes_the_document_on_to_the_next_step() -> None:
    version = make.version()
    begun = make.taken(make.task(version), at=make.wib("2026-06-08 09:05"))
    other_document = make.document(version)
    before = all_rows()
    at = make.wib("2026-06-08 09:12")
    done = actions.finish_task(
        begun, by=Doer(taker(begun), at, "10.0.0.7"), outcome=Outcome("done", note=" Rapi. ")
    )
    first, second = begun.document.tasks.order_by("number")
    assert first == done
    assert (first.answer, first.note, first.finished_at) == ("done", "Rapi.", at)
    assert (first.finished_by, first.finished_as) == (taker(begun), first.position.title)
    assert (first.taken_by, first.started_at) == (taker(begun), begun.started_at)
    assert (first.waiting_minutes, first.working_minutes, first.paused_minutes) == (5, 7, 0)
    assert (second.number, second.step.number) == (2, 2)
    assert second.position == make.position_of(version, "Analis")
    assert (second.arrived_at, second.taken_by, second.is_open) == (at, None, True)
    assert begun.document.state == Document.State.RUNNING
    assert changed_tables(before) == {
        "workflow.Document",
        "workflow.Task",
        "workflow.Entry",
        "workflow.Untold",
    }
    assert other_document.tasks.get().is_open


def test_finish_task_answered_yes_goes_on() -> None:
    document = make.document()
    task = make.passed_on(document, "done", "yes")
    assert (task.number, task.step.number) == (3, 3)
    assert document.tasks.get(number=2).answer == "yes"


def test_finish_task_answered_no_goes_back_with_the_reason() -> None:
    document = make.document()
    again = make.passed_on(document, "done", "no")
    assert (again.number, again.step.number, again.is_open) == (3, 1, True)
    judged = document.tasks.get(number=2)
    assert (judged.answer, judged.note) == ("no", "Alasan no")
    assert document.entries.get(deed="no").note == "Alasan no"
    first = document.tasks.get(number=1)
    assert (first.answer, first.note, first.step) == ("done", "Alasan done", again.step)


def test_finish_task_goes_where_the_exits_lead_and_not_to_the_next_row() -> None:
    rows = (
        Row("Menerima surat", "Staf", yes=make.to(3)),
        Row("Memperbaiki surat", "Staf", yes=make.to(3)),
        Row("Memeriksa surat", "Analis", yes=make.END, no=make.to(2)),
    )
    document = make.document(make.version(rows))
    assert make.passed_on(document, "done").step.number == 3
    assert make.passed_on(document, "no").step.number == 2
    assert make.passed_on(document, "done").step.number == 3
    make.finished(document.tasks.open().get(), answer="yes")
    document.refresh_from_db()
    assert document.state == Document.State.FINISHED


def test_finish_task_of_the_last_step_ends_the_document() -> None:
    document = make.document()
    last = make.passed_on(document, "done", "yes")
    document.refresh_from_db()
    assert (document.state, document.finished_at) == (Document.State.RUNNING, None)
    at = make.MONDAY + timedelta(hours=2)
    make.finished(last, at=at)
    document.refresh_from_db()
    assert (document.state, document.finished_at) == (Document.State.FINISHED, at)
    assert not document.tasks.open().exists()
    assert document.tasks.count() == 3
    assert document.entries.latest("number").deed == "done"


def test_finish_task_stays_on_the_version_that_the_document_started_under() -> None:
    version = make.version()
    document = make.document(version)
    version.procedure.versions.update(state="replaced", ended_at=make.MONDAY)
    task = make.passed_on(document, "done")
    assert task.step in version.ordered_steps()


# How long it took, and when it is due


@pytest.mark.parametrize(
    ("arrived", "taken", "finished", "waiting", "working"),
    [
        ("2026-06-08 09:00", "2026-06-08 09:20", "2026-06-08 10:00", 20, 40),
        ("2026-06-08 11:30", "2026-06-08 12:30", "2026-06-08 13:10", 30, 10),  # the break
        ("2026-06-08 15:50", "2026-06-09 07:45", "2026-06-09 08:00", 25, 15),  # the night
        ("2026-06-12 16:00", "2026-06-15 08:00", "2026-06-15 09:00", 60, 60),  # a weekend
        ("2026-06-05 16:00", "2026-06-05 16:10", "2026-06-08 08:00", 10, 50),
        ("2026-06-06 10:00", "2026-06-07 10:00", "2026-06-07 23:00", 0, 0),  # all of it closed
    ],
)
def test_finish_task_keeps_waiting_and_working_minutes_of_the_offices_calendar(
    arrived: str, taken: str, finished: str, waiting: int, working: int
) -> None:
    task = one_step(at=make.wib(arrived))
    make.taken(task, at=make.wib(taken))
    done = make.finished(Task.objects.get(), at=make.wib(finished))
    assert (done.waiting_minutes, done.working_minutes) == (waiting, working)
    assert done.paused_minutes == 0


def test_finish_task_counts_no_minute_of_a_holiday() -> None:
    make.calendar()
    make.day_off(date(2026, 6, 9))
    task = one_step(at=make.wib("2026-06-08 15:30"))
    make.taken(task, at=make.wib("2026-06-10 08:00"))
    done = make.finished(Task.objects.get(), at=make.wib("2026-06-10 08:20"))
    assert (done.waiting_minutes, done.working_minutes) == (30 + 30, 20)


def test_finish_task_counts_by_the_calendar_of_the_documents_unit() -> None:
    version = make.version((Row("Mengetik surat", "Staf", time="10 menit"),))
    make.calendar_for(version.procedure.unit, zone="Asia/Jayapura")
    task = make.task(version, at=make.wib("2026-06-08 13:00"))
    assert task.due_at == make.wib("2026-06-08 13:10")
    begun = make.taken(task, at=make.wib("2026-06-08 13:00"))
    done = make.finished(begun, at=make.wib("2026-06-08 15:00"))
    assert done.working_minutes == 60  # their day ends at 16.00 WIT, which is 14.00 WIB


def test_finish_task_keeps_its_minutes_when_the_calendar_changes_afterwards() -> None:
    begun = make.taken(one_step(at=make.wib("2026-06-08 08:00")), at=make.wib("2026-06-08 08:00"))
    make.finished(begun, at=make.wib("2026-06-08 10:00"))
    make.day_off(date(2026, 6, 8))
    assert Task.objects.get().working_minutes == 120


def test_finish_task_under_a_clock_set_backwards_takes_no_time() -> None:
    document = make.document()
    begun = make.taken(document.tasks.get(), at=make.MONDAY + timedelta(minutes=10))
    done = make.finished(begun, at=make.MONDAY - timedelta(days=3))
    assert done.finished_at == begun.started_at
    assert (done.waiting_minutes, done.working_minutes) == (10, 0)
    following = document.tasks.open().get()
    assert following.arrived_at == begun.started_at


@pytest.mark.parametrize(
    ("time", "arrives", "due", "is_whole_counted"),
    [
        ("10 menit", "2026-06-08 09:00", "2026-06-09 09:10", False),
        ("2 jam", "2026-06-08 09:00", "2026-06-09 11:00", False),
        ("5-10 menit", "2026-06-08 09:00", "2026-06-09 09:10", False),
        ("13 Kegiatan x 60 Menit", "2026-06-08 07:30", "2026-06-10 14:00", False),
        ("1 hari kerja", "2026-06-08 09:00", "2026-06-10 09:00", True),
        ("1 minggu", "2026-06-08 09:00", "2026-06-16 09:00", True),
        ("10 menit", "2026-06-12 15:00", "2026-06-15 14:40", False),  # over a weekend
        ("10 menit", "2026-06-13 10:00", "2026-06-16 07:40", False),  # arrives on a Saturday
    ],
)
def test_task_is_due_after_the_allowance_and_the_standard_in_working_time(
    time: str, arrives: str, due: str, is_whole_counted: bool
) -> None:
    task = one_step(time, at=make.wib(arrives))
    assert (task.due_at, task.is_whole_counted) == (make.wib(due), is_whole_counted)


def test_task_is_due_a_day_later_where_a_holiday_lies_between() -> None:
    make.calendar()
    make.day_off(date(2026, 6, 15))
    assert one_step("10 menit", at=make.wib("2026-06-12 15:00")).due_at == make.wib(
        "2026-06-16 14:40"
    )


@pytest.mark.parametrize("time", ["", "disesuaikan", "sesuai ketentuan"])
def test_task_of_a_step_that_is_not_standardised_is_never_due(time: str) -> None:
    task = one_step(time)
    assert (task.due_at, task.standard_minutes, task.is_whole_counted) == (None, None, False)


def test_task_is_not_due_where_the_calendar_has_no_work_to_count() -> None:
    document = make.document()
    make.calendar().rules.all().delete()
    task = make.passed_on(document, "done")
    assert (task.due_at, task.standard_minutes) == (None, 5)


def test_finish_task_brings_the_next_one_its_own_deadline() -> None:
    document = make.document()
    task = make.passed_on(document, "done", at=make.wib("2026-06-08 10:00"))
    assert (task.standard_minutes, task.due_at) == (5, make.wib("2026-06-09 10:05"))
    task = make.passed_on(document, "yes", at=make.wib("2026-06-08 11:00"))
    assert (task.standard_minutes, task.due_at) == (None, None)


# In which capacity


def test_words_that_no_deed_knows_are_refused() -> None:
    task = make.taken(make.task())
    by: Any = Doer(task.taken_by or make.user(), make.MONDAY)
    finish: Any = partial(actions.finish_task, task, by=by)
    for words in ({"outcome": Outcome("done"), "catatan": "Ya"}, {"answer": "done"}, {}):
        with pytest.raises(TypeError):
            finish(**words)
    for given in (Outcome, Contents):
        unknown: Any = given
        with pytest.raises(TypeError):
            unknown("done", catatan="Ya")
    task.refresh_from_db()
    assert task.is_open


def test_finish_task_keeps_the_capacity_of_that_moment() -> None:
    task = make.task()
    deputy = make.user()
    held = make.appointment(
        deputy, task.position, capacity="plh", starts_on=date(2026, 6, 8), ends_on=date(2026, 6, 8)
    )
    done = make.finished(make.taken(task, by=deputy))
    assert done.finished_as == f"Plh. {task.position.title}"
    capacities = set(Entry.objects.filter(task=done).values_list("capacity", flat=True))
    assert capacities == {done.finished_as}
    held.delete()
    make.appointment(deputy, task.position)
    assert Task.objects.get(pk=done.pk).finished_as == f"Plh. {task.position.title}"


def test_finish_task_names_the_capacity_at_the_end_not_the_one_at_the_beginning() -> None:
    task = make.task()
    deputy = make.user()
    make.appointment(deputy, task.position, capacity="plt", ends_on=date(2026, 6, 8))
    make.appointment(deputy, task.position, starts_on=date(2026, 6, 9))
    begun = make.taken(task, by=deputy)
    done = make.finished(begun, at=make.wib("2026-06-09 09:00"))
    assert done.finished_as == task.position.title
    assert Entry.objects.get(deed="take").capacity == f"Plt. {task.position.title}"


# What is refused


def test_finish_task_refuses_a_step_already_finished() -> None:
    done = make.finished(make.task())
    other = make.holder(done.position)
    sentence = f"This step was already finished by {done.finished_by}."
    assert refused(finish(done, taker(done))) == sentence
    assert refused(finish(done, other)) == sentence


def test_finish_task_refuses_by_what_is_in_the_database_not_by_the_page_that_was_loaded() -> None:
    begun = make.taken(make.task())
    page = Task.objects.get()
    make.finished(begun)
    assert page.is_open
    assert refused(finish(page, taker(begun))).startswith("This step was already finished by")


def test_finish_task_refuses_what_another_has_taken() -> None:
    task = make.task()
    other = make.holder(task.position)
    begun = make.taken(task)
    assert refused(finish(begun, other)) == f"{begun.taken_by} has taken this task."


def test_finish_task_refuses_what_nobody_has_taken() -> None:
    task = make.task()
    sentence = "Take the task first; the time of the work counts from then."
    assert refused(finish(task, make.holder(task.position))) == sentence


def test_finish_task_refuses_what_was_assigned_but_not_begun() -> None:
    task = make.task()
    staff = make.holder(task.position)
    Task.objects.update(taken_by=staff)
    assert refused(finish(task, staff)).startswith("Take the task first")


@pytest.mark.parametrize("answer", ["yes", "no", "", "sent_back", "cancelled", "Done", "selesai"])
def test_finish_task_refuses_an_answer_that_an_execution_does_not_have(answer: str) -> None:
    begun = make.taken(make.task())
    deed = finish(begun, taker(begun), answer=answer, note="Alasan")
    assert refused(deed) == "This step has no such answer."


@pytest.mark.parametrize("answer", ["done", "", "taken_back", "tidak"])
def test_finish_task_refuses_an_answer_that_a_decision_does_not_have(answer: str) -> None:
    begun = make.taken(make.passed_on(make.document(), "done"))
    deed = finish(begun, taker(begun), answer=answer, note="Alasan")
    assert refused(deed) == "This step has no such answer."


@pytest.mark.parametrize("note", ["", "   ", "\n\t "])
def test_finish_task_refuses_a_no_without_a_reason(note: str) -> None:
    begun = make.taken(make.passed_on(make.document(), "done"))
    sentence = "Write the reason, so that the one who repairs knows what to do."
    assert refused(finish(begun, taker(begun), answer="no", note=note)) == sentence
    assert actions.finish_task(
        begun, by=Doer(taker(begun), make.MONDAY), outcome=Outcome("yes", note=note)
    )


def test_finish_task_refuses_who_has_lost_the_position_meanwhile() -> None:
    begun = make.taken(make.task())
    end_appointments(taker(begun))
    sentence = f"You no longer hold the position {begun.position}."
    assert refused(finish(begun, taker(begun))) == sentence
    make.appointment(taker(begun), make.position())  # another position does not help
    assert refused(finish(begun, taker(begun))) == sentence


def test_finish_task_refuses_the_holder_of_another_column() -> None:
    version = make.version()
    begun = make.taken(make.task(version))
    head = make.holder_of(version, "Kepala")
    for someone in (head, make.supervisor(), make.administrator()):
        assert refused(finish(begun, someone)) == f"{begun.taken_by} has taken this task."


# The journal of all of it


def test_every_deed_appends_one_entry_that_carries_the_hash_of_the_one_before() -> None:
    document = make.document()
    make.passed_on(document, "done", "no", "done", "yes")
    make.finished(document.tasks.open().get())
    entries = list(document.entries.order_by("number"))
    assert [(entry.number, entry.deed) for entry in entries] == list(
        enumerate(
            ["start", "take", "done", "take", "no", "take", "done", "take", "yes", "take", "done"],
            start=1,
        )
    )
    previous = ""
    for entry in entries:
        assert entry.previous_hash == previous
        previous = seal(previous, facts_of(entry))
        assert entry.hash == previous


def facts_of(entry: Entry) -> dict[str, Any]:
    """Return what the seal of an entry covers, as it lies in the database."""
    return {
        "document": entry.document_id,
        "number": entry.number,
        "deed": entry.deed,
        "task": entry.task.number if entry.task else None,
        "by": entry.by_id,
        "capacity": entry.capacity,
        "at": entry.at.astimezone(UTC).isoformat(),
        "address": entry.address,
        "note": entry.note,
        "data": entry.data,
        "name": entry.by_name,
    }


def test_journals_of_two_documents_are_chains_of_their_own() -> None:
    version = make.version()
    first, second = make.document(version), make.document(version)
    make.passed_on(first, "done")
    make.passed_on(second, "done")
    for document in (first, second):
        assert list(document.entries.values_list("number", flat=True)) == [1, 2, 3]
        assert document.entries.get(number=1).previous_hash == ""


def test_take_task_takes_over_from_one_who_no_longer_holds_the_position() -> None:
    version = make.version()
    one, other = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    task = actions.take_task(make.task(version), by=Doer(one, make.MONDAY))
    later = make.MONDAY + timedelta(hours=1)
    with pytest.raises(Refused):
        actions.take_task(task, by=Doer(other, later))
    one.appointments.update(ends_on=make.MONDAY.date() - timedelta(days=1))
    taken = actions.take_task(task, by=Doer(other, later))
    assert (taken.taken_by, taken.started_at) == (other, later)


def test_take_task_taken_over_counts_the_time_before_as_waiting_for_the_second() -> None:
    task = make.taken(make.task(), at=make.wib("2026-06-08 09:10"))
    first, second = taker(task), make.holder(task.position)
    end_appointments(first)
    taken = actions.take_task(task, by=Doer(second, make.wib("2026-06-08 10:00")))
    assert refused(finish(taken, first)) == f"{second} has taken this task."
    assert refused(release(taken, first)) == f"{second} has taken this task."
    done = make.finished(taken, at=make.wib("2026-06-08 10:05"))
    assert (done.finished_by, done.waiting_minutes, done.working_minutes) == (second, 60, 5)
    deeds = task.document.entries.order_by("number").values_list("deed", "by")
    assert list(deeds)[1:] == [("take", first.pk), ("take", second.pk), ("done", second.pk)]
