"""The ways to bring a document through its ten transitions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone

from bench.engine import office
from bench.engine.clients import Person, Watch, write
from people.doers import Doer
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

HASH = bytes(32)
DIGITS = HASH.hex()


class Move(NamedTuple):
    """One transition: which of the ten, its answer and note, and the step that it leads to."""

    number: int
    answer: str
    note: str
    following: int | None


FOLLOWING = [*(step for step, _ in office.ROUTE[1:]), None]
MOVES = [
    Move(number, answer, office.NOTES.get(answer, ""), following)
    for number, ((_, answer), following) in enumerate(
        zip(office.ROUTE, FOLLOWING, strict=True), start=1
    )
]


@dataclass(frozen=True)
class Way:
    """How a document is begun, how a transition of it is made ready, and how it is made.

    Only the last is measured. `unseen` are the statements of a transition that Django does not see.
    """

    begin: Callable[[Person], Any]
    ready: Callable[[Person, Any], Any]
    go: Callable[[Person, Any, Move], None]
    unseen: int = 0


def go(way: Way, person: Person, watch: Watch, gather: Callable[[], object]) -> None:
    """Bring documents through their transitions, each of the ten measured for all of them at once.

    `gather` waits for the other clients: nobody makes anything ready while somebody is measured.
    """
    documents = [way.begin(person) for _ in range(watch.documents)]
    for move in MOVES:
        things = [way.ready(person, each) for each in documents]
        gather()
        with watch.running():
            for each in things:
                way.go(person, each, move)
        gather()
        watch.statements += way.unseen * len(things)


def begin(person: Person) -> int:
    """Start a document of ours and return its key."""
    from workflow import actions

    made = actions.start_document(
        office.version(), by=Doer(person.user, timezone.now()), contents=Contents("Undangan rapat")
    )
    return int(made.pk)


def taken(person: Person, document: int) -> tuple[int, int]:
    """Return a document and its open task, which the client has taken."""
    return document, person.take(document)


def taken_row(person: Person, document: int) -> Any:
    """Return a document's open task, which the client has taken, as a row."""
    from workflow.models import Task

    return Task.objects.get(pk=person.take(document))


def free(person: Person, document: int) -> tuple[int, int]:
    """Return a document and its open task, which nobody has taken."""
    return document, person.open_task(document)


@cache
def steps() -> dict[int, tuple[int, int]]:
    """Return step and position by the step's number."""
    rows = office.version().steps.select_related("actor")
    return {step.number: (step.pk, step.actor.position_id) for step in rows}


def by_hand(person: Person, thing: tuple[int, int], move: Move) -> None:
    """Lock the document, close the task, open the next, write the entry, commit."""
    made, (document, task), now = person.raw, thing, timezone.now()
    if isinstance(made, sqlite3.Connection):
        made.execute("BEGIN IMMEDIATE")
    write(made, "SELECT state FROM workflow_document WHERE id = %s FOR UPDATE", document)
    write(made, CLOSE, now, person.user.pk, "Staf", move.answer, move.note, task)
    write(
        made, ENTER, document, move.number + 1, move.answer, task, person.user.pk, "Staf", now,
        move.note, HASH, HASH,
    )  # fmt: skip
    if move.following is None:
        write(made, FINISH, now, document)
    else:
        write(made, OPEN, document, move.number + 1, *steps()[move.following], now, now)
    made.commit()


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
    INSERT INTO workflow_entry (document_id, number, deed, task_id, by_id, by_name, capacity, at,
        note, data, previous_hash, hash)
    VALUES (%s, %s, %s, %s, %s, 'Staf', %s, %s, %s, '{}', %s, %s)
"""
FINISH = "UPDATE workflow_document SET state = 'finished', finished_at = %s WHERE id = %s"


@transaction.atomic
def by_orm(person: Person, task: Any, move: Move) -> None:
    """The same statements through Django's ORM, as one would write them first."""
    from workflow.models import Document, Entry, Task

    now, document = timezone.now(), Document.objects.select_for_update().get(pk=task.document_id)
    task.finished_at, task.finished_by, task.finished_as = now, person.user, "Staf"
    task.answer, task.note = move.answer, move.note
    task.waiting_minutes = task.working_minutes = task.paused_minutes = 0
    task.save()
    Entry.objects.create(
        document=document, number=move.number + 1, deed=move.answer, task=task, by=person.user,
        capacity="Staf", at=now, note=task.note, previous_hash=DIGITS, hash=DIGITS,
    )  # fmt: skip
    if move.following is None:
        document.state, document.finished_at = "finished", now
        document.save()
        return
    step, position = steps()[move.following]
    Task.objects.create(
        document=document, number=move.number + 1, step_id=step, due_at=now, arrived_at=now,
        position_id=position, standard_minutes=10,
    )  # fmt: skip


