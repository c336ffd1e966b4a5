"""The record held against its journals: every entry, every row that it tells of, every file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from people.locks import locked
from workflow.journal import (
    Difference,
    Fault,
    Head,
    Line,
    Testimony,
    Unreadable,
    differences,
    faults_of,
    name_of_file,
    tell,
    without_empty,
)
from workflow.models import Attachment, Document, Entry, Task
from workflow.reports.uploads import is_whole
from workflow.transition.plans import Plan, PlannedStep, plan_of

AT_ONCE = 200
"""How many documents are read at a time."""
FACTS = (*Document.STATED, "created_at", "last_entry_at")
LIFE = (
    "state",
    "started_by_name",
    "started_as",
    "started_at",
    "finished_at",
    "cancelled_at",
    "cancelled_by_name",
    "cancelled_because",
)
OF_A_TASK = (
    "arrived_at",
    "started_at",
    "finished_at",
    "finished_by_name",
    "finished_as",
    "answer",
    "note",
    "is_deviation",
    "is_recorded_later",
    "came_back",
    "standard_minutes",
    "due_at",
)
Keys = Set[int]


@dataclass(frozen=True)
class Checked:
    """One document whose record was looked at: how many entries it has, and what is wrong."""

    document: int
    entries: int
    faults: Sequence[Fault | Difference]


def check_record() -> Iterator[Checked]:
    """Yield every document with what is wrong with its record; drafts have none.

    Where something is, it is looked at once more under the document's lock: somebody may have been
    at work on it.
    """
    for documents in _parts():
        for document in documents:
            files = document.attachments.all() if document.state != Document.State.DRAFT else ()
            whole = {each.pk for each in files if is_whole(each)}
            checked = _check(document, whole)
            yield _check_again(document, whole) if checked.faults else checked


def _parts() -> Iterator[Sequence[Document]]:
    """Yield all documents with their record loaded, some at a time."""
    last = 0
    while part := list(_with_record().filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield part
        last = part[-1].pk


def _with_record() -> Any:
    return Document.objects.prefetch_related(
        "entries__task",
        "attachments__task",
        "tasks__step",
        "tasks__pauses",
        "tasks__checks__requirement",
        "tasks__participations",
    )


def _check_again(document: Document, whole: Keys) -> Checked:
    with transaction.atomic():
        locked(Document.objects).get(pk=document.pk)
        return _check(_with_record().get(pk=document.pk), whole)


def _check(document: Document, whole: Keys) -> Checked:
    """Hold a journal against its own seals and, where they hold, the rows against the journal."""
    lines = [line_of(entry) for entry in document.entries.all()]
    lines.sort(key=lambda line: line.number)
    head = Head(document.entry_count, document.last_hash)
    found: list[Fault | Difference] = [*faults_of(lines, head)]
    if not found:
        found += _differences(document, lines, whole)
    return Checked(document.pk, len(lines), found)


def _differences(document: Document, lines: Sequence[Line], whole: Keys) -> list[Difference]:
    if not lines:
        is_draft = document.state == Document.State.DRAFT
        return [] if is_draft else [Difference("", "is under way or ended without an entry")]
    try:
        told = _told(lines, plan_of(document.version_id))
    except (Unreadable, LookupError, TypeError, ValueError):
        return [Difference("", "has entries that do not follow from one another")]
    return differences(told, _kept(document, lines, whole))


def _told(lines: Sequence[Line], plan: Plan) -> Testimony:
    """Return what the journal says of a document's rows, and its version of where they wait."""
    told = tell(lines, plan.drawing)
    return {
        thing: {**_place(plan.steps[facts["step"]]), **facts} if "step" in facts else facts
        for thing, facts in told.items()
    }


def _place(step: PlannedStep) -> dict[str, Any]:
    return {"position": step.position, "is_whole_counted": step.is_whole_counted}


def line_of(entry: Entry) -> Line:
    """Return an entry, with its task loaded, as plain data."""
    return Line(
        document=entry.document_id,
        number=entry.number,
        deed=entry.deed,
        task=entry.task.number if entry.task else None,
        by=entry.by_id,
        capacity=entry.capacity,
        at=entry.at,
        address=entry.address,
        note=entry.note,
        data=entry.data,
        previous_hash=entry.previous_hash,
        hash=entry.hash,
        by_name=entry.by_name,
    )


def _kept(document: Document, lines: Sequence[Line], whole: Keys) -> Testimony:
    """Return what the rows of a document say, in the words of its journal."""
    files = document.attachments.all()
    return {
        "": _document(document),
        **{f"entry {line.number}": _before(line) for line in lines if "changes" in line.data},
        **{f"task {task.number}": _task(task) for task in document.tasks.all()},
        **{name_of_file(each.name, each.version): _file(each, whole) for each in files},
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        **{name: getattr(document, name) for name in (*FACTS, *LIFE)},
        "details": without_empty(document.details),
        "started_by": document.started_by_id,
        "cancelled_by": document.cancelled_by_id,
        "version": document.version_id,
        "definition": plan_of(document.version_id).digest,
    }


def _before(line: Line) -> dict[str, str]:
    changes: Any = line.data["changes"]
    return {each["field"]: each["old"] for each in changes}


def _task(task: Task) -> dict[str, Any]:
    pauses = sorted(task.pauses.all(), key=lambda pause: pause.paused_at)
    checks = list(task.checks.all())
    people = task.participations.all()
    return {
        **{name: getattr(task, name) for name in OF_A_TASK},
        "step": task.step.number,
        "position": task.position_id,
        "is_whole_counted": task.is_whole_counted,
        "taken_by": task.taken_by_id,
        "finished_by": task.finished_by_id,
        "pauses": [(each.paused_at, each.resumed_at) for each in pauses],
        "reasons": [each.reason for each in pauses],
        "met": sorted(each.requirement.text for each in checks if each.is_met),
        "missing": sorted(each.requirement.text for each in checks if not each.is_met),
        "participants": sorted((each.user_id, each.capacity) for each in people),
        "minutes": [task.waiting_minutes, task.working_minutes, task.paused_minutes],
    }


def _file(attachment: Attachment, whole: Keys) -> dict[str, Any]:
    return {
        "sha256": attachment.sha256,
        "bytes": attachment.sha256 if attachment.pk in whole else None,
        "uploaded_by": attachment.uploaded_by_id,
        "uploaded_at": attachment.uploaded_at,
        "task": attachment.task.number if attachment.task else None,
    }
