"""What calendars lack of this year and the next."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.constraints import change
from workflow.actions.calendars import set_hours
from workflow.actions.gaps import tell_gaps
from workflow.gaps import GapKind, gaps, ramadans_lacking
from workflow.models import Calendar, HoursRule, Notice, SpecialDay, Stretch
from workflow.worktime import Ramadan, ramadans_of

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 30)
ALL = {(kind, year) for kind in GapKind for year in (2026, 2027)}


def lacking() -> set[tuple[GapKind, int]]:
    return {(gap.kind, gap.year) for gap in gaps(ON)}


def filled(zone: str = "Asia/Makassar") -> None:
    """Press the button of the page of setting up, with Ramadan as it is offered."""
    set_hours(zone=zone, since=date(2025, 1, 1), on=ON, ramadans=ramadans_lacking(ON))


def test_nothing_is_lacking_where_there_is_no_calendar() -> None:
    assert gaps(ON) == ()


def test_a_calendar_without_anything_lacks_everything_of_both_years() -> None:
    Calendar.objects.create(name="Kosong", is_default=True)
    assert lacking() == ALL


def test_one_button_opens_the_default_calendar_with_all_that_is_known() -> None:
    filled()
    calendar = Calendar.objects.get()
    assert (calendar.is_default, calendar.zone) == (True, "Asia/Makassar")
    assert gaps(ON) == ()
    assert [each.starts_on.year for each in calendar.rules.filter(is_season=True)] == [2026, 2027]


def test_one_button_fills_calendars_that_are_there_and_twice_is_the_same_as_once() -> None:
    empty = Calendar.objects.create(name="Kosong")
    HoursRule.objects.create(calendar=empty, name="Tanpa jam", starts_on=date(2026, 1, 1))
    make.calendar_for(make.unit(), zone="Asia/Jayapura")
    filled()
    assert gaps(ON) == ()
    assert Calendar.objects.get(is_default=True) == empty
    before = [list(each.objects.order_by("pk").values()) for each in (HoursRule, Stretch)]
    filled()
    assert before == [list(each.objects.order_by("pk").values()) for each in (HoursRule, Stretch)]


@pytest.mark.parametrize(
    ("ends_on", "years"),
    [
        (date(2026, 11, 29), {2026, 2027}),
        (date(2026, 12, 30), {2026, 2027}),
        (date(2026, 12, 31), {2027}),
        (date(2027, 12, 30), {2027}),
        (date(2027, 12, 31), set()),
    ],
)
def test_hours_that_end_are_missed_for_the_days_after_them(ends_on: date, years: set[int]) -> None:
    calendar = make.calendar()
    calendar.rules.update(ends_on=ends_on)
    assert {year for kind, year in lacking() if kind == GapKind.HOURS} == years
    filled()
    assert GapKind.HOURS not in {kind for kind, _year in lacking()}


def test_hours_that_follow_each_other_without_a_day_between_are_whole() -> None:
    calendar = make.calendar()
    calendar.rules.update(ends_on=date(2026, 12, 31))
    second = HoursRule.objects.create(calendar=calendar, name="2", starts_on=date(2027, 1, 2))
    Stretch.objects.create(rule=second, weekday=0, starts_at="07:30", ends_at="16:00")
    assert (GapKind.HOURS, 2027) in lacking()
    HoursRule.objects.filter(pk=second.pk).update(starts_on=date(2027, 1, 1))
    assert GapKind.HOURS not in {kind for kind, _year in lacking()}


@pytest.mark.parametrize("kind", [GapKind.HOLIDAYS, GapKind.SHARED_LEAVE])
def test_days_of_one_kind_are_missed_year_by_year(kind: GapKind) -> None:
    filled()
    stored = {GapKind.HOLIDAYS: "public", GapKind.SHARED_LEAVE: "shared_leave"}[kind]
    SpecialDay.objects.filter(kind=stored, on__year=2027).delete()
    assert lacking() == {(kind, 2027)}


def test_a_season_elsewhere_in_the_year_is_no_ramadan() -> None:
    filled()
    HoursRule.objects.filter(is_season=True, starts_on__year=2027).update(
        starts_on=date(2027, 7, 1), ends_on=date(2027, 7, 30)
    )
    assert lacking() == {(GapKind.RAMADAN, 2027)}


def test_a_season_without_any_work_is_filled_and_none_is_laid_over_it() -> None:
    calendar = make.calendar()
    HoursRule.objects.create(
        calendar=calendar,
        name="Ramadan",
        is_season=True,
        starts_on=date(2027, 2, 10),
        ends_on=date(2027, 3, 10),
    )
    assert (GapKind.RAMADAN, 2027) in lacking()
    filled()
    assert gaps(ON) == ()
    seasons = calendar.rules.filter(is_season=True, starts_on__year=2027)
    assert [each.stretches.count() for each in seasons] == [10]


def test_ramadan_ends_on_the_eve_of_each_idul_fitri() -> None:
    assert ramadans_of(2026) == [Ramadan(2026, date(2026, 2, 19), date(2026, 3, 20))]
    assert ramadans_of(2027) == [Ramadan(2027, date(2027, 2, 8), date(2027, 3, 9))]
    assert [month.ends_on.month for month in ramadans_of(2033)] == [1, 12]


def test_gaps_cost_the_same_however_many_calendars_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for wanted in (1, 3):
        while Calendar.objects.count() < wanted:
            make.calendar_for(make.unit(), zone="Asia/Jakarta")
        with django_assert_num_queries(3):
            gaps(ON)


@pytest.mark.usefixtures("in_english")
def test_a_gap_names_five_calendars_and_counts_the_others() -> None:
    for number in range(7):
        Calendar.objects.create(name=f"K{number}")
    assert str(gaps(ON)[0]).startswith(
        "Working hours of 2026 are missing: K0, K1, K2, K3, K4 and 2 more."
    )


def test_administrators_are_told_once_of_each_gap_and_no_longer_when_it_is_closed() -> None:
    Calendar.objects.create(name="Kosong", unit=make.unit())
    administrator, keeper = make.administrator(), make.may("calendars")
    make.may("people")
    make.may("calendars", of=make.unit())
    change(make.administrator(), is_active=False)
    at = make.wib("2026-11-30 09:00")
    assert (tell_gaps(at), tell_gaps(at)) == (16, 0)
    told = Notice.objects.values_list("user", "lacking").order_by("pk")
    assert {user for user, _lacking in told} == {administrator.pk, keeper.pk}
    assert {lacking for _user, lacking in told} == {f"{kind} {year}" for kind, year in ALL}
    page = make.client(keeper).get("/notices/").content.decode()
    assert "Shared leave of 2027" in page
    where = {administrator: "/first-run/", keeper: "/admin/workflow/calendar/"}
    for someone, page in where.items():
        notice = Notice.objects.filter(user=someone).first()
        assert notice is not None
        opened = make.client(someone).post(f"/notices/{notice.pk}/open/")
        assert opened["Location"] == page
    filled()
    tell_gaps(at)
    assert not Notice.objects.exists()


def test_the_work_of_the_unit_says_what_calendars_lack() -> None:
    Calendar.objects.create(name="Kosong", unit=make.unit())
    Calendar.objects.create(name="Lain", unit=make.root())
    client = make.client(supervisor := make.supervisor())
    page = client.get("/supervision/").content.decode()
    lacking = gaps(timezone.localdate(), of=supervisor)
    assert [each.name for each in lacking[0].calendars] == ["Kosong"]
    assert all(str(gap) in page for gap in lacking)
    assert "first-run" not in page
    assert "/admin/workflow/calendar/" not in page
    make.role("calendars", to=supervisor)
    assert "/admin/workflow/calendar/" in client.get("/supervision/").content.decode()
    assert "first-run" in make.client(make.administrator()).get("/supervision/").content.decode()
