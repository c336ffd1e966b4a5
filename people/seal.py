"""The seal that chains the entries of a journal: that of a document, and that of people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

Fact = str | int | bool | None | Mapping[str, "Fact"] | Sequence["Fact"]


def seal(previous_hash: str, facts: Mapping[str, Fact]) -> str:
    """Return the SHA-256 (64 hex digits) of an entry's facts and of the hash before it.

    The facts are written as JSON with sorted keys and no blanks, so that the same facts give the
    same seal on every machine. Moments go in as ISO 8601 text in UTC.
    """
    text = json.dumps(
        {"previous": previous_hash, "facts": facts},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()
