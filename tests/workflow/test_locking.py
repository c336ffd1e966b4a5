"""No two deeds wait for each other, whatever they are: what is locked, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connection

from people.doers import Doer, Operator
from people.refusals import Refused
from procedures import actions as procedure_actions
from procedures.models import Version
from tests import make
from workflow import actions
from workflow.actions.deadlines import follow_calendars, tell_deadline
from workflow.actions.notices import tell_deed
from workflow.clocks import clocks_now
from workflow.models import Notice, Untold
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

pytestmark = pytest.mark.django_db(transaction=True)

LATER = make.MONDAY + timedelta(hours=1)
LOCKS = re.compile(r"^(EXECUTE|UPDATE|INSERT|DELETE)|FOR (NO KEY )?UPDATE")
HELD = 2
"""After how many of its first locks a deed lets the other go on."""
PATIENCE = 0.03
"""Seconds for the other to take its next lock, or to wait for one that is taken."""

Deed = Callable[[], object]


class Scene:
    """An SOP with a draft of its revision, a document under way in somebody's hands, a draft."""

    def __init__(self) -> None:
        self.version = make.version()
        self.editor = make.administrator()
        self.revision = procedure_actions.copy_version(
            self.version, by=Doer(self.editor, make.MONDAY)
        )
        self.staff = make.holder_of(self.version, "Staf")
        self.other = make.holder_of(self.version, "Staf")
        self.by = Doer(self.staff, LATER)
        self.again()

    def is_in_force(self) -> bool:
        """Whether documents may be started under the SOP still, and its revision waits."""
        versions = Version.objects.filter(pk__in=[self.version.pk, self.revision.pk])
        return list(versions.order_by("pk").values_list("state", flat=True)) == [
            Version.State.IN_FORCE,
            Version.State.DRAFT,
        ]

    def again(self) -> None:
        """Give the people another document and another draft; put the SOP back as it was."""
        start = Doer(self.staff, make.MONDAY)
        self.draft = actions.keep_draft(self.version, by=start, contents=Contents("Konsep"))
        self.document = actions.start_document(self.version, by=start, contents=Contents("Surat"))
        self.task = actions.take_task(self.document.tasks.get(), by=start)

    def deeds(self) -> dict[str, Deed]:
        """Return everything that locks something here, by name."""
        by, task, document, draft = self.by, self.task, self.document, self.draft
        contents = Contents("Perihal lain", uploads=[make.upload()])
        texts = {"subject": "Perihal lain"}
        return {
            "assign_task": lambda: actions.assign_task(
                task, by=Doer(self.editor, LATER), to=self.other
            ),
            "attach_to_document": lambda: actions.attach_to_document(
                document, by=by, uploads=[make.upload()]
            ),
            "attach_to_task": lambda: actions.attach_to_task(task, by=by, uploads=[make.upload()]),
            "cancel_document": lambda: actions.cancel_document(document, by=by, reason="Ganda"),
            "comment_document": lambda: actions.comment_document(document, by=by, text="Ya"),
            "copy_document": lambda: actions.copy_document(document, by=by),
            "copy_version": lambda: procedure_actions.copy_version(
                self.version, by=Doer(self.editor, LATER)
            ),
            "correct_at_task": lambda: actions.correct_at_task(task, by=by, texts=texts),
            "discard_draft": lambda: actions.discard_draft(draft, by=by),
            "edit_draft": lambda: actions.edit_draft(draft, by=by, contents=contents),
            "finish_task": lambda: actions.finish_task(task, by=by, outcome=Outcome("done")),
            "follow_calendars": lambda: follow_calendars(LATER),
            "keep_draft": lambda: actions.keep_draft(self.version, by=by, contents=contents),
            "mark_letter": lambda: actions.mark_letter(document, by=by, name="konsep.pdf"),
            "pause_task": lambda: actions.pause_task(task, by=by, reason="Rapat"),
            "put_version_in_force": lambda: procedure_actions.put_version_in_force(
                self.revision, by=Operator(LATER)
            ),
            "release_task": lambda: actions.release_task(task, by=by),
            "revoke_version": lambda: procedure_actions.revoke_version(
                self.version, by=Doer(self.editor, LATER), reason="Diganti"
            ),
            "send_draft": lambda: actions.send_draft(draft, by=by, contents=Contents("Surat")),
            "start_document": lambda: actions.start_document(
                self.version, by=by, contents=contents
            ),
            "take_task": lambda: actions.take_task(task, by=by),
            "tell_deadline": lambda: tell_deadline(
                task, Notice.NoticeKind.LATE, clock=clocks_now().of_task(task).worktime, at=LATER
            ),
            "tell_deed": lambda: [tell_deed(each, at=LATER) for each in Untold.objects.all()],
        }


def names() -> list[str]:
    return sorted(_names())


def _names() -> set[str]:
    scene = object.__new__(Scene)
    vars(scene).update(dict.fromkeys(("by", "task", "document", "draft"), None))
    return set(scene.deeds())


class Step:
    """Lets two deeds lock in turn: after each of its first locks one waits for the other's next."""

    def __init__(self) -> None:
        self.moved = Event()
        self.other: Step | None = None
        self.locks = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        done = execute(sql, *more)
        if LOCKS.search(sql.lstrip()) and self.locks < HELD and self.other is not None:
            self.locks += 1
            self.moved.set()
            self.other.moved.wait(PATIENCE)
            self.other.moved.clear()
        return done


def at_once(first: Deed, second: Deed) -> list[BaseException | None]:
    """Do two deeds on connections of their own, lock by lock in turn; return what each raised."""
    one, two = Step(), Step()
    one.other, two.other = two, one
    with ThreadPoolExecutor(2) as threads:
        deeds = [threads.submit(do, first, one), threads.submit(do, second, two)]
        return [each.exception() for each in deeds]


def do(deed: Deed, step: Step) -> None:
    try:
        with connection.execute_wrapper(step):
            deed()
    finally:
        connection.close()


@pytest.mark.postgresql
@pytest.mark.parametrize("name", names())
def test_no_deed_waits_for_another_that_waits_for_it(name: str) -> None:
    scene, others = Scene(), names()
    for other in others[others.index(name) :]:
        scene = scene if scene.is_in_force() else Scene()
        scene.again()
        deeds = scene.deeds()
        outcomes = at_once(deeds[name], deeds[other])
        assert {type(each) for each in outcomes} <= {type(None), Refused}, (name, other, outcomes)
