"""A position in another zone than the office of the document that comes to it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import Position, Unit, User
from procedures.models import Version
from tests import make
from tests.refusals import refused
from workflow import actions, reports
from workflow.actions.holders import bring_back_notices, tell_holders, tell_vacancies
from workflow.actions.notices import mail_next
from workflow.clocks import days_at
from workflow.forms.deeds import AssignTaskForm
from workflow.models import Document, Notice, Task
from workflow.notifications import holders_of
from workflow.permissions import capacities_in
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

EAST, WEST = "Asia/Jayapura", "Asia/Jakarta"
LATE = make.wib("2026-06-08 22:30")
"""Half past midnight in Jayapura, where Tuesday has begun."""
TUESDAY = date(2026, 6, 9)
NOON = make.wib("2026-06-09 12:00")
MOMENTS = [
    (EAST, "2026-06-08 21:59", False),
    (EAST, "2026-06-08 22:00", True),
    (WEST, "2026-06-08 23:59", False),
    (WEST, "2026-06-09 00:00", True),
]
"""Where the position is, and whether Tuesday has begun there."""


@pytest.fixture(autouse=True)
def _with_mail(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "sopks@example.go.id"
    settings.SITE_URL = "https://sop.example.go.id"


def office(zone: str) -> Unit:
    unit = make.unit()
    make.calendar_for(unit, zone=zone)
    return unit


def apart(position_in: str = EAST) -> tuple[Version, Position]:
    """Put an SOP in force of an office in one zone, whose first column is of one in another."""
    make.calendar()
    staff = make.position(of=office(position_in))
    here = office(WEST if position_in == EAST else EAST)
    return make.version(positions={"Staf": staff}, of=here), staff


def arrived(version: Version, **more: object) -> Task:
    by = make.holder_of(version, "Kepala")
    return make.document(version, by=by, **more).tasks.get()  # type: ignore[arg-type]


def unread(user: User) -> list[str]:
    return list(Notice.objects.unread().filter(user=user).values_list("kind", flat=True))


def looked(*moments: object) -> None:
    for at in moments:
        for look in (bring_back_notices, tell_holders, tell_vacancies):
            look(at)  # type: ignore[arg-type]


def test_a_document_that_comes_between_two_midnights_is_told_to_who_holds_the_position() -> None:
    version, staff = apart()
    old, new = make.user(), make.user()
    make.appointment(old, staff, ends_on=TUESDAY - timedelta(days=1))
    make.appointment(new, staff, starts_on=TUESDAY)
    looked(LATE)
    arrived(version, at=LATE + timedelta(minutes=2))
    make.told(LATE + timedelta(minutes=2))
    looked(LATE + timedelta(minutes=3), NOON)
    assert (unread(old), unread(new)) == ([], ["arrived"])


@pytest.mark.parametrize(("position_in", "moment", "is_held"), MOMENTS)
def test_a_position_is_vacant_until_the_midnight_of_its_own_office(
    position_in: str, moment: str, is_held: bool
) -> None:
    version, staff = apart(position_in)
    boss, new, at = make.administrator(), make.user(), make.wib(moment)
    make.appointment(new, staff, starts_on=TUESDAY)
    tell_holders(at)
    task = arrived(version, at=at)
    make.told(at)
    assert (unread(boss), unread(new)) == (([], ["arrived"]) if is_held else (["vacant"], []))
    assert holders_of(task, on=days_at(at)) == ([new] if is_held else [])


def test_the_email_of_what_is_told_between_two_midnights_is_sent() -> None:
    version, staff = apart()
    new = make.user(email="new@example.go.id")
    arrived(version, sensitivity="urgent")
    make.told()
    make.appointment(new, staff, starts_on=TUESDAY)
    assert tell_holders(LATE) == 1
    for minutes in range(0, 24 * 60, 60):
        mail_next(LATE + timedelta(minutes=minutes))
    assert [each.to for each in mail.outbox] == [["new@example.go.id"]]


@pytest.mark.parametrize(("position_in", "moment", "is_held"), MOMENTS)
def test_pages_and_deeds_go_by_the_midnight_of_the_positions_office(
    position_in: str, moment: str, is_held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, staff = apart(position_in)
    task = arrived(version)
    new = make.user()
    make.appointment(new, staff, starts_on=TUESDAY)
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.wib(moment))
    client = make.client(new)
    found = 200 if is_held else 404
    for address in (f"/tasks/{task.pk}/", f"/documents/{task.document_id}/"):
        assert client.get(address).status_code == found
    listed = [client.get(each).content.decode() for each in ("/", "/documents/")]
    assert [task.document.subject in page for page in listed] == [is_held, is_held]
    assert client.post(f"/tasks/{task.pk}/take/").status_code == (302 if is_held else 404)
    assert Task.objects.get(pk=task.pk).taken_by == (new if is_held else None)


@pytest.mark.parametrize(("position_in", "moment", "is_held"), MOMENTS)
def test_capacities_choices_and_assignments_go_by_it_too(
    position_in: str, moment: str, is_held: bool
) -> None:
    version, staff = apart(position_in)
    task, new, at = arrived(version), make.user(), make.wib(moment)
    make.appointment(new, staff, starts_on=TUESDAY)
    days, boss = days_at(at), make.administrator()
    held = capacities_in(new, version.pk, on=days)
    assert [each.position for each in held] == ([staff] if is_held else [])
    form = AssignTaskForm(thing=task, by=Doer(boss, at, days=days), capacities=[])
    assert list(form.fields["to"].queryset) == ([new] if is_held else [])  # type: ignore[attr-defined]
    waiting = reports.waiting(new, at=at, on=days)
    assert (waiting.count, len(reports.desk(new, at=at).free)) == ((1, 1) if is_held else (0, 0))
    assign = partial(actions.assign_task, task, by=Doer(boss, at), to=new)
    if is_held:
        assert assign().taken_by == new
        assert make.taken(task, by=new, at=at).taken_by == new
    else:
        assert refused(assign) == f"{new} does not hold the position {staff} today."


def test_who_sees_what_takes_as_many_questions_on_two_days_as_on_one() -> None:
    version, staff = apart()
    document, someone = arrived(version).document, make.holder(staff)
    counts, by_unit = [], []
    for at in (make.MONDAY, LATE):
        days, fresh = days_at(at), User.objects.get(pk=someone.pk)
        with CaptureQueriesContext(connection) as asked:
            assert list(Document.objects.visible_to(fresh, on=days)) == [document]
        counts.append(len(asked))
        by_unit.append(any('"unit_id" IN' in each["sql"] for each in asked))
    assert counts == [counts[0]] * 2
    assert by_unit == [False, True]


def test_only_while_offices_have_two_days_a_deed_takes_one_statement_more() -> None:
    version, staff = apart()
    someone = make.holder(staff)
    counts = []
    for at in (make.MONDAY, make.MONDAY, LATE):  # a connection is told its statements once
        task = make.taken(arrived(version, at=at), by=someone, at=at)
        with CaptureQueriesContext(connection) as asked:
            actions.release_task(task, by=Doer(someone, at))
        counts.append(len(asked))
    assert counts[2] == counts[1] + 1


@pytest.mark.parametrize(("zone", "at", "may_start"), MOMENTS)
def test_a_document_is_started_from_the_midnight_of_the_office_of_the_position(
    zone: str, at: str, may_start: bool
) -> None:
    version, staff = apart(zone)
    starter = make.user()
    make.appointment(starter, staff, starts_on=TUESDAY)
    by, contents = Doer(starter, make.wib(at)), Contents("Perihal")
    start = partial(actions.start_document, version, by=by, contents=contents)
    if may_start:
        assert start().started_by == starter
    else:
        assert refused(start).startswith("You hold no position in this SOP")
