"""What counts as minutes of working time: never below nothing, never endless, never no number."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf


def checked(minutes: float) -> float:
    """Return minutes of working time as they are.

    Raises ValueError for fewer than 0, NaN and what is endless.
    """
    if not 0 <= minutes < inf:
        raise ValueError(f"{minutes} are no minutes of working time.")
    return minutes


def all_checked(values: Iterable[float]) -> tuple[float, ...]:
    """Return minutes of working time as they are, in their order; raises as `checked` does."""
    return tuple(checked(each) for each in values)
