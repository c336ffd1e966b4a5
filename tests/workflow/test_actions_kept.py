"""What deeds keep in memory: it is never older than the deed, and spares the database work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event
from typing import TypeVar

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from people.doers import Doer
from people.models import Appointment, Position, Unit, User
from people.refusals import Refused
from procedures.definition import Row
from procedures.models import Step
from tests import make
from workflow import actions
from workflow.models import Calendar, CalendarStamp, HoursRule, SpecialDay, Stretch, Task
from workflow.transition.outcomes import Outcome
from workflow.transition.record import record
from workflow.transition.sql import held_task
from workflow.transition.turns import TaskTurn, lock_task

Result = TypeVar("Result")

pytestmark = pytest.mark.django_db(transaction=True)


def rows(count: int) -> tuple[Row, ...]:
    """Return an SOP of so many steps, a third of them decisions."""
    return tuple(
        Row(
            f"Mengerjakan bagian {number}",
            f"Pelaksana {number % 5}",
            time="10 menit",
            needs=("Komputer",),
            no=make.to(number - 1) if number % 3 == 0 else None,
        )
        for number in range(1, count + 1)
    )


def statements_of(deed: Callable[[], object]) -> list[str]:
    """Return what the database is asked while a deed is done, its beginning and end included.

    Statements that go to the server in one journey count each.
    """
    with CaptureQueriesContext(connection) as asked:
        deed()
    return [part for query in asked.captured_queries for part in query["sql"].split(";\n")]


# How much a deed asks of the database


@pytest.mark.parametrize("steps", [3, 60])
@pytest.mark.parametrize("visits", [1, 4])
def test_a_transition_takes_at_most_eight_statements_whatever_the_size_of_the_sop(
    steps: int, visits: int
) -> None:
    version = make.version(rows(steps))
    make.finished(make.task(version))  # the process knows the version from now on
    document = make.document(version)
    task = make.passed_on(document, "done", *["done", "no"] * visits)
    holder = make.holder(task.position)
    take = statements_of(lambda: actions.take_task(task, by=Doer(holder, make.MONDAY)))
    finish = statements_of(
        lambda: actions.finish_task(task, by=Doer(holder, make.MONDAY), outcome=Outcome("done"))
    )
    assert (take[0][:5], take[-1]) == ("BEGIN", "COMMIT")
    assert (finish[0][:5], finish[-1]) == ("BEGIN", "COMMIT")
    assert len(take) == 7
    assert len(finish) == 8


def test_a_connection_that_is_made_anew_is_told_its_statements_once() -> None:
    task = make.task()
    holder = make.holder(task.position)
    connection.close()
    told = statements_of(lambda: actions.take_task(task, by=Doer(holder, make.MONDAY)))
    actions.release_task(task, by=Doer(holder, make.MONDAY))
    known = statements_of(lambda: actions.take_task(task, by=Doer(holder, make.MONDAY)))
    plans = [each for each in told if each.startswith("PREPARE")]
    assert len(plans) == (5 if connection.vendor == "postgresql" else 0)
    assert len(told) - len(plans) == len(known) == 7
    task.refresh_from_db()
    assert task.taken_by == holder


def test_the_last_transition_takes_at_most_eight_statements() -> None:
    version = make.version(rows(1))
    make.finished(make.task(version))
    task = make.taken(make.task(version))
    assert task.taken_by is not None
    by = task.taken_by
    finish = statements_of(
        lambda: actions.finish_task(task, by=Doer(by, make.MONDAY), outcome=Outcome("done"))
    )
    assert len(finish) == 8


def fields_of(row: Model) -> dict[str, object]:
    """Return what a row says, each field by its name."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_task_is_read_for_its_holder_as_the_orm_reads_it() -> None:
    version = make.version(rows(3))
    make.finished(make.task(version))
    task = make.taken(make.passed_on(make.document(version), "done"))
    by = task.taken_by
    assert by is not None
    deputy = make.appointment(
        by, task.position, capacity="plh", starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 8)
    )
    held_task(task.pk, by=by, on=date(2026, 6, 8))  # a connection is told its statement once
    with CaptureQueriesContext(connection) as asked:
        found = held_task(task.pk, by=by, on=date(2026, 6, 8))
        assert found is not None
        read, held = found
        needed = [item.text for item in read.step.requirements.all()]
    assert len(asked) == 1
    assert fields_of(read) == fields_of(Task.objects.get(pk=task.pk))
    assert fields_of(read.step) == fields_of(Step.objects.get(pk=task.step_id))
    assert fields_of(read.position) == fields_of(task.position)
    own = by.appointments.exclude(pk=deputy.pk).get()
    assert list(map(fields_of, held)) == [fields_of(deputy), fields_of(own)]
    assert [each.title for each in held] == [f"Plh. {task.position.title}", task.position.title]
    assert needed == ["Komputer"]


