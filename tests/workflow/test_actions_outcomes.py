"""What a step demands before it is finished, and what is kept of it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from people.doers import Doer
from people.models import Appointment, User
from procedures.definition import Row
from procedures.models import Requirement
from tests import make
from tests.refusals import refused
from workflow import actions
from workflow.models import Entry, Participation, RequirementCheck, Task
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NEEDS = ("Surat pengantar", "KTP")
TIME = {"minutes", "standard", "due"}


def begun(**demands: bool) -> Task:
    """A decision with two requirements, beside whom Analis takes part, taken on Monday."""
    rows = (
        Row("Mengetik surat", "Staf"),
        Row("Memeriksa berkas", "Kepala", participants=("Analis",), needs=NEEDS, no=make.to(1)),
    )
    task = make.passed_on(make.document(make.version(rows, demands={2: demands})), "done")
    return make.taken(task)


def taker(task: Task) -> User:
    assert task.taken_by is not None
    return task.taken_by


def answer(task: Task, answer: str = "yes", **more: Any) -> partial[Task]:
    by = Doer(taker(task), make.MONDAY)
    return partial(actions.finish_task, task, by=by, outcome=Outcome(answer, **more))


def checks(task: Task, *is_met: bool) -> dict[Requirement, bool]:
    return dict(zip(task.step.requirements.all(), is_met, strict=False))


def found(entry: Entry) -> dict[str, Any]:
    """Return what an entry says beside the time of the task that it ended."""
    return {name: fact for name, fact in entry.data.items() if name not in TIME}


def test_answer_keeps_which_requirements_were_there_and_which_were_missing() -> None:
    task = begun()
    answer(task, "no", note="KTP belum ada", checks=checks(task, True, False))()
    kept = RequirementCheck.objects.order_by("requirement")
    assert [(each.task, each.requirement.text, each.is_met) for each in kept] == [
        (task, "Surat pengantar", True),
        (task, "KTP", False),
    ]
    entry = Entry.objects.latest("number")
    assert (entry.deed, found(entry)) == ("no", {"met": ["Surat pengantar"], "missing": ["KTP"]})


def test_answer_keeps_nothing_of_what_was_not_looked_at() -> None:
    answer(begun())()
    assert not RequirementCheck.objects.exists()
    assert found(Entry.objects.latest("number")) == {}


def test_step_that_demands_all_requirements_is_not_finished_without_one() -> None:
    task = begun(needs_all_requirements=True)
    none = "This step needs all requirements. Not there yet: Surat pengantar; KTP."
    assert refused(answer(task)) == none
    assert refused(answer(task, checks=checks(task, False, False))) == none
    assert refused(answer(task, checks=checks(task, True, False))) == (
        "This step needs all requirements. Not there yet: KTP."
    )
    assert answer(task, checks=checks(task, True, True))().answer == "yes"


def test_step_that_demands_all_requirements_may_be_answered_no_without_them() -> None:
    task = begun(needs_all_requirements=True)
    assert answer(task, "no", note="Belum lengkap")().answer == "no"


def test_step_that_demands_a_file_is_not_finished_without_one_of_its_own() -> None:
    task = begun(needs_file=True)
    document = task.document
    actions.attach_to_document(
        document, by=Doer(document.started_by, make.MONDAY), uploads=[make.upload()]
    )
    sentence = "This step needs a file. Attach it to this task first."
    assert refused(answer(task)) == sentence
    actions.attach_to_task(task, by=Doer(taker(task), make.MONDAY), uploads=[make.upload()])
    assert answer(task)().answer == "yes"


def test_step_that_demands_a_file_may_be_answered_no_without_one() -> None:
    assert answer(begun(needs_file=True), "no", note="Belum lengkap")().answer == "no"


def test_answer_keeps_who_took_part_and_as_what() -> None:
    task = begun(records_participants=True)
    column = make.position_of(task.document.version, "Analis")
    first = make.appointment(make.user(), column)
    second = make.appointment(make.user(), column, capacity="plh")
    answer(task, participants=[first, second])()
    kept = Participation.objects.order_by("pk")
    assert [(each.task, each.user, each.capacity) for each in kept] == [
        (task, first.user, column.title),
        (task, second.user, f"Plh. {column}"),
    ]
    assert found(Entry.objects.latest("number")) == {
        "participants": [
            {"user": first.user_id, "name": first.user.name, "as": column.title},
            {"user": second.user_id, "name": second.user.name, "as": f"Plh. {column}"},
        ]
    }


def test_answer_refuses_participants_without_a_part_in_the_step() -> None:
    task = begun(records_participants=True)
    version = task.document.version
    column = make.position_of(version, "Analis")
    elsewhere = make.appointment(make.user(), make.position_of(version, "Staf"))
    over = make.appointment(make.user(), column, ends_on=date(2026, 6, 7))
    for each in (elsewhere, over):
        assert refused(answer(task, participants=[each])) == (
            f"{each.user} has no part in this step today."
        )
        assert refused(answer(task, "no", note="Belum", participants=[each])) == (
            f"{each.user} has no part in this step today."
        )
    assert answer(task, participants=[make.appointment(make.user(), column)])()


def test_answer_refuses_the_same_person_twice() -> None:
    task = begun(records_participants=True)
    column = make.position_of(task.document.version, "Analis")
    first = make.appointment(make.user(), column)
    second = make.appointment(first.user, column, capacity="plt", starts_on=date(2026, 6, 1))
    assert refused(answer(task, participants=[first, second])) == (
        "The same person takes part once. Choose one capacity."
    )


# In which capacity


def two_capacities(task: Task) -> tuple[Appointment, Appointment]:
    """Let one person hold the task's position in two capacities."""
    one = make.appointment(make.user(), task.position)
    return one, make.appointment(
        one.user, task.position, capacity="plt", starts_on=date(2026, 6, 1)
    )


