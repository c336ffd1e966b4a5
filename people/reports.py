"""What the journal of people says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from people.actions import facts_of
from people.models import PeopleEntry, PeopleHead
from people.seal import seal


def faults_of_journal() -> Iterator[str]:
    """Yield a sentence for each entry that is not as it was written, or is not there any more."""
    last, number = "", 0
    for entry in PeopleEntry.objects.order_by("number").iterator():
        number += 1
        if entry.number != number:
            yield f"Journal of people, entry {number} was removed."
            number = entry.number
        elif entry.previous_hash != last or entry.hash != seal(last, facts_of(entry)):
            yield f"Journal of people, entry {entry.number} was changed."
        last = entry.hash
    head = PeopleHead.objects.first() or PeopleHead()
    if (head.entry_count, head.last_hash) != (number, last):
        yield f"Journal of people: {head.entry_count} entries were written, {number} are there."