def test_a_task_is_read_for_no_one_who_does_not_hold_it_that_day() -> None:
    task = make.task()
    acting = make.user()
    make.appointment(acting, task.position, starts_on=date(2026, 6, 2), ends_on=date(2026, 6, 3))
    days = [date(2026, 6, day) for day in (1, 2, 3, 4)]
    found = [held_task(task.pk, by=acting, on=day) for day in days]
    assert [each and each[0] for each in found] == [None, task, task, None]
    assert held_task(task.pk + 1000, by=acting, on=days[1]) is None
    assert held_task(task.pk, by=make.holder(make.position()), on=days[1]) is None
    User.objects.filter(pk=acting.pk).update(is_active=False)
    assert held_task(task.pk, by=acting, on=days[1]) is None


# What is changed is seen by the very next deed


def one_step() -> Task:
    """Bring a document to the only step of an SOP that this process knows already."""
    version = make.version((Row("Mengetik surat", "Staf", time="10 menit"),))
    make.finished(make.task(version))
    return make.task(version, at=make.wib("2026-06-08 09:00"))


def minutes_of(task: Task) -> int:
    """Let the task be worked on from 09.00 to 15.00 and return the minutes of work."""
    begun = make.taken(task, at=make.wib("2026-06-08 09:00"))
    done = make.finished(begun, at=make.wib("2026-06-08 15:00"))
    assert done.working_minutes is not None
    return done.working_minutes


def unit_of(task: Task) -> Unit:
    return task.document.version.procedure.unit


def rule() -> HoursRule:
    return HoursRule.objects.get(calendar__is_default=True)


def raw(statement: str, *values: str) -> None:
    """Write past Django, as somebody at a prompt of the database does."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount


def add_season() -> None:
    season = HoursRule.objects.create(
        calendar=make.calendar(),
        name="Ramadan",
        is_season=True,
        starts_on=date(2026, 6, 1),
        ends_on=date(2026, 6, 30),
    )
    Stretch.objects.create(rule=season, weekday=0, starts_at="10:00", ends_at="11:30")


def give_the_unit_above_a_calendar(task: Task) -> None:
    above = make.unit()
    make.calendar_for(above, zone="Asia/Jayapura")
    Unit.objects.filter(pk=unit_of(task).pk).update(parent=above)


def move_the_position(task: Task) -> None:
    office = make.unit()
    make.calendar_for(office, zone="Asia/Jayapura")
    Position.objects.filter(pk=task.position_id).update(unit=office)


CHANGES: dict[str, tuple[Callable[[Task], object], int]] = {
    "nothing": (lambda _: None, 300),
    "a holiday": (lambda _: make.day_off(date(2026, 6, 8)), 0),
    "hours that are over": (lambda _: rule().delete(), 0),
    "another first day": (
        lambda _: HoursRule.objects.filter(pk=rule().pk).update(starts_on=date(2026, 6, 9)),
        0,
    ),
    "a season": (lambda _: add_season(), 90),
    "a longer morning": (
        lambda _: Stretch.objects.filter(weekday=0, ends_at="12:00:00").update(ends_at="12:30"),
        330,
    ),
    "no afternoon": (lambda _: Stretch.objects.get(weekday=0, starts_at="13:00").delete(), 180),
    "another zone": (lambda _: Calendar.objects.update(zone="Asia/Jayapura"), 240),
    "a calendar of its unit": (
        lambda task: make.calendar_for(unit_of(task), zone="Asia/Jayapura"),
        240,
    ),
    "a calendar of the unit above": (give_the_unit_above_a_calendar, 240),
    "another unit": (move_the_position, 240),
    "hours changed at the prompt": (
        lambda _: raw(
            "UPDATE workflow_stretch SET ends_at = '12:30:00' WHERE ends_at = %s", "12:00:00"
        ),
        330,
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_calendar_counts_from_the_very_next_deed(name: str) -> None:
    change, minutes = CHANGES[name]
    task = one_step()
    mark = CalendarStamp.objects.get().stamp
    change(task)
    assert (CalendarStamp.objects.get().stamp == mark) == (name == "nothing")
    assert minutes_of(task) == minutes


def test_an_extra_working_day_taken_away_counts_no_more() -> None:
    make.calendar()
    sunday = SpecialDay.objects.create(
        calendar=make.calendar(), on=date(2026, 6, 7), kind="working", name="Lembur", hours_of=0
    )
    version = make.version((Row("Mengetik surat", "Staf"),))
    minutes = []
    for _ in range(2):
        task = make.task(version, at=make.wib("2026-06-07 09:00"))
        begun = make.taken(task, at=make.wib("2026-06-07 09:00"))
        minutes.append(make.finished(begun, at=make.wib("2026-06-07 10:00")).working_minutes)
        SpecialDay.objects.filter(pk=sunday.pk).delete()
    assert minutes == [60, 0]


def test_the_allowance_for_waiting_counts_from_the_very_next_deed() -> None:
    version = make.version()
    make.document(version)
    Calendar.objects.update(waiting_allowance=0)
    task = make.task(version, at=make.wib("2026-06-08 09:00"))
    assert task.due_at == make.wib("2026-06-08 09:10")


def test_a_change_that_is_rolled_back_is_not_kept() -> None:
    task = one_step()

    with transaction.atomic():
        make.day_off(date(2026, 6, 8))
        another = make.task(task.document.version, at=make.wib("2026-06-08 09:00"))
        assert minutes_of(another) == 0
        transaction.set_rollback(True)
    make.day_off(date(2026, 6, 9))
    assert minutes_of(task) == 300


def test_an_appointment_that_ends_or_begins_counts_from_the_very_next_deed() -> None:
    task = one_step()
    staff = make.holder(task.position)
    Appointment.objects.filter(user=staff).update(ends_on=date(2026, 6, 7))
    with pytest.raises(Refused):
        actions.take_task(task, by=Doer(staff, make.MONDAY))
    make.appointment(staff, task.position, capacity="plh", starts_on=date(2026, 6, 8))
    actions.take_task(task, by=Doer(staff, make.MONDAY))
    entry = task.document.entries.latest("number")
    assert (entry.deed, entry.capacity) == ("take", f"Plh. {task.position.title}")
    User.objects.filter(pk=staff.pk).update(is_active=False)
    with pytest.raises(Refused):
        actions.finish_task(task, by=Doer(staff, make.MONDAY), outcome=Outcome("done"))


def test_a_position_with_another_title_is_recorded_by_it_in_the_very_next_deed() -> None:
    task = make.taken(one_step())
    Position.objects.filter(pk=task.position_id).update(title="Penelaah Teknis")
    assert make.finished(task).finished_as == "Penelaah Teknis"


def test_a_deed_that_waited_for_another_sees_all_that_the_other_has_done() -> None:
    task = make.taken(make.task())
    has_locked, may_go_on = Event(), Event()

    def first(turn: TaskTurn) -> None:
        has_locked.set()
        may_go_on.wait(timeout=10)
        Task.objects.filter(pk=task.pk).update(started_at=None)
        turn.task.pauses.create(reason="Rapat", paused_at=make.MONDAY)
        turn.by.user.appointments.update(capacity="plt", letter="SP/2/2026")
        record(turn, "release")

    def second(turn: TaskTurn) -> tuple[bool, bool, str, int]:
        is_begun = turn.task.started_at is not None
        return is_begun, turn.task.open_pause is not None, turn.capacity, turn.document.entry_count

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(in_turn, task, first)
        has_locked.wait(timeout=10)
        other = threads.submit(in_turn, task, second)
        with pytest.raises(TimeoutError):
            other.result(timeout=0.5)
        may_go_on.set()
        one.result()
        assert other.result() == (False, True, f"Plt. {task.position.title}", 3)


def in_turn(task: Task, deed: Callable[[TaskTurn], Result]) -> Result:
    """Lock the task on a connection of one's own and do something with it."""
    assert task.taken_by is not None
    try:
        with transaction.atomic():
            return deed(lock_task(task, by=Doer(task.taken_by, make.MONDAY)))
    finally:
        connection.close()


