"""What is there already: units, positions, accounts and appointments, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from people.personnel.paths import Key

NEW = "new"
"""What is chosen for a foreign name that stands for nothing that is there."""

UnitRef = int | Key
"""A unit that is there by its key, a new one by its path."""

PostRef = int | tuple[UnitRef, str]
"""A position that is there by its key, a new one by its unit and its title in words alone."""


@dataclass(frozen=True)
class Node:
    """One unit that is there."""

    name: str
    parent: int | None


@dataclass(frozen=True)
class Post:
    """One position that is there; nobody comes to one that is retired."""

    title: str
    unit: int
    seats: int
    superior: int | None = None
    successor: int | None = None
    is_retired: bool = False


@dataclass(frozen=True)
class Account:
    """One account that is there."""

    username: str
    name: str
    nip: str | None = None
    rank: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class Held:
    """One appointment that lasts today or begins later."""

    user: int
    position: int
    starts_on: date
    ends_on: date | None = None
    is_definitive: bool = True

    def lasts_until(self, day: date) -> bool:
        """Whether it has not ended before that day."""
        return self.ends_on is None or self.ends_on >= day

    def holds_on(self, day: date) -> bool:
        """Whether it is in effect on that day."""
        return self.starts_on <= day and self.lasts_until(day)


@dataclass(frozen=True)
class There:
    """What is there on a day, by keys.

    `units` are those of the office that the file tells of; `office` is None where that is the whole
    government. `names` are foreign names that were tied before. `oneself` is the account whose
    appointments somebody else has to change, `others` are those that belong elsewhere, `beyond`
    those that may not be changed, and `kept` those that may be named to the reader; None is all.
    """

    on: date
    office: int | None
    units: Mapping[int, Node]
    posts: Mapping[int, Post]
    accounts: Mapping[int, Account]
    held: Mapping[int, Held]
    names: Mapping[str, int] = field(default_factory=dict)
    oneself: int | None = None
    others: frozenset[int] = frozenset()
    beyond: frozenset[int] = frozenset()
    kept: frozenset[int] | None = None


@dataclass(frozen=True)
class Ties:
    """What was chosen: for foreign names what they stand for, and who is to stay.

    `chosen` has the key of something that is there, or NEW. With `rest_is_new` units and positions
    that nobody chose for are new ones. `staying` are accounts whose appointments do not end.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    rest_is_new: bool = False
    has_more_seats: bool = False
    staying: frozenset[int] = frozenset()
