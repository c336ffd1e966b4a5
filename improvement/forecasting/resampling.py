"""The forecast: what is left of a document's way, walked many times over stays of the past."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, inf
from random import Random

from improvement.statistics.minutes import checked

REPLICATES = 1000
"""How often the rest of the way is walked."""

ENOUGH = 8
"""Past stays that every step needs that can be reached."""

AS_OLD = 3
"""Past stays as long as this one is by now that it needs: of one or two P85 holds in 70 % only."""

LONGEST = 500
"""Stays of one walk; one that goes on is taken for endless."""

LIKELY, ALMOST_SURE = 0.5, 0.85
"""What share of documents like this one ends no later."""


@dataclass(frozen=True)
class PastStay:
    """One ended stay: its whole working minutes, and the step that it led to; None: the end.

    Raises ValueError for minutes of working time that are none.
    """

    minutes: float
    then: int | None

    def __post_init__(self) -> None:
        checked(self.minutes)


Past = Mapping[int, Sequence[PastStay]]
"""The ended stays at each step."""

Ways = Mapping[int, Collection[int | None]]
"""The steps to which the drawing leads from each step; None: the end."""


@dataclass(frozen=True)
class Forecast:
    """Working minutes from now until a document ends: as likely sooner, and almost surely sooner.

    n is how many past stays there are at the step that has the fewest.
    """

    likely: float
    almost_sure: float
    n: int


class NoForecast(StrEnum):
    """Why nothing is forecast from the past."""

    TOO_FEW = "too few"
    """A step that can be reached has fewer past stays than are needed."""

    TOO_OLD = "too old"
    """Hardly any past stay at the step was as long as this one is by now."""

    ENDLESS = "endless"
    """On the ways that were seen the end is not reached, or hardly."""


def seed_of(document: int, on: date) -> str:
    """Return the seed of a document's forecast on a day: the same all day, whoever asks."""
    return f"{document} {on.isoformat()}"


def forecast(
    past: Past, *, step: int, age: float, seed: str, ways: Ways | None = None
) -> Forecast | NoForecast:
    """Return when a document at a step ends, `age` working minutes after it arrived there.

    The rest of this stay is that of a past stay at least as long, less the age; then where that
    one led, a past stay there, and so on to the end: 1,000 times, of which the values of rank
    500 and 850 are told. Each past stay gives its minutes and its way together, for a no is
    quicker than a yes. Needed are 8 stays at every step that was reached from here or can be on
    `ways`, and 3 here that lasted as long as this one has. The same seed and the same past, in
    the same order, give the same answer. About 10 ms; at most half a million draws. Raises
    ValueError for an age that is none.
    """
    checked(age)
    fewest = min(len(past.get(each, ())) for each in _reached(step, past, ways or {}))
    if fewest < ENOUGH:
        return NoForecast.TOO_FEW
    lasting = [each for each in past[step] if each.minutes >= age]
    if len(lasting) < AS_OLD:
        return NoForecast.TOO_OLD
    draw = Random(seed).random  # noqa: S311 -- of statistics, not of secrets
    ends = sorted(_walk(lasting, past, draw) - age for _ in range(REPLICATES))
    likely, almost_sure = _value(ends, LIKELY), _value(ends, ALMOST_SURE)
    return NoForecast.ENDLESS if almost_sure == inf else Forecast(likely, almost_sure, fewest)


def _walk(lasting: Sequence[PastStay], past: Past, draw: Callable[[], float]) -> float:
    """Return the minutes from the arrival at this step to the end; endless beyond LONGEST."""
    whole: float = 0
    stays = lasting
    for _ in range(LONGEST):
        stay = stays[int(draw() * len(stays))]
        whole += stay.minutes
        if stay.then is None:
            return whole
        stays = past[stay.then]
    return inf


def _value(ends: Sequence[float], p: float) -> float:
    return ends[ceil(p * len(ends)) - 1]


def _reached(step: int, past: Past, ways: Ways) -> set[int]:
    """Return the step and all to which stays of the past, or the drawing, lead from it."""
    found, new = {step}, [step]
    while new:
        following = set(_after(new.pop(), past, ways)) - found
        found |= following
        new.extend(following)
    return found


def _after(step: int, past: Past, ways: Ways) -> Iterator[int]:
    yield from (each for each in ways.get(step, ()) if each is not None)
    yield from (each.then for each in past.get(step, ()) if each.then is not None)
