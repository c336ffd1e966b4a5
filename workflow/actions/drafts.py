"""Drafts of documents: kept by who writes them until they are sent off or deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import User
from procedures.actions import Refused
from procedures.models import Version
from workflow.actions.attachments import kept_files
from workflow.actions.documents import (
    Contents,
    Sending,
    fill_in,
    open_first_task,
    refuse_start,
    set_off,
)
from workflow.models import Attachment, Document


def keep_draft(
    version: Version, *, by: User, at: datetime, **contents: Unpack[Contents]
) -> Document:
    """Keep a document that is not sent off yet; only `by` sees it, and no journal begins.

    Raises Refused where `start_document` would.
    """
    with kept_files() as kept, transaction.atomic():
        locked = Version.objects.select_for_update().get(pk=version.pk)
        refuse_start(locked, by=by, at=at)
        document = Document(version=locked, created_at=at, started_by=by)
        fill_in(document, contents, kept, at=at)
    return document


def edit_draft(
    draft: Document, *, by: User, at: datetime, **contents: Unpack[Contents]
) -> Document:
    """Write a draft anew; it then follows the version in force.

    Raises Refused if it is no draft of `by` any more, or where `start_document` would.
    """
    with kept_files() as kept, transaction.atomic():
        document = _lock_draft(draft, by=by)
        document.version = _version_in_force(document)
        refuse_start(document.version, by=by, at=at)
        _remove(contents.get("removed", ()), document)
        fill_in(document, contents, kept, at=at)
    return document


def send_draft(draft: Document, *, by: User, at: datetime, **contents: Unpack[Sending]) -> Document:
    """Write a draft a last time and send it off under the version in force.

    Raises Refused where `edit_draft` would.
    """
    with kept_files() as kept, transaction.atomic():
        document = _lock_draft(draft, by=by)
        document.version = _version_in_force(document)
        refuse_start(document.version, by=by, at=at)
        _remove(contents.get("removed", ()), document)
        turn = set_off(document, contents, by=by, at=at)
        fill_in(document, contents, kept, at=at)
        open_first_task(turn, list(document.attachments.order_by("pk")))
    return document


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


def _version_in_force(document: Document) -> Version:
    """Lock the version in force of the draft's SOP; raise Refused where there is none."""
    versions = Version.objects.in_force().filter(procedure=document.version.procedure_id)
    version = versions.select_for_update().first()
    if version is None:
        raise Refused(_("This SOP is no longer in force. Delete the draft."))
    return version


def _remove(attachments: Iterable[Attachment], document: Document) -> None:
    """Take files away from a draft, from the disk as soon as that is certain."""
    for attachment in attachments:
        if attachment.document_id == document.pk:
            attachment.delete()
            transaction.on_commit(partial(attachment.file.delete, save=False))
