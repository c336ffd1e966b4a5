"""Documents as a list shows them: where each is, and how it stands to its deadline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workflow.clocks import Deadline, clocks_now
from workflow.models import Document, Task


@dataclass(frozen=True)
class ListedDocument:
    """A document with the task that it waits at, None where it waits nowhere, and its deadline."""

    document: Document
    task: Task | None
    deadline: Deadline | None


def listed(documents: Iterable[Document], *, at: datetime) -> tuple[ListedDocument, ...]:
    """Return documents that were loaded `with_whereabouts`, in their order."""
    now = clocks_now()
    return tuple(
        ListedDocument(
            document=each,
            task=(task := each.open_task),
            deadline=now.of_task(task).deadline_of(task, at=at) if task else None,
        )
        for each in documents
    )
