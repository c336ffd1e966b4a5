from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workflow.worktime import (
    NORMAL_HOURS,
    RAMADAN_HOURS,
    Interval,
    NoWork,
    Rule,
    WorkCalendar,
    WorkStretch,
)

WIB = ZoneInfo("Asia/Jakarta")
WIT = ZoneInfo("Asia/Jayapura")

NORMAL = Rule(date(2024, 1, 1), None, is_season=False, stretches=NORMAL_HOURS)
RAMADAN = Rule(date(2025, 3, 1), date(2025, 3, 30), is_season=True, stretches=RAMADAN_HOURS)
# 2025: Nyepi and its cuti bersama, Idul Fitri and its cuti bersama.
HOLIDAYS = frozenset(
    [date(2025, 3, 28), date(2025, 3, 29), date(2025, 3, 31)]
    + [date(2025, 4, day) for day in (1, 2, 3, 4, 7)]
)
OFFICE = WorkCalendar("Asia/Jakarta", (NORMAL, RAMADAN), closed=HOLIDAYS)


def day_minutes(calendar: WorkCalendar, on: date) -> int:
    """Return the length of a working day in minutes: 450, in Ramadan 390, closed 0.

    Perpres 21/2023 art. 4: five days of together 37.5 hours a week, in Ramadan 32.5.
    """
    return sum(stretch.minutes for stretch in calendar.hours(on))


def at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, second, tzinfo=WIB)


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        # Friday 10 January: 11.00-11.30 and 13.00-13.30
        pytest.param(at(1, 10, 11), at(1, 10, 13, 30), 60, id="over the Friday break"),
        pytest.param(at(1, 9, 11), at(1, 9, 13, 30), 90, id="over the Thursday break"),
        # Thursday 27 March 14.00-15.00 in Ramadan, Tuesday 8 April 07.30-09.00
        pytest.param(at(3, 27, 14), at(4, 8, 9), 150, id="over Idul Fitri and cuti bersama"),
        pytest.param(at(3, 7, 11), at(3, 7, 13, 30), 90, id="a Friday in Ramadan"),
        # Friday 28 February to 16.30: 30; Monday 3 March, Ramadan, from 08.00: 60
        pytest.param(at(2, 28, 16), at(3, 3, 9), 90, id="into Ramadan"),
        pytest.param(at(3, 3), at(3, 10), 1950, id="a week in Ramadan"),
        pytest.param(at(1, 6), at(1, 13), 2250, id="a normal week"),
        pytest.param(at(1, 6), at(1, 7), 450, id="midnight to midnight"),
        pytest.param(at(1, 6, 23, 59), at(1, 7, 0, 1), 0, id="over midnight"),
        pytest.param(at(1, 6, 6), at(1, 6, 8), 30, id="before opening"),
        pytest.param(at(1, 6, 15, 30), at(1, 6, 20), 30, id="after closing"),
        pytest.param(at(1, 5, 8), at(1, 5, 16), 0, id="within a Sunday"),
        pytest.param(at(1, 5, 10), at(1, 6, 8), 30, id="from a Sunday"),
        pytest.param(at(1, 6, 9, 0, 59), at(1, 6, 9, 1), 1, id="seconds are cut off"),
        pytest.param(at(1, 6, 9), at(1, 6, 9, 0, 59), 0, id="less than a minute"),
        pytest.param(at(1, 6, 10), at(1, 6, 9), 0, id="a clock that was set back"),
        pytest.param(at(1, 6, 10), at(1, 6, 10), 0, id="no time at all"),
    ],
)
def test_minutes_counts_the_work_between(since: datetime, until: datetime, minutes: int) -> None:
    assert OFFICE.minutes(since, until) == minutes
    assert sum(interval.minutes for interval in OFFICE.intervals(since, until)) == minutes


def test_minutes_counts_over_the_turn_of_the_year() -> None:
    # Tuesday 31 December 2024 15.00-16.00; Wednesday 1 January 07.30-09.30 less the break: none
    assert OFFICE.minutes(datetime(2024, 12, 31, 15, tzinfo=WIB), at(1, 1, 9, 30)) == 180


