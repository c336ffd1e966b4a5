"""Attaching files to a document on its way."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from people.doers import Doer
from people.refusals import Refused
from workflow.models import Attachment, Document, Task
from workflow.refusals import (
    refuse,
    why_not_attach_to_document,
    why_not_attach_to_task,
    why_not_mark_letter,
)
from workflow.transition.files import Upload, attach, digests_of, kept_files
from workflow.transition.record import record
from workflow.transition.sql import documents
from workflow.transition.turns import TaskTurn, Turn, lock_document, lock_task
from workflow.transition.words import keep_words


def attach_to_document(
    document: Document,
    *,
    by: Doer,
    uploads: Sequence[Upload],
) -> Document:
    """Attach files to a document under way; one of a name that is there is its next version.

    Raises Refused if the document is not under way, or not for `by` to add to.
    """
    with kept_files(uploads) as files, transaction.atomic():
        turn = lock_document(document, by=by)
        refuse(why_not_attach_to_document(turn.document, by=turn.by))
        _attach_all(turn, files)
    return turn.document


def attach_to_task(
    task: Task,
    *,
    by: Doer,
    uploads: Sequence[Upload],
) -> Task:
    """Attach files to a document as the work of an open task.

    Raises Refused if the task has ended, is in the hands of another, or not for `by`.
    """
    with kept_files(uploads) as files, transaction.atomic():
        turn = lock_task(task, by=by)
        refuse(why_not_attach_to_task(turn.task, by=turn.by))
        _attach_all(turn, files)
    return turn.task


@transaction.atomic
def mark_letter(document: Document, *, by: Doer, name: str) -> Document:
    """Say which file of a document under way is the letter, by its name: each new version is then.

    Raises Refused where a file could not be attached either, where no file has that name, and where
    it is the letter already.
    """
    turn = lock_document(document, by=by)
    refuse(why_not_mark_letter(turn.document, by=turn.by))
    if turn.document.letter == name:
        raise Refused(_("This file is the letter already."))
    if not turn.document.attachments.filter(name=name).exists():
        raise Refused(_("No file has this name any more. Choose one of those that are there."))
    turn.document.letter = name
    documents.update(turn.document, "letter")
    record(turn, "mark_letter", data={"name": name})
    return turn.document


def _attach_all(turn: Turn, files: Sequence[Attachment]) -> None:
    """Attach the files of a deed and record them."""
    if not files:
        raise Refused(_("Choose a file."))
    task = turn.task if isinstance(turn, TaskTurn) else None
    for file in files:
        attach(turn.document, file, by=turn.by, task=task)
    keep_words(turn.document)
    record(turn, "attach", data={"files": digests_of(files)})
