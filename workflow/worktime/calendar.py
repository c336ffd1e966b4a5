"""When an office works, and the working minutes between two moments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate, chain, islice
from math import ceil
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workflow.worktime.hours import check_weekday

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from workflow.worktime.hours import Rule, WorkStretch

HORIZON = 50
"""Years of the calendar that are searched for work before giving up."""

_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NoWork(ValueError):
    """The calendar holds less work within the horizon than was asked for."""


@dataclass(frozen=True)
class Interval:
    """Working time that was counted, from and to a whole minute of the office's clock."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return (self.ends_at - self.starts_at) // _MINUTE


@dataclass(frozen=True)
class _Year:
    """The work of one local year: its stretches in minutes since 1970 UTC, oldest first.

    `sums` holds one figure more than there are stretches: the work before each, then all of it.
    `dates` are the ordinals of the days with work, `lengths` their working minutes.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sums: tuple[int, ...]
    dates: tuple[int, ...]
    lengths: tuple[int, ...]

    @property
    def total(self) -> int:
        """Working minutes of the whole year."""
        return self.sums[-1]

    def before(self, minute: int) -> int:
        """Return the working minutes of this year before `minute`."""
        index = bisect_right(self.starts, minute) - 1
        if index < 0:
            return 0
        return self.sums[index] + min(minute, self.ends[index]) - self.starts[index]

    def reaching(self, worked: int) -> int:
        """Return when `worked` minutes of this year are done; 0 < worked <= total."""
        index = bisect_left(self.sums, worked) - 1
        return self.starts[index] + worked - self.sums[index]

    def between(self, since: int, until: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of the stretches, cut to since < until."""
        for index in range(bisect_right(self.ends, since), bisect_left(self.starts, until)):
            yield max(self.starts[index], since), min(self.ends[index], until)


