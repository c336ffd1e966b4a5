"""A form that is sent twice, one after the other or at the same moment, is obeyed once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import html

from people.doers import Doer
from people.models import User
from tests import make
from tests.rows import all_rows
from workflow import actions
from workflow.models import Attachment, Document, Entry, SentForm
from workflow.transition.contents import Contents

pytestmark = pytest.mark.django_db

STATE_IS_ENOUGH = {"take_task", "finish_task"}
MANY = 3


@dataclass
class Scene:
    """Somebody who works on a document, with the page on which a form stands."""

    user: User
    page: str
    action: str
    data: dict[str, Any]


def worked_on() -> tuple[User, Document]:
    """Return a document with its first task in somebody's hands."""
    version = make.version()
    user = make.holder_of(version, "Staf")
    document = make.document(version, by=user)
    make.taken(document.tasks.get(), by=user)
    return user, document


def at_document(name: str, **data: Any) -> Scene:
    user, document = worked_on()
    page = reverse("document", args=[document.pk])
    return Scene(user, page, reverse(name, args=[document.pk]), data)


def at_task(name: str, **data: Any) -> Scene:
    user, document = worked_on()
    task = document.tasks.get()
    return Scene(user, reverse("task", args=[task.pk]), reverse(name, args=[task.pk]), data)


def resumed() -> Scene:
    scene = at_task("resume_task")
    task = Document.objects.get().tasks.get()
    actions.pause_task(task, by=Doer(scene.user, make.MONDAY), reason="Menunggu")
    return scene


def assigned() -> Scene:
    _user, document = worked_on()
    task = document.tasks.get()
    above = make.holder_of(document.version, "Kepala")
    task.position.superior = make.position_of(document.version, "Kepala")
    task.position.save()
    to = make.holder(task.position)
    action = reverse("assign_task", args=[task.pk])
    return Scene(above, reverse("task", args=[task.pk]), action, {"to": to.pk})


def sent_back() -> Scene:
    _user, document = worked_on()
    make.finished(document.tasks.get())
    task = document.tasks.open().get()
    scene_of = make.holder(task.position)
    make.taken(task, by=scene_of)
    data = {"to": document.tasks.earliest("number").step_id, "note": "Salah"}
    action = reverse("send_back_task", args=[task.pk])
    return Scene(scene_of, reverse("task", args=[task.pk]), action, data)


def started() -> Scene:
    version = make.version()
    page = make.at(version.procedure.code, page="start_document")
    data = {"subject": "Undangan", "sensitivity": "ordinary", "keep": "1"}
    return Scene(make.holder_of(version, "Staf"), page, page, data)


def drafted(name: str) -> Scene:
    version = make.version()
    user = make.holder_of(version, "Staf")
    draft = actions.keep_draft(version, by=Doer(user, make.MONDAY), contents=Contents("Undangan"))
    page = {"discard_draft": "edit_draft"}.get(name, name)
    return Scene(user, reverse(page, args=[draft.pk]), reverse(name, args=[draft.pk]), {})


def kept(deed: str, **data: Any) -> Scene:
    saved = make.saved_filter("Satu")
    page, action = reverse("saved_filters"), reverse(deed, args=[saved.pk])
    return Scene(saved.owner, page, action, data)


def looked_for() -> Scene:
    page = f"{reverse('documents')}?late=on"
    return Scene(make.user(), page, reverse("save_filter"), {"name": "Terlambat"})


SCENES: dict[str, Callable[[], Scene]] = {
    "comment": lambda: at_document("comment_document", text="Sudah dibaca."),
    "attach": lambda: at_task("attach_to_task", uploads=b"a"),
    "cancel": lambda: at_document("cancel_document", reason="Batal"),
    "copy": lambda: at_document("copy_document"),
    "pause": lambda: at_task("pause_task", reason="Menunggu"),
    "resume": resumed,
    "correct": lambda: at_task("correct_at_task", subject="Lain", sensitivity="ordinary"),
    "release": lambda: at_task("release_task"),
    "assign": assigned,
    "send back": sent_back,
    "start": started,
    "send": lambda: drafted("send_draft"),
    "discard": lambda: drafted("discard_draft"),
    "save filter": looked_for,
    "rename filter": lambda: kept("rename_filter", name="Dua"),
    "delete filter": lambda: kept("delete_filter"),
}


