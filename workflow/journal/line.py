"""One line of a journal as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from people.seal import seal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from people.seal import Fact


@dataclass(frozen=True)
class Line:
    """One entry: what was done, and the hashes that chain it.

    `document` and `by` are keys, `task` is the number of the task in its document. `by_name` is
    what the person was called then, '' in entries from before names were kept; their seals lack it.
    """

    document: int
    number: int
    deed: str
    task: int | None
    by: int
    capacity: str
    at: datetime
    address: str | None
    note: str
    data: Mapping[str, Fact]
    previous_hash: str
    hash: str = ""
    by_name: str = ""

    def seal(self, *, number: int | None = None) -> str:
        """Return the hash that this line must carry, here or under another number."""
        facts: dict[str, Fact] = {
            "document": self.document,
            "number": self.number if number is None else number,
            "deed": self.deed,
            "task": self.task,
            "by": self.by,
            "capacity": self.capacity,
            "at": self.at.astimezone(UTC).isoformat(),
            "address": self.address,
            "note": self.note,
            "data": self.data,
        }
        if self.by_name:
            facts["name"] = self.by_name
        return seal(self.previous_hash, facts)