def test_minutes_are_those_of_the_office_s_own_zone() -> None:
    # 15.00-16.30 in Jakarta is 17.00-18.30 in Jayapura; 05.30-06.30 is 07.30-08.30
    jayapura = WorkCalendar("Asia/Jayapura", (NORMAL,))
    assert OFFICE.minutes(at(1, 6, 15), at(1, 6, 16, 30)) == 60
    assert jayapura.minutes(at(1, 6, 15), at(1, 6, 16, 30)) == 0
    assert OFFICE.minutes(at(1, 6, 5, 30), at(1, 6, 6, 30)) == 0
    assert jayapura.minutes(at(1, 6, 5, 30), at(1, 6, 6, 30)) == 60


def test_minutes_takes_moments_of_any_zone() -> None:
    since, until = at(1, 6, 9).astimezone(UTC), at(1, 6, 11).astimezone(WIT)
    assert OFFICE.minutes(since, until) == 120


def test_an_extra_saturday_has_the_hours_of_its_weekday() -> None:
    saturday = date(2025, 1, 11)
    office = WorkCalendar("Asia/Jakarta", (NORMAL,), extra={saturday: 4})
    assert day_minutes(OFFICE, saturday) == 0
    assert day_minutes(office, saturday) == 450
    assert office.minutes(at(1, 11, 11), at(1, 11, 13, 30)) == 60


def test_an_extra_working_day_goes_before_a_holiday() -> None:
    holiday = date(2025, 1, 27)
    closed = WorkCalendar("Asia/Jakarta", (NORMAL,), closed=frozenset([holiday]))
    called_in = WorkCalendar(
        "Asia/Jakarta", (NORMAL,), closed=frozenset([holiday]), extra={holiday: 0}
    )
    assert closed.minutes(at(1, 27), at(1, 28)) == 0
    assert called_in.minutes(at(1, 27), at(1, 28)) == 450


def test_a_season_goes_before_a_normal_rule_that_starts_later() -> None:
    later = Rule(date(2025, 3, 15), None, is_season=False, stretches=NORMAL_HOURS)
    office = WorkCalendar("Asia/Jakarta", (RAMADAN, NORMAL, later))
    assert day_minutes(office, date(2025, 3, 20)) == 390
    assert day_minutes(office, date(2025, 3, 31)) == 450


def test_of_two_normal_rules_the_later_one_applies() -> None:
    short = Rule(date(2025, 1, 8), None, False, (WorkStretch(2, time(8), time(10)),))
    office = WorkCalendar("Asia/Jakarta", (short, NORMAL))
    assert [day_minutes(office, date(2025, 1, day)) for day in (6, 7, 8, 9)] == [450, 450, 120, 0]


def test_a_day_without_a_rule_has_no_work() -> None:
    assert day_minutes(OFFICE, date(2023, 12, 29)) == 0
    assert OFFICE.minutes(datetime(2023, 1, 1, tzinfo=WIB), datetime(2024, 1, 1, tzinfo=WIB)) == 0


def test_a_working_day_is_shorter_in_ramadan() -> None:
    week = [day_minutes(OFFICE, date(2025, 1, day)) for day in range(6, 13)]
    fasting = [day_minutes(OFFICE, date(2025, 3, day)) for day in range(3, 10)]
    assert week == [450] * 5 + [0, 0]
    assert fasting == [390] * 5 + [0, 0]


def test_a_stretch_may_end_with_the_day_and_a_day_may_have_several_breaks() -> None:
    shift = (
        WorkStretch(0, time(20), time(0)),
        WorkStretch(0, time(8), time(10)),
        WorkStretch(0, time(10, 15), time(12)),
        WorkStretch(1, time(0), time(2)),
    )
    office = WorkCalendar("Asia/Jakarta", (Rule(date(2025, 1, 1), None, False, shift),))
    assert day_minutes(office, date(2025, 1, 6)) == 465
    assert office.minutes(at(1, 6, 23), at(1, 7, 1)) == 120
    assert office.minutes(at(1, 6, 9), at(1, 6, 21)) == 60 + 105 + 60


