"""Drafts of documents: kept by who writes them until they are sent off or deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from people.models import User
from procedures.actions import Refused
from procedures.models import StartField, Version
from workflow.actions.documents import (
    Contents,
    Files,
    Sending,
    files_of,
    fill_in,
    open_first_task,
    refuse_nameless,
    refuse_start,
    set_off,
)
from workflow.models import Attachment, Document, Keeping


class Marks(TypedDict, total=False):
    """What a form knows of the draft that it writes.

    `seen` is the mark that it was filled in from, None before the first; without it nothing is
    compared. `mark` is what this keeping is called: the same one again changes nothing.
    """

    mark: UUID
    seen: UUID | None


class Keep(Contents, Marks):
    """What the start form says of a draft, and what it knows of it."""


class Send(Sending, Marks):
    """What a draft says that is sent off, and what is known of it."""


def keep_draft(version: Version, *, by: User, at: datetime, **contents: Unpack[Keep]) -> Document:
    """Keep a document that is not sent off yet; only `by` sees it, and no journal begins.

    Raises Refused where `start_document` would.
    """
    with files_of(contents) as files, transaction.atomic():
        locked = Version.objects.select_for_update().get(pk=version.pk)
        refuse_start(locked, by=by, at=at)
        same = _kept_already(by, contents, files)
        if same is not None:
            return same
        document = Document(version=locked, created_at=at, started_by=by)
        fill_in(document, contents, files, at=at)
        _mark(document, contents, at=at)
    return document


def edit_draft(draft: Document, *, by: User, at: datetime, **contents: Unpack[Keep]) -> Document:
    """Write a draft anew; it then follows the version in force.

    Raises Refused if it is no draft of `by` any more, if it was kept in another window since, or
    where `start_document` would.
    """
    with files_of(contents) as files, transaction.atomic():
        document = _lock_draft(draft, by=by)
        if _kept_already(by, contents, files) == document:
            return document
        _refuse_stale(document, contents)
        gone = _("This SOP is no longer in force. Delete the draft.")
        document.version = _version_in_force(document, gone)
        refuse_start(document.version, by=by, at=at)
        _remove(contents.get("removed", ()), document)
        fill_in(document, contents, files, at=at)
        _mark(document, contents, at=at)
    return document


def send_draft(draft: Document, *, by: User, at: datetime, **contents: Unpack[Send]) -> Document:
    """Write a draft a last time and send it off under the version in force.

    Raises Refused where `edit_draft` would, and without a subject.
    """
    with files_of(contents) as files, transaction.atomic():
        document = _lock_draft(draft, by=by)
        _refuse_stale(document, contents)
        gone = _("This SOP is no longer in force. Delete the draft.")
        document.version = _version_in_force(document, gone)
        refuse_start(document.version, by=by, at=at)
        refuse_nameless(contents)
        _remove(contents.get("removed", ()), document)
        Keeping.objects.filter(document=document).delete()
        turn = set_off(document, contents, by=by, at=at)
        fill_in(document, contents, files, at=at)
        open_first_task(turn, list(document.attachments.order_by("pk")))
    return document


def copy_document(source: Document, *, by: User, at: datetime) -> Document:
    """Keep a draft that says what another document says, under its SOP's version in force.

    Subject, sensitivity, description and the answers to fields that are still asked for; neither
    files nor the agenda number, which are of that document alone. Raises Refused where
    `start_document` would.
    """
    with transaction.atomic():
        version = _version_in_force(source, _("This SOP is no longer in force."))
        refuse_start(version, by=by, at=at)
        document = Document(version=version, created_at=at, started_by=by)
        copied: Contents = {
            "subject": source.subject,
            "sensitivity": source.sensitivity,
            "description": source.description,
            "details": _still_asked(source, version),
        }
        fill_in(document, copied, Files(), at=at)
        _mark(document, {}, at=at)
    return document


def _still_asked(source: Document, version: Version) -> dict[str, str]:
    """Return the texts of a document's own fields by the fields of that version of their label."""
    asked = source.version.start_fields.all()
    known = {each.label: source.details.get(str(each.pk)) for each in asked}
    return {
        str(field.pk): known[field.label]
        for field in version.start_fields.exclude(kind=StartField.Kind.FILE)
        if isinstance(known.get(field.label), str)
    }


@transaction.atomic
def discard_draft(draft: Document, *, by: User) -> None:
    """Delete a draft with its files; nothing of it is left.

    Raises Refused if it is no draft of `by` any more.
    """
    document = _lock_draft(draft, by=by)
    _remove(document.attachments.all(), document)
    document.delete()


def _lock_draft(draft: Document, *, by: User) -> Document:
    """Lock a draft and look at it again; raise Refused if it is none of `by` any more."""
    document = Document.objects.select_for_update().filter(pk=draft.pk, started_by=by).first()
    if document is None:
        raise Refused(_("This draft was deleted."))
    if document.state != Document.State.DRAFT:
        raise Refused(_("This document was sent off already."))
    return document


def _version_in_force(document: Document, otherwise: str) -> Version:
    """Lock the version in force of a document's SOP; where there is none, raise Refused so."""
    versions = Version.objects.in_force().filter(procedure=document.version.procedure_id)
    version = versions.select_for_update().first()
    if version is None:
        raise Refused(otherwise)
    return version


def _remove(attachments: Iterable[Attachment], document: Document) -> None:
    """Take files away from a draft, from the disk as soon as that is certain."""
    for attachment in attachments:
        if attachment.document_id == document.pk:
            attachment.delete()
            transaction.on_commit(partial(attachment.file.delete, save=False))


def _kept_already(by: User, contents: Keep, files: Files) -> Document | None:
    """Return the draft of `by` that was kept under this very mark and says just this, if any.

    A form that comes again with other contents, from a page that somebody came back to, says
    something new.
    """
    if "mark" not in contents:
        return None
    kept = Document.objects.drafts_of(by).filter(keeping__mark=contents["mark"]).first()
    return kept if kept is not None and _says(kept, contents, files) else None


def _says(draft: Document, contents: Contents, files: Files) -> bool:
    """Whether a draft says just what its form says, files too."""
    details = contents.get("details", {})
    texts = {key: value for key, value in details.items() if key not in files.answers}
    digests = {each.sha256 for each in (*files.uploads, *files.answers.values())}
    return (
        draft.subject == contents["subject"]
        and draft.sensitivity == contents.get("sensitivity", draft.sensitivity)
        and draft.agenda_number == contents.get("agenda_number", "")
        and draft.description == contents.get("description", "")
        and texts == {key: value for key, value in draft.details.items() if key in texts}
        and digests <= set(draft.attachments.values_list("sha256", flat=True))
    )


def _refuse_stale(document: Document, marks: Marks) -> None:
    """Raise Refused if the draft was kept since it was looked at, in another window."""
    last = Keeping.objects.filter(document=document).first()
    if last is not None and "seen" in marks and marks["seen"] != last.mark:
        raise Refused(
            _(
                "This draft was kept in another window at %(time)s. What is there was not "
                "changed. Open the draft again to see it, or keep what stands here in its place."
            )
            % {"time": formats.time_format(timezone.localtime(last.at))}
        )


def _mark(document: Document, marks: Marks, *, at: datetime) -> None:
    kept = {"mark": marks.get("mark") or uuid4(), "at": at}
    Keeping.objects.update_or_create(document=document, defaults=kept)
