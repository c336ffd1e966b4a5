"""Pages of tasks through the client."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.models import User
from procedures.definition import Row
from tests import make
from tests.rows import all_rows
from workflow.models import Document, Task

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

DEEDS = ["take_task", "release_task", "finish_task"]


def text_of(client: Client, task: Task) -> str:
    response = client.get(reverse("task", args=[task.pk]))
    assert response.status_code == HTTPStatus.OK
    return str(response.content.decode())


def taker(task: Task) -> User:
    assert task.taken_by is not None
    return task.taken_by


def refused(client: Client, name: str, task: Task, **data: str) -> str:
    """Do a deed that is refused with 409; return the page. Nothing has changed."""
    before = all_rows()
    response = client.post(reverse(name, args=[task.pk]), data)
    assert response.status_code == HTTPStatus.CONFLICT
    assert all_rows() == before
    text: str = response.content.decode()
    assert text.count('role="alert"') == 1
    return text


# Addresses of deeds


@pytest.mark.parametrize("name", DEEDS)
def test_address_of_a_deed_leads_to_the_task_when_it_is_only_visited(name: str) -> None:
    task = make.task()
    client = make.client(make.holder(task.position))
    before = all_rows()
    for visit in (client.get, client.head):
        response = visit(reverse(name, args=[task.pk]))
        assert (response.status_code, response["Location"]) == (302, f"/tasks/{task.pk}/")
    for method in (client.put, client.delete, client.patch):
        response = method(reverse(name, args=[task.pk]))
        assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert all_rows() == before


@pytest.mark.parametrize("name", ["task", *DEEDS])
def test_task_is_not_there_for_those_who_may_not_see_its_document(name: str) -> None:
    task = make.document(sensitivity="secret").tasks.get()
    address = reverse(name, args=[task.pk])
    assert make.client(make.supervisor()).get(address).status_code in {200, 302}
    later = make.holder_of(task.document.version, "Kepala")
    for someone in (make.user(), make.holder(make.position()), later):
        client = make.client(someone)
        before = all_rows()
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
        if name != "task":
            sent = {"answer": "done", "note": "x"}
            assert client.post(address, sent).status_code == HTTPStatus.NOT_FOUND
        assert all_rows() == before


def test_task_page_takes_no_post() -> None:
    task = make.task()
    response = make.client(make.holder(task.position)).post(reverse("task", args=[task.pk]))
    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED


# What the page offers


def offers(client: Client, task: Task) -> list[str]:
    """Return the deeds that the task's page has a form for."""
    text = text_of(client, task)
    return [name for name in DEEDS if f'action="{reverse(name, args=[task.pk])}"' in text]


def test_task_offers_what_its_person_may_do_now() -> None:
    version = make.version()
    task = make.task(version)
    staff, colleague = make.holder(task.position), make.holder(task.position)
    head = make.holder_of(version, "Kepala")
    people = [make.client(user) for user in (staff, colleague, head, make.supervisor())]
    assert [offers(client, task) for client in people] == [["take_task"], ["take_task"], [], []]
    make.taken(task, by=staff)
    mine = ["release_task", "finish_task"]
    assert [offers(client, task) for client in people] == [mine, [], [], []]
    assert f"{staff} has taken this task." in text_of(people[1], task)
    make.finished(Task.objects.get(), at=make.MONDAY)
    assert [offers(client, task) for client in people] == [[], [], [], []]
    assert "This step is finished" in text_of(people[0], task)


def test_task_offers_the_answers_of_its_step() -> None:
    check = Row("Memeriksa", "Analis", no=make.to(1), yes_label="Lengkap", no_label="Kurang")
    document = make.document(make.version([Row("Mengetik", "Staf"), check]))
    execution = make.taken(document.tasks.get())
    text = text_of(make.client(taker(execution)), execution)
    assert [f'value="{answer}"' in text for answer in ("done", "yes", "no")] == [True, False, False]
    make.finished(execution)
    decision = make.taken(document.tasks.open().get())
    text = text_of(make.client(taker(decision)), decision)
    assert [f'value="{answer}"' in text for answer in ("done", "yes", "no")] == [False, True, True]
    assert ">Lengkap</button>" in text
    assert ">Kurang</button>" in text


def test_task_shows_the_reason_why_it_came_back() -> None:
    document = make.document()
    again = make.passed_on(document, "done", "no")
    text = text_of(make.client(document.started_by), again)
    assert "Alasan no" in text
    assert "Alasan no" not in text_of(
        make.client(document.started_by), document.tasks.get(number=1)
    )


# Deeds


def test_take_release_and_finish_lead_on_and_say_what_was_done() -> None:
    task = make.task()
    client = make.client(make.holder(task.position))
    here, there = f"/tasks/{task.pk}/", f"/documents/{task.document_id}/"
    said = []
    for name, location in [
        ("take_task", here),
        ("release_task", here),
        ("take_task", here),
        ("finish_task", there),
    ]:
        response = client.post(reverse(name, args=[task.pk]), {"answer": "done"}, follow=True)
        assert response.redirect_chain == [(location, 302)]
        said += [str(message) for message in response.context["messages"]]
    assert said == [
        "The task is yours; the time of work runs.",
        "The task is free for others again.",
        "The task is yours; the time of work runs.",
        "The step is finished.",
    ]
    deeds = task.document.entries.order_by("number").values_list("deed", "address")
    assert list(deeds) == [
        ("start", None),
        ("take", "127.0.0.1"),
        ("release", "127.0.0.1"),
        ("take", "127.0.0.1"),
        ("done", "127.0.0.1"),
    ]


