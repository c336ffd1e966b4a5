"""Starting documents, speaking about them, calling them off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import User
from procedures.actions import Refused
from procedures.models import Step, Version
from workflow.actions.attachments import Upload, attach, digests_of, kept_files
from workflow.actions.clocks import clock_of
from workflow.actions.passing import end_task, open_task
from workflow.actions.plans import plan_of
from workflow.actions.record import record
from workflow.actions.refusals import (
    refuse,
    why_not_cancel_document,
    why_not_comment_document,
)
from workflow.actions.turns import How, Turn, at_task, lock_document, title_of
from workflow.actions.words import keep_words
from workflow.clocks import read_stamp
from workflow.journal import Fact
from workflow.models import Attachment, Document, Task
from workflow.permissions import can_start_document, capacities_in


class Contents(TypedDict):
    """What the start form says of a document.

    `details` are the answers to the version's own fields by their number: text, or an upload.
    `uploads` are of an allowed kind and size; `removed` are files of a draft to be taken away.
    """

    subject: str
    sensitivity: NotRequired[str]
    agenda_number: NotRequired[str]
    description: NotRequired[str]
    details: NotRequired[dict[str, Any]]
    uploads: NotRequired[Sequence[Upload]]
    removed: NotRequired[Sequence[Attachment]]


class Sending(Contents, How):
    """What the start form says of a document that is sent off, from where and as what."""


def start_document(
    version: Version, *, by: User, at: datetime, **contents: Unpack[Sending]
) -> Document:
    """Start a document under a version in force; its first task goes to the first step.

    Raises Refused if the version is not in force or if `by` holds no position among its actors.
    """
    with files_of(contents) as files, transaction.atomic():
        locked = Version.objects.select_for_update().get(pk=version.pk)
        refuse_start(locked, by=by, at=at)
        refuse_nameless(contents)
        document = Document(version=locked, created_at=at, started_by=by)
        turn = set_off(document, contents, by=by, at=at)
        attached = fill_in(document, contents, files, at=at)
        open_first_task(turn, attached)
    return document


def refuse_start(version: Version, *, by: User, at: datetime) -> None:
    """Raise Refused unless `by` may start a document under the version now."""
    if version.state != Version.State.IN_FORCE:
        raise Refused(_("This SOP is not in force. Choose its version in force."))
    if not can_start_document(by, version, on=timezone.localdate(at)):
        raise Refused(_("You hold no position in this SOP, so you cannot start a document."))


def refuse_nameless(contents: Contents) -> None:
    """Raise Refused where a document is to be sent off without a subject."""
    if not contents["subject"].strip():
        raise Refused(_("Write the subject before you send the document off."))


def first_due_at(version: Version, *, at: datetime) -> datetime | None:
    """Return when the first step would be due of a document that was sent off at that moment.

    None where it is not standardised. Raises Refused where the office has no calendar.
    """
    step, clock = plan_of(version.pk).steps[1], clock_of(version.pk, read_stamp())
    standard = clock.standard_minutes(
        step.standard_minutes, at, is_whole_counted=step.is_whole_counted
    )
    return clock.due_at(at, standard)


def set_off(document: Document, how: How, *, by: User, at: datetime) -> Turn:
    """Let a document be under way, without saving it; return the turn of who sends it off."""
    held = capacities_in(by, document.version, on=timezone.localdate(at))
    capacity = title_of(held, how.get("appointment"))
    document.state = Document.State.RUNNING
    document.started_as = capacity
    document.started_at = at
    return Turn(document=document, by=by, at=at, address=how.get("address"), capacity=capacity)


@dataclass(frozen=True)
class Files:
    """The new files of a document, kept: those by themselves, and the answers by their field."""

    uploads: Sequence[Attachment] = ()
    answers: Mapping[str, Attachment] = field(default_factory=dict)


@contextmanager
def files_of(contents: Contents) -> Iterator[Files]:
    """Keep what is uploaded with a form before the deed's transaction, as `kept_files` does."""
    uploads, details = contents.get("uploads", ()), contents.get("details", {})
    answers = {key: value for key, value in details.items() if isinstance(value, File | Attachment)}
    with kept_files([*uploads, *answers.values()]) as kept:
        alone = len(uploads)
        yield Files(kept[:alone], dict(zip(answers, kept[alone:], strict=True)))


def fill_in(
    document: Document, contents: Contents, files: Files, *, at: datetime
) -> list[Attachment]:
    """Save a document with what its form says; return the files that were attached to it.

    A file among the answers is attached to the document, and named in its details.
    """
    details = contents.get("details", {})
    document.subject = contents["subject"]
    document.sensitivity = contents.get("sensitivity", document.sensitivity)
    document.agenda_number = contents.get("agenda_number", "")
    document.description = contents.get("description", "")
    document.details = {key: value for key, value in details.items() if key not in files.answers}
    document.save()
    attached = [*files.uploads, *files.answers.values()]
    for file in attached:
        attach(document, file, by=document.started_by, at=at)
    for key, named in files.answers.items():
        document.details[key] = {"name": named.name, "version": named.version}
    if files.answers:
        document.save(update_fields=["details"])
    keep_words(document)
    return attached


def open_first_task(turn: Turn, files: Sequence[Attachment]) -> None:
    """Record what a document says, with these files; let it arrive at its first step."""
    record(turn, "start", data={**sealed_of(turn), "files": digests_of(files)})
    first = Step.objects.filter(version=turn.document.version_id).earliest("number")
    open_task(turn, first.number)


def sealed_of(turn: Turn) -> dict[str, Fact]:
    """Return what the journal keeps of a document that is sent off: its contents, its version."""
    document = turn.document
    return {
        "contents": {
            **{name: getattr(document, name) for name in (*Document.FACTS, "sensitivity")},
            "details": document.details,
            "created_at": document.created_at.isoformat(),
        },
        "version": {"id": document.version_id, "sha256": turn.plan.digest},
    }


@transaction.atomic
def comment_document(
    document: Document,
    *,
    by: User,
    at: datetime,
    text: str,
    **how: Unpack[How],
) -> Document:
    """Write something about a document into its journal.

    Raises Refused for a draft, or if nothing is written.
    """
    turn = lock_document(document, by=by, at=at, **how)
    refuse(why_not_comment_document(turn.document, by=by, on=turn.on))
    if not text.strip():
        raise Refused(_("Write the comment."))
    record(turn, "comment", note=text.strip())
    return turn.document


@transaction.atomic
def cancel_document(
    document: Document,
    *,
    by: User,
    at: datetime,
    reason: str,
    **how: Unpack[How],
) -> Document:
    """Call a document off; its open task ends with it.

    Raises Refused if it is not under way, if `by` neither started it nor supervises, or if no
    reason is given.
    """
    turn = lock_document(document, by=by, at=at, **how)
    fresh, reason = turn.document, reason.strip()
    refuse(why_not_cancel_document(fresh, by=by, on=turn.on))
    if not reason:
        raise Refused(_("Write the reason for cancelling."))
    task = fresh.tasks.open().get()
    ended = end_task(at_task(turn, task), Task.Answer.CANCELLED, note=reason)
    fresh.state = Document.State.CANCELLED
    fresh.cancelled_at = turn.at
    fresh.cancelled_by = by
    fresh.cancelled_because = reason
    fresh.save()
    record(turn, "cancel", note=reason, data=ended)
    return fresh
