"""The desk through the client: what it says, and what one click does."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.doers import Doer
from people.models import Position
from procedures.definition import Row
from procedures.models import Version
from tests import make
from tests.pages import messages_of
from tests.rows import all_rows
from workflow import actions
from workflow.models import Task
from workflow.reports import DESK_PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

HTMX = {"HX-Request": "true"}


def page(client: Client, **query: str) -> str:
    response = client.get(reverse("desk"), query)
    assert response.status_code == HTTPStatus.OK
    return str(response.content.decode())


def without_tokens(text: str) -> str:
    """Return a page without the tokens of its forms, which are others each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", text)


def click(client: Client, name: str, task: Task, **more: Any) -> Any:
    """Press the button of a row."""
    return client.post(reverse(name, args=[task.pk]), {"answer": "done"}, **more)


def clicks(client: Client) -> list[tuple[int, str]]:
    """Return the tasks that one click does something with, and what."""
    context = client.get(reverse("desk")).context
    rows = [*context["returned"], *context["mine"], *context["free"]]
    return [(row.desk.task.pk, row.click.label) for row in rows if row.click]


def test_desk_shows_the_tasks_with_their_addresses() -> None:
    task = make.task()
    text = make.client(make.holder(task.position)).get(reverse("desk")).content.decode()
    assert f'href="/tasks/{task.pk}/"' in text
    assert task.step.activity in text
    assert f'href="/tasks/{task.pk}/"' not in (
        make.client(make.holder(make.position())).get(reverse("desk")).content.decode()
    )


def test_desk_says_why_a_document_came_back() -> None:
    version = make.version()
    make.passed_on(make.document(version), "done", "no")
    client = make.client(make.holder_of(version, "Staf"))
    text = client.get(reverse("desk")).content.decode()
    assert "<strong>Look again:</strong> Alasan no" in text
    assert f"Sent back by {make.position_of(version, 'Analis')}" in text


def test_desk_answers_htmx_with_the_part_alone_and_the_counts() -> None:
    task = make.task()
    client = make.client(make.holder(task.position))
    part = client.get(reverse("desk"), headers=HTMX).content.decode()
    assert "<html" not in part
    assert f'href="/tasks/{task.pk}/"' in part
    assert re.findall(r'id="desk-waiting-(\w+)"', part) == ["above", "below"]
    assert part.count('hx-swap-oob="true"') == 2
    whole = client.get(reverse("desk")).content.decode()
    rows = part.index('<section aria-labelledby="mine">')
    assert without_tokens(part[rows:]).strip() in without_tokens(whole)
    assert "hx-swap-oob" not in whole


def test_desk_needs_the_same_queries_for_one_row_as_for_three() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    client = make.client(staff)
    page(client)  # reads the calendars, which are kept then
    counts = []
    for _ in range(3):
        make.passed_on(make.document(version, by=staff), "done", "no")
        make.taken(make.document(version, by=staff).tasks.get(), by=staff)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("desk"))
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


# In the navigation


def waiting(client: Client) -> dict[str, str]:
    """Return what the navigation counts, on a page that is not the desk."""
    found: dict[str, str] = client.get(reverse("procedures")).context["waiting"]
    return {**found}


def test_navigation_counts_what_waits_and_what_of_it_is_late() -> None:
    task = make.task()
    client = make.client(make.holder(task.position))
    Task.objects.update(due_at=timezone.now() + timedelta(days=1))
    assert waiting(client) == {"count": "1", "late": ""}
    Task.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert waiting(client) == {"count": "1", "late": "1"}
    assert waiting(make.client(make.user())) == {"count": "", "late": ""}


@pytest.mark.parametrize(("many", "told"), [(99, "99"), (100, "99+")])
def test_navigation_counts_to_ninety_nine(many: int, told: str) -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    make.pile(version, many, by=staff)
    assert waiting(make.client(staff))["count"] == told


# One click


def letter(**demands: bool) -> Version:
    """The letter's SOP whose first step demands something."""
    return make.version(demands={1: demands})


def test_desk_offers_one_click_where_nothing_has_to_be_filled_in() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    client = make.client(staff)
    task = make.document(version, by=staff).tasks.get()
    assert clicks(client) == [(task.pk, "Take the task")]
    make.taken(task, by=staff)
    assert clicks(client) == [(task.pk, "Finish the step")]
    actions.pause_task(task, by=Doer(staff, timezone.now()), reason="Menunggu pihak luar")
    assert clicks(client) == []
    assert "Paused: Menunggu pihak luar" in page(client)


