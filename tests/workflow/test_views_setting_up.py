"""The first days of an installation through the client."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from people.models import Appointment, PeopleEntry, Position, Unit, User
from procedures.models import Procedure, Version
from tests import make
from tests.rows import all_rows
from workflow import reports
from workflow.models import Calendar

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

FIRST_RUN = "/first-run/"
LOAD = "/first-run/load/"


def test_a_desk_where_nothing_is_set_up_leads_staff_on_and_tells_the_others() -> None:
    staff, other = make.administrator(), make.user()
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


def test_first_run_is_for_superusers() -> None:
    for someone in (make.may("people", "editor", "calendars"), make.user()):
        text = make.client(someone).get(FIRST_RUN).content.decode()
        assert "Your administrator does that; nothing is for you to do." in text
        assert (reverse("admin:people_unit_add") in text, LOAD in text) == (False, False)


def test_first_run_counts_what_there_is() -> None:
    assert reports.setup(on=make.MONDAY.date()) == reports.Setup(0, 0, 0, 0, 0, 0, 0)
    version = make.version()
    make.holder_of(version, "Staf")
    assert reports.setup(on=make.MONDAY.date()) == reports.Setup(2, 3, 1, 1, 1, 1, 1)
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
    for someone in (make.user(), make.may("people", "editor", "calendars")):
        response = make.client(someone).post(LOAD)
        assert response.status_code == HTTPStatus.CONFLICT
        assert "Only an administrator may load" in response.content.decode()
        assert not Procedure.objects.exists()


def task_states(client: Client) -> dict[str, str]:
    """Return the tasks of the page by name with how far each is."""
    shown = client.get(FIRST_RUN).context["tasks"]
    return {task.name: task.state.value for task in shown}


def test_the_tasks_tell_how_far_each_is_and_count_a_calendar_only_with_hours() -> None:
    client = make.client(make.administrator())
    names = ["hours", "positions", "people", "procedures", "in_force", "document"]
    assert task_states(client) == dict.fromkeys(names, "to_do")
    Calendar.objects.create(name="Kosong")
    assert task_states(client)["hours"] == "to_mend"
    assert client.get(FIRST_RUN).context["setup"].calendars == 0
    hours = client.get(FIRST_RUN).context["hours"]
    client.post(f"{FIRST_RUN}hours/", {name: hours[name].value() for name in hours.fields})
    assert task_states(client)["hours"] == "done"
    assert client.get(FIRST_RUN).context["setup"].calendars == 1
    version = make.version()
    assert task_states(client) == dict.fromkeys(names, "done") | {
        "people": "to_do",
        "document": "to_do",
    }
    starter = make.holder_of(version, "Staf")
    assert task_states(client)["people"] == "to_mend"  # nobody holds the others
    for column in ("Analis", "Kepala"):
        make.holder_of(version, column)
    make.document(version, by=starter)
    assert task_states(client) == dict.fromkeys(names, "done")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"zone": "Mars"}, "zone"),
        ({"zone": "Asia/Jayapura", "first_0": "2026-02-18"}, "Give both days, or none."),
        (
            {"zone": "Asia/Jayapura", "first_0": "2026-02-18", "last_0": "2027-02-18"},
            "Ramadan has at most 31 days",
        ),
        (
            {"zone": "Asia/Jayapura", "first_0": "2026-03-18", "last_0": "2026-03-17"},
            "Ramadan has at most 31 days",
        ),
        (
            {"zone": "Asia/Jayapura", "first_0": "9999-12-31", "last_0": "9999-12-31"},
            "Ramadan has at most 31 days",
        ),
        ({"zone": "Asia/Jayapura", "first_0": "besok", "last_0": "2026-03-17"}, "valid date"),
    ],
)
def test_hours_that_cannot_be_are_told_and_nothing_is_stored(
    typed: dict[str, str], sentence: str
) -> None:
    response = make.client(make.administrator()).post(f"{FIRST_RUN}hours/", typed)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.content.decode()
    assert not Calendar.objects.exists()


def test_hours_go_without_ramadan_where_its_days_are_left_blank() -> None:
    client = make.client(make.administrator())
    assert client.post(f"{FIRST_RUN}hours/", {"zone": "Asia/Jayapura"}).status_code == 302
    assert Calendar.objects.get().zone == "Asia/Jayapura"
    assert not Calendar.objects.get().rules.filter(is_season=True).exists()
    assert task_states(client)["hours"] == "to_mend"


def seats(*rows: dict[str, str], **more: str) -> dict[str, str]:
    """Return the form of positions and people as it is sent."""
    sent = {"seats-TOTAL_FORMS": str(len(rows)), "seats-INITIAL_FORMS": "0", **more}
    for number, row in enumerate(rows):
        sent |= {f"seats-{number}-{name}": value for name, value in row.items()}
    return sent


def test_positions_and_people_are_stored_with_one_form_and_go_on_record() -> None:
    administrator = make.administrator()
    client = make.client(administrator)
    staff = {"username": "sari", "name": "Staf Satu", "password": "kata-sandi-9"}
    sent = seats(
        {"title": "Kepala"},
        {"title": "Staf", "username": administrator.username},
        {"title": "Staf", **staff},
        {},
        **{"office-name": "Dinas"},
    )
    assert client.post(f"{FIRST_RUN}office/", sent)["Location"] == FIRST_RUN
    held = Appointment.objects.values_list("user__username", "position__title", "capacity")
    assert sorted(held) == sorted(
        [(administrator.username, "Staf", "definitive"), ("sari", "Staf", "definitive")]
    )
    assert Position.objects.get(title="Staf").superior == Position.objects.get(title="Kepala")
    sari = User.objects.get(username="sari")
    assert (sari.check_password("kata-sandi-9"), sari.is_superuser) == (True, False)
    deeds = Counter(PeopleEntry.objects.values_list("deed", flat=True))
    assert deeds == {"add_unit": 1, "add_position": 2, "open_account": 1, "appoint_person": 2}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"username": "sari"}, "Fill this in, or leave the whole row blank."),
        ({"title": "Staf", "name": "Sari"}, "Fill this in, or leave the whole row blank."),
        ({"title": "Staf", "username": "sari", "name": "S"}, "leave the whole row blank."),
        ({"title": "Staf", "username": "sari", "name": "S", "password": "1234"}, "too short"),
        ({"title": "Staf", "username": "a b", "name": "S", "password": "x" * 9}, "valid username"),
        ({"title": "Staf", "username": "ada", "password": "kata-sandi-9"}, "username is taken"),
        ({"title": "S" * 151}, "at most 150 characters"),
        ({}, "Write at least one position."),
    ],
)
def test_people_who_cannot_be_are_told_and_nobody_is_stored(
    row: dict[str, str], sentence: str
) -> None:
    make.user("ada")
    client = make.client(make.administrator())
    before = all_rows()
    response = client.post(f"{FIRST_RUN}office/", seats(row, **{"office-name": "Dinas"}))
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.content.decode()
    assert all_rows() == before


def test_vacant_positions_are_offered_and_filled_by_those_who_have_accounts() -> None:
    vacant, other = make.position("Kepala"), make.user("ada")
    client = make.client(make.administrator())
    sent = seats(
        {"position": str(vacant.pk), "username": other.username},
        **{"office-unit": str(vacant.unit_id)},
    )
    assert client.post(f"{FIRST_RUN}office/", sent).status_code == 302
    assert [each.user for each in vacant.appointments.all()] == [other]
    response = client.post(f"{FIRST_RUN}office/", sent)
    assert response.status_code == HTTPStatus.CONFLICT
    assert "holds the position Kepala already" in response.content.decode()


def test_the_first_calendar_of_the_administration_is_the_default() -> None:
    client = make.client(make.administrator())
    for name in ("Pertama", "Kedua"):
        sent = {"name": name, "zone": "Asia/Jayapura", "unit": "", "waiting_allowance": "450"}
        assert client.post("/admin/workflow/calendar/add/", sent).status_code == 302
    defaults = Calendar.objects.filter(is_default=True).values_list("name", flat=True)
    assert list(defaults) == ["Pertama"]