@pytest.mark.parametrize(
    ("since", "minutes", "then"),
    [
        pytest.param(at(1, 10, 16), 60, at(1, 13, 8), id="over the weekend"),
        pytest.param(at(1, 6, 7, 30), 450, at(1, 6, 16), id="ends with the work, not next day"),
        pytest.param(at(1, 6, 11), 60, at(1, 6, 12), id="ends with the break's start"),
        pytest.param(at(1, 6, 11), 61, at(1, 6, 13, 1), id="goes on after the break"),
        pytest.param(at(1, 5, 20), 1, at(1, 6, 7, 31), id="from a Sunday"),
        pytest.param(at(1, 6, 9, 0, 59), 1, at(1, 6, 9, 1), id="seconds are cut off"),
        pytest.param(at(1, 5, 20, 0, 7), 0, at(1, 5, 20, 0, 7), id="nothing is the moment itself"),
        pytest.param(at(3, 27, 14), 150, at(4, 8, 9), id="over Idul Fitri"),
    ],
)
def test_after_is_the_earliest_moment(since: datetime, minutes: int, then: datetime) -> None:
    assert OFFICE.after(since, minutes) == then
    assert OFFICE.after(since.astimezone(UTC), minutes).tzinfo == WIB


def test_after_reaches_over_years() -> None:
    plain = WorkCalendar("Asia/Jakarta", (NORMAL,))
    # 2026 has 261 days from Monday to Friday, and 1 January is a Thursday
    since = datetime(2026, 1, 1, tzinfo=WIB)
    assert plain.after(since, 261 * 450) == datetime(2026, 12, 31, 16, tzinfo=WIB)
    assert plain.after(since, 261 * 450 + 1) == datetime(2027, 1, 1, 7, 31, tzinfo=WIB)


def test_after_gives_up_on_a_calendar_without_work() -> None:
    with pytest.raises(NoWork):
        WorkCalendar("Asia/Jakarta", ()).after(at(1, 6), 1)
    with pytest.raises(NoWork):
        OFFICE.after(at(1, 6), 60 * 366 * 450)


def test_after_refuses_to_run_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        OFFICE.after(at(1, 6), -1)


def test_intervals_explain_the_figure() -> None:
    assert OFFICE.intervals(at(1, 9, 15, 0, 30), at(1, 10, 13, 15)) == (
        Interval(at(1, 9, 15), at(1, 9, 16)),
        Interval(at(1, 10, 7, 30), at(1, 10, 11, 30)),
        Interval(at(1, 10, 13), at(1, 10, 13, 15)),
    )
    assert OFFICE.intervals(at(1, 10, 9), at(1, 9, 9)) == ()


@pytest.mark.parametrize(
    ("since", "days", "minutes"),
    [
        pytest.param(at(1, 6, 9), 1, 450, id="a day"),
        pytest.param(at(1, 6, 9), 5, 2250, id="a week"),
        pytest.param(at(3, 4, 9), 1, 390, id="a day in Ramadan"),
        pytest.param(at(3, 27, 9), 2, 390 + 450, id="the last day of Ramadan and the next"),
        pytest.param(at(3, 27, 15), 1, 450, id="the last day of Ramadan is over"),
        pytest.param(at(3, 4, 9), Fraction(1, 2), 195, id="half a day in Ramadan"),
        pytest.param(at(1, 6, 9), Fraction(7, 3), 1050, id="two days and a third"),
        pytest.param(at(1, 6, 9), Fraction(1, 7), 65, id="rounded up to the minute"),
        pytest.param(at(1, 6, 9), 0, 0, id="no day"),
    ],
)
def test_standard_minutes_are_those_of_the_days_counted(
    since: datetime, days: int | Fraction, minutes: int
) -> None:
    assert OFFICE.standard_minutes(since, days) == minutes


def test_standard_minutes_count_on_into_the_next_year() -> None:
    plain = WorkCalendar("Asia/Jakarta", (NORMAL,))
    assert plain.standard_minutes(at(1, 1), 300) == 300 * 450


def test_standard_minutes_refuses_what_it_cannot_count() -> None:
    ends = Rule(date(2025, 1, 1), date(2025, 1, 7), False, NORMAL_HOURS)
    office = WorkCalendar("Asia/Jakarta", (ends,))
    assert office.standard_minutes(at(1, 6), 2) == 900
    with pytest.raises(NoWork):
        office.standard_minutes(at(1, 6), 3)
    with pytest.raises(ValueError, match="forwards"):
        office.standard_minutes(at(1, 6), -1)