@pytest.mark.parametrize("demand", ["needs_all_requirements", "needs_file", "records_participants"])
def test_desk_leads_to_the_task_where_the_step_asks_for_something(demand: str) -> None:
    version = letter(**{demand: True})
    staff = make.holder_of(version, "Staf")
    task = make.document(version, by=staff).tasks.get()
    assert clicks(make.client(staff)) == [(task.pk, "Take the task")]
    make.taken(task, by=staff)
    assert clicks(make.client(staff)) == []


def test_desk_leads_to_the_task_where_it_is_answered_yes_or_no() -> None:
    version = make.version()
    analyst = make.holder_of(version, "Analis")
    task = make.passed_on(make.document(version), "done")
    assert clicks(make.client(analyst)) == [(task.pk, "Take the task")]
    make.taken(task, by=analyst)
    assert clicks(make.client(analyst)) == []


def test_desk_leads_to_the_task_where_somebody_says_as_what_they_act() -> None:
    task = make.task()
    staff = make.holder(task.position)
    make.appointment(staff, task.position, capacity="plt", starts_on=timezone.localdate())
    assert clicks(make.client(staff)) == []
    response = click(make.client(staff), "take_from_desk", task)
    assert (response.status_code, response["Location"]) == (302, f"/tasks/{task.pk}/")
    assert Task.objects.get().taken_by is None


def test_desk_offers_to_begin_what_was_assigned_and_what_was_left_behind() -> None:
    version = make.version()
    staff, gone = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    given = make.document(version).tasks.get()
    actions.assign_task(given, by=Doer(make.supervisor(), make.MONDAY), to=staff)
    left = make.taken(make.document(version).tasks.get(), by=gone)
    gone.appointments.update(ends_on=make.LONG_AGO)
    client = make.client(staff)
    assert clicks(client) == [(given.pk, "Take the task"), (left.pk, "Take the task")]
    for task in (given, left):
        assert click(client, "take_from_desk", task).status_code == HTTPStatus.FOUND
    assert {task.taken_by for task in Task.objects.all()} == {staff}


def test_take_and_finish_from_the_desk_lead_back_to_it() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    client = make.client(staff)
    task = make.document(version, by=staff).tasks.get()
    for name, said in [
        ("take_from_desk", "You have taken “Mengetik surat”."),
        ("finish_from_desk", "“Mengetik surat” is finished."),
    ]:
        response = click(client, name, task)
        assert (response.status_code, response["Location"]) == (302, "/")
        assert messages_of(client.get("/")) == [said]
    done = Task.objects.get(number=1)
    assert (done.finished_by, done.answer, done.note) == (staff, "done", "")
    assert Task.objects.get(number=2).position == make.position_of(version, "Analis")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?section=free", "?section=free"),
        ("?section=free&after=12", "?section=free&after=12"),
        ("?section=free&after=x", "?section=free"),
        ("?section=x&after=12", ""),
        ("?after=12", ""),
    ],
)
def test_deeds_from_the_desk_keep_the_page_that_was_looked_at(query: str, kept: str) -> None:
    task = make.task()
    client = make.client(make.holder(task.position))
    address = reverse("take_from_desk", args=[task.pk])
    assert client.post(address + query)["Location"] == f"/{kept}"
    text = client.get(f"/{query}").content.decode()
    done = f"{reverse('finish_from_desk', args=[task.pk])}{kept}".replace("&", "&amp;")
    assert text.count(f'"{done}"') == 2  # for the browser itself and for htmx
    assert text.count(f'hx-get="/{kept}"'.replace("&", "&amp;")) == 1


def links(client: Client, **query: str) -> list[tuple[str, str]]:
    """Return the links that lead through the sections of the desk: where to, with what words."""
    found = re.findall(r'href="(/\?section=[^"]*)">([^<]+)</a>', page(client, **query))
    return [(unescape(address), words) for address, words in found]


