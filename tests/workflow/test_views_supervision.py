"""The work of a unit: who sees which, and giving several tasks to others at once."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.doers import Doer
from people.models import Position, User
from procedures.models import Version
from tests import make
from tests.pages import messages_of
from tests.rows import all_rows
from workflow.models import Document, Entry, Task
from workflow.permissions import can_assign_task, tasks_to_assign

pytestmark = pytest.mark.django_db


def led() -> Version:
    """The letter's SOP in an office where Staf answers to a section, and that to Kepala."""
    version = make.version()
    section = make.position()
    above = make.position_of(version, "Kepala")
    Position.objects.filter(pk=section.pk).update(superior=above)
    staff = make.position_of(version, "Staf")
    Position.objects.filter(pk=staff.pk).update(superior=section)
    return version


def shown(client: Client, **query: str) -> list[Any]:
    """Return code and number of each step, with people, subjects and loads."""
    response = client.get(reverse("supervision"), query)
    assert response.status_code == HTTPStatus.OK
    return [
        (
            each.step.number,
            (each.load.count, each.load.late),
            [
                (
                    of.person.name if of.person else "",
                    (of.load.count, of.load.late),
                    [task.document.subject for task, _deadline in of.tasks],
                )
                for of in each.people
            ],
        )
        for each in response.context["work"]
    ]


def assign(client: Client, tasks: list[Task], to: User | str, query: str = "") -> Any:
    key = to if isinstance(to, str) else to.pk
    sent = {"tasks": [task.pk for task in tasks], "to": key}
    return client.post(reverse("assign_tasks") + query, sent)


def test_supervision_groups_open_work_by_step_and_person() -> None:
    version = led()
    starter = make.holder_of(version, "Analis")
    budi, ani = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    User.objects.filter(pk=budi.pk).update(name="Budi")
    User.objects.filter(pk=ani.pk).update(name="Ani")
    for subject, by in [("a", budi), ("b", ani), ("c", None), ("d", budi)]:
        task = make.document(version, by=starter, subject=subject).tasks.get()
        Task.objects.filter(pk=task.pk).update(due_at=timezone.now() + timedelta(days=1))
        if by:
            Task.objects.filter(pk=task.pk).update(taken_by=by, started_at=make.MONDAY)
    Task.objects.filter(document__subject="d").update(due_at=timezone.now() - timedelta(hours=1))
    make.passed_on(make.document(version, by=starter, subject="e"), "done")
    client = make.client(make.supervisor())
    Task.objects.open().filter(document__subject="e").update(due_at=None)
    people = [("", (1, 0), ["c"]), ("Ani", (1, 0), ["b"]), ("Budi", (2, 1), ["a", "d"])]
    assert shown(client) == [(1, (4, 1), people), (2, (1, 0), [("", (1, 0), ["e"])])]
    head = make.client(make.holder_of(version, "Kepala"))
    assert shown(head) == [(1, (4, 1), people)]  # Analis does not answer to Kepala
    for stranger in (budi, starter, make.user()):
        assert shown(make.client(stranger)) == []


def test_tasks_to_assign_are_those_that_may_be_assigned_and_seen() -> None:
    version, another = led(), led()
    head = make.holder_of(version, "Kepala")
    make.appointment(head, make.position_of(another, "Analis"))
    elsewhere = make.version()  # Kepala stands above its Staf, but not in this SOP
    staff = make.position_of(elsewhere, "Staf")
    Position.objects.filter(pk=staff.pk).update(superior=make.position_of(version, "Kepala"))
    mine = make.document(version)
    secret = make.document(version, sensitivity="secret")
    make.document(another)
    make.document(elsewhere)
    make.passed_on(make.document(version), "done")
    on = timezone.localdate(make.MONDAY)
    found = tasks_to_assign(head, on=on)
    assert [task.document for task in found] == [mine]
    assigned = {
        task.pk for task in Task.objects.open() if can_assign_task(Doer(head, make.MONDAY), task)
    }
    assert assigned == {mine.tasks.get().pk, secret.tasks.get().pk}
    supervisor = make.supervisor()
    assert set(tasks_to_assign(supervisor, on=on)) == set(Task.objects.open())


def test_supervision_is_filtered_by_unit_sop_position_and_lateness() -> None:
    inner = make.version(code="D-1", of=make.unit("Dalam", below=make.unit()))
    outer = make.version(code="L-1", of=make.unit("Luar"))
    for version, subject in [(inner, "dalam"), (outer, "luar")]:
        task = make.document(version, subject=subject).tasks.get()
        Task.objects.filter(pk=task.pk).update(due_at=timezone.now() + timedelta(days=1))
    client = make.client(make.supervisor())

    def found(**query: str) -> list[str]:
        work = shown(client, **query)
        return [subject for _, _, people in work for _, _, tasks in people for subject in tasks]

    assert found() == ["dalam", "luar"]
    units = client.get(reverse("supervision")).context["filter"].form.fields["unit"].queryset
    assert list(units) == [inner.procedure.unit, outer.procedure.unit]
    assert found(unit=str(inner.procedure.unit.pk)) == ["dalam"]
    assert found(procedure=str(outer.procedure.pk)) == ["luar"]
    assert found(position=str(make.position_of(inner, "Staf").pk)) == ["dalam"]
    assert found(which="late") == []
    Task.objects.filter(document__subject="luar").update(due_at=timezone.now())
    assert found(which="late") == ["luar"]
    make.taken(Task.objects.get(document__subject="luar"))
    assert found(which="free") == ["dalam"]


