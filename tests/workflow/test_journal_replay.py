"""The journal tells the tasks: who had what, from when to when, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from people.actions import retire_position
from people.doers import Doer
from people.models import Appointment, User
from people.refusals import Refused
from procedures.graph import Answer, DrawnStep, Exit, Graph, StepKind
from procedures.models import Version
from tests import make
from workflow import actions
from workflow.actions.succession import give_back_task, hand_over_task
from workflow.journal import Line, ToldTask, Unreadable, replay
from workflow.management.record import line_of
from workflow.models import Document, Entry, Task
from workflow.transition.outcomes import Outcome
from workflow.transition.plans import plan_of

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def late_is_allowed(settings: Settings) -> None:
    settings.LATE_RECORDING = True


def told(document: Document) -> list[ToldTask]:
    """Return what the document's journal amounts to, as it lies in the database."""
    entries = document.entries.select_related("task", "by").order_by("number")
    graph = Version.objects.with_table().get(pk=document.version_id).graph()
    return replay([line_of(entry) for entry in entries], graph)


def kept(document: Document) -> list[ToldTask]:
    """Return the document's tasks as they lie in the database."""
    return [_visit(task) for task in document.tasks.select_related("step").order_by("number")]


def _visit(task: Task) -> ToldTask:
    of_the_step = plan_of(task.document.version_id).steps[task.step.number].position
    return ToldTask(
        position=None if task.position_id == of_the_step else task.position_id,
        number=task.number,
        step=task.step.number,
        arrived_at=task.arrived_at,
        taken_by=task.taken_by_id,
        started_at=task.started_at,
        finished_at=task.finished_at,
        finished_by=task.finished_by_id,
        finished_as=task.finished_as,
        answer=task.answer,
        note=task.note,
        is_deviation=task.is_deviation,
        is_recorded_later=task.is_recorded_later,
        pauses=[(each.paused_at, each.resumed_at) for each in task.pauses.order_by("paused_at")],
    )


def test_journal_of_a_letter_tells_its_tasks() -> None:
    document = make.document(uploads=[make.upload()])
    make.passed_on(document, "done", "no", "done", "yes", at=make.MONDAY + 5 * MINUTE)
    make.finished(document.tasks.open().get(), at=make.MONDAY + 9 * MINUTE)
    assert told(document) == kept(document)
    assert [visit.answer for visit in told(document)] == ["done", "no", "done", "yes", "done"]


def test_a_clock_that_was_set_back_leaves_journal_and_tasks_at_one() -> None:
    document = make.document()
    task = make.taken(document.tasks.get(), at=make.MONDAY + 5 * MINUTE)
    actions.comment_document(
        document, by=Doer(document.started_by, make.MONDAY + 90 * MINUTE), text="Segera"
    )
    make.finished(task, at=make.MONDAY + 7 * MINUTE)
    assert told(document) == kept(document)
    assert told(document)[0].finished_at == make.MONDAY + 90 * MINUTE


Deed = Callable[[Document, User, Any], object]


def _of_open(action: Callable[..., object], **facts: Any) -> Deed:
    return lambda document, by, at: action(document.tasks.open().get(), by=Doer(by, at), **facts)


def _assign(document: Document, by: User, at: Any) -> object:
    task = document.tasks.open().get()
    to = User.objects.filter(appointments__position=task.position_id).order_by("-pk")[0]
    return actions.assign_task(task, by=Doer(by, at), to=to)


def _send_back(document: Document, by: User, at: Any) -> object:
    first = document.tasks.order_by("number")[0].step
    task = document.tasks.open().get()
    return actions.send_back_task(task, by=Doer(by, at), to=first, note="Ulangi")


def _take_back(document: Document, by: User, at: Any) -> object:
    ended = document.tasks.filter(finished_at__isnull=False).order_by("-number")[0]
    return actions.take_back_task(ended, by=Doer(by, at))


def _record_later(document: Document, by: User, at: Any) -> object:
    task = document.tasks.open().get()
    answer = "yes" if task.step.is_decision else "done"
    since = task.arrived_at
    return actions.record_task_later(
        task, by=Doer(by, at), outcome=Outcome(answer), since=since, until=since
    )


def _finish(answer: str) -> Deed:
    return _of_open(actions.finish_task, outcome=Outcome(answer, note="Alasan"))


def _give_back(document: Document, by: User, at: Any) -> object:
    task = document.tasks.open().get()
    assert task.taken_by is not None
    return give_back_task(task, of=task.taken_by, by=Doer(make.supervisor(), at))


