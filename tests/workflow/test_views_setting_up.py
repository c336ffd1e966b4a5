"""The first days of an installation through the client."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from people.models import Position, Unit
from procedures.models import Procedure, Version
from tests import make
from tests.rows import all_rows
from workflow import reports
from workflow.models import Calendar

pytestmark = pytest.mark.django_db

FIRST_RUN = "/first-run/"
LOAD = "/first-run/load/"


def test_a_desk_where_nothing_is_set_up_leads_staff_on_and_tells_the_others() -> None:
    staff, other = make.may("change_version"), make.user()
    text = make.client(staff).get("/").content.decode()
    assert "SOPKS is not set up yet" in text
    assert f'href="{FIRST_RUN}"' in text
    text = make.client(other).get("/").content.decode()
    assert "Your administrator sees how to go on." in text
    assert FIRST_RUN not in text
    make.version()
    for someone in (staff, other):
        assert "SOPKS is not set up yet" not in make.client(someone).get("/").content.decode()


def test_first_run_leads_to_users_units_positions_and_sops() -> None:
    text = make.client(make.administrator()).get(FIRST_RUN).content.decode()
    for name in (
        "admin:people_unit_add",
        "admin:people_position_add",
        "admin:people_user_add",
        "admin:people_appointment_add",
        "admin:workflow_calendar_add",
        "bring_in",
        "admin:procedures_procedure_add",
        "procedures",
        "load_office",
    ):
        assert f'"{reverse(name)}"' in text.replace("'", '"')


def test_first_run_offers_no_more_than_one_may_do() -> None:
    text = make.client(make.may("add_unit")).get(FIRST_RUN).content.decode()
    assert reverse("admin:people_unit_add") in text
    assert reverse("admin:people_user_add") not in text
    assert LOAD not in text
    text = make.client(make.user()).get(FIRST_RUN).content.decode()
    assert "Your administrator does that; nothing is for you to do." in text
    assert "/admin/" not in text


def test_first_run_counts_what_there_is() -> None:
    assert reports.setup(on=make.MONDAY.date()) == reports.Setup(0, 0, 0, 0, 0, 0, 0)
    version = make.version()
    make.holder_of(version, "Staf")
    assert reports.setup(on=make.MONDAY.date()) == reports.Setup(1, 3, 1, 1, 1, 1, 1)
    text = make.client(make.user()).get(FIRST_RUN).content.decode()
    assert "An SOP is in force: documents can be started." in text


@pytest.mark.parametrize(("is_demo", "in_force"), [(True, True), (False, False)])
def test_load_office_brings_all_but_accounts(
    is_demo: bool, in_force: bool, settings: Settings
) -> None:
    client = make.client(make.administrator())
    settings.DEMO = is_demo
    assert client.get(LOAD)["Location"] == FIRST_RUN
    response = client.post(LOAD, follow=True)
    assert "The office&#x27;s units, positions, calendar and SOPs are loaded." in (
        response.content.decode()
    )
    assert (Unit.objects.count(), Position.objects.count()) == (3, 4)
    assert Calendar.objects.count() == 1
    assert Procedure.objects.count() == Version.objects.count() > 16
    assert reports.is_set_up() is in_force
    before = all_rows()
    response = client.post(LOAD)
    assert response.status_code == HTTPStatus.CONFLICT
    assert "There is data already, so nothing was loaded." in response.content.decode()
    assert all_rows() == before


def test_load_office_leaves_a_calendar_that_is_there_alone() -> None:
    make.calendar()
    make.client(make.administrator()).post(LOAD)
    assert Calendar.objects.get() == make.calendar()


def test_load_office_refuses_who_may_not() -> None:
    for someone in (make.user(), make.may("add_unit", "add_position")):
        response = make.client(someone).post(LOAD)
        assert response.status_code == HTTPStatus.CONFLICT
        assert "Only an administrator may load" in response.content.decode()
        assert not Unit.objects.exists()
