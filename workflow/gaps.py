"""What calendars lack, so that deadlines would be counted wrongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import product

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Days, User
from workflow.models import Calendar, HoursRule, SpecialDay
from workflow.worktime import Ramadan, ramadans_of

DAY = timedelta(days=1)
MOST_NAMED = 5


class GapKind(StrEnum):
    """What of a year is not there."""

    HOURS = "hours"
    HOLIDAYS = "holidays"
    SHARED_LEAVE = "shared_leave"
    RAMADAN = "ramadan"


DAYS = {
    GapKind.HOLIDAYS: SpecialDay.DayKind.PUBLIC.value,
    GapKind.SHARED_LEAVE: SpecialDay.DayKind.SHARED_LEAVE.value,
}
SENTENCES = {
    GapKind.HOURS: gettext_lazy(
        "Working hours of %(year)s are missing: %(calendars)s. "
        "Until then no time is counted on days without them."
    ),
    GapKind.HOLIDAYS: gettext_lazy(
        "Public holidays of %(year)s are not there yet: %(calendars)s. "
        "Until then they count as working days."
    ),
    GapKind.SHARED_LEAVE: gettext_lazy(
        "Shared leave of %(year)s is not there yet: %(calendars)s. "
        "Until then its days count as working days."
    ),
    GapKind.RAMADAN: gettext_lazy(
        "Ramadan hours of %(year)s are not there yet: %(calendars)s. "
        "Until then its days count with the normal hours."
    ),
}

TITLES = {
    GapKind.HOURS: gettext_lazy("Working hours of %(year)s"),
    GapKind.HOLIDAYS: gettext_lazy("Public holidays of %(year)s"),
    GapKind.SHARED_LEAVE: gettext_lazy("Shared leave of %(year)s"),
    GapKind.RAMADAN: gettext_lazy("Ramadan hours of %(year)s"),
}


@dataclass(frozen=True)
class Gap:
    """What some calendars lack of one year."""

    kind: GapKind
    year: int
    calendars: tuple[Calendar, ...]

    @property
    def key(self) -> str:
        """What a notice keeps of it."""
        return f"{self.kind} {self.year}"

    def __str__(self) -> str:
        names = ", ".join(str(each) for each in self.calendars[:MOST_NAMED])
        more = len(self.calendars) - MOST_NAMED
        if more > 0:
            names = _("%(names)s and %(count)s more") % {"names": names, "count": more}
        return str(SENTENCES[self.kind]) % {"year": self.year, "calendars": names}


@dataclass(frozen=True)
class _There:
    """What calendars have: hours that hold work, and special days, by the key of the calendar."""

    hours: Mapping[int, Sequence[HoursRule]]
    days: Set[tuple[int, str, int]]

    def lacks(self, kind: GapKind, calendar: int, year: int, *, on: date) -> bool:
        """Whether a calendar lacks something of a year, as it is seen on that day."""
        if kind == GapKind.HOURS:
            return not self._is_covered(calendar, max(on, date(year, 1, 1)), date(year, 12, 31))
        if kind == GapKind.RAMADAN:
            seasons = [each for each in self.hours.get(calendar, ()) if each.is_season]
            return not all(
                any(_overlaps(each, month) for each in seasons) for month in ramadans_of(year)
            )
        return (calendar, DAYS[kind], year) not in self.days

    def _is_covered(self, calendar: int, since: date, until: date) -> bool:
        """Whether normal hours are there for every day from one to the other, both included."""
        for each in self.hours.get(calendar, ()):
            if each.is_season or each.starts_on > since:
                continue
            if each.ends_on is None or each.ends_on >= until:
                return True
            since = max(since, each.ends_on + DAY)
        return False


def title_of(key: str) -> str:
    """Return in words what a notice tells of: 'Shared leave of 2027'."""
    kind, year = key.split()
    return str(TITLES[GapKind(kind)]) % {"year": year}


def gaps(on: date, *, of: User | None = None, held_on: Days | None = None) -> tuple[Gap, ...]:
    """Return what calendars lack from that day on, of its year and the next (three queries).

    Hours for every day that is left, public holidays, shared leave and the hours of Ramadan. Of
    all calendars, or of those that somebody may see, whose roles hold by the day in each office
    where `held_on` tells it.
    """
    seen = (
        Calendar.objects.all() if of is None else Calendar.objects.visible_to(of, on=held_on or on)
    )
    calendars = list(seen.select_related("unit").order_by("name"))
    years = (on.year, on.year + 1)
    there = _there(years)
    found = []
    for year, kind in product(years, GapKind):
        lacking = [each for each in calendars if there.lacks(kind, each.pk, year, on=on)]
        found += [Gap(kind, year, tuple(lacking))] if lacking else []
    return tuple(found)


def ramadans_lacking(on: date) -> list[Ramadan]:
    """Return the Ramadans of that year and the next for which some calendar has no hours.

    Those of both years where there is no calendar yet.
    """
    lacking = {each.year for each in gaps(on) if each.kind == GapKind.RAMADAN}
    years = [on.year, on.year + 1]
    if Calendar.objects.exists():
        years = [year for year in years if year in lacking]
    return [month for year in years for month in ramadans_of(year)]


def _overlaps(rule: HoursRule, month: Ramadan) -> bool:
    begins_in_time = rule.starts_on <= month.ends_on
    return begins_in_time and (rule.ends_on is None or month.starts_on <= rule.ends_on)


def _there(years: tuple[int, int]) -> _There:
    rules = HoursRule.objects.filter(stretches__isnull=False).distinct()
    hours: dict[int, list[HoursRule]] = {}
    for each in rules.order_by("starts_on", "pk"):
        hours.setdefault(each.calendar_id, []).append(each)
    days = SpecialDay.objects.filter(on__year__range=years, kind__in=DAYS.values())
    return _There(hours, set(days.values_list("calendar", "kind", "on__year").distinct()))