def test_moments_without_a_zone_are_refused() -> None:
    naive = at(1, 6, 9).replace(tzinfo=None)
    with pytest.raises(TypeError):
        OFFICE.minutes(naive, naive)
    with pytest.raises(TypeError):
        OFFICE.after(naive, 0)
    with pytest.raises(TypeError):
        OFFICE.intervals(naive, naive)


def test_a_calendar_refuses_an_unknown_zone_and_an_unknown_weekday() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        WorkCalendar("Asia/Atlantis", ())
    with pytest.raises(ValueError, match="Weekdays"):
        WorkCalendar("Asia/Jakarta", (), extra={date(2025, 1, 11): 7})


@pytest.mark.parametrize(
    ("weekday", "starts", "ends"),
    [
        (7, time(8), time(9)),
        (0, time(9), time(8)),
        (0, time(8), time(8)),
        (0, time(8, 0, 1), time(9)),
    ],
)
def test_a_stretch_refuses_what_is_no_stretch(weekday: int, starts: time, ends: time) -> None:
    with pytest.raises(ValueError, match=r"stretch|Weekdays"):
        WorkStretch(weekday, starts, ends)


def test_a_rule_refuses_an_end_before_its_start_and_overlapping_stretches() -> None:
    with pytest.raises(ValueError, match="end on the day"):
        Rule(date(2025, 2, 1), date(2025, 1, 31), False, ())
    overlapping = (WorkStretch(0, time(9), time(12)), WorkStretch(0, time(8), time(9, 1)))
    with pytest.raises(ValueError, match="overlap"):
        Rule(date(2025, 2, 1), None, False, overlapping)


def test_calendars_of_the_same_hours_are_equal() -> None:
    again = WorkCalendar("Asia/Jakarta", (NORMAL, RAMADAN), closed=HOLIDAYS)
    again.minutes(at(1, 6), at(1, 7))
    assert again == OFFICE
    assert hash(again) == hash(OFFICE)


# Laws, over any calendar of a few weeks around the turn of a year.

patiently = settings(deadline=None, max_examples=50)
FIRST = datetime(2024, 12, 20, tzinfo=UTC)
moments = st.integers(0, 35 * 24 * 3600).map(lambda seconds: FIRST + timedelta(seconds=seconds))
dates = st.dates(date(2024, 12, 18), date(2025, 1, 28))
weekdays = st.integers(0, 6)


@st.composite
def a_day_s_stretches(draw: st.DrawFn, weekday: int) -> list[WorkStretch]:
    marks = sorted(draw(st.sets(st.integers(0, 1439), max_size=6)))
    clock = [time(mark // 60, mark % 60) for mark in marks]
    pairs = zip(clock[::2], clock[1::2], strict=False)
    return [WorkStretch(weekday, starts, ends) for starts, ends in pairs]


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    starts_on = draw(dates)
    ends_on = draw(st.dates(starts_on, date(2025, 2, 28)))
    week = [stretch for day in range(7) for stretch in draw(a_day_s_stretches(day))]
    return Rule(starts_on, ends_on, draw(st.booleans()), tuple(week))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    return WorkCalendar(
        draw(st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])),
        draw(st.lists(rules(), max_size=2).map(lambda drawn: (NORMAL, *drawn))),
        closed=draw(st.frozensets(dates, max_size=4)),
        extra=draw(st.dictionaries(dates, weekdays, max_size=3)),
    )


def applying(calendar: WorkCalendar, on: date) -> Rule | None:
    """The rule of a date: seasons first, then the latest start, of equals the first given."""
    for season in (True, False):
        for rule in sorted(calendar.rules, key=lambda rule: rule.starts_on, reverse=True):
            ended = rule.ends_on is not None and rule.ends_on < on
            if rule.is_season == season and rule.starts_on <= on and not ended:
                return rule
    return None


