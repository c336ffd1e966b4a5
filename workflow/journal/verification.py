"""What was done to a journal behind its back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.journal.line import Line


class Head(NamedTuple):
    """Number and hash of the last entry, as the document itself remembers them."""

    number: int
    hash: str


class FaultKind(StrEnum):
    """What happened to an entry."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"


@dataclass(frozen=True)
class Fault:
    """One entry that is not as it was written.

    `number` is the one under which it was written; of an inserted entry, and of a moved one in
    `found_at`, the one under which it lies now.
    """

    number: int
    kind: FaultKind
    found_at: int | None = None


def faults_of(lines: Sequence[Line], head: Head) -> list[Fault]:
    """Return what is wrong with the journal of one document, by number; empty when it is whole.

    `lines` are in the order of their numbers, without two of the same number. An entry whose text
    does not give its hash was changed; so was one that was sealed anew, because the next one (or
    the head) carries the hash it had, unless that one was changed as well. Nothing tells of a
    journal of which the rest from some entry on and the head were written anew with all their
    hashes: whoever must exclude that keeps the heads elsewhere.
    """
    return [] if _is_whole(lines, head) else sorted(_Journal(lines, head).faults(), key=_order)


def _order(fault: Fault) -> tuple[int, str]:
    return fault.number, fault.kind


def _is_whole(lines: Sequence[Line], head: Head) -> bool:
    previous = ""
    for number, line in enumerate(lines, start=1):
        if (line.number, line.previous_hash) != (number, previous) or line.seal() != line.hash:
            return False
        previous = line.hash
    return head == (len(lines), previous)


class _Journal:
    """A journal that is not whole: its lines by the numbers under which their seals hold."""

    def __init__(self, lines: Sequence[Line], head: Head) -> None:
        self.head = head
        self.top = max([head.number, *(line.number for line in lines)])
        self.sealed: dict[int, list[Line]] = {}
        self.broken: dict[int, Line] = {}
        for line in lines:
            number = self._sealed_as(line)
            if number is None:
                self.broken[line.number] = line
            else:
                self.sealed.setdefault(number, []).append(line)

    def _sealed_as(self, line: Line) -> int | None:
        """Return the number that gives the line its hash: its own one, or where it once stood."""
        numbers = (line.number, *range(1, self.top + 1))
        return next((each for each in numbers if line.seal(number=each) == line.hash), None)

    def faults(self) -> list[Fault]:
        """Go down from the head: each entry names the hash of the one before it."""
        found: list[Fault] = []
        wanted: str | None = None
        for number in range(self.top, 0, -1):
            wanted = self.head.hash if number == self.head.number else wanted
            line = self._line(number, wanted)
            found += self._faults_at(number, line, wanted)
            is_witness = line is not None and line is not self.broken.get(number)
            wanted = line.previous_hash if line and is_witness else None
        return found

    def _line(self, number: int, wanted: str | None) -> Line | None:
        """Return the line that was written under that number; None if it is not there."""
        if number > self.head.number:
            return None
        sealed = self.sealed.get(number, [])
        chained = [line for line in sealed if wanted in {None, line.hash}]
        return next(iter([*chained, *sealed]), self.broken.get(number))

    def _faults_at(self, number: int, line: Line | None, wanted: str | None) -> list[Fault]:
        strangers = [each for each in self.sealed.get(number, []) if each is not line]
        broken = self.broken.get(number)
        if broken is not None and broken is not line:
            strangers.append(broken)
        found = [Fault(each.number, FaultKind.INSERTED) for each in strangers]
        if line is None:
            return (
                found if number > self.head.number else [*found, Fault(number, FaultKind.REMOVED)]
            )
        if line is broken or wanted not in {None, line.hash}:
            found.append(Fault(number, FaultKind.CHANGED))
        elif line.number != number:
            found.append(Fault(number, FaultKind.MOVED, line.number))
        return found
