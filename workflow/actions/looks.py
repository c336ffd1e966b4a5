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
    """Note that `by` has seen what the document's journal holds now; return the mark.

    One statement writes it, none where it stands already. It locks nothing that a deed waits for,
    and doing it twice is doing it once: a page that is only read may do it, and is shown where
    the database cannot write.
    """
    kept = LastLook.objects.filter(document=document, user=by.user).first()
    mark = LastLook(
        document=document, user=by.user, entry_count=document.entry_count, looked_at=by.at
    )
    if kept is not None and by.at - kept.looked_at < VISIT:
        if kept.entry_count >= document.entry_count:
            return kept
        mark.looked_at = kept.looked_at
        mark.earlier_count, mark.earlier_at = kept.earlier_count, kept.earlier_at
    elif kept is not None:
        mark.earlier_count, mark.earlier_at = kept.entry_count, kept.looked_at
    _note(mark)
    return mark


def _note(mark: LastLook) -> None:
    """Write a mark; where the database cannot write now, the next visit shows the same as new."""
    try:
        LastLook.objects.bulk_create(
            [mark],
            update_conflicts=True,
            unique_fields=["document", "user"],
            update_fields=["entry_count", "looked_at", "earlier_count", "earlier_at"],
        )
    except (OperationalError, InternalError) as error:
        log.warning("A visit of document %s could not be noted: %s", mark.document_id, error)
