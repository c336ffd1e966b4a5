"""Which day it is in which offices."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q


@dataclass(frozen=True)
class OfficeDays:
    """The day that it is at one moment in each office: units by day, seldom more than one day.

    An appointment begins and ends, and a position is retired, at the midnight of its own office.
    """

    units: Mapping[date, Collection[int]]

    def where(self, unit: str, condition: Callable[[date], Q]) -> Q:
        """Return a condition that goes by the day of the office which a field names."""
        if len(self.units) == 1:
            return condition(next(iter(self.units)))
        each = (condition(on) & Q(**{f"{unit}__in": list(of)}) for on, of in self.units.items())
        return reduce(or_, each, Q(pk__in=[]))

    def of(self, unit: int) -> date:
        """Return the day that it is in an office."""
        found = next((on for on, units in self.units.items() if unit in units), None)
        return min(self.units) if found is None else found


Days = date | OfficeDays
"""The day by which appointments hold and positions end: one everywhere, or that of each office."""


def by_day(on: Days, unit: str, condition: Callable[[date], Q]) -> Q:
    """Return a condition by one day everywhere, or by the day of the office that a field names."""
    return on.where(unit, condition) if isinstance(on, OfficeDays) else condition(on)


def day_in(on: Days, unit: int) -> date:
    """Return the day that it is in the office of a unit, by its key."""
    return on.of(unit) if isinstance(on, OfficeDays) else on
