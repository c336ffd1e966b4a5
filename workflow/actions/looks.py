"""Noting how far somebody has read a document."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import InternalError, OperationalError

from people.doers import Doer
from workflow.models import Document, LastLook

log = logging.getLogger(__name__)

VISIT = timedelta(minutes=30)
"""What is new stays marked for so long, through reloads and deeds."""


def look_at_document(document: Document, *, by: Doer) -> LastLook:
    """Note that `by` has seen what the document's journal holds now; return the look.

    One statement writes it, none where it stands already. It locks nothing that a deed waits for,
    and doing it twice is doing it once: a page that is only read may do it, and is shown where
    the database cannot write.
    """
    kept = LastLook.objects.filter(document=document, user=by.user).first()
    look = LastLook(
        document=document, user=by.user, entry_count=document.entry_count, looked_at=by.at
    )
    if kept is not None and by.at - kept.looked_at < VISIT:
        if kept.entry_count >= document.entry_count:
            return kept
        look.looked_at = kept.looked_at
        look.earlier_count, look.earlier_at = kept.earlier_count, kept.earlier_at
    elif kept is not None:
        look.earlier_count, look.earlier_at = kept.entry_count, kept.looked_at
    _note(look)
    return look


def _note(look: LastLook) -> None:
    """Write a look; where the database cannot write now, the next visit shows the same as new."""
    try:
        LastLook.objects.bulk_create(
            [look],
            update_conflicts=True,
            unique_fields=["document", "user"],
            update_fields=["entry_count", "looked_at", "earlier_count", "earlier_at"],
        )
    except (OperationalError, InternalError) as error:
        log.warning("A visit of document %s could not be noted: %s", look.document_id, error)
