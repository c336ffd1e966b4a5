"""Many people at once: what is promised about locks, with real connections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from people.doers import Doer
from people.models import User
from procedures.definition import Row
from tests import make
from workflow import actions
from workflow.models import Document, Entry, Task
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

pytestmark = pytest.mark.django_db(transaction=True)

Deed = Callable[[], object]


def crowd() -> int:
    """Return how many try at once; SQLite has one writer at a time, so few are enough."""
    return 12 if connection.vendor == "postgresql" else 4


def at_once(deeds: Sequence[Deed]) -> list[BaseException | None]:
    """Do all deeds at the same moment, each on a connection of its own; return what each raised."""
    line = Barrier(len(deeds))
    with ThreadPoolExecutor(len(deeds)) as threads:
        return [each.exception() for each in [threads.submit(do, deed, line) for deed in deeds]]


def do(deed: Deed, line: Barrier) -> None:
    try:
        connection.ensure_connection()
        line.wait(timeout=10)
        deed()
    finally:
        connection.close()


def kinds(outcomes: Sequence[BaseException | None]) -> list[str]:
    return sorted(type(each).__name__ for each in outcomes)


def one_wins(among: int) -> list[str]:
    """Return the outcomes where one deed is done and every other is refused."""
    return ["NoneType", *["Refused"] * (among - 1)]


def holders(task: Task, count: int) -> list[User]:
    return [make.holder(task.position) for _ in range(count)]


def assert_journal_has_no_gap(document: Document) -> None:
    entries = list(document.entries.order_by("number"))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    hashes = ["", *(entry.hash for entry in entries)]
    assert [entry.previous_hash for entry in entries] == hashes[:-1]


def test_many_who_take_a_task_at_once_leave_it_with_one() -> None:
    task = make.task()
    people = holders(task, crowd())
    outcomes = at_once(
        [partial(actions.take_task, task, by=Doer(person, make.MONDAY)) for person in people]
    )
    assert kinds(outcomes) == one_wins(len(people))
    winner = people[outcomes.index(None)]
    fresh = Task.objects.get()
    assert (fresh.taken_by, fresh.started_at) == (winner, make.MONDAY)
    assert Entry.objects.get(deed="take").by == winner
    assert all(str(winner) in str(refusal) for refusal in outcomes if refusal)
    assert_journal_has_no_gap(task.document)


def test_a_task_finished_many_times_at_once_is_finished_once() -> None:
    task = make.taken(make.task())
    assert task.taken_by is not None
    finish = partial(
        actions.finish_task, task, by=Doer(task.taken_by, make.MONDAY), outcome=Outcome("done")
    )
    outcomes = at_once([finish] * crowd())
    assert kinds(outcomes) == one_wins(crowd())
    assert list(Task.objects.order_by("number").values_list("number", "answer")) == [
        (1, "done"),
        (2, ""),
    ]
    assert Entry.objects.filter(deed="done").count() == 1
    assert_journal_has_no_gap(task.document)


def test_a_decision_answered_yes_and_no_at_once_goes_one_way() -> None:
    document = make.document()
    task = make.taken(make.passed_on(document, "done"))
    assert task.taken_by is not None
    finish = partial(actions.finish_task, task, by=Doer(task.taken_by, make.MONDAY))
    deeds = [
        partial(finish, outcome=Outcome(answer, note="Alasan"))
        for answer in ["yes", "no"] * (crowd() // 2)
    ]
    outcomes = at_once(deeds)
    assert kinds(outcomes) == one_wins(len(deeds))
    judged, following = document.tasks.filter(number__gte=2).order_by("number")
    assert following.step.number == {"yes": 3, "no": 1}[judged.answer]
    assert_journal_has_no_gap(document)


def test_the_last_step_finished_many_times_at_once_ends_the_document_once() -> None:
    task = make.taken(make.task(make.version((Row("Mengetik surat", "Staf"),))))
    assert task.taken_by is not None
    finish = partial(
        actions.finish_task, task, by=Doer(task.taken_by, make.MONDAY), outcome=Outcome("done")
    )
    outcomes = at_once([finish] * crowd())
    assert kinds(outcomes) == one_wins(crowd())
    assert Document.objects.get().state == Document.State.FINISHED
    assert Task.objects.count() == 1
    assert_journal_has_no_gap(task.document)


def test_a_task_released_and_finished_at_once_is_one_or_the_other() -> None:
    task = make.taken(make.task())
    by = task.taken_by
    assert by is not None
    half = crowd() // 2
    finish = partial(actions.finish_task, task, by=Doer(by, make.MONDAY), outcome=Outcome("done"))
    release = partial(actions.release_task, task, by=Doer(by, make.MONDAY))
    outcomes = at_once([finish, release] * half)
    assert kinds(outcomes) == one_wins(2 * half)
    deed = task.document.entries.order_by("number")[2].deed
    fresh = Task.objects.get(pk=task.pk)
    assert (fresh.is_open, fresh.taken_by) == {"done": (False, by), "release": (True, None)}[deed]
    assert task.document.tasks.open().count() == 1
    assert_journal_has_no_gap(task.document)


def test_documents_of_one_sop_started_and_worked_on_at_once_do_not_disturb_each_other() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")

    def start_and_finish() -> None:
        task = make.document(version, by=staff).tasks.get()
        actions.take_task(task, by=Doer(staff, make.MONDAY))
        actions.finish_task(task, by=Doer(staff, make.MONDAY), outcome=Outcome("done"))

    outcomes = at_once([start_and_finish] * crowd())
    assert outcomes == [None] * crowd()
    assert Document.objects.count() == crowd()
    for document in Document.objects.all():
        assert document.tasks.open().get().step.number == 2
        assert document.entries.count() == 3
        assert_journal_has_no_gap(document)


def test_a_new_draft_that_is_kept_twice_at_once_is_kept_once() -> None:
    version, mark = make.version(), uuid4()
    staff = make.holder_of(version, "Staf")
    keep = partial(
        actions.keep_draft,
        version,
        by=Doer(staff, make.MONDAY),
        contents=Contents("Undangan"),
        mark=mark,
    )
    outcomes = at_once([keep] * crowd())
    assert kinds(outcomes) == ["NoneType"] * crowd()
    assert Document.objects.get().keeping.mark == mark


def test_of_windows_that_keep_a_draft_at_once_one_wins_and_the_others_are_told() -> None:
    version, seen = make.version(), uuid4()
    staff = make.holder_of(version, "Staf")
    by = Doer(staff, make.MONDAY)
    draft = actions.keep_draft(version, contents=Contents("Undangan"), mark=seen, by=by)
    outcomes = at_once(
        [
            partial(
                actions.edit_draft,
                draft,
                contents=Contents(str(number)),
                mark=uuid4(),
                seen=str(seen),
                by=by,
            )
            for number in range(crowd())
        ]
    )
    assert kinds(outcomes) == ["NoneType", *["Stale"] * (crowd() - 1)]
    assert Document.objects.get().subject == str(outcomes.index(None))