def is_work(calendar: WorkCalendar, minute: datetime) -> bool:
    local = minute.astimezone(ZoneInfo(calendar.zone))
    on = local.date()
    rule = applying(calendar, on)
    weekday = calendar.extra.get(on, None if on in calendar.closed else on.weekday())
    if rule is None or weekday is None:
        return False
    return any(s.weekday == weekday and s.starts <= local.time() < s.ends for s in rule.stretches)


def minute_by_minute(calendar: WorkCalendar, since: datetime, until: datetime) -> int:
    minute, count = since.replace(second=0), 0
    while minute < until.replace(second=0):
        count += is_work(calendar, minute)
        minute += timedelta(minutes=1)
    return count


@patiently
@given(calendars(), moments, st.integers(0, 2 * 24 * 3600))
def test_minutes_equals_counting_minute_by_minute(
    calendar: WorkCalendar, since: datetime, seconds: int
) -> None:
    until = since + timedelta(seconds=seconds)
    assert calendar.minutes(since, until) == minute_by_minute(calendar, since, until)


@patiently
@given(calendars(), st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_minutes_add_up_over_any_middle(calendar: WorkCalendar, three: list[datetime]) -> None:
    since, middle, until = three
    parts = calendar.minutes(since, middle) + calendar.minutes(middle, until)
    assert calendar.minutes(since, until) == parts


@patiently
@given(calendars(), moments, moments)
def test_minutes_are_never_negative_nor_more_than_the_time_gone_by(
    calendar: WorkCalendar, since: datetime, until: datetime
) -> None:
    gone_by = (until.replace(second=0) - since.replace(second=0)) // timedelta(minutes=1)
    assert 0 <= calendar.minutes(since, until) <= max(gone_by, 0)


@patiently
@given(calendars(), moments, st.integers(0, 5000))
def test_after_is_the_inverse_of_minutes_and_the_earliest(
    calendar: WorkCalendar, since: datetime, minutes: int
) -> None:
    then = calendar.after(since, minutes)
    assert then >= since
    assert calendar.minutes(since, then) == minutes
    assert minutes == 0 or calendar.minutes(since, then - timedelta(seconds=1)) == minutes - 1


@patiently
@given(calendars(), moments, moments)
def test_intervals_sum_to_the_minutes_and_follow_one_another(
    calendar: WorkCalendar, since: datetime, until: datetime
) -> None:
    intervals = calendar.intervals(since, until)
    edges = [edge for interval in intervals for edge in (interval.starts_at, interval.ends_at)]
    assert sum(interval.minutes for interval in intervals) == calendar.minutes(since, until)
    assert all(interval.minutes > 0 for interval in intervals)
    assert edges == sorted(edges)
    assert all(since.replace(second=0) <= edge <= until for edge in edges)


@patiently
@given(calendars(), moments, moments, dates, weekdays)
def test_minutes_are_unchanged_by_exceptions_outside_the_span(
    calendar: WorkCalendar, since: datetime, until: datetime, on: date, weekday: int
) -> None:
    zone = ZoneInfo(calendar.zone)
    assume(not since.astimezone(zone).date() <= on <= until.astimezone(zone).date())
    closed = WorkCalendar(calendar.zone, calendar.rules, calendar.closed | {on}, calendar.extra)
    extra = {**calendar.extra, on: weekday}
    called_in = WorkCalendar(calendar.zone, calendar.rules, calendar.closed, extra)
    assert closed.minutes(since, until) == calendar.minutes(since, until)
    assert called_in.minutes(since, until) == calendar.minutes(since, until)


@patiently
@given(calendars(), dates)
def test_a_day_s_length_is_what_is_counted_from_midnight_to_midnight(
    calendar: WorkCalendar, on: date
) -> None:
    midnight = datetime.combine(on, time(), tzinfo=ZoneInfo(calendar.zone))
    assert day_minutes(calendar, on) == calendar.minutes(midnight, midnight + timedelta(days=1))


@patiently
@given(calendars(), moments, st.fractions(0, 40, max_denominator=450))
def test_standard_minutes_grow_with_the_days(
    calendar: WorkCalendar, since: datetime, days: Fraction
) -> None:
    whole = calendar.standard_minutes(since, int(days))
    more = calendar.standard_minutes(since, int(days) + 1)
    assert whole <= calendar.standard_minutes(since, days) <= more
