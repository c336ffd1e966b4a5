"""Who sits where in the month: a head who came in its course, and one who was away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice

from django.utils import timezone

from people.actions import appoint_person, change_appointment
from people.doers import Doer, Operator
from people.models import Appointment, User
from people.permissions import deputies_for
from workflow.actions import name_deputy
from workflow.management.demonstration.moments import working_days
from workflow.worktime import WorkCalendar

HEAD, ACTING = "kepala", "kabid"
AWAY, DEPUTY = "kabid", "analis"
VACANT_UNTIL, AWAY_FROM, AWAY_UNTIL = 12, 6, 5  # days of work before today
CAPACITY = Appointment.Capacity


@dataclass(frozen=True)
class Spell:
    """Some days on which somebody else acts in a position."""

    position: int
    by: str
    first: date
    last: date


@dataclass
class Places:
    """Which account acts in a position at a moment."""

    people: Mapping[str, User]
    seats: Mapping[str, Appointment]
    calendar: WorkCalendar
    spells: list[Spell] = field(default_factory=list)

    def who(self, position: int, at: datetime) -> str:
        """Return the account that acts in a position then."""
        on = timezone.localdate(at)
        for spell in self.spells:
            if spell.position == position and spell.first <= on <= spell.last:
                return spell.by
        return next(name for name, seat in self.seats.items() if seat.position_id == position)

    def plan(self, since: datetime, now: datetime) -> None:
        """Choose the days before the head came, and those on which somebody is away.

        None of them where the month is too short, or where the office lets nobody name a deputy.
        """
        position, first = self.seats[HEAD].position, timezone.localdate(since)
        before = _workday(self.calendar, now, VACANT_UNTIL)
        if first <= before:
            self.spells.append(Spell(position.pk, ACTING, first, before))
        position, first = self.seats[AWAY].position, _workday(self.calendar, now, AWAY_FROM)
        last = _workday(self.calendar, now, AWAY_UNTIL)
        if deputies_for(position, first, last).filter(pk=self.people[DEPUTY].pk).exists():
            self.spells.append(Spell(position.pk, DEPUTY, first, last))

    def let_head_come(self, at: datetime) -> None:
        """Let the head come in the course of the month: until then the position has a Plt.

        The head's own appointment, from long before, begins the day after.
        """
        held, by = self.seats[HEAD], Operator(at)
        for spell in self._spells_of(held):
            held.starts_on = spell.last + timedelta(days=1)
            held.letter = f"821.2/14/{spell.last.year}"
            change_appointment(held, by=by)
            acting = Appointment(
                user=self.people[spell.by],
                position=held.position,
                capacity=CAPACITY.ACTING,
                letter=f"800.1.11.1/7/{spell.first.year}",
                starts_on=spell.first,
                ends_on=spell.last,
            )
            appoint_person(acting, by=by)

    def name_deputies(self, at: datetime) -> None:
        """Let who will be away name their deputy."""
        held = self.seats[AWAY]
        for spell in self._spells_of(held):
            named, by = self.people[spell.by], Doer(self.people[AWAY], at)
            days = {"starts_on": spell.first, "ends_on": spell.last}
            name_deputy(held.position, named, **days, by=by)

    def _spells_of(self, seat: Appointment) -> list[Spell]:
        return [spell for spell in self.spells if spell.position == seat.position_id]


def _workday(calendar: WorkCalendar, now: datetime, back: int) -> date:
    """Return the day of work so many days of work before today."""
    return next(islice(working_days(calendar, now), back - 1, None))


def seats_of(names: Sequence[str], at: datetime) -> dict[str, Appointment]:
    """Return the position that each of these accounts holds definitively."""
    held = Appointment.objects.current(timezone.localdate(at)).filter(
        user__username__in=names, user__is_active=True, capacity=CAPACITY.DEFINITIVE
    )
    return {each.user.username: each for each in held.select_related("user", "position")}
