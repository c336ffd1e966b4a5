"""The ways to bring a document through its ten transitions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone

from bench.engine import office
from bench.engine.clients import Person, Watch, write

HASH = bytes(32)
DIGITS = HASH.hex()


def begun(person: Person, version: Any) -> Any:
    """Start a document of ours."""
    from workflow import actions

    return actions.start_document(
        version, by=person.user, at=timezone.now(), subject="Undangan rapat"
    )


def by_hand(person: Person, version: Any, watch: Watch) -> None:
    """Lock the document, close the task, open the next, write the entry, commit."""
    document = begun(person, version)
    steps = {step.number: (step.pk, step.actor.position_id) for step in version.steps.all()}
    made = person.raw
    for number, (_, answer) in enumerate(office.ROUTE, start=1):
        task = person.take(document)
        now, note = timezone.now(), office.NOTES.get(answer, "")
        following = office.ROUTE[number][0] if number < len(office.ROUTE) else None
        with watch.running():
            if isinstance(made, sqlite3.Connection):
                made.execute("BEGIN IMMEDIATE")
            write(made, "SELECT state FROM workflow_document WHERE id = %s FOR UPDATE", document.pk)
            write(made, CLOSE, now, person.user.pk, "Staf", answer, note, task)
            write(
                made, ENTER, document.pk, number + 1, answer, task, person.user.pk, "Staf", now,
                note, HASH, HASH,
            )  # fmt: skip
            if following is None:
                write(made, FINISH, now, document.pk)
            else:
                write(made, OPEN, document.pk, number + 1, *steps[following], now, now)
            made.commit()
        watch.statements += 6  # these four, the beginning and the end


CLOSE = """
    UPDATE workflow_task SET finished_at = %s, finished_by_id = %s, finished_as = %s, answer = %s,
        note = %s, waiting_minutes = 0, working_minutes = 0, paused_minutes = 0
    WHERE id = %s
"""
OPEN = """
    INSERT INTO workflow_task (document_id, number, step_id, position_id, arrived_at, due_at,
        standard_minutes, is_whole_counted, finished_as, answer, note, is_deviation,
        is_recorded_later, came_back)
    VALUES (%s, %s, %s, %s, %s, %s, 10, false, '', '', '', false, false, false) RETURNING id
"""
ENTER = """
    INSERT INTO workflow_entry (document_id, number, deed, task_id, by_id, capacity, at, note, data,
        previous_hash, hash)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '{}', %s, %s)
"""
FINISH = "UPDATE workflow_document SET state = 'finished', finished_at = %s WHERE id = %s"


def by_orm(person: Person, version: Any, watch: Watch) -> None:
    """The same statements through Django's ORM, as one would write them first."""
    from workflow.models import Document, Entry, Task

    document = begun(person, version)
    steps = {step.number: step for step in version.steps.select_related("actor")}
    for number, (_, answer) in enumerate(office.ROUTE, start=1):
        task = Task.objects.get(pk=person.take(document))
        now = timezone.now()
        with watch.running(), transaction.atomic():
            locked = Document.objects.select_for_update().get(pk=document.pk)
            task.finished_at, task.finished_by, task.finished_as = now, person.user, "Staf"
            task.answer, task.note = answer, office.NOTES.get(answer, "")
            task.waiting_minutes = task.working_minutes = task.paused_minutes = 0
            task.save()
            Entry.objects.create(
                document=locked, number=number + 1, deed=answer, task=task, by=person.user,
                capacity="Staf", at=now, note=task.note, previous_hash=DIGITS, hash=DIGITS,
            )  # fmt: skip
            if number == len(office.ROUTE):
                locked.state, locked.finished_at = "finished", now
                locked.save()
            else:
                step = steps[office.ROUTE[number][0]]
                Task.objects.create(
                    document=locked, number=number + 1, step=step, due_at=now, arrived_at=now,
                    position_id=step.actor.position_id, standard_minutes=10,
                )  # fmt: skip


def finish(person: Person, version: Any, watch: Watch) -> None:
    """Our finish_task; the taking is not measured."""
    from workflow import actions
    from workflow.models import Task

    document = begun(person, version)
    for _, answer in office.ROUTE:
        task, note = Task(pk=person.take(document)), office.NOTES.get(answer, "")
        with watch.running():
            actions.finish_task(task, by=person.user, at=timezone.now(), answer=answer, note=note)


def take_and_finish(person: Person, version: Any, watch: Watch) -> None:
    """Our take_task and finish_task."""
    from workflow import actions
    from workflow.models import Task

    document = begun(person, version)
    for _, answer in office.ROUTE:
        task, note = Task(pk=person.open_task(document)), office.NOTES.get(answer, "")
        with watch.running():
            taken = actions.take_task(task, by=person.user, at=timezone.now())
            actions.finish_task(taken, by=person.user, at=timezone.now(), answer=answer, note=note)


