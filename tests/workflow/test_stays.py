"""How the minutes of a stay are told apart."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.worktime import NORMAL_HOURS, Rule, Spent, Stay, WorkCalendar

WIB = ZoneInfo("Asia/Jakarta")
OFFICE = WorkCalendar(
    zone="Asia/Jakarta",
    rules=(Rule(date(2020, 1, 1), None, False, tuple(NORMAL_HOURS)),),
)


def at(hour: int, minute: int = 0, day: int = 8) -> datetime:
    """A moment of June 2026; the 8th is a Monday."""
    return datetime(2026, 6, day, hour, minute, tzinfo=WIB)


def test_stay_nobody_has_begun_waits_all_the_time() -> None:
    assert Stay(at(9), None, at(13, 30)).spent(OFFICE) == Spent(210, 0, 0)


def test_stay_is_told_apart_by_start_and_pauses() -> None:
    stay = Stay(at(9), at(9, 20), at(15), ((at(10), at(10, 5)), (at(11), at(13, 30))))
    assert stay.spent(OFFICE) == Spent(waiting=20, working=40 + 55 + 90, paused=5 + 90)
    assert stay.spent(OFFICE).whole == OFFICE.minutes(at(9), at(15))


def test_pause_over_night_takes_working_minutes_only() -> None:
    stay = Stay(at(15), at(15), at(8, day=9), ((at(15, 30), at(7, 45, day=9)),))
    assert stay.spent(OFFICE) == Spent(0, 30 + 15, 30 + 15)


def test_pause_before_the_start_is_waiting_and_after_the_end_nothing() -> None:
    stay = Stay(at(9), at(10), at(11), ((at(9, 10), at(9, 20)), (at(10, 50), at(14))))
    assert stay.spent(OFFICE) == Spent(60, 50, 10)
    assert Stay(at(9), None, at(11), ((at(9, 10), at(9, 20)),)).spent(OFFICE) == Spent(120, 0, 0)


def test_stay_ended_by_a_clock_set_back_has_no_minutes() -> None:
    assert Stay(at(10), at(10), at(9)).spent(OFFICE) == Spent(0, 0, 0)


def test_stay_names_the_working_time_that_was_counted() -> None:
    stay = Stay(at(9), at(11, 30), at(14), ((at(13, 10), at(13, 20)),))
    waiting, working, paused = (
        [(each.starts_at, each.ends_at) for each in part(OFFICE)]
        for part in (stay.waiting, stay.working, stay.paused)
    )
    assert waiting == [(at(9), at(11, 30))]
    assert working == [(at(11, 30), at(12)), (at(13), at(13, 10)), (at(13, 20), at(14))]
    assert paused == [(at(13, 10), at(13, 20))]


moments = st.integers(0, 29 * 24 * 60).map(lambda minutes: at(0) + timedelta(minutes=minutes))


@settings(max_examples=60, deadline=None)
@given(st.lists(moments, min_size=2, max_size=9), st.booleans())
def test_parts_add_up_to_the_whole_and_to_their_intervals(
    many: list[datetime], has_begun: bool
) -> None:
    arrived, *inner, ended = sorted(many)
    start = inner.pop(0) if has_begun and inner else None
    pauses = tuple(zip(inner[::2], inner[1::2], strict=False))
    stay = Stay(arrived, start, ended, pauses)
    spent = stay.spent(OFFICE)
    assert spent.whole == OFFICE.minutes(arrived, ended)
    parts = [stay.waiting(OFFICE), stay.working(OFFICE), stay.paused(OFFICE)]
    sums = [sum(each.minutes for each in part) for part in parts]
    assert sums == [spent.waiting, spent.working, spent.paused]
    assert min(sums) >= 0
