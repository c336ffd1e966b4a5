"""How old an open stay is among those that have ended at its step."""

from __future__ import annotations

from dataclasses import dataclass

from improvement.statistics.minutes import checked
from improvement.statistics.ranked import Ranked


@dataclass(frozen=True)
class Ageing:
    """How many of n past stays at the step, n at least 1, were shorter than one is by now."""

    shorter: int
    n: int

    @property
    def share(self) -> float:
        """The part of the past stays that was shorter, 0 to 1."""
        return self.shorter / self.n


def ageing(age: float, past: Ranked) -> Ageing | None:
    """Return where an open stay of so many working minutes stands among past ones; None of none.

    It needs no standard time. Raises ValueError for an age that is none.
    """
    return Ageing(past.below(checked(age)), past.n) if past.n else None
