"""The entry that every deed to people leaves in their journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC

from django.db.models import Model

from people.doers import By
from people.locks import locked
from people.models import PeopleEntry, PeopleHead, User
from people.seal import Fact, seal

Facts = Mapping[str, Fact]
NOTHING: Facts = {}
LONGEST = 500  # letters of what a thing is called


@dataclass(frozen=True)
class Told:
    """One deed, as the journal is told of it."""

    deed: PeopleEntry.Deed
    thing: object
    person: User | None = None
    before: Facts = field(default_factory=dict)
    after: Facts = field(default_factory=dict)


def record(
    deed: PeopleEntry.Deed,
    thing: object,
    *,
    by: By,
    person: User | None = None,
    before: Facts = NOTHING,
    after: Facts = NOTHING,
) -> PeopleEntry:
    """Number, seal and append the entry of a deed to the journal of people.

    Inside the caller's transaction; the head is locked until its end, so that no two entries take
    the same number.
    """
    return record_all([Told(deed, thing, person, before, after)], by=by)[0]


def record_all(told: Iterable[Told], *, by: By) -> list[PeopleEntry]:
    """Append the entries of many deeds of one hand in their order, as `record` does that of one."""
    head = lock_head()
    entries = []
    for each in told:
        entry = _entry(each, head, by)
        entry.hash = seal(entry.previous_hash, facts_of(entry))
        head.entry_count, head.last_hash = entry.number, entry.hash
        entries.append(entry)
    PeopleEntry.objects.bulk_create(entries)
    if entries:
        head.save()
    return entries


def lock_head() -> PeopleHead:
    """Lock the end of the journal: from now on nobody else does a deed to people."""
    PeopleHead.objects.get_or_create(pk=1)
    return locked(PeopleHead.objects.all()).get(pk=1)


def _entry(told: Told, head: PeopleHead, by: By) -> PeopleEntry:
    return PeopleEntry(
        number=head.entry_count + 1,
        deed=told.deed,
        by=by.user,
        at=by.at,
        address=by.address,
        person=told.person,
        thing=str(told.thing)[:LONGEST],
        before=dict(told.before),
        after=dict(told.after),
        previous_hash=head.last_hash,
    )


def facts_of(entry: PeopleEntry) -> Facts:
    """Return what the seal of an entry seals: all but the hashes."""
    return {
        "number": entry.number,
        "deed": str(entry.deed),
        "by": entry.by_id,
        "at": entry.at.astimezone(UTC).isoformat(),
        "address": entry.address,
        "person": entry.person_id,
        "thing": entry.thing,
        "before": entry.before,
        "after": entry.after,
    }


def values_of(row: Model, *names: str) -> dict[str, Fact]:
    """Return fields of a row as the journal writes them: others by what they are called."""
    found = {name: getattr(row, name) for name in names}
    return {
        name: value if value is None or isinstance(value, bool | int) else str(value)
        for name, value in found.items()
    }


def changes_between(
    before: Mapping[str, Fact], after: Mapping[str, Fact]
) -> tuple[dict[str, Fact], dict[str, Fact]]:
    """Return what differs, as it was and as it is."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
