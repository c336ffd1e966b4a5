"""Filling the office's calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _

from people.locks import locked
from workflow import worktime
from workflow.exchange import holidays_of
from workflow.gaps import GapKind, gaps
from workflow.models import Calendar, HoursRule, SpecialDay, Stretch
from workflow.worktime import Ramadan, WorkStretch

DAY = timedelta(days=1)


@transaction.atomic
def open_calendar(name: str, *, since: date, zone: str = Calendar.Zone.WIB) -> Calendar:
    """Create the default calendar with the normal hours of Perpres 21/2023 from that day on."""
    calendar = Calendar.objects.create(name=name, is_default=True, zone=zone)
    _set_normal_hours(calendar, since=since)
    return calendar


@transaction.atomic
def save_calendar(calendar: Calendar) -> Calendar:
    """Store a new or changed calendar; while none is the default, it becomes that one."""
    calendar.is_default = calendar.is_default or not _has_default()
    calendar.save()
    return calendar


@transaction.atomic
def set_hours(*, zone: str, since: date, on: date, ramadans: Sequence[Ramadan] = ()) -> None:
    """Give the calendars what they lack on that day, so that deadlines are counted rightly.

    The default calendar, in that zone, where there is none; the hours of Perpres 21/2023 on days
    without any, from `since` on; public holidays and shared leave of the year and the next, as far
    as they are known; and the hours of these Ramadans. What is there stays as it is.
    """
    for calendar in _calendars_with_a_default(zone, since=since):
        seed_holidays(calendar, (on.year, on.year + 1))
    _fill_hours(since=since, on=on)
    lacking = {each.year: each.calendars for each in gaps(on) if each.kind == GapKind.RAMADAN}
    for ramadan in ramadans:
        for calendar in lacking.get(ramadan.year, ()):
            _set_ramadan_hours(calendar, ramadan)


def _calendars_with_a_default(zone: str, *, since: date) -> list[Calendar]:
    """Lock all calendars and return them; one is made the default, or opened, if none is."""
    calendars = list(locked(Calendar.objects))
    if not calendars:
        return [open_calendar(_("Office calendar"), since=since, zone=zone)]
    if not any(each.is_default for each in calendars):
        save_calendar(calendars[0])
    return calendars


def _fill_hours(*, since: date, on: date) -> None:
    """Fill hours that hold no work where days lack any, and add some on the days left over."""
    for rule in HoursRule.objects.filter(calendar__in=_lacking_hours(on), stretches=None):
        _add_stretches(rule, worktime.RAMADAN_HOURS if rule.is_season else worktime.NORMAL_HOURS)
    for calendar in _lacking_hours(on):
        _set_normal_hours(calendar, since=_free_day(calendar, since))


def _lacking_hours(on: date) -> list[Calendar]:
    """Return the calendars with days of this year or the next on which no hours are set."""
    found = [each.calendars for each in gaps(on) if each.kind == GapKind.HOURS]
    return sorted(set(chain.from_iterable(found)), key=lambda each: each.pk)


def _free_day(calendar: Calendar, since: date) -> date:
    """Return that day or the first one before it on which no normal hours of it begin."""
    taken = set(calendar.rules.filter(is_season=False).values_list("starts_on", flat=True))
    while since in taken:
        since -= DAY
    return since


def _has_default() -> bool:
    return Calendar.objects.filter(is_default=True).exists()


def _set_normal_hours(calendar: Calendar, *, since: date) -> None:
    rule = HoursRule.objects.create(calendar=calendar, name="Jam kerja normal", starts_on=since)
    _add_stretches(rule, worktime.NORMAL_HOURS)


def _set_ramadan_hours(calendar: Calendar, ramadan: Ramadan) -> None:
    """Add the hours of a Ramadan, or fill those that are there on its days without any work."""
    on_its_days = {"starts_on__lte": ramadan.ends_on, "ends_on__gte": ramadan.starts_on}
    seasons = list(calendar.rules.filter(is_season=True, **on_its_days))
    if not seasons:
        name = f"Jam kerja Ramadan {ramadan.year}"
        days = {"starts_on": ramadan.starts_on, "ends_on": ramadan.ends_on}
        seasons = [HoursRule.objects.create(calendar=calendar, name=name, is_season=True, **days)]
    for season in seasons:
        if not season.stretches.exists():
            _add_stretches(season, worktime.RAMADAN_HOURS)


def _add_stretches(rule: HoursRule, hours: Iterable[WorkStretch]) -> None:
    Stretch.objects.bulk_create(
        Stretch(rule=rule, weekday=each.weekday, starts_at=each.starts, ends_at=each.ends)
        for each in hours
    )


@transaction.atomic
def seed_holidays(calendar: Calendar, years: Iterable[int]) -> int:
    """Add Indonesia's public holidays and shared leave of these years; return how many are new.

    Days that are there already stay as they are.
    """
    there = set(calendar.days.values_list("on", "kind"))
    wanted = [day for year in years for day in holidays_of(year)]
    new = [day for day in wanted if (day.on, day.kind) not in there]
    SpecialDay.objects.bulk_create(
        SpecialDay(calendar=calendar, on=day.on, kind=day.kind, name=day.name) for day in new
    )
    return len(new)


@transaction.atomic
def save_stretches(changed: Sequence[Stretch], *, deleted: Sequence[Stretch]) -> None:
    """Save changed and new stretches of work and delete others; two may swap their times."""
    gone = [stretch.pk for stretch in (*changed, *deleted) if stretch.pk]
    Stretch.objects.filter(pk__in=gone).delete()
    Stretch.objects.bulk_create(changed)