def finish(person: Person, thing: tuple[int, int], move: Move) -> None:
    """Our finish_task."""
    from workflow import actions
    from workflow.models import Task

    task, now = Task(pk=thing[1]), timezone.now()
    actions.finish_task(
        task, by=Doer(person.user, now), outcome=Outcome(move.answer, note=move.note)
    )


def take_and_finish(person: Person, thing: tuple[int, int], move: Move) -> None:
    """Our take_task and finish_task."""
    from workflow import actions
    from workflow.models import Task

    actions.take_task(Task(pk=thing[1]), by=Doer(person.user, timezone.now()))
    finish(person, thing, move)


def their_begin(_person: Person) -> Any:
    """Start a process of django-viewflow."""
    from bench.engine.flow import LetterFlow

    return LetterFlow.start.run()


def their_task(person: Person, process: Any) -> tuple[int, int, str]:
    """Return the keys of a process and of its open task, and the name of its step."""
    key, step = person.look_up(
        "SELECT id, flow_task FROM viewflow_task WHERE process_id = %s AND status = 'NEW' "
        "ORDER BY id DESC",
        process.pk,
    )
    return process.pk, key, step.rpartition(".")[2]


def claim_and_complete(person: Person, thing: tuple[int, int, str], move: Move) -> None:
    """django-viewflow: claim, then complete, each as its own page does it."""
    from viewflow.workflow.models import Task

    from bench.engine.flow import LetterFlow

    process, pk, _ = thing
    with LetterFlow.lock(process), transaction.atomic():
        task = Task.objects.get(pk=pk)
        assert task.process.flow_class == LetterFlow
        assert task.flow_task.can_assign(person.user, task)
        task.flow_task.activation_class(task).assign(person.user)
    with LetterFlow.lock(process), transaction.atomic():
        task = Task.objects.get(pk=pk)
        assert task.process.flow_class == LetterFlow
        activation = task.flow_task.activation_class(task)
        assert task.flow_task.can_execute(person.user, task)
        activation.start(None)
        activation.process.data = {"approved": move.answer != "no"}
        activation.process.save()
        activation.execute()


def posted(person: Person, path: str, **filled: str) -> None:
    """Send a form as browsers send one that has no field for files; none of these has."""
    content_type = "application/x-www-form-urlencoded"
    done = person.browser.post(path, urlencode(filled), content_type)
    assert done.status_code == 302


def our_post(person: Person, thing: tuple[int, int], move: Move) -> None:
    """Our POST of a signed-in browser to finish."""
    posted(person, f"/tasks/{thing[1]}/finish/", answer=move.answer, note=move.note)
    del person.browser.cookies["messages"]  # as if the page that shows them were loaded


def our_posts(person: Person, thing: tuple[int, int], move: Move) -> None:
    """Our two POSTs of a signed-in browser, to take and to finish."""
    posted(person, f"/tasks/{thing[1]}/take/")
    our_post(person, thing, move)


def least_post(person: Person, _thing: Any, _move: Move) -> None:
    """The least POST of a signed-in browser: it sets a cookie and redirects."""
    posted(person, "/theme/", theme="dark", next="/")


def their_posts(person: Person, thing: tuple[int, int, str], move: Move) -> None:
    """django-viewflow's two POSTs of a signed-in browser, to claim and to complete."""
    process, pk, step = thing
    page, approved = f"/letters/{process}/{step}/{pk}/", str(move.answer != "no").lower()
    posted(person, f"{page}assign/")
    posted(person, f"{page}execute/", data=f'{{"approved": {approved}}}')
    del person.browser.cookies["messages"]  # as if the page that shows them were loaded


HAND = "SQL by hand"
OURS = "finish_task"
OURS_WHOLE = "take_task and finish_task"
THEIRS = "viewflow: claim and complete"
OUR_POST, OUR_POSTS = "our POST to finish", "our two POSTs"
LEAST_POST = "our least POST"
THEIR_POSTS = "viewflow's two POSTs"
WAYS: dict[str, Way] = {
    HAND: Way(begin, taken, by_hand, unseen=6),  # these four, the beginning and the end
    OURS: Way(begin, taken, finish),
    "plain ORM": Way(begin, taken_row, by_orm),
    OURS_WHOLE: Way(begin, free, take_and_finish),
    THEIRS: Way(their_begin, their_task, claim_and_complete),
    LEAST_POST: Way(begin, free, least_post),
    OUR_POST: Way(begin, taken, our_post),
    OUR_POSTS: Way(begin, free, our_posts),
    THEIR_POSTS: Way(their_begin, their_task, their_posts),
}
