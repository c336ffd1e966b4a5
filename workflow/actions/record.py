"""The journal entry that every deed leaves, and the capacity it names."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from people.models import Appointment, Position, User
from workflow.journal import seal
from workflow.models import Entry


def capacity_of(user: User, position: Position, *, at: datetime) -> str:
    """Return how the user holds the position then: 'Plh. Kabid KB & KS', or '' if not at all."""
    current = Appointment.objects.current(timezone.localdate(at))
    held = current.filter(user=user, position=position).select_related("position").first()
    return held.title if held else ""


def record(entry: Entry) -> Entry:
    """Number, seal and append an entry to the journal of its document.

    The caller has locked the document, so that no two entries take the same number. A clock that
    was set back does not put an entry before the one it follows.
    """
    last = Entry.objects.filter(document=entry.document_id).order_by("-number").first()
    entry.number = last.number + 1 if last else 1
    entry.previous_hash = last.hash if last else ""
    entry.at = max(entry.at, last.at) if last else entry.at
    entry.hash = seal(
        entry.previous_hash,
        {
            "document": entry.document_id,
            "number": entry.number,
            "deed": entry.deed,
            "task": entry.task.number if entry.task else None,
            "by": entry.by_id,
            "capacity": entry.capacity,
            "at": entry.at.astimezone(UTC).isoformat(),
            "address": entry.address,
            "note": entry.note,
            "data": entry.data,
        },
    )
    entry.save(force_insert=True)
    return entry
