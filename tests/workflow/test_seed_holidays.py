"""Holidays of a year, as a command and as a warning."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import make
from workflow.gaps import gaps
from workflow.models import SpecialDay

pytestmark = pytest.mark.django_db


def seed(*years: int) -> list[str]:
    said = StringIO()
    call_command("seed_holidays", *map(str, years), stdout=said)
    return said.getvalue().splitlines()


def test_seed_holidays_adds_public_holidays_and_shared_leave_to_every_calendar() -> None:
    office, branch = make.calendar(), make.calendar_for(make.unit(), zone="Asia/Jayapura")
    assert seed(2025) == [f"{office}: 28 new days.", f"{branch}: 28 new days."]
    for calendar in (office, branch):
        kinds = calendar.days.filter(on__year=2025).values_list("kind", flat=True)
        assert sorted(set(kinds)) == ["public", "shared_leave"]
        assert calendar.days.filter(on=date(2025, 8, 17), kind="public").exists()


def test_seed_holidays_twice_adds_nothing_and_leaves_edited_days_alone() -> None:
    office = make.calendar()
    seed(2025)
    day = office.days.get(on=date(2025, 8, 17))
    SpecialDay.objects.filter(pk=day.pk).update(name="Hari Kemerdekaan")
    before = list(office.days.order_by("pk").values())
    assert seed(2025) == [f"{office}: 0 new days."]
    assert list(office.days.order_by("pk").values()) == before


def test_seed_holidays_says_when_shared_leave_is_not_known_yet() -> None:
    office = make.calendar()
    said = seed(2040)
    assert said[-1] == f"{office}: shared leave of 2040 is not known yet."


@pytest.mark.parametrize("year", [1999, 2101])
def test_seed_holidays_refuses_a_year_that_is_none(year: int) -> None:
    with pytest.raises(CommandError, match="Write years from 2000 to 2100"):
        seed(year)


@pytest.mark.parametrize("page", ["calendar", "specialday"])
def test_administration_warns_of_what_this_year_and_the_next_lack(page: str) -> None:
    office, on = make.calendar(), timezone.localdate()
    client = make.client(make.administrator())
    address = f"/admin/workflow/{page}/"
    warning = f"Shared leave of {on.year + 1} is not there yet: {office}."
    assert warning in client.get(address).content.decode()
    SpecialDay.objects.create(
        calendar=office, on=date(on.year + 1, 3, 1), kind="shared_leave", name="Cuti bersama"
    )
    text = client.get(address).content.decode()
    assert warning not in text
    assert all(str(gap) in text for gap in gaps(on))
