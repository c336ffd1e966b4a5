"""Files of a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Unpack
from uuid import uuid4

from django.core.files.base import File
from django.db import InterfaceError, OperationalError, transaction
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

Upload = File[bytes] | Attachment
"""A file as it was sent, or one that is kept already and has no row yet."""


@contextmanager
def kept_files(uploads: Iterable[Upload]) -> Iterator[list[Attachment]]:
    """Hash and keep uploads before a deed's transaction; the deed makes rows of them.

    What no row comes of is taken away again, at once where the deed is refused or fails. Raises
    Refused for a kind that is not allowed.
    """
    kept: list[Attachment] = []
    try:
        kept.extend(_kept(file) for file in uploads)  # those before one that fails are in it
        yield kept
    except Exception as trouble:
        if not _may_be_committed(trouble):
            _take_away(kept)
        raise
    _take_away(each for each in kept if each.pk is None)


@contextmanager
def kept_of(given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Keep the files among what a form gives, as `kept_files` does; yield them in their places.

    So a deed can go into a transaction that is open already, and nothing slow is in it.
    """
    details, uploads = given.get("details", {}), given.get("uploads", ())
    answers = {key: value for key, value in details.items() if isinstance(value, File)}
    if not uploads and not answers:
        yield dict(given)
        return
    with kept_files([*uploads, *answers.values()]) as kept:
        alone = len(uploads)
        named = dict(zip(answers, kept[alone:], strict=True))
        yield {**given, "uploads": kept[:alone], **({"details": details | named} if named else {})}


def _kept(file: Upload) -> Attachment:
    """Return an upload as a file that lasts, under a name of our own making, without a row yet."""
    if isinstance(file, Attachment):
        return file
    name = str(file.name)[-200:]
    kind = file_kind(file)
    if kind is None:
        raise Refused(_("%(name)s is of a kind that is not accepted.") % {"name": name})
    attachment = Attachment(name=name, kind=kind, size=file.size, sha256=digest_of(file))
    attachment.file.save(f"{uuid4().hex}.{kind}", file, save=False)
    return attachment


def _may_be_committed(trouble: Exception) -> bool:
    """Whether the connection was lost, perhaps after the end of the transaction was asked for.

    PostgreSQL has a code for everything else. The files are left to `sweep`, which asks for rows.
    """
    is_of_database = isinstance(trouble, (OperationalError, InterfaceError))
    return is_of_database and getattr(trouble.__cause__, "pgcode", "") is None


def _take_away(files: Iterable[Attachment]) -> None:
    for attachment in files:
        attachment.file.delete(save=False)


def attach_to_document(
    document: Document,
    *,
    by: User,
    at: datetime,
    uploads: Sequence[Upload],
    **how: Unpack[How],
) -> Document:
    """Attach files to a document under way; one of a name that is there is its next version.

    Raises Refused if the document is not under way, or not for `by` to add to.
    """
    with kept_files(uploads) as files, transaction.atomic():
        turn = lock_document(document, by=by, at=at, **how)
        refuse(why_not_attach_to_document(turn.document, by=by, on=turn.on))
        _attach_all(turn, files)
    return turn.document


def attach_to_task(
    task: Task,
    *,
    by: User,
    at: datetime,
    uploads: Sequence[Upload],
    **how: Unpack[How],
) -> Task:
    """Attach files to a document as the work of an open task.

    Raises Refused if the task has ended, is in the hands of another, or not for `by`.
    """
    with kept_files(uploads) as files, transaction.atomic():
        turn = lock_task(task, by=by, at=at, **how)
        refuse(why_not_attach_to_task(turn.task, by=by, on=turn.on))
        _attach_all(turn, files)
    return turn.task


def _attach_all(turn: Turn, files: Sequence[Attachment]) -> None:
    """Attach the files of a deed and record them."""
    if not files:
        raise Refused(_("Choose a file."))
    task = turn.task if isinstance(turn, TaskTurn) else None
    for file in files:
        attach(turn.document, file, by=turn.by, at=turn.at, task=task)
    keep_words(turn.document)
    record(turn, "attach", data={"files": digests_of(files)})


def digests_of(files: Sequence[Attachment]) -> list[Fact]:
    """Return the files as the journal names them."""
    return [{"name": f.name, "version": f.version, "sha256": f.sha256} for f in files]


def attach(
    document: Document,
    file: Attachment,
    *,
    by: User,
    at: datetime,
    task: Task | None = None,
) -> Attachment:
    """Make a kept file the next version of the document's file of that name."""
    before = document.attachments.filter(name=file.name).order_by("-version").first()
    file.document, file.task = document, task
    file.version = before.version + 1 if before else 1
    file.uploaded_at, file.uploaded_by = at, by
    file.save(force_insert=True)
    return file


def digest_of(file: File[bytes]) -> str:
    """Return the SHA-256 of a file, which can be read from its beginning afterwards."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