def shown(client: Client, address: str) -> Any:
    """Return a page as a tree."""
    parse: Any = html.fromstring
    return parse(client.get(address).content.decode())


def fields_of(client: Client, scene: Scene) -> dict[str, str]:
    """Return the hidden fields of a form as its page shows them."""
    page = shown(client, scene.page)
    (form,) = [each for each in page.forms if each.action == scene.action and each.method == "POST"]
    hidden = form.xpath(".//input[@type='hidden']")
    return {each.name: each.value or "" for each in hidden if each.name != "csrfmiddlewaretoken"}


def filled(scene: Scene, fields: dict[str, str]) -> dict[str, Any]:
    data = {**fields, **scene.data}
    return {**data, "uploads": [make.upload()]} if "uploads" in data else data


def facts() -> dict[str, list[dict[str, Any]]]:
    """Return all rows; how a person looked at a document last is no fact."""
    return {name: rows for name, rows in all_rows().items() if name != "workflow.LastLook"}


@pytest.mark.parametrize("name", SCENES)
def test_form_that_is_sent_twice_is_obeyed_once_and_answered_alike(name: str) -> None:
    scene = SCENES[name]()
    client = make.client(scene.user)
    fields = fields_of(client, scene)
    UUID(fields["mark"])
    before = facts()
    first = client.post(scene.action, filled(scene, fields), follow=True)
    after = facts()
    again = client.post(scene.action, filled(scene, fields), follow=True)
    assert after != before
    assert facts() == after
    assert first.redirect_chain == again.redirect_chain != []
    said = [[str(each) for each in answer.context["messages"]] for answer in (first, again)]
    assert said[0] == said[1] != []


def post_at_once(clients: list[Client], scene: Scene, fields: dict[str, str]) -> set[str]:
    """Send a form by all clients at the same moment; return where they were led."""
    line = Barrier(len(clients))

    def post(client: Client) -> str:
        try:
            connection.ensure_connection()
            line.wait(timeout=20)
            answer = client.post(scene.action, filled(scene, fields))
            return answer.headers.get("Location", str(answer.status_code))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as threads:
        return set(threads.map(post, clients))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", SCENES)
def test_form_that_is_sent_several_times_at_once_is_obeyed_once(name: str) -> None:
    scene = SCENES[name]()
    clients = [make.client(scene.user) for _ in range(MANY)]
    fields = fields_of(clients[0], scene)
    before = {model: len(rows) for model, rows in facts().items()}
    (led_to,) = post_at_once(clients, scene, fields)
    assert led_to.startswith("/")
    after = {model: len(rows) for model, rows in facts().items()}
    assert after["workflow.SentForm"] == 1
    assert [abs(after[each] - before[each]) <= 1 for each in after] == [True] * len(after)


def comments() -> list[str]:
    found = Entry.objects.filter(deed="comment").order_by("pk")
    return list(found.values_list("note", flat=True))


def test_form_that_somebody_comes_back_to_is_another_one_when_it_says_something_else() -> None:
    scene = SCENES["comment"]()
    client = make.client(scene.user)
    fields = fields_of(client, scene)
    for text in ("Satu", "Dua", "Satu"):
        client.post(scene.action, {**fields, "text": text})
    assert comments() == ["Satu", "Dua"]


def test_file_of_the_same_name_with_another_content_is_its_next_version() -> None:
    scene = SCENES["attach"]()
    client = make.client(scene.user)
    fields = fields_of(client, scene)
    for content in (make.PDF, make.PDF + b"2", make.PDF + b"2"):
        client.post(scene.action, {**fields, "uploads": [make.upload(content=content)]})
    assert list(Attachment.objects.order_by("pk").values_list("version", flat=True)) == [1, 2]


def test_draft_of_a_page_that_somebody_comes_back_to_loses_nothing() -> None:
    scene = SCENES["start"]()
    client = make.client(scene.user)
    fields = fields_of(client, scene)
    for subject in ("Satu", "Dua", "Satu"):
        client.post(scene.action, {**scene.data, **fields, "subject": subject})
    subjects = Document.objects.order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == ["Satu", "Dua"]


