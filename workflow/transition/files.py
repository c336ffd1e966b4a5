"""Files of a document: kept before the transaction of a deed, made into rows inside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from people.doers import Doer
from people.finding import file_key
from people.refusals import Refused
from procedures.files.kinds import file_kind
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
def kept_given(given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Keep the files among what a form gives before its deed, as `kept_files` does.

    So a deed can go into a transaction that is open already, and nothing slow is in it.
    """
    with kept_files(given.get("uploads", ())) as kept:
        yield {**given, **({"uploads": kept} if "uploads" in given else {})}


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


def digests_of(files: Sequence[Attachment]) -> list[Fact]:
    """Return the files as the journal names them."""
    return [{"name": f.name, "version": f.version, "sha256": f.sha256} for f in files]


def attach(
    document: Document, file: Attachment, *, by: Doer, task: Task | None = None
) -> Attachment:
    """Make a kept file the next version of the document's file of that name.

    Names are the same however they are composed and capitalised: it goes on under the first one.
    """
    file.document, file.task = document, task
    file.name, file.version = _next_version(document, file.name)
    file.uploaded_at, file.uploaded_by = by.at, by.user
    file.uploaded_by_name = str(by.user)
    file.save(force_insert=True)
    return file


def _next_version(document: Document, name: str) -> tuple[str, int]:
    key = file_key(name)
    there = document.attachments.order_by("version").values_list("name", "version")
    same = [(each, version) for each, version in there if file_key(each) == key]
    return (same[-1][0], same[-1][1] + 1) if same else (name, 1)


def digest_of(file: File[bytes]) -> str:
    """Return the SHA-256 of a file, which can be read from its beginning afterwards."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
