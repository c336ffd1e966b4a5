"""What a document says: taken from its form, kept with it, sealed when it is sent off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from people.doers import Doer
from people.refusals import Refused
from workflow.journal import Fact
from workflow.models import Attachment, Document
from workflow.transition.files import Upload, attach, kept_files
from workflow.transition.sql import documents
from workflow.transition.turns import Turn
from workflow.transition.words import keep_words

SET_OFF = ("version_id", "state", "started_by_name", "started_as", "started_at")


@dataclass(frozen=True)
class Contents:
    """What the start form says of a document.

    `details` are the answers to the version's own fields by their number: text, an upload, or the
    file that is kept there. `uploads` are of an allowed kind and size; `removed` are files of a
    draft to be taken away.
    """

    subject: str
    sensitivity: str = Document.Sensitivity.ORDINARY
    agenda_number: str = ""
    description: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    uploads: Sequence[Upload] = ()
    removed: Sequence[Attachment] = ()

    @property
    def answered_files(self) -> dict[str, Upload]:
        """The answers that are new files, by the number of their field."""
        return {
            key: answer
            for key, answer in self.details.items()
            if isinstance(answer, File | Attachment)
        }

    @property
    def texts(self) -> dict[str, Any]:
        """All other answers."""
        files = self.answered_files
        return {key: answer for key, answer in self.details.items() if key not in files}

    @property
    def files(self) -> list[Upload]:
        """All new files."""
        return [*self.uploads, *self.answered_files.values()]


@contextmanager
def kept_contents(contents: Contents) -> Iterator[Contents]:
    """Keep the files of a form before the deed's transaction; the same contents with those.

    What is refused or fails leaves none of them behind, as with `kept_files`.
    """
    answered = contents.answered_files
    with kept_files(contents.files) as kept:
        alone = len(contents.uploads)
        named = dict(zip(answered, kept[alone:], strict=True))
        yield replace(contents, uploads=kept[:alone], details={**contents.details, **named})


def fill_in(document: Document, contents: Contents, *, by: Doer) -> list[Attachment]:
    """Save a document with what its form says; return the files that were attached to it.

    The files are kept already. One among the answers is attached to the document, and named in its
    details.
    """
    for name in Document.STATED:
        setattr(document, name, getattr(contents, name))
    document.details = contents.texts
    _store(document)
    kept = [file for file in contents.files if isinstance(file, Attachment)]
    attached = [attach(document, file, by=by) for file in kept]
    answers = dict(zip(contents.answered_files, attached[len(contents.uploads) :], strict=True))
    if answers:
        document.details |= {
            key: {"name": file.name, "version": file.version} for key, file in answers.items()
        }
        documents.update(document, "details")
    keep_words(document)
    return attached


def _store(document: Document) -> None:
    if document.pk is None:
        documents.insert(document)
    else:
        documents.update(document, *SET_OFF, *Document.STATED, "details")


def refuse_nameless(contents: Contents) -> None:
    """Raise Refused where a document is to be sent off without a subject."""
    if not contents.subject.strip():
        raise Refused(_("Write the subject before you send the document off."))


def sealed_of(turn: Turn) -> dict[str, Fact]:
    """Return what the journal keeps of a document that is sent off: its contents, its version."""
    document = turn.document
    return {
        "contents": {
            **{name: getattr(document, name) for name in Document.STATED},
            "details": document.details,
            "created_at": document.created_at.isoformat(),
        },
        "version": {"id": document.version_id, "sha256": turn.plan.digest},
    }