def their_task(person: Person, process: Any) -> tuple[int, str]:
    """Return the key of a process' open task and the name of its step."""
    key, step = person.look_up(
        "SELECT id, flow_task FROM viewflow_task WHERE process_id = %s AND status = 'NEW' "
        "ORDER BY id DESC",
        process.pk,
    )
    return key, step.rpartition(".")[2]


def claim_and_complete(person: Person, _version: Any, watch: Watch) -> None:
    """django-viewflow: claim, then complete, each as its own page does it."""
    from viewflow.workflow.models import Task

    from bench.engine.flow import LetterFlow

    process = LetterFlow.start.run()
    for _, answer in office.ROUTE:
        pk, _step = their_task(person, process)
        with watch.running():
            with LetterFlow.lock(process.pk), transaction.atomic():
                task = Task.objects.get(pk=pk)
                assert task.process.flow_class == LetterFlow
                assert task.flow_task.can_assign(person.user, task)
                task.flow_task.activation_class(task).assign(person.user)
            with LetterFlow.lock(process.pk), transaction.atomic():
                task = Task.objects.get(pk=pk)
                assert task.process.flow_class == LetterFlow
                activation = task.flow_task.activation_class(task)
                assert task.flow_task.can_execute(person.user, task)
                activation.start(None)
                activation.process.data = {"approved": answer != "no"}
                activation.process.save()
                activation.execute()


def posted(person: Person, path: str, **filled: str) -> Any:
    """Send a form as browsers send one that has no field for files; none of these has."""
    return person.browser.post(path, urlencode(filled), "application/x-www-form-urlencoded")


def our_posts(person: Person, version: Any, watch: Watch) -> None:
    """Our two POSTs of a signed-in browser, to take and to finish."""
    document = begun(person, version)
    for _, answer in office.ROUTE:
        page = f"/tasks/{person.open_task(document)}/"
        filled = {"answer": answer, "note": office.NOTES.get(answer, "")}
        with watch.running():
            taken = posted(person, f"{page}take/")
            done = posted(person, f"{page}finish/", **filled)
        assert (taken.status_code, done.status_code) == (302, 302)
        del person.browser.cookies["messages"]  # as if the page that shows them were loaded


def our_post(person: Person, version: Any, watch: Watch) -> None:
    """Our POST to finish alone; the taking is not measured."""
    document = begun(person, version)
    for _, answer in office.ROUTE:
        page = f"/tasks/{person.take(document)}/"
        filled = {"answer": answer, "note": office.NOTES.get(answer, "")}
        with watch.running():
            done = posted(person, f"{page}finish/", **filled)
        assert done.status_code == 302
        del person.browser.cookies["messages"]


def least_post(person: Person, _version: Any, watch: Watch) -> None:
    """The least POST of a signed-in browser: it sets a cookie and redirects."""
    for _ in office.ROUTE:
        with watch.running():
            done = posted(person, "/theme/", theme="dark", next="/")
        assert done.status_code == 302


def their_posts(person: Person, _version: Any, watch: Watch) -> None:
    """django-viewflow's two POSTs of a signed-in browser, to claim and to complete."""
    from bench.engine.flow import LetterFlow

    process = LetterFlow.start.run()
    for _, answer in office.ROUTE:
        pk, step = their_task(person, process)
        page = f"/letters/{process.pk}/{step}/{pk}/"
        approved = "false" if answer == "no" else "true"
        with watch.running():
            taken = posted(person, f"{page}assign/")
            done = posted(person, f"{page}execute/", data=f'{{"approved": {approved}}}')
        assert (taken.status_code, done.status_code) == (302, 302)
        del person.browser.cookies["messages"]  # as if the page that shows them were loaded


Way = Callable[[Person, Any, Watch], None]
HAND = "SQL by hand"
OURS = "finish_task"
OURS_WHOLE = "take_task and finish_task"
THEIRS = "viewflow: claim and complete"
OUR_POST, OUR_POSTS = "our POST to finish", "our two POSTs"
LEAST_POST = "our least POST"
THEIR_POSTS = "viewflow's two POSTs"
WAYS: dict[str, Way] = {
    HAND: by_hand,
    OURS: finish,
    "plain ORM": by_orm,
    OURS_WHOLE: take_and_finish,
    THEIRS: claim_and_complete,
    LEAST_POST: least_post,
    OUR_POST: our_post,
    OUR_POSTS: our_posts,
    THEIR_POSTS: their_posts,
}
