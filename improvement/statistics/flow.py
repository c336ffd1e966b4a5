"""How work flows: what part of the time is work, where it waits, whether it comes as it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from improvement.statistics.minutes import checked
from improvement.statistics.stays import StepStay

STEADY = 0.2
"""How far the two sides of Little's law may lie apart, as a share of what is there."""


@dataclass(frozen=True)
class FlowEfficiency:
    """The minutes of n stays in which they were worked on, and all their minutes."""

    working: int
    whole: int
    n: int

    @property
    def share(self) -> float:
        """The part of the minutes that was work, 0 to 1."""
        return self.working / self.whole


@dataclass(frozen=True)
class StepWaiting:
    """The waiting at one step: working minutes, of n stays, and its share of all waiting."""

    step: int
    minutes: int
    n: int
    share: float


@dataclass(frozen=True)
class LittlesLaw:
    """How many documents were there on the average, and how many arrivals and durations explain."""

    present: float
    explained: float

    @property
    def is_steady(self) -> bool:
        """Whether they are alike, as they must be where as many end as begin; to 20 %."""
        return abs(self.present - self.explained) <= STEADY * self.present


@dataclass(frozen=True)
class Load:
    """The minutes that were worked, and those that the calendar gave to all holders together."""

    working: float
    available: float

    @property
    def share(self) -> float:
        """The part of the available minutes that was worked here; above 1 for more."""
        return self.working / self.available


def flow_efficiency(stays: Iterable[StepStay]) -> FlowEfficiency | None:
    """Return the part of all minutes of stays in which they were worked on.

    The sum of working over the sum of waiting, working and paused; None where that is 0.
    """
    counted = list(stays)
    whole = sum(each.whole for each in counted)
    working = sum(each.working for each in counted)
    return FlowEfficiency(working, whole, len(counted)) if whole else None


def bottlenecks(stays: Iterable[StepStay]) -> tuple[StepWaiting, ...]:
    """Return each step of an SOP with its share of all its waiting, the largest first.

    Not by the mean: a rare step that waits long holds less up than one that all pass. Empty where
    nothing waited.
    """
    of_step: defaultdict[int, list[int]] = defaultdict(list)
    for stay in stays:
        of_step[stay.step].append(stay.waiting)
    whole = sum(map(sum, of_step.values()))
    found = (
        StepWaiting(step, sum(waiting), len(waiting), sum(waiting) / whole)
        for step, waiting in of_step.items()
        if whole
    )
    return tuple(sorted(found, key=lambda each: (-each.minutes, each.step)))


def load(working: float, *, available: float, holders: float) -> Load | None:
    """Return the load of a position in a period from the minutes that were worked in it.

    `available` are the working minutes of the calendar in the period, `holders` how many held the
    position, parts of the period in parts. Only what runs here is in it. None where nobody held
    it or the office did not work. Raises ValueError for minutes that are none, holders below 0.
    """
    given = checked(available) * checked(holders)
    return Load(checked(working), given) if given else None


def littles_law(
    *, present: float, arrivals: int, period: float, mean: float | None
) -> LittlesLaw | None:
    """Return how L and lambda W compare (Little 1961).

    `present` is L, the documents that were there on the average over a period of so many working
    minutes, `arrivals` those that came in it, `mean` is W, the working minutes that a document
    stays on the average; None: none has ended. None where nothing was there or nothing ended.
    Raises ValueError for a period of 0 and for negative figures.
    """
    if not checked(period):
        raise ValueError("A period has working minutes.")
    if not checked(present) or mean is None:
        return None
    return LittlesLaw(present, checked(arrivals) / period * checked(mean))
