"""Whose clock counts where, and how long it is kept in memory."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import Unit
from tests import make
from workflow.clocks import NO_CLOCK, Clocks, clocks_now
from workflow.models import Calendar

pytestmark = pytest.mark.django_db

ALLOWANCES = {"default": 1, "above": 2, "office": 3, "part": 4, "beside": 5}


@pytest.fixture
def units() -> dict[str, Unit]:
    """Make a tree, above, office and part, and a unit beside it."""
    above = make.unit("above")
    office = make.unit("office", below=above)
    part = make.unit("part", below=office)
    return {each.name: each for each in (above, office, part, make.unit("beside"))}


def calendars(*owners: str, units: dict[str, Unit]) -> None:
    """Make calendars, each known by its allowance, of these units and of all others."""
    for name in owners:
        Calendar.objects.create(
            name=name,
            unit=units.get(name),
            is_default=name == "default",
            waiting_allowance=ALLOWANCES[name],
        )


def allowance(unit: Unit) -> int:
    return clocks_now().of_unit(unit.pk).waiting_allowance


@pytest.mark.parametrize(
    ("owners", "found"),
    [
        ((), "default"),
        (("beside",), "default"),
        (("above",), "above"),
        (("above", "office"), "office"),
        (("above", "office", "part"), "part"),
    ],
)
def test_clock_of_a_unit_is_the_nearest_one_up_the_tree(
    owners: tuple[str, ...], found: str, units: dict[str, Unit]
) -> None:
    calendars("default", *owners, units=units)
    assert allowance(units["part"]) == ALLOWANCES[found]


def test_clock_of_a_unit_below_does_not_count_for_those_above(units: dict[str, Unit]) -> None:
    calendars("default", "part", units=units)
    assert allowance(units["office"]) == ALLOWANCES["default"]
    assert allowance(units["part"]) == ALLOWANCES["part"]


def test_clock_is_found_although_units_run_in_a_circle() -> None:
    own, default = (replace(NO_CLOCK, waiting_allowance=minutes) for minutes in (1, 2))
    now = Clocks(own={9: own}, default=default, parents={1: 2, 2: 1, 9: None})
    assert [now.of_unit(unit).waiting_allowance for unit in (1, 2, 9)] == [2, 2, 1]


def test_nothing_is_working_time_where_no_calendar_is_the_default(units: dict[str, Unit]) -> None:
    calendars("part", units=units)
    assert clocks_now().of_unit(units["office"].pk) is NO_CLOCK
    assert NO_CLOCK.worktime.minutes(make.MONDAY, make.wib("2027-06-08 09:00")) == 0
    assert allowance(units["part"]) == ALLOWANCES["part"]


def test_clocks_are_read_again_only_after_a_change(
    units: dict[str, Unit], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    calendars("default", units=units)
    assert allowance(units["part"]) == ALLOWANCES["default"]
    with django_assert_num_queries(1):  # the mark of the calendars
        assert allowance(units["part"]) == ALLOWANCES["default"]
    Calendar.objects.update(waiting_allowance=9)
    assert allowance(units["part"]) == 9


def test_pages_of_a_document_open_although_its_office_lost_its_calendar(client: Client) -> None:
    version = make.version()
    task = make.task(version, by=make.holder_of(version, "Kepala"))
    Calendar.objects.all().delete()
    client.force_login(make.holder_of(version, "Staf"))
    for address in (f"/documents/{task.document_id}/", f"/tasks/{task.pk}/time/"):
        assert client.get(address).status_code == 200