def _hand_over(document: Document, by: User, at: Any) -> object:
    task = document.tasks.open().get()
    heir, on = make.position("Jabatan baru"), timezone.localdate(at)
    retire_position(task.position, on=on, successor=heir, by=Doer(make.administrator(), at))
    Appointment.objects.create(user=by, position=heir, starts_on=on)
    return hand_over_task(task, at=at)


DEEDS: list[Deed] = [
    _of_open(actions.take_task),
    _of_open(actions.take_task),
    _of_open(actions.release_task),
    _of_open(actions.pause_task, reason="Menunggu"),
    _of_open(actions.resume_task),
    _finish("done"),
    _finish("done"),
    _finish("yes"),
    _finish("no"),
    _assign,
    _send_back,
    _take_back,
    _record_later,
    lambda document, by, at: actions.comment_document(document, by=Doer(by, at), text="Catatan"),
]


def office() -> tuple[Version, list[User]]:
    """A version and its people: two Staf, an Analis, and a Kepala who stands above them."""
    version = make.version()
    head = make.position_of(version, "Kepala")
    for column in ("Staf", "Analis"):
        below = make.position_of(version, column)
        below.superior = head
        below.save()
    columns = ("Staf", "Staf", "Analis", "Kepala")
    return version, [make.holder_of(version, column) for column in columns]


def test_journal_tells_the_tasks_after_every_kind_of_deed(late_is_allowed: None) -> None:
    version, people = office()
    staff, other, analyst, head = people
    document, at = make.document(version, by=staff, uploads=[make.upload()]), make.MONDAY
    for by, deed in (
        (staff, _of_open(actions.take_task)),
        (staff, _of_open(actions.pause_task, reason="Menunggu")),
        (staff, _of_open(actions.resume_task)),
        (staff, _of_open(actions.correct_at_task, texts={"subject": "Lain"})),
        (staff, _of_open(actions.pause_task, reason="Menunggu")),
        (head, _assign),
        (other, _of_open(actions.take_task)),
        (other, _of_open(actions.release_task)),
        (other, _of_open(actions.take_task)),
        (other, _finish("done")),
        (other, _take_back),
        (other, _finish("done")),
        (analyst, _of_open(actions.take_task)),
        (analyst, _send_back),
        (staff, _record_later),
        (analyst, _of_open(actions.take_task)),
        (analyst, _give_back),
        (analyst, _of_open(actions.take_task)),
        (analyst, _finish("no")),
        (staff, _record_later),
        (analyst, _of_open(actions.take_task)),
        (analyst, _hand_over),
        (analyst, _of_open(actions.take_task)),
        (analyst, _finish("yes")),
    ):
        at += 7 * MINUTE
        deed(document, by, at)
    actions.comment_document(document, by=Doer(staff, at), text="Catatan")
    first = document.attachments.order_by("pk")[0]
    actions.mark_letter(document, by=Doer(staff, at), name=first.name)
    actions.cancel_document(document, by=Doer(staff, at), reason="Ganda")
    assert told(document) == kept(document)
    done = set(document.entries.values_list("deed", flat=True))
    assert done == set(Entry.DeedName) - {Entry.DeedName.ATTACH}


@how(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(st.sampled_from(range(len(DEEDS))), st.integers(0, 3), st.integers(-30, 200)),
        min_size=10,
        max_size=40,
    ),
    st.booleans(),
)
def test_journal_tells_the_tasks_whatever_people_do(
    late_is_allowed: None, walk: list[tuple[int, int, int]], is_cancelled: bool
) -> None:
    version, people = office()
    document, at = make.document(version, by=people[0]), make.MONDAY
    for deed, person, minutes in walk:
        at += minutes * MINUTE
        with suppress(Refused, Task.DoesNotExist, IndexError):
            DEEDS[deed](document, people[person], at)
    if is_cancelled:
        with suppress(Refused):
            actions.cancel_document(document, by=Doer(people[0], at), reason="Ganda")
    assert told(document) == kept(document)


LINE = Line(1, 1, "start", None, 3, "Staf", make.MONDAY, None, "", {}, "")
ONE_STEP = Graph(("Staf",), (DrawnStep(1, StepKind.EXECUTION, 0, (Exit(Answer.DONE, None),)),))


@pytest.mark.parametrize(
    "line",
    [
        replace(LINE, deed="rumour"),
        replace(LINE, deed="take", task=None),
        replace(LINE, deed="take", task=2),
        replace(LINE, deed="take", task=0),
        replace(LINE, deed="yes", task=1),
    ],
)
def test_entries_that_do_not_follow_from_the_drawing_cannot_be_read(line: Line) -> None:
    with pytest.raises(Unreadable):
        replay([LINE, line], ONE_STEP)
