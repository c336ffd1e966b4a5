"""What the journal of people says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from people.actions import IDENTITY, facts_of, values_of
from people.models import PeopleEntry, PeopleHead, User
from people.seal import Fact, seal


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


def faults_of_accounts() -> Iterator[str]:
    """Yield a sentence for each fact of an account that is not as the journal of people has it.

    Of what was never written there, as of accounts from before the journal, it is silent.
    """
    told: dict[int, dict[str, Fact]] = {}
    for entry in PeopleEntry.objects.exclude(person=None).order_by("number").iterator():
        facts = {name: value for name, value in entry.after.items() if name in IDENTITY}
        told.setdefault(entry.person_id or 0, {}).update(facts)
    for account in User.objects.filter(pk__in=told).order_by("pk"):
        there = values_of(account, *IDENTITY)
        for name, value in told[account.pk].items():
            if there[name] != value:
                yield f"Account {account.username}: {name} is not as the journal of people has it."