def test_start_form_that_comes_late_makes_no_second_draft() -> None:
    scene = SCENES["start"]()
    client = make.client(scene.user)
    fields = fields_of(client, scene)
    client.post(scene.action, {**scene.data, **fields})
    draft = Document.objects.get()
    address = reverse("edit_draft", args=[draft.pk])
    client.post(address, {**scene.data, "subject": "Lain"})
    client.post(scene.action, {**scene.data, **fields})
    assert Document.objects.get().subject == "Lain"
    actions.send_draft(draft, by=Doer(scene.user, make.MONDAY), contents=Contents("Lain"))
    answer = client.post(scene.action, {**scene.data, **fields}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("document", args=[draft.pk])
    assert Document.objects.count() == 1


def test_deed_that_was_refused_may_be_sent_once_more() -> None:
    scene = SCENES["pause"]()
    client = make.client(scene.user)
    fields = fields_of(client, scene)
    task = Document.objects.get().tasks.get()
    actions.pause_task(task, by=Doer(scene.user, make.MONDAY), reason="Menunggu")
    assert client.post(scene.action, {**fields, **scene.data}).status_code == 409
    assert not SentForm.objects.exists()
    actions.resume_task(task, by=Doer(scene.user, make.MONDAY))
    assert client.post(scene.action, {**fields, **scene.data}).status_code == 302
    actions.resume_task(task, by=Doer(scene.user, make.MONDAY))
    # It was done and undone since: sent once more, it does not happen again.
    assert client.post(scene.action, {**fields, **scene.data}).status_code == 302
    assert task.pauses.count() == 2


def test_mark_of_one_person_says_nothing_of_another_one() -> None:
    scene = SCENES["comment"]()
    fields = fields_of(make.client(scene.user), scene)
    other = make.holder_of(Document.objects.get().version, "Staf")
    for user in (scene.user, other):
        make.client(user).post(scene.action, {**fields, **scene.data})
    by = Entry.objects.filter(deed="comment").order_by("pk").values_list("by", flat=True)
    assert list(by) == [scene.user.pk, other.pk]


@pytest.mark.parametrize("mark", ["", "bukan tanda"])
def test_form_without_a_mark_is_obeyed_as_often_as_it_is_sent(mark: str) -> None:
    scene = SCENES["comment"]()
    client = make.client(scene.user)
    for _ in range(2):
        client.post(scene.action, {"mark": mark, "text": "Satu"})
    assert comments() == ["Satu", "Satu"]
    assert not SentForm.objects.exists()


def test_tasks_that_are_assigned_by_a_form_sent_twice_are_assigned_once() -> None:
    _user, document = worked_on()
    task = document.tasks.get()
    to = make.holder(task.position)
    client = make.client(make.supervisor())
    page = shown(client, reverse("supervision"))
    (mark,) = page.xpath("//form[contains(@action, 'assign')]//input[@name='mark']/@value")
    for _ in range(2):
        client.post(reverse("assign_tasks"), {"mark": mark, "tasks": [task.pk], "to": to.pk})
    assert document.entries.filter(deed="assign").count() == 1


def test_every_form_of_a_document_that_does_a_deed_has_a_mark_of_its_own() -> None:
    user, document = worked_on()
    page = shown(make.client(user), f"/documents/{document.pk}/")
    forms = [each for each in page.forms if each.method == "POST" and "/documents/" in each.action]
    forms += [each for each in page.forms if "/tasks/" in each.action]
    marks = {each.action: each.xpath(".//input[@name='mark']/@value") for each in forms}
    bare = {action.split("/")[-2] for action, found in marks.items() if not found}
    assert bare == {"finish"}
    flat = [mark for found in marks.values() for mark in found]
    assert len(flat) == len(set(flat)) == len(marks) - 1 > 5


def test_old_marks_are_forgotten() -> None:
    user = make.user()
    for days in (14, 15):
        at = make.MONDAY - timedelta(days=days)
        actions.do_once(lambda: "/", by=Doer(user, at), mark=uuid4())
    assert actions.clear_sent_forms(make.MONDAY) == 1
    assert SentForm.objects.get().at == make.MONDAY - timedelta(days=14)


def test_database_keeps_one_form_of_a_person_and_mark() -> None:
    user, mark = make.user(), uuid4()
    assert actions.do_once(lambda: "/a/", by=Doer(user, make.MONDAY), mark=mark) == "/a/"
    assert actions.do_once(lambda: "/b/", by=Doer(user, make.MONDAY), mark=mark) == "/a/"
    assert actions.where_form_led(mark, by=user) == "/a/"
    assert actions.where_form_led(mark, by=make.user()) == ""