def test_lock_task_knows_no_task_that_is_not_there() -> None:
    staff = make.user()
    with pytest.raises(Task.DoesNotExist), transaction.atomic():
        lock_task(Task(pk=404), by=Doer(staff, make.MONDAY))


# What goes on and on, and what waits for nobody


def test_a_decision_that_is_never_satisfied_goes_round_as_often_as_it_is_answered() -> None:
    document = make.document()
    task = make.passed_on(document, "done", *["no", "done"] * 20)
    assert (task.number, task.step.number) == (42, 2)
    assert document.tasks.filter(answer="no").count() == 20
    assert make.passed_on(document, "yes").step.number == 3


def test_a_task_whose_position_nobody_holds_waits_until_somebody_is_appointed() -> None:
    version = make.version()
    task = make.passed_on(make.document(version), "done")
    assert not task.position.appointments.exists()
    seen = Task.objects.visible_to(make.supervisor(), on=date(2026, 6, 8))
    assert task in seen
    with pytest.raises(Refused):
        actions.take_task(task, by=Doer(make.holder_of(version, "Staf"), make.MONDAY))
    newcomer = make.holder(task.position)
    assert actions.take_task(task, by=Doer(newcomer, make.MONDAY)).taken_by == newcomer


def test_deeds_of_one_microsecond_stand_in_the_order_in_which_they_were_done() -> None:
    document = make.document(at=make.MONDAY)
    make.passed_on(document, "done", "no", at=make.MONDAY)
    entries = document.entries.order_by("number")
    assert {entry.at for entry in entries} == {make.MONDAY}
    assert [entry.deed for entry in entries] == ["start", "take", "done", "take", "no"]
    minutes = document.tasks.exclude(answer="").values_list("waiting_minutes", "working_minutes")
    assert set(minutes) == {(0, 0)}
