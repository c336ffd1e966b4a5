"""Files of a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Unpack
from uuid import uuid4

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import User
from procedures.actions import Refused
from procedures.files.kinds import file_kind
from workflow.actions.record import record
from workflow.actions.refusals import (
    refuse,
    why_not_attach_to_document,
    why_not_attach_to_task,
)
from workflow.actions.turns import How, TaskTurn, Turn, lock_document, lock_task
from workflow.actions.words import keep_words
from workflow.journal import Fact
from workflow.models import Attachment, Document, Task


@contextmanager
def kept_files() -> Iterator[list[Attachment]]:
    """Collect the attachments of a transaction; take their files away if it is rolled back."""
    kept: list[Attachment] = []
    try:
        yield kept
    except BaseException:
        for attachment in kept:
            attachment.file.delete(save=False)
        raise


def attach_to_document(
    document: Document,
    *,
    by: User,
    at: datetime,
    uploads: Sequence[File[bytes]],
    **how: Unpack[How],
) -> Document:
    """Attach files to a document under way; one of a name that is there is its next version.

    Raises Refused if the document is not under way, or not for `by` to add to.
    """
    with kept_files() as kept, transaction.atomic():
        turn = lock_document(document, by=by, at=at, **how)
        refuse(why_not_attach_to_document(turn.document, by=by, on=turn.on))
        _attach_all(turn, uploads, kept)
    return turn.document


def attach_to_task(
    task: Task,
    *,
    by: User,
    at: datetime,
    uploads: Sequence[File[bytes]],
    **how: Unpack[How],
) -> Task:
    """Attach files to a document as the work of an open task.

    Raises Refused if the task has ended, is in the hands of another, or not for `by`.
    """
    with kept_files() as kept, transaction.atomic():
        turn = lock_task(task, by=by, at=at, **how)
        refuse(why_not_attach_to_task(turn.task, by=by, on=turn.on))
        _attach_all(turn, uploads, kept)
    return turn.task


def _attach_all(turn: Turn, uploads: Sequence[File[bytes]], kept: list[Attachment]) -> None:
    """Keep the uploads of a deed and record them."""
    if not uploads:
        raise Refused(_("Choose a file."))
    task = turn.task if isinstance(turn, TaskTurn) else None
    for file in uploads:
        attach(turn.document, file, kept, by=turn.by, at=turn.at, task=task)
    keep_words(turn.document)
    record(turn, "attach", data={"files": digests_of(kept)})


def digests_of(files: Sequence[Attachment]) -> list[Fact]:
    """Return the files as the journal names them."""
    return [{"name": f.name, "version": f.version, "sha256": f.sha256} for f in files]


def attach(
    document: Document,
    file: File[bytes],
    kept: list[Attachment],
    *,
    by: User,
    at: datetime,
    task: Task | None = None,
) -> Attachment:
    """Keep an upload as the next version of the document's file of that name, adding to `kept`.

    The file lies under a name of our own making. Raises Refused for a kind that is not allowed.
    """
    name = str(file.name)[-200:]
    kind = file_kind(file)
    if kind is None:
        raise Refused(_("%(name)s is of a kind that is not accepted.") % {"name": name})
    before = document.attachments.filter(name=name).order_by("-version").first()
    attachment = Attachment(
        document=document,
        task=task,
        name=name,
        version=before.version + 1 if before else 1,
        kind=kind,
        size=file.size,
        sha256=digest_of(file),
        uploaded_at=at,
        uploaded_by=by,
    )
    attachment.file.save(f"{uuid4().hex}.{kind}", file, save=False)
    kept.append(attachment)
    attachment.save(force_insert=True)
    return attachment


def digest_of(file: File[bytes]) -> str:
    """Return the SHA-256 of a file, which can be read from its beginning afterwards."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
