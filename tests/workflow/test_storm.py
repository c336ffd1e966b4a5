"""A crowd that does everything at once, on real connections: the record stays whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import pairwise
from random import Random
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from people.doers import Doer
from people.models import Appointment, User
from people.refusals import Refused
from procedures.models import Version
from tests import make
from workflow import actions
from workflow.models import Document, Task
from workflow.transition.outcomes import Outcome

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENTS = 3
SHORT, LONG = 6, 150  # deeds of each person


def crowd() -> int:
    """Return how many people there are; SQLite has one writer at a time."""
    return 32 if connection.vendor == "postgresql" else 8


def people_of(version: Version) -> list[User]:
    """Make people who each hold every position of the SOP."""
    people = [make.user() for _ in range(crowd())]
    Appointment.objects.bulk_create(
        Appointment(user=person, position=actor.position, starts_on=make.LONG_AGO)
        for person in people
        for actor in version.actors.select_related("position")
    )
    return people


def deed(person: User, document: Document, chance: Random) -> Callable[[], object]:
    """Return something that somebody may want to do with a document, sensible or not."""
    task = chance.choice(list(document.tasks.order_by("-number")[:2]))
    at = make.MONDAY + timedelta(minutes=chance.randrange(-5, 600))
    by = Doer(person, at)
    wanted: list[Callable[[], object]] = [
        partial(actions.take_task, task, by=by),
        partial(actions.take_task, task, by=by),
        partial(actions.release_task, task, by=by),
        partial(actions.finish_task, task, outcome=Outcome("done"), by=by),
        partial(actions.finish_task, task, outcome=Outcome("yes"), by=by),
        partial(actions.finish_task, task, outcome=Outcome("no", note="Nomor belum ada"), by=by),
        partial(actions.take_back_task, task, by=by),
        partial(actions.pause_task, task, reason="Rapat", by=by),
        partial(actions.resume_task, task, by=by),
        partial(actions.comment_document, document, text="Mohon segera", by=by),
        partial(actions.correct_at_task, task, texts={"subject": f"Perihal {person}"}, by=by),
    ]
    if chance.random() < 0.01:
        wanted = [partial(actions.cancel_document, document, reason="Ganda", by=by)]
    return chance.choice(wanted)


def many_deeds(person: User, count: int, line: Barrier) -> list[str]:
    """Do one thing after the other and return what was refused."""
    chance, refusals = Random(person.pk), []  # noqa: S311
    try:
        documents = list(Document.objects.order_by("pk"))
        line.wait(timeout=30)
        for _ in range(count):
            try:
                deed(person, chance.choice(documents), chance)()
            except Refused as refused:
                refusals.append(str(refused))
    finally:
        connection.close()
    return refusals


def storm(each: Callable[[User, Barrier], list[str]], version: Version) -> Iterator[str]:
    """Let everybody go at once and yield what each was answered."""
    people = people_of(version)
    line = Barrier(len(people))
    with ThreadPoolExecutor(len(people)) as threads:
        for answered in threads.map(lambda person: each(person, line), people):
            yield from answered


def assert_whole(document: Document) -> None:
    """Each task has ended once, at most one is open, and the journal tells of every deed."""
    tasks = list(document.tasks.order_by("number"))
    assert [task.number for task in tasks] == list(range(1, len(tasks) + 1))
    open_tasks = [task.number for task in tasks if task.is_open]
    assert open_tasks == ([len(tasks)] if document.state == Document.State.RUNNING else [])
    for task in tasks:
        ends = task.entries.filter(deed__in=["done", "yes", "no"]).count()
        assert ends == (task.answer in {"done", "yes", "no"})
    for earlier, later in pairwise(tasks):
        assert earlier.finished_at is not None
        assert later.arrived_at >= earlier.finished_at
    entries = document.entries.order_by("number")
    assert [entry.number for entry in entries] == list(range(1, document.entry_count + 1))


@pytest.mark.parametrize(
    "count", [SHORT, pytest.param(LONG, marks=[pytest.mark.long, pytest.mark.timeout(0)])]
)
def test_a_crowd_that_does_everything_at_once_leaves_every_document_whole(count: int) -> None:
    version = make.version()
    documents = [make.document(version) for _ in range(DOCUMENTS)]
    refusals = list(storm(lambda person, line: many_deeds(person, count, line), version))
    deeds = crowd() * count
    done = sum(document.entries.count() for document in documents) - DOCUMENTS
    assert done + len(refusals) == deeds
    assert all(sentence.endswith(".") for sentence in refusals)
    for document in Document.objects.all():
        assert_whole(document)
    call_command("verify_journal")


def clicks(person: User, count: int, line: Barrier) -> list[str]:
    """Click through the pages of the same tasks and return the kinds of answers."""
    browser, chance = make.client(person), Random(person.pk)  # noqa: S311
    answers = []
    try:
        line.wait(timeout=30)
        for _ in range(count):
            task = chance.choice(list(Task.objects.order_by("-pk")[:2]))
            answers.append(click(browser, task, chance))
    finally:
        connection.close()
    return answers


def click(browser: Client, task: Task, chance: Random) -> str:
    verb = chance.choice(["take", "take", "finish", "release"])
    answer = chance.choice(["done", "yes", "no"])
    sent = browser.post(f"/tasks/{task.pk}/{verb}/", {"answer": answer, "note": "Periksa lagi"})
    return str(sent.status_code)


def test_a_crowd_that_clicks_at_once_gets_no_page_of_an_error() -> None:
    version = make.version()
    for _ in range(2):
        make.document(version)
    answers = list(storm(lambda person, line: clicks(person, 3, line), version))
    assert set(answers) <= {"302", "409", "422"}
    assert {"302", "409"} <= set(answers)
    for document in Document.objects.all():
        assert_whole(document)
