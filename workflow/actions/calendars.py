"""Filling the office's calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from workflow import worktime
from workflow.exchange import holidays_of
from workflow.models import Calendar, HoursRule, SpecialDay, Stretch


@transaction.atomic
def open_calendar(name: str, *, since: date) -> Calendar:
    """Create the default calendar with the normal hours of Perpres 21/2023 from that day on."""
    calendar = Calendar.objects.create(name=name, is_default=True)
    rule = HoursRule.objects.create(calendar=calendar, name="Jam kerja normal", starts_on=since)
    Stretch.objects.bulk_create(
        Stretch(rule=rule, weekday=each.weekday, starts_at=each.starts, ends_at=each.ends)
        for each in worktime.NORMAL_HOURS
    )
    return calendar


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
