"""What changed at a document since somebody last saw it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workflow.models import Attachment, LastLook
from workflow.reports.history import LINES_SHOWN, HistoryLine


@dataclass(frozen=True)
class Changes:
    """What others did since a visit: the new lines of the history, the new versions of files.

    Of the lines the last LINES_SHOWN; `count` says how many there are.
    """

    since: datetime
    lines: tuple[HistoryLine, ...]
    count: int
    files: tuple[Attachment, ...]


def changes(
    look: LastLook | None, lines: Iterable[HistoryLine], attachments: Iterable[Attachment]
) -> Changes | None:
    """Return what is new since a person's visit before the last; None where nothing is."""
    new = tuple(line for line in lines if line.is_new)
    if look is None or look.earlier_at is None or not new:
        return None
    named = {(f["name"], f["version"]) for line in new for f in line.entry.data.get("files", ())}
    files = (each for each in attachments if (each.name, each.version) in named)
    return Changes(look.earlier_at, new[-LINES_SHOWN:], len(new), tuple(files))
