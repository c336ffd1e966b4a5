"""Loading the office's own data into an empty database."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from people.models import Appointment, Position, Unit, User
from procedures.actions import faults_of
from procedures.models import Procedure, Version
from tests.rows import all_rows
from workflow.models import Calendar, Document, SpecialDay

pytestmark = pytest.mark.django_db

USERNAMES = ["admin", "analis", "kabid", "kepala", "staf"]


def load() -> str:
    """Run the command; return what it says."""
    said = StringIO()
    call_command("load_office", stdout=said)
    return said.getvalue()


@pytest.fixture
def _demonstration(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    monkeypatch.setenv("DEMO_PASSWORD", "sandi-uji")


@pytest.fixture
def _production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = False
    monkeypatch.setenv("DEMO_PASSWORD", "sandi-uji")


def states() -> Counter[str]:
    return Counter(Version.objects.values_list("state", flat=True))


@pytest.mark.usefixtures("_demonstration")
def test_load_office_twice_is_the_same_as_once() -> None:
    load()
    before = all_rows()
    assert before["procedures.Version"]
    assert load() == (
        "The database has data already; nothing was loaded.\n"
        "Demonstration accounts: admin, analis, kabid, kepala, staf; their password is as before.\n"
    )
    assert all_rows() == before


@pytest.mark.usefixtures("_demonstration")
def test_load_office_leaves_a_database_with_data_alone() -> None:
    Unit.objects.create(name="Kantor lain")
    before = all_rows()
    load()
    assert all_rows() == before


@pytest.mark.usefixtures("_demonstration")
def test_load_office_in_a_demonstration_opens_accounts_with_the_password_it_names() -> None:
    said = load()
    assert sorted(User.objects.values_list("username", flat=True)) == USERNAMES
    assert "Password of all of them: the one in DEMO_PASSWORD\n" in said
    assert "sandi-uji" not in said
    administrators = User.objects.filter(is_superuser=True)
    assert [each.username for each in administrators] == ["admin"]
    for username in USERNAMES:
        sent = {"username": username, "password": "sandi-uji"}
        assert Client().post(reverse("login"), sent).status_code == 302


@pytest.mark.usefixtures("_demonstration")
def test_load_office_makes_up_a_password_of_its_own_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD")
    password = load().strip().removesuffix(" (shown only now)").rsplit(" ", 1)[1]
    assert len(password) >= 12
    assert User.objects.get(username="staf").check_password(password)


@pytest.mark.usefixtures("_demonstration")
def test_load_office_in_a_demonstration_puts_the_offices_sops_in_force() -> None:
    load()
    in_force = Version.objects.in_force().values_list("procedure__code", flat=True)
    assert sorted(in_force) == [f"KS-{number:02}" for number in range(1, 17)]
    assert states() == {"in_force": 16, "draft": Procedure.objects.count() - 16}
    assert all(not faults_of(version) for version in Version.objects.in_force())
    since = set(Version.objects.in_force().values_list("effective_on", flat=True))
    assert since == {date(timezone.localdate().year - 1, 1, 1)}  # its documents may begin then
    assert not Document.objects.exists()


@pytest.mark.usefixtures("_demonstration")
def test_load_office_gives_each_position_of_the_office_to_one_account() -> None:
    load()
    held = Appointment.objects.current(timezone.localdate())
    titles = held.values_list("user__username", "position__title")
    assert dict(titles) == {
        "staf": "Staf",
        "analis": "Analis Kebijakan",
        "kabid": "Kabid KB & KS",
        "kepala": "Kepala SKPD",
    }


@pytest.mark.usefixtures("_production")
def test_load_office_outside_a_demonstration_opens_no_account_and_loads_drafts_only() -> None:
    said = load()
    assert not User.objects.exists()
    assert not Appointment.objects.exists()
    assert states() == {"draft": Procedure.objects.count()}
    assert Procedure.objects.count() > 16
    assert "./manage.py createsuperuser" in said
    assert "sandi-uji" not in said


@pytest.mark.usefixtures("_production")
def test_load_office_loads_units_positions_and_a_calendar_with_holidays() -> None:
    load()
    this_year = timezone.localdate().year
    assert Unit.objects.count() == 3
    assert Position.objects.count() == 4
    calendar = Calendar.objects.get()
    assert (calendar.is_default, calendar.zone, calendar.waiting_allowance) == (
        True,
        "Asia/Jakarta",
        450,
    )
    years = set(SpecialDay.objects.values_list("on__year", flat=True))
    assert years == {this_year - 1, this_year, this_year + 1}
    assert calendar.days.filter(on__month=8, on__day=17, kind="public").count() == 3