def test_one_person_in_two_capacities_chooses_in_which_to_act() -> None:
    task = make.task()
    own, acting = two_capacities(task)
    actions.take_task(task, by=Doer(own.user, make.MONDAY, appointment=own))
    done = actions.finish_task(
        task, by=Doer(own.user, make.MONDAY, appointment=acting), outcome=Outcome("done")
    )
    assert done.finished_as == f"Plt. {task.position}"
    capacities = Entry.objects.order_by("number").values_list("deed", "capacity")
    assert list(capacities)[1:] == [
        ("take", task.position.title),
        ("done", f"Plt. {task.position}"),
    ]


def test_starter_with_two_positions_in_the_sop_chooses_as_what_to_start() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    deputy = make.appointment(staff, make.position_of(version, "Kepala"), capacity="plh")
    document = actions.start_document(
        version, by=Doer(staff, make.MONDAY, appointment=deputy), contents=Contents("Perihal")
    )
    assert document.started_as == f"Plh. {deputy.position}"
    without_choice = actions.start_document(
        version, by=Doer(staff, make.MONDAY), contents=Contents("Perihal")
    )
    assert without_choice.started_as == make.position_of(version, "Staf").title


def test_deeds_refuse_a_capacity_that_is_not_held_there_today() -> None:
    task = make.task()
    staff = make.holder(task.position)
    long_over = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 7)}
    over = make.appointment(staff, task.position, capacity="plh", **long_over)
    elsewhere = make.appointment(staff, make.position())
    anothers = make.appointment(make.user(), task.position)
    document = task.document
    for each in (over, elsewhere, anothers):
        sentence = f"You do not act as {each.title} here today. Choose again."
        by = Doer(staff, make.MONDAY, appointment=each)
        assert refused(partial(actions.take_task, task, by=by)) == sentence
        comment = partial(actions.comment_document, document, by=by, text="Ya")
        assert refused(comment) == sentence
