"""Who does a deed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from django.utils import timezone

from people.models import Appointment, Days, OfficeDays, User


@dataclass(frozen=True)
class Doer:
    """Who does a deed, when, from which address, and in which capacity where they chose one.

    `days` tell the day in each office, where somebody has asked: appointments hold by them.
    Capacities that were read are kept with it, so that a page reads them once. A deed does not go
    by those: it reads them anew under its lock.
    """

    user: User
    at: datetime
    address: str | None = None
    appointment: Appointment | None = None
    days: OfficeDays | None = field(default=None, repr=False, compare=False)
    _known: dict[Hashable, list[Appointment]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def on(self) -> date:
        """The day of the deed as the office counts it."""
        return timezone.localdate(self.at)

    @property
    def held_on(self) -> Days:
        """The day in each office; where nobody has asked, that of the deed."""
        return self.days or self.on

    def once(self, about: Hashable, read: Callable[[], Iterable[Appointment]]) -> list[Appointment]:
        """Return the capacities that are known about something; the first who asks reads them."""
        if about not in self._known:
            self._known[about] = list(read())
        return self._known[about]

    def knowing(self, about: Hashable, capacities: Iterable[Appointment]) -> Self:
        """Return the same doer, of whom nothing is known but these capacities."""
        fresh = replace(self)
        fresh._known[about] = list(capacities)
        return fresh


@dataclass(frozen=True)
class Operator:
    """Who runs a command of the product on its machine: nobody with an account."""

    at: datetime
    user: None = None
    address: None = None

    @property
    def on(self) -> date:
        """The day of the deed as the office counts it."""
        return timezone.localdate(self.at)

    @property
    def held_on(self) -> Days:
        """The day of the deed everywhere."""
        return self.on


By = Doer | Operator
"""Who does what commands can do as well."""
