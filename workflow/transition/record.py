"""The journal entry that every deed leaves."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.journal import Fact, Line
from workflow.models import Entry
from workflow.transition.sql import documents, entries, leave_untold
from workflow.transition.turns import TaskTurn, Turn

TOLD = set(Entry.DeedName) - {
    Entry.DeedName.TAKE,
    Entry.DeedName.RELEASE,
    Entry.DeedName.PAUSE,
    Entry.DeedName.RESUME,
    Entry.DeedName.ATTACH,
    Entry.DeedName.COMMENT,
    Entry.DeedName.CORRECT,
}


def record(
    turn: Turn, deed: str, *, note: str = "", data: Mapping[str, Fact] | None = None
) -> Entry:
    """Number, seal and append the entry of a deed to the journal of its document.

    The document is locked, so that no two entries take the same number.
    """
    document, line = turn.document, _line_of(turn, deed, note, data or {})
    task = turn.task.pk if isinstance(turn, TaskTurn) else None
    entry = _entry_of(line, task)
    entries.insert(entry)
    document.entry_count, document.last_hash = entry.number, entry.hash
    document.last_entry_at = entry.at
    documents.update(document, "entry_count", "last_hash", "last_entry_at")
    if deed in TOLD:
        leave_untold(entry)
    return entry


def _line_of(turn: Turn, deed: str, note: str, data: Mapping[str, Fact]) -> Line:
    """Return the next line of the journal, which follows on the last."""
    document = turn.document
    return Line(
        document=document.pk,
        number=document.entry_count + 1,
        deed=deed,
        task=turn.task.number if isinstance(turn, TaskTurn) else None,
        by=turn.by.user.pk,
        capacity=turn.capacity,
        at=turn.at,
        address=turn.by.address,
        note=note,
        data=dict(data),
        previous_hash=document.last_hash,
        by_name=str(turn.by.user),
    )


def _entry_of(line: Line, task: int | None) -> Entry:
    """Return a line of the journal as a row, sealed; `task` is the key of its task."""
    return Entry(
        document_id=line.document,
        number=line.number,
        deed=line.deed,
        task_id=task,
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