def test_links_lead_through_a_section_and_back_to_its_first_page() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    client, head = make.client(staff), make.client(make.holder_of(version, "Kepala"))
    tasks = make.pile(version, DESK_PAGE + 1, by=make.holder_of(version, "Staf"))
    last, first = tasks[DESK_PAGE - 1].pk, "/?section=free#free"
    assert links(client) == [(first, "Look through all of them")]
    further = {"section": "free", "after": str(last)}
    assert links(client, section="free") == [
        (f"/?section=free&after={last}#free", "Next page"),
    ]
    assert links(client, **further) == [(first, "First page")]
    count = '<span class="count">'
    assert [page(client, **each).count(count) for each in ({"section": "free"}, further)] == [3, 2]
    make.finished(tasks[-1])
    assert "There is nothing further." in page(client, **further)
    assert links(client, **further) == [(first, "First page")]
    assert "Nothing waits for you." not in page(client, **further)
    assert links(head) == []
    assert "Nothing waits for you." in page(head)


def test_what_came_back_has_its_section_while_it_is_looked_through() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    tasks = make.pile(version, 2, by=make.holder_of(version, "Staf"), came_back=True)
    further = {"section": "returned", "after": str(tasks[0].pk)}
    assert links(client, **further) == [("/?section=returned#returned", "First page")]
    assert "There is nothing further." not in page(client, **further)
    make.finished(tasks[1])
    assert "There is nothing further." in page(client, **further)
    make.finished(tasks[0])
    assert links(client) == []
    assert 'id="returned"' not in page(client)


def test_a_long_reason_is_told_by_its_beginning() -> None:
    version = make.version()
    document = make.document(version)
    make.passed_on(document, "done")
    make.finished(document.tasks.open().get(), answer="no", note="Salah. " * 100)
    text = page(make.client(make.holder_of(version, "Staf")))
    assert text.count("Salah. ") == 28
    assert "Sal…" in text


def test_deeds_from_the_desk_answer_htmx_with_the_desk_and_what_was_done() -> None:
    task = make.task()
    client = make.client(make.holder(task.position))
    text = click(client, "take_from_desk", task, headers=HTMX).content.decode()
    assert "<html" not in text
    assert text.count('role="status"') == 1
    assert "You have taken “Mengetik surat”." in text
    assert messages_of(client.get("/")) == []  # it is said once


@pytest.mark.parametrize("is_htmx", [False, True])
def test_take_from_the_desk_says_who_was_quicker(is_htmx: bool) -> None:
    task = make.task()
    client, quicker = make.client(make.holder(task.position)), make.holder(task.position)
    make.taken(task, by=quicker)
    before = all_rows()
    response = click(client, "take_from_desk", task, headers=HTMX if is_htmx else {})
    assert response.status_code == HTTPStatus.CONFLICT
    text = response.content.decode()
    assert text.count('role="alert"') == 1
    assert f"{quicker} has taken this task." in text
    assert ("<html" in text) != is_htmx
    assert all_rows() == before


def test_finish_from_the_desk_says_what_the_step_demands() -> None:
    version = letter(needs_file=True)
    task = make.taken(make.task(version))
    assert task.taken_by is not None
    response = click(make.client(task.taken_by), "finish_from_desk", task)
    assert response.status_code == HTTPStatus.CONFLICT
    assert "This step needs a file. Attach it to this task first." in response.content.decode()
    assert Task.objects.get().is_open


def test_deeds_from_the_desk_find_nothing_that_is_not_visible() -> None:
    task = make.task()
    client = make.client(make.user())
    for name in ("take_from_desk", "finish_from_desk"):
        assert click(client, name, task).status_code == HTTPStatus.NOT_FOUND


def test_desk_leads_to_the_work_of_the_unit_who_stands_above_somebody_or_supervises() -> None:
    task = make.task()
    head = make.position()
    address = f'href="{reverse("supervision")}"'
    holder, above = make.client(make.holder(task.position)), make.client(make.holder(head))
    assert [address in page(each) for each in (holder, above)] == [False, False]
    Position.objects.filter(pk=task.position_id).update(superior=head)
    assert [address in page(each) for each in (holder, above)] == [False, True]
    assert address in page(make.client(make.supervisor()))


def test_desk_tells_the_working_time_that_is_left_or_over() -> None:
    version = make.version((Row("Menandatangani", "Kepala"), Row("Mengirim", "Staf")))
    client = make.client(make.holder_of(version, "Kepala"))
    make.document(version)
    assert 'class="pill' not in page(client)
    for days, words in [(365, r"\d+ days left"), (-365, r"late \d+ days(?: \d+ hours?)?")]:
        Task.objects.update(due_at=timezone.now() + timedelta(days=days, hours=-1))
        assert re.search(f">{words}</time>", page(client))