def test_assign_tasks_gives_each_and_tells_of_each() -> None:
    version = led()
    head, staff = make.holder_of(version, "Kepala"), make.holder_of(version, "Staf")
    free, begun, done = [make.document(version, subject=name).tasks.get() for name in "abc"]
    make.taken(begun)
    make.finished(done)
    client = make.client(head)
    response = assign(client, [free, begun, done], staff, "?which=free")
    assert (response.status_code, response["Location"]) == (302, "/supervision/?which=free")
    told = messages_of(client.get("/"))
    ender = Task.objects.get(pk=done.pk).finished_by
    assert told == [
        f"a: assigned to {staff}.",
        f"b: assigned to {staff}.",
        f"c: This step was already finished by {ender}.",
    ]
    given = Task.objects.filter(taken_by=staff, started_at=None)
    assert list(given.order_by("pk")) == [free, begun]
    deeds = Entry.objects.filter(deed="assign")
    assert {entry.by for entry in deeds} == {head}
    assert sorted(entry.document.subject for entry in deeds) == ["a", "b"]


def test_tasks_with_large_keys_are_assigned_from_the_page() -> None:
    version = led()
    head, staff = make.holder_of(version, "Kepala"), make.holder_of(version, "Staf")
    document, client = make.document(version), make.client(head)
    step = document.tasks.get()
    other = Document.objects.create(
        version=version,
        state="running",
        started_by=staff,
        created_at=make.MONDAY,
        started_at=make.MONDAY,
    )
    task = Task.objects.create(
        pk=1_234_567,
        document=other,
        number=1,
        step=step.step,
        position=step.position,
        arrived_at=make.MONDAY,
    )
    client.cookies["django_language"] = "id"
    text = client.get(reverse("supervision")).content.decode()
    keys = re.findall(r'name="tasks"\s+value="([^"]*)"', text)
    assert sorted(keys) == sorted([str(step.pk), "1234567"])
    sent = {"tasks": keys, "to": staff.pk}
    assert client.post(reverse("assign_tasks"), sent).status_code == HTTPStatus.FOUND
    assert Task.objects.get(pk=task.pk).taken_by == staff


def test_assign_tasks_refuses_each_that_is_not_for_that_person_or_not_below() -> None:
    version = led()
    head, staff = make.holder_of(version, "Kepala"), make.holder_of(version, "Staf")
    mine = make.document(version, subject="a").tasks.get()
    above = make.passed_on(make.document(version, subject="b"), "done")
    client = make.client(head)
    assign(client, [mine, above], staff)
    assert messages_of(client.get("/")) == [
        f"a: assigned to {staff}.",
        "b: Only who holds a higher position in this SOP, or supervises, can assign the task.",
    ]
    assign(make.client(supervisor := make.supervisor()), [above, mine], staff)
    assert Entry.objects.filter(deed="assign", by=supervisor).count() == 0
    assert Task.objects.get(pk=above.pk).taken_by is None


def test_assign_tasks_asks_for_tasks_that_are_seen_and_for_a_holder_of_their_position() -> None:
    version = led()
    head, staff = make.holder_of(version, "Kepala"), make.holder_of(version, "Staf")
    task = make.document(version).tasks.get()
    secret = make.document(version, sensitivity="secret").tasks.get()
    client = make.client(head)
    before = all_rows()
    sent: list[tuple[list[Task], User | str]] = [
        ([], staff),
        ([task], ""),
        ([task], head),
        ([task], "x"),
        ([secret], staff),
    ]
    for tasks, to in sent:
        response = assign(client, tasks, to)
        assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert response.content.decode().count('role="alert"') >= 1
        ticked = f'id="tick-{task.pk}"' in response.content.decode()
        assert ticked
    for key in ("x", "9" * 5000):
        data = {"tasks": [task.pk, key], "to": staff.pk}
        assert client.post(reverse("assign_tasks"), data).status_code == 422
    assert all_rows() == before
    text = assign(client, [task], "").content.decode()
    assert "Choose to whom." in text
    assert text.count("checked") == 1
    assert "Tick the tasks first." in assign(client, [], staff).content.decode()


def test_who_was_chosen_stays_chosen_where_no_task_was_ticked() -> None:
    version = led()
    head, staff = make.holder_of(version, "Kepala"), make.holder_of(version, "Staf")
    make.document(version)
    client = make.client(head)
    sent: list[tuple[User | str, set[str]]] = [
        (staff, {"tasks"}),
        (head, {"tasks", "to"}),
        ("", {"tasks", "to"}),
    ]
    for to, errors in sent:
        response = assign(client, [], to)
        assert set(response.context["errors"]) == errors
        page = response.content.decode()
        is_chosen = f'<option value="{staff.pk}" selected>' in page
        assert (is_chosen, "Tick the tasks first." in page) == (to == staff, True)


def test_supervision_needs_the_same_queries_for_one_row_as_for_three() -> None:
    version = led()
    for name in ("Staf", "Analis", "Kepala"):
        make.holder_of(version, name)
    client = make.client(make.supervisor())
    client.get(reverse("supervision"))  # reads the calendars, which are kept then
    counts = []
    for _ in range(3):
        make.document(version, by=make.holder_of(version, "Analis"))
        make.taken(make.document(version).tasks.get(), by=make.holder_of(version, "Staf"))
        make.passed_on(make.document(version), "done")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("supervision"))
        counts.append(len(queries))
    assert counts == [counts[0]] * 3
