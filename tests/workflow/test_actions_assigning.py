"""Giving a task to a certain person."""

from __future__ import annotations

from functools import partial

import pytest

from people.doers import Doer
from people.models import Position, User
from procedures.models import Version
from tests import make
from tests.refusals import refused
from workflow import actions
from workflow.models import Entry, Pause, Task
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")
ELEVEN = make.wib("2026-06-08 11:00")
NOT_ABOVE = "Only who holds a higher position in this SOP, or supervises, can assign the task."


def set_superior(version: Version, column: str, above: Position) -> None:
    position = make.position_of(version, column)
    assert Position.objects.filter(pk=position.pk).update(superior=above)


def led() -> Version:
    """The letter's SOP in an office where Staf answers to a section, and that to Kepala."""
    version = make.version()
    section = make.position()
    Position.objects.filter(pk=section.pk).update(superior=make.position_of(version, "Kepala"))
    set_superior(version, "Staf", section)
    return version


def assign(task: Task, by: User, to: User) -> partial[Task]:
    return partial(actions.assign_task, task, by=Doer(by, TEN), to=to)


def test_assign_task_puts_it_on_the_desk_of_one_who_has_yet_to_begin() -> None:
    version = led()
    task = make.task(version)
    head, staff = make.holder_of(version, "Kepala"), make.holder(task.position)
    actions.assign_task(task, by=Doer(head, TEN, "10.0.0.7"), to=staff)
    fresh = Task.objects.get()
    assert (fresh.taken_by, fresh.started_at, fresh.due_at) == (staff, None, task.due_at)
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.task, entry.by, entry.address) == ("assign", task, head, "10.0.0.7")
    assert entry.capacity == make.position_of(version, "Kepala").title
    assert entry.data == {"to": staff.pk, "name": str(staff)}
    begun = actions.take_task(fresh, by=Doer(staff, ELEVEN))
    assert begun.started_at == ELEVEN


def test_assign_task_takes_it_out_of_the_hands_of_another() -> None:
    version = led()
    task = make.taken(make.task(version))
    assert task.taken_by is not None
    actions.pause_task(task, by=Doer(task.taken_by, make.wib("2026-06-08 09:30")), reason="Sakit")
    head, staff = make.holder_of(version, "Kepala"), make.holder(task.position)
    assigned = actions.assign_task(task, by=Doer(head, TEN), to=staff)
    assert (assigned.taken_by, assigned.started_at) == (staff, None)
    assert (Pause.objects.get().resumed_at, assigned.due_at) == (TEN, task.due_at)
    actions.take_task(task, by=Doer(staff, ELEVEN))
    done = actions.finish_task(
        task, by=Doer(staff, make.wib("2026-06-08 11:10")), outcome=Outcome("done")
    )
    assert (done.waiting_minutes, done.working_minutes, done.paused_minutes) == (120, 10, 0)


def test_assign_task_may_be_done_by_supervisors() -> None:
    for someone in (make.supervisor(), make.administrator()):
        task = make.task()
        staff = make.holder(task.position)
        assert actions.assign_task(task, by=Doer(someone, TEN), to=staff).taken_by == staff
        assert Entry.objects.latest("pk").capacity == ""


def test_assign_task_refuses_who_stands_beside_below_or_outside() -> None:
    version = led()
    task = make.task(version)
    staff, outside = make.holder(task.position), make.position()
    set_superior(version, "Analis", outside)
    section = Position.objects.exclude(subordinates=None).get(actors=None, superior__isnull=False)
    for someone in (
        make.holder(task.position),
        make.holder_of(version, "Analis"),
        make.holder(section),  # above, but no column of this SOP
        make.holder(outside),
        task.document.started_by,
    ):
        assert refused(assign(task, someone, staff)) == NOT_ABOVE
    upper = make.passed_on(make.document(version), "done", "yes")
    assert refused(assign(upper, make.holder(task.position), make.holder(upper.position))) == (
        NOT_ABOVE
    )


def test_assign_task_goes_by_who_holds_the_higher_position_today() -> None:
    version = led()
    task, head = make.task(version), make.user()
    position = make.position_of(version, "Kepala")
    yesterday = make.wib("2026-06-07 12:00").date()
    held = make.appointment(head, position, capacity="plh", ends_on=yesterday)
    staff = make.holder(task.position)
    assert refused(assign(task, head, staff)) == NOT_ABOVE
    held.ends_on = TEN.date()
    held.save()
    assign(task, head, staff)()
    assert Entry.objects.latest("number").capacity == f"Plh. {position}"


def test_assign_task_refuses_who_does_not_hold_the_position() -> None:
    version = led()
    task = make.task(version)
    head, analyst = make.holder_of(version, "Kepala"), make.holder_of(version, "Analis")
    assert refused(assign(task, head, analyst)) == (
        f"{analyst} does not hold the position {task.position} today."
    )


def test_assign_task_refuses_who_has_it_already() -> None:
    version = led()
    task = make.taken(make.task(version))
    assert task.taken_by is not None
    head = make.holder_of(version, "Kepala")
    assert refused(assign(task, head, task.taken_by)) == f"{task.taken_by} has this task already."


def test_assign_task_refuses_a_finished_one() -> None:
    version = led()
    done = make.finished(make.task(version))
    head, staff = make.holder_of(version, "Kepala"), make.holder(done.position)
    sentence = f"This step was already finished by {done.finished_by}."
    assert refused(assign(done, head, staff)) == sentence