def test_deeds_of_who_holds_the_position_ask_little_beside_the_deed() -> None:
    version = make.version()
    make.finished(make.task(version))  # the process knows the version from now on
    task = make.task(version)
    client = make.client(make.holder(task.position))
    for name in ("take_task", "finish_task"):
        with CaptureQueriesContext(connection) as asked:
            response = client.post(reverse(name, args=[task.pk]), {"answer": "done"})
        assert response.status_code == HTTPStatus.FOUND
        sent = [query["sql"] for query in asked.captured_queries]
        deed = next(index for index, sql in enumerate(sent) if sql.startswith(("BEGIN", "SAVEP")))
        assert deed == 3  # session, person, and the task with its step and as what it is held


def test_finish_task_counts_the_time_until_now() -> None:
    task = make.task(at=timezone.now())
    client = make.client(make.holder(task.position))
    started = timezone.now()
    client.post(reverse("take_task", args=[task.pk]))
    client.post(reverse("finish_task", args=[task.pk]), {"answer": "done"})
    done = Task.objects.get(pk=task.pk)
    assert done.started_at is not None
    assert done.finished_at is not None
    assert started <= done.started_at <= done.finished_at <= timezone.now()


def test_finish_task_of_a_stale_page_is_refused_with_the_sentence() -> None:
    task = make.taken(make.task())
    client = make.client(taker(task))
    make.finished(task)
    text = refused(client, "finish_task", task, answer="done")
    assert f"This step was already finished by {task.taken_by}." in text
    assert "This step is finished" in text


def test_take_task_of_a_stale_page_is_refused_with_the_sentence() -> None:
    task = make.task()
    client = make.client(make.holder(task.position))
    first = make.taken(task)
    assert f"{first.taken_by} has taken this task." in refused(client, "take_task", task)
    assert f"{first.taken_by} has taken this task." in refused(client, "release_task", task)
    text = refused(client, "finish_task", task, answer="done")
    assert f"{first.taken_by} has taken this task." in text


def test_deeds_of_those_who_may_only_look_are_refused() -> None:
    task = make.task()
    watcher = make.client(make.supervisor())
    another = f"This task is for {task.position}."
    assert another in refused(watcher, "take_task", task)
    assert "This task is free already." in refused(watcher, "release_task", task)
    assert another in refused(watcher, "finish_task", task, answer="done")


def test_finish_task_after_losing_the_position_is_refused() -> None:
    document = make.document()
    task = make.taken(document.tasks.get(), by=document.started_by)
    client = make.client(document.started_by)
    document.started_by.appointments.update(ends_on=make.MONDAY - timedelta(days=1))
    text = refused(client, "finish_task", task, answer="done")
    assert f"You no longer hold the position {task.position}." in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"answer": "no", "note": " \n "}, "Write the reason"),
        ({"answer": "no"}, "Write the reason"),
        ({"answer": "done", "note": "Catatan <b>"}, "This step has no such answer."),
        ({"answer": "sent_back", "note": "Catatan <b>"}, "This step has no such answer."),
        ({"note": "Catatan <b>"}, "Choose an answer."),
        ({"answer": "yes", "note": "a\x00b"}, "Null characters are not allowed."),
        ({"answer": "yes", "note": "x" * 2001}, "at most 2000 characters (it has 2001)"),
    ],
)
def test_finish_task_with_a_bad_form_keeps_what_was_typed(data: dict[str, str], said: str) -> None:
    task = make.taken(make.passed_on(make.document(), "done"))
    client = make.client(taker(task))
    before = all_rows()
    response = client.post(reverse("finish_task", args=[task.pk]), data)
    text = response.content.decode()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text
    if "Catatan" in data.get("note", ""):
        assert "Catatan &lt;b&gt;</textarea>" in text
    assert all_rows() == before
    assert offers(client, task) == ["release_task", "finish_task"]


def test_finish_task_with_a_bad_form_on_a_stale_page_says_that_it_is_finished() -> None:
    task = make.taken(make.passed_on(make.document(), "done"))
    client = make.client(taker(task))
    make.finished(task, answer="yes")
    before = all_rows()
    response = client.post(reverse("finish_task", args=[task.pk]), {"answer": "no"})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This step is finished" in response.content.decode()
    assert all_rows() == before


def test_deeds_need_the_token_of_the_page() -> None:
    task = make.task()
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        make.holder(task.position), backend="django.contrib.auth.backends.ModelBackend"
    )
    before = all_rows()
    for name in DEEDS:
        response = client.post(reverse(name, args=[task.pk]), {"answer": "done"})
        assert response.status_code == HTTPStatus.FORBIDDEN
    assert all_rows() == before
    token = client.get(reverse("task", args=[task.pk])).cookies["csrftoken"].value
    sent = client.post(reverse("take_task", args=[task.pk]), {"csrfmiddlewaretoken": token})
    assert sent.status_code == HTTPStatus.FOUND
    assert Document.objects.get().tasks.get().taken_by is not None
