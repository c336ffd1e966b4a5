"""The allowance for waiting: a working day is as long as that day is."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.make import wib
from workflow.clocks import Clock
from workflow.worktime import NORMAL_HOURS, RAMADAN_HOURS, Rule, WorkCalendar, WorkStretch

SHORT_FRIDAY = (
    *(each for each in NORMAL_HOURS if each.weekday != 4),
    WorkStretch(4, time(8), time(11)),
)
CALENDAR = WorkCalendar(
    "Asia/Jakarta",
    (
        Rule(date(2026, 1, 1), None, is_season=False, stretches=SHORT_FRIDAY),
        Rule(date(2026, 2, 19), date(2026, 3, 20), is_season=True, stretches=RAMADAN_HOURS),
    ),
    closed=frozenset({date(2026, 6, 16)}),
)


@pytest.mark.parametrize(
    ("allowance", "arrived_at", "due_at"),
    [
        (450, "2026-06-08 09:00", "2026-06-09 09:10"),  # a normal day, Monday
        (450, "2026-02-23 09:00", "2026-02-24 09:10"),  # 390 minutes in Ramadan
        (900, "2026-02-23 09:00", "2026-02-25 09:10"),
        (450, "2026-06-12 09:00", "2026-06-15 08:40"),  # Friday has 180 here
        (450, "2026-06-12 15:00", "2026-06-17 07:40"),  # none is left of it: Monday's length
        (450, "2026-06-15 15:00", "2026-06-17 15:10"),  # a holiday between
        (450, "2026-02-18 09:00", "2026-02-19 09:40"),  # the last day before Ramadan has 450
        (449, "2026-02-23 09:00", "2026-02-24 10:09"),  # minutes stay minutes
        (510, "2026-02-23 09:00", "2026-02-24 10:10"),  # a day and an hour
        (60, "2026-02-23 09:00", "2026-02-23 10:10"),
        (0, "2026-02-23 09:00", "2026-02-23 09:10"),
    ],
)
def test_allowance_is_days_as_long_as_they_are_and_minutes(
    allowance: int, arrived_at: str, due_at: str
) -> None:
    due = Clock(CALENDAR, allowance).due_at(wib(arrived_at), 10)
    assert due == wib(due_at)


def test_allowance_without_work_to_count_gives_no_deadline() -> None:
    ended = Rule(date(2026, 1, 1), date(2026, 6, 8), is_season=False, stretches=NORMAL_HOURS)
    clock = Clock(WorkCalendar("Asia/Jakarta", (ended,)), 450)
    assert clock.due_at(wib("2026-06-08 09:00"), 10) is None


@pytest.mark.parametrize(
    ("at", "has_hours"),
    [
        ("2025-12-31 09:00", False),
        ("2026-01-01 00:00", True),
        ("2026-06-16 09:00", True),  # a day off is no day without hours
        ("2026-06-14 09:00", True),
    ],
)
def test_hours_are_there_from_the_day_on_that_their_rule_begins(at: str, has_hours: bool) -> None:
    assert CALENDAR.has_hours(wib(at)) is has_hours
