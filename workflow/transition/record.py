"""The journal entry that every deed leaves."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.journal import Fact, Line
from workflow.models import Entry
from workflow.transition.sql import documents, entries, leave_untold
from workflow.transition.turns import TaskTurn, Turn

TOLD = set(Entry.Deed) - {
    Entry.Deed.TAKE,
    Entry.Deed.RELEASE,
    Entry.Deed.PAUSE,
    Entry.Deed.RESUME,
    Entry.Deed.ATTACH,
    Entry.Deed.COMMENT,
    Entry.Deed.CORRECT,
}


def record(
    turn: Turn, deed: str, *, note: str = "", data: Mapping[str, Fact] | None = None
) -> Entry:
    """Number, seal and append the entry of a deed to the journal of its document.

    The document is locked, so that no two entries take the same number.
    """
    document, task = turn.document, turn.task if isinstance(turn, TaskTurn) else None
    line = Line(
        document=document.pk,
        number=document.entry_count + 1,
        deed=deed,
        task=task.number if task else None,
        by=turn.by.user.pk,
        capacity=turn.capacity,
        at=turn.at,
        address=turn.by.address,
        note=note,
        data=dict(data or {}),
        previous_hash=document.last_hash,
        by_name=str(turn.by.user),
    )
    entry = Entry(
        document_id=line.document,
        number=line.number,
        deed=line.deed,
        task_id=task.pk if task else None,
        by_id=line.by,
        by_name=line.by_name,
        capacity=line.capacity,
        at=line.at,
        address=line.address,
        note=line.note,
        data=line.data,
        previous_hash=line.previous_hash,
        hash=line.seal(),
    )
    entries.insert(entry)
    document.entry_count, document.last_hash = entry.number, entry.hash
    document.last_entry_at = entry.at
    documents.update(document, "entry_count", "last_hash", "last_entry_at")
    if deed in TOLD:
        leave_untold(entry)
    return entry
