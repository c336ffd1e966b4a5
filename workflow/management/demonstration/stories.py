"""What happens in the month, as fixtures/month.json tells it.

The way of a document is written visit by visit: `d` done, `y` Ya, `n: reason` Tidak, and
`b: reason` sent back against the drawing to the step before. What begins with `+` happens within
the visit that follows it, as in `+pause: reason` or `+comment kabid: text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workflow.exchange import read_fixture


class Stand(StrEnum):
    """How a document stands at the end of the month."""

    FINISHED = "finished"
    CANCELLED = "cancelled"
    LATE = "late"
    NEAR = "near"
    FRESH = "fresh"
    WAITING = "waiting"

    @property
    def is_open(self) -> bool:
        """Whether it is still under way."""
        return self not in {Stand.FINISHED, Stand.CANCELLED}


class Hand(StrEnum):
    """In whose hands its last task is."""

    NOBODY = "nobody"
    HOLDER = "holder"
    ASSIGNED = "assigned"
    PAUSED = "paused"


@dataclass(frozen=True)
class Happening:
    """Something that happens within a visit: what, by which account where that is named, a text."""

    name: str
    by: str
    text: str


@dataclass(frozen=True)
class Answered:
    """How a visit ended, and what happened in it before."""

    answer: str
    note: str
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class Story:
    """One document: its SOP, the account that started it, what it is about, how it went.

    `text` is what it says of itself; why it stands still or was cancelled, where it does or was.
    `incoming` is what the letter was about that came from outside. A draft has no way and no stand.
    """

    sop: str
    by: str
    subject: str
    way: Sequence[str] = ()
    stand: Stand = Stand.FINISHED
    hand: Hand = Hand.NOBODY
    sensitivity: str = "ordinary"
    text: str = ""
    incoming: str = ""

    @property
    def visits(self) -> Iterator[Answered]:
        """How each visit that has ended was answered."""
        happenings: list[Happening] = []
        for word in self.way:
            head, _colon, text = word.partition(": ")
            if head.startswith("+"):
                name, _space, by = head[1:].partition(" ")
                happenings.append(Happening(name, by, text))
            else:
                yield Answered(head, text, tuple(happenings))
                happenings = []


def _story(told: Mapping[str, Any]) -> Story:
    more: dict[str, Any] = {"stand": Stand(told["stand"])} if "stand" in told else {}
    more |= {"hand": Hand(told["hand"])} if "hand" in told else {}
    return Story(**{**told, **more})


def documents() -> list[Story]:
    """Return the documents that are sent off in the month."""
    return [_story(told) for told in read_fixture("month")["documents"]]


def drafts() -> list[Story]:
    """Return those that nobody has sent off yet."""
    return [_story(told) for told in read_fixture("month")["drafts"]]