@dataclass(frozen=True)
class WorkCalendar:
    """When an office works.

    `zone` is an IANA name (Asia/Jakarta, Asia/Makassar, Asia/Jayapura). A day follows the rule
    that covers it: a season before a normal rule, then the one that starts latest (of two that
    start together, the first given); without a rule it has no work. `closed` dates have no work
    (holiday, cuti bersama, local closing). `extra` working days map a date to the weekday whose
    hours apply that day (0 = Monday), and go before `closed`: who calls people in on a holiday
    means it.

    Moments are aware datetimes of any zone. They are cut to the whole minute before counting, so
    that figures over adjoining spans add up exactly. Only the years that are asked for are built,
    once; `extra` must not be changed afterwards. Indonesia's zones know no summer time: in a zone
    that does, no stretch may lie in an hour that is skipped. Raises ZoneInfoNotFoundError for an
    unknown zone, ValueError for an extra day's weekday, TypeError for moments without a zone.
    """

    zone: str
    rules: tuple[Rule, ...]
    closed: frozenset[date] = frozenset()
    extra: Mapping[date, int] = field(default_factory=dict, hash=False)
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ZoneInfo(self.zone)
        for weekday in self.extra.values():
            check_weekday(weekday)

    def minutes(self, a: datetime, b: datetime) -> int:
        """Return the working minutes from `a` to `b`.

        0 when `b` is before `a`: a clock that was set back must not make work undone.
        """
        since, until = _minute(a), _minute(b)
        if until <= since:
            return 0
        first, last = self._local_year(a), self._local_year(b)
        whole_years = sum(self._year(year).total for year in range(first, last))
        return whole_years + self._year(last).before(until) - self._year(first).before(since)

    def after(self, a: datetime, minutes: int) -> datetime:
        """Return the earliest moment from `a` on with so many working minutes between them.

        In the office's zone. 0 minutes give `a` itself, seconds and all; more give a whole
        minute, at the end of work rather than at the next opening. Raises ValueError for fewer
        than 0 minutes and NoWork when they are not reached within HORIZON years.
        """
        if minutes < 0:
            raise ValueError("Working time runs forwards only.")
        since = _minute(a)
        if minutes == 0:
            return a.astimezone(self._zone)
        first = self._local_year(a)
        wanted = self._year(first).before(since) + minutes
        for year in self._years_from(first):
            if wanted <= year.total:
                return self._moment(year.reaching(wanted))
            wanted -= year.total
        raise NoWork(f"Less than {minutes} minutes of work within {HORIZON} years.")

    def intervals(self, a: datetime, b: datetime) -> tuple[Interval, ...]:
        """Return the working time from `a` to `b` stretch by stretch, in the office's zone.

        Their minutes sum exactly to `minutes(a, b)`; empty when `b` is before `a`.
        """
        since, until = _minute(a), _minute(b)
        if until <= since:
            return ()
        years = range(self._local_year(a), self._local_year(b) + 1)
        spans = chain.from_iterable(self._year(year).between(since, until) for year in years)
        return tuple(Interval(self._moment(start), self._moment(end)) for start, end in spans)

    def hours(self, on: date) -> tuple[WorkStretch, ...]:
        """Return the stretches of work of a date, earliest first; empty when it has no work."""
        return self._hours(on, self.rules)

    def has_hours(self, a: datetime) -> bool:
        """Tell whether working hours are set for the day of `a`, be it a day off, and work comes.

        Without them nothing says when the office works that day.
        """
        on = a.astimezone(self._zone).date()
        covering = [rule for rule in self.rules if rule.covers(on, on)]
        try:
            return any(rule.stretches for rule in covering) and self.after(a, 1) > a
        except NoWork:
            return False

    def standard_minutes(self, a: datetime, days: int | Fraction) -> int:
        """Return what so many working days are worth in minutes when they are counted from `a`.

        The sum of the real lengths of the working days from `a` on, beginning with the day of
        `a` as long as work is left on it; part of a day counts that part of the next one, rounded
        up to the minute. So 1 hari kerja is 450 minutes, and 390 when it begins in Ramadan.
        Raises ValueError for fewer than 0 days and NoWork beyond HORIZON years.
        """
        if days < 0:
            raise ValueError("Working time runs forwards only.")
        lengths = self._lengths((self.after(a, 1) - _MINUTE).date())
        counted = list(islice(lengths, ceil(days)))
        if len(counted) < days:
            raise NoWork(f"Less than {days} days of work within {HORIZON} years.")
        missing = ceil(days) - days
        return sum(counted) - int(missing * counted[-1]) if counted else 0

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def _local_year(self, moment: datetime) -> int:
        return moment.astimezone(self._zone).year

    def _moment(self, minute: int) -> datetime:
        return (_EPOCH + minute * _MINUTE).astimezone(self._zone)

    def _lengths(self, first: date) -> Iterator[int]:
        """Yield the working minutes of the days with work from the date `first` on."""
        skipped = bisect_left(self._year(first.year).dates, first.toordinal())
        years = self._years_from(first.year)
        return islice(chain.from_iterable(year.lengths for year in years), skipped, None)

    def _years_from(self, first: int) -> Iterator[_Year]:
        for year in range(first, min(first + HORIZON, MAXYEAR) + 1):
            yield self._year(year)

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            self._years[year] = self._build(year)
        return self._years[year]

    def _build(self, year: int) -> _Year:
        first, last = date(year, 1, 1), date(year, 12, 31)
        rules = tuple(rule for rule in self.rules if rule.covers(first, last))
        dates = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        days = [(on, hours) for on in dates if (hours := self._hours(on, rules))]
        spans = [span for on, hours in days for span in self._spans(on, hours)]
        return _Year(
            starts=tuple(start for start, _ in spans),
            ends=tuple(end for _, end in spans),
            sums=tuple(accumulate((end - start for start, end in spans), initial=0)),
            dates=tuple(on.toordinal() for on, _ in days),
            lengths=tuple(sum(stretch.minutes for stretch in hours) for _, hours in days),
        )

    def _hours(self, on: date, rules: tuple[Rule, ...]) -> tuple[WorkStretch, ...]:
        covering = [rule for rule in rules if rule.covers(on, on)]
        if not covering or (on in self.closed and on not in self.extra):
            return ()
        rule = max(covering, key=lambda rule: (rule.is_season, rule.starts_on))
        return rule.on_weekday(self.extra.get(on, on.weekday()))

    def _spans(self, on: date, hours: tuple[WorkStretch, ...]) -> Iterator[tuple[int, int]]:
        """Yield start and end of each stretch of a date in minutes since 1970 UTC."""
        midnight = datetime.combine(on, time(), tzinfo=self._zone)
        for stretch in hours:
            yield (
                _minute(midnight + stretch.first * _MINUTE),
                _minute(midnight + stretch.last * _MINUTE),
            )


def _minute(moment: datetime) -> int:
    """Return the whole minutes since 1970 UTC; TypeError for a moment without a zone."""
    return (moment - _EPOCH) // _MINUTE
