"""Noting how far somebody has read a document."""

from __future__ import annotations

from datetime import datetime, timedelta

from people.models import User
from workflow.models import Document, LastLook

VISIT = timedelta(minutes=30)
"""What is new stays marked for so long, through reloads and deeds."""


def look_at_document(document: Document, *, by: User, at: datetime) -> LastLook:
    """Note that `by` has seen what the document's journal holds now; return the mark.

    One statement writes it, none where it stands already. It locks nothing that a deed waits for,
    and doing it twice is doing it once: a page that is only read may do it.
    """
    kept = LastLook.objects.filter(document=document, user=by).first()
    mark = LastLook(document=document, user=by, entry_count=document.entry_count, looked_at=at)
    if kept is not None and at - kept.looked_at < VISIT:
        if kept.entry_count >= document.entry_count:
            return kept
        mark.looked_at = kept.looked_at
        mark.earlier_count, mark.earlier_at = kept.earlier_count, kept.earlier_at
    elif kept is not None:
        mark.earlier_count, mark.earlier_at = kept.entry_count, kept.looked_at
    LastLook.objects.bulk_create(
        [mark],
        update_conflicts=True,
        unique_fields=["document", "user"],
        update_fields=["entry_count", "looked_at", "earlier_count", "earlier_at"],
    )
    return mark
