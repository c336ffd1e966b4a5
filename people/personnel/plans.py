"""What a personnel file would change, all of it, in the order in which it is shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from people.personnel.paths import Key
from people.personnel.there import PostRef, UnitRef
from people.personnel.wrong import Wrong


@dataclass(frozen=True)
class NewUnit:
    """A unit to be made."""

    key: Key
    name: str
    parent: UnitRef | None


@dataclass(frozen=True)
class NewPost:
    """A position to be made, with a seat for each of its people."""

    unit: UnitRef
    key: str
    title: str
    seats: int
    superior: PostRef | None


@dataclass(frozen=True)
class MoreSeats:
    """A position that gets more seats."""

    post: int
    was: int
    seats: int


@dataclass(frozen=True)
class End:
    """An appointment that ends, on its last day; None takes one back that has not begun."""

    appointment: int
    ends_on: date | None


@dataclass(frozen=True)
class Change:
    """What is to become of one person: a new account, or one that is there.

    `rank` None leaves it. `begins` is the position they come to, None where they stay; `moved` is
    the appointment that goes there instead of a new one, since it has not begun before that day.
    """

    number: int
    nip: str
    user: int | None
    name: str
    rank: str | None
    begins: PostRef | None = None
    starts_on: date | None = None
    since: date | None = None
    ends: tuple[End, ...] = ()
    moved: int | None = None
    is_told: bool = False
    """Whether name, NIP or rank change."""


@dataclass(frozen=True)
class Leaving:
    """Somebody whose appointments are to end: not in the file, or not in active service there."""

    user: int
    ends: tuple[End, ...]
    number: int | None = None
    stays: bool = False


@dataclass(frozen=True)
class Question:
    """Something that only somebody here can tell: what a foreign name stands for.

    `kind` is unit, position or person; `choices` are keys of what is there.
    """

    key: str
    kind: str
    said: str
    within: UnitRef | None
    choices: tuple[int, ...]
    suggested: str = ""
    may_be_new: bool = True


@dataclass(frozen=True)
class Plan:
    """All that a file would change; `names` are remembered for the next one."""

    units: tuple[NewUnit, ...]
    posts: tuple[NewPost, ...]
    seats: tuple[MoreSeats, ...]
    changes: tuple[Change, ...]
    same: int
    leaving: tuple[Leaving, ...]
    wrongs: tuple[Wrong, ...]
    questions: tuple[Question, ...]
    names: tuple[tuple[str, UnitRef], ...]
    present: int
    """People with a NIP who hold a position there today."""

    elsewhere: int = 0
    """People of other offices in the file, who were passed over."""

    is_whole: bool = True

    @property
    def new(self) -> tuple[Change, ...]:
        """The people who get an account."""
        return tuple(each for each in self.changes if each.user is None)

    @property
    def changed(self) -> tuple[Change, ...]:
        """The people who have one and of whom something changes."""
        return tuple(each for each in self.changes if each.user is not None)

    @property
    def ending(self) -> tuple[Leaving, ...]:
        """Those whose appointments end."""
        return tuple(each for each in self.leaving if not each.stays)

    @property
    def ends_most(self) -> bool:
        """Whether more than half of the people there would leave."""
        return 2 * len(self.ending) > self.present

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to store."""
        return not (self.changes or self.ending or self.names)

    @property
    def token(self) -> str:
        """What the plan is known by: another one wherever anything of it is another."""
        stored = (self.units, self.posts, self.seats, self.changes, self.leaving, self.names)
        return hashlib.sha256(repr(stored).encode()).hexdigest()[:40]
