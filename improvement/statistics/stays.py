"""Stays of documents at steps, as the figures see them: which, how they ended, their minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from improvement.statistics.minutes import all_checked

STRAIGHT = frozenset(["done", "yes"])
"""The answers of the straight way."""

RETURNING = frozenset(["no", "sent_back"])
"""The answers that may lead a document back up the table."""


@dataclass(frozen=True)
class StepStay:
    """One stay of a document at a step: the number of its row, its answer, its working minutes.

    `answer` is done, yes, no or sent_back, and empty while the stay lasts. Raises ValueError for
    another, and for minutes of working time that are none.
    """

    step: int
    answer: str
    waiting: int
    working: int
    paused: int
    is_deviation: bool = False

    def __post_init__(self) -> None:
        if self.answer and self.answer not in STRAIGHT | RETURNING:
            raise ValueError(f"No figure is made of stays that end with {self.answer!r}.")
        all_checked((self.waiting, self.working, self.paused))

    @property
    def whole(self) -> int:
        """Working minutes from arrival to the end."""
        return self.waiting + self.working + self.paused


Passage = Sequence[StepStay]
"""The stays of one document, oldest first."""


def returns(passage: Passage) -> tuple[int, ...]:
    """Return the places, from 0, of the stays that led the document back up the table."""
    return tuple(
        place
        for place, (stay, following) in enumerate(pairwise(passage))
        if stay.answer in RETURNING and following.step < stay.step
    )
