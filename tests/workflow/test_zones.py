"""A document speaks in the zone of its office, whoever reads it and wherever."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from people.actions import retire_position
from people.doers import Doer
from people.models import Position, User
from procedures.models import Version
from tests import make
from workflow.actions.holders import bring_back_notices, tell_holders, tell_vacancies
from workflow.actions.notices import mail_next
from workflow.actions.succession import succeed_positions
from workflow.models import Notice, Task
from workflow.notifications import late_below, mail_of, superiors_of_late, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ZONES = [("Asia/Jakarta", "WIB", 0), ("Asia/Makassar", "WITA", 1), ("Asia/Jayapura", "WIT", 2)]


class Branch:
    """An office with a zone of its own, an SOP in force and somebody at its first step."""

    def __init__(self, zone: str, code: str = "") -> None:
        self.unit = make.unit()
        self.calendar = make.calendar_for(self.unit, zone=zone)
        self.version: Version = make.version(of=self.unit, code=code)
        self.staff: User = make.holder_of(self.version, "Staf")
        self.client: Client = make.client(self.staff)

    def task(self, at: datetime = make.MONDAY) -> Task:
        """Start a document and return its first task."""
        return make.task(self.version, by=self.staff, at=at)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


@pytest.mark.parametrize(("zone", "name", "ahead"), ZONES)
def test_pages_of_a_document_are_in_its_offices_zone_whoever_reads(
    zone: str, name: str, ahead: int
) -> None:
    branch = Branch(zone)
    task = branch.task()
    said = f"8 June 2026 {9 + ahead:02}:00 {name}"
    for client in (branch.client, make.client(make.supervisor())):
        for address in (
            f"/documents/{task.document_id}/",
            f"/documents/{task.document_id}/history/",
            f"/tasks/{task.pk}/",
        ):
            assert said in text(client, address)
        assert said in text(client, "/documents/")
    assert said in text(make.client(make.supervisor()), "/supervision/")
    assert said in text(branch.client, "/")


def test_a_list_that_mixes_offices_names_the_zone_of_each() -> None:
    for zone, _name, _ahead in ZONES:
        Branch(zone).task()
    shown = text(make.client(make.supervisor()), "/documents/")
    for _zone, name, ahead in ZONES:
        assert f"8 June 2026 {9 + ahead:02}:00 {name}" in shown


def test_mails_and_notices_are_in_the_zone_of_the_documents_office(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.SITE_URL = "localhost", "https://sop.example.go.id"
    branch = Branch("Asia/Jayapura")
    other = make.holder_of(branch.version, "Staf")
    task = branch.task()
    make.told()
    notice = Notice.objects.with_all().get(task=task, user=other)
    due = "8 June 2026 11:10 WIT"
    assert words_of(notice).until == due
    assert words_of(Notice.objects.get(pk=notice.pk)).until == due
    assert "8 Juni 2026 11.10 WIT" in mail_of([notice]).body
    assert due in text(make.client(other), "/notices/")


def test_times_of_what_is_recorded_later_are_read_in_the_offices_zone(settings: Settings) -> None:
    settings.LATE_RECORDING = True
    branch = Branch("Asia/Jayapura")
    task = branch.task()
    assert "Times are those of the office: WIT." in text(branch.client, f"/tasks/{task.pk}/")
    sent = {"answer": "done", "since": "2026-06-08T11:30", "until": "2026-06-08T11:45"}
    assert branch.client.post(f"/tasks/{task.pk}/record-later/", sent).status_code == 302
    task.refresh_from_db()
    assert task.started_at == make.wib("2026-06-08 09:30")
    assert task.finished_at == make.wib("2026-06-08 09:45")


@pytest.mark.parametrize(
    ("at", "is_held"),
    [
        ("2026-06-08 21:59", False),  # 23.59 in Jayapura
        ("2026-06-08 22:00", True),
        ("2026-06-09 21:59", True),
        ("2026-06-09 22:00", False),
    ],
)
def test_an_appointment_begins_and_ends_at_its_offices_midnight(
    at: str, is_held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch = Branch("Asia/Jayapura")
    task = branch.task()
    day = date(2026, 6, 9)
    someone = make.user()
    make.appointment(someone, task.position, starts_on=day, ends_on=day)
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.wib(at))
    client = make.client(someone)
    assert client.get(f"/tasks/{task.pk}/").status_code == (200 if is_held else 404)
    assert (task.step.activity in text(client, "/")) is is_held
    response = client.post(f"/tasks/{task.pk}/take/")
    assert response.status_code == (302 if is_held else 404)
    task.refresh_from_db()
    assert task.taken_by == (someone if is_held else None)


def test_a_list_of_three_offices_takes_as_many_queries_as_of_one() -> None:
    counts = []
    client = make.client(make.supervisor())
    for zone, _name, _ahead in ZONES:
        Branch(zone).task()
        client.get("/documents/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/documents/")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_what_is_late_below_somebody_is_mailed_in_the_zone_of_each_office() -> None:
    branch = Branch("Asia/Jayapura")
    task = branch.task()
    boss = make.position()
    Position.objects.filter(pk=task.position_id).update(superior=boss)
    line = late_below(make.holder(boss), at=make.wib("2026-06-10 10:00")).lines[0]
    assert "(due 8 June 2026 11:10 WIT)" in line


@pytest.mark.parametrize(
    ("at", "is_seen"), [("2026-06-08 23:30", False), ("2026-06-08 21:30", True)]
)
def test_notices_say_no_more_from_the_midnight_of_the_readers_office_on(
    at: str, is_seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch = Branch("Asia/Jayapura")
    document = branch.task().document
    other = make.holder_of(branch.version, "Staf")
    make.told()
    other.appointments.update(ends_on=date(2026, 6, 8))
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.wib(at))
    assert (document.subject in text(make.client(other), "/notices/")) is is_seen


BEFORE_AND_AFTER = [("2026-06-08 21:59", False), ("2026-06-08 22:30", True)]
"""22.00 in Jakarta is midnight in Jayapura."""


@pytest.mark.parametrize(("at", "is_held"), [*BEFORE_AND_AFTER, ("2026-06-08 23:30", True)])
def test_who_newly_holds_a_position_is_told_from_its_offices_midnight_on(
    at: str, is_held: bool
) -> None:
    branch, here = Branch("Asia/Jayapura"), Branch("Asia/Jakarta")
    day = date(2026, 6, 9)
    told = {}
    for each in (branch, here):
        task = each.task()
        told[each] = make.user()
        make.appointment(told[each], task.position, starts_on=day)
    make.told()
    tell_holders(make.wib(at))
    names = set(Notice.objects.filter(user__in=told.values()).values_list("user", flat=True))
    assert names == ({told[branch].pk} if is_held else set())


@pytest.mark.parametrize(("at", "is_vacant"), BEFORE_AND_AFTER)
def test_a_position_falls_vacant_at_its_offices_midnight(at: str, is_vacant: bool) -> None:
    boss = make.administrator()
    branch, here = Branch("Asia/Jayapura"), Branch("Asia/Jakarta")
    for each in (branch, here):
        each.task()
        each.staff.appointments.update(ends_on=date(2026, 6, 8))
    make.told()
    assert tell_vacancies(make.wib(at)) == (1 if is_vacant else 0)
    units = Notice.objects.filter(user=boss).values_list("task__position__unit", flat=True)
    assert list(units) == ([branch.unit.pk] if is_vacant else [])


@pytest.mark.parametrize(("at", "is_back"), BEFORE_AND_AFTER)
def test_what_one_who_leaves_has_in_hand_is_told_again_from_its_offices_midnight_on(
    at: str, is_back: bool
) -> None:
    for branch in (Branch("Asia/Jayapura"), Branch("Asia/Jakarta")):
        task = branch.task()
        make.holder_of(branch.version, "Staf")
        make.told()
        make.taken(task, by=branch.staff)
        branch.staff.appointments.update(ends_on=date(2026, 6, 8))
    assert bring_back_notices(make.wib(at)) == (1 if is_back else 0)


@pytest.mark.parametrize(("at", "is_over"), BEFORE_AND_AFTER)
def test_a_successor_takes_over_at_its_offices_midnight(at: str, is_over: bool) -> None:
    branch, here = Branch("Asia/Jayapura"), Branch("Asia/Jakarta")
    for each in (branch, here):
        heir = make.position(of=each.unit)
        by = Doer(make.administrator(), make.MONDAY)
        retire_position(each.task().position, on=date(2026, 6, 9), successor=heir, by=by)
    assert succeed_positions(make.wib(at)) == (1 if is_over else 0)
    assert Task.objects.filter(position__unit=here.unit, position__retired_on=None).count() == 0


@pytest.mark.parametrize(
    ("at", "is_mailed"), [("2026-06-08 21:30", True), ("2026-06-08 23:30", False)]
)
def test_nothing_is_mailed_to_one_whose_appointment_ended_at_their_offices_midnight(
    at: str, is_mailed: bool, settings: Settings
) -> None:
    settings.EMAIL_HOST, settings.SITE_URL = "localhost", "https://sop.example.go.id"
    branch = Branch("Asia/Jayapura")
    other = make.holder_of(branch.version, "Staf")
    User.objects.filter(pk=other.pk).update(email="other@example.go.id")
    branch.task()
    make.told()
    other.appointments.update(ends_on=date(2026, 6, 8))
    assert (mail_next(make.wib(at)).name == "SENT") is is_mailed


@pytest.mark.parametrize(("at", "is_above"), BEFORE_AND_AFTER)
def test_what_is_late_below_is_that_of_positions_held_by_the_day_of_their_office(
    at: str, is_above: bool
) -> None:
    for zone in ("Asia/Jayapura", "Asia/Jakarta"):
        branch = Branch(zone)
        task = branch.task(make.wib("2026-06-01 08:00"))
        boss = make.position(of=branch.unit)
        Position.objects.filter(pk=task.position_id).update(superior=boss)
        someone = make.user()
        make.appointment(someone, boss, starts_on=date(2026, 6, 9))
        seen = is_above and zone == "Asia/Jayapura"
        assert (someone.pk in superiors_of_late(make.wib(at))) is seen
        assert len(late_below(someone, at=make.wib(at)).lines) == (1 if seen else 0)


TWO_MIDNIGHTS = [
    ("2026-06-08 21:59", False),  # 23.59 in Jayapura
    ("2026-06-08 22:00", True),
    ("2026-06-09 21:59", True),
    ("2026-06-09 22:00", False),
]


@pytest.mark.parametrize(("at", "is_held"), TWO_MIDNIGHTS)
def test_sops_and_books_are_read_from_midnight_to_midnight_of_their_office(
    at: str, is_held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, day = make.root(), date(2026, 6, 9)
    make.calendar_for(office, zone="Asia/Jayapura")
    version, book = make.version(of=office, code="KS-08"), make.book(office)
    someone = make.user()
    make.appointment(someone, make.position(of=office), starts_on=day, ends_on=day)
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.wib(at))
    client = make.client(someone)
    page = version.procedure.address()
    addresses = [page, f"{page}print.pdf", f"{page}export.json", f"/procedures/books/{book.pk}/"]
    statuses = [client.get(address).status_code for address in addresses]
    assert statuses == [200 if is_held else 404] * len(addresses)
    assert ("KS-08" in text(client, "/procedures/")) is is_held
    there = f"/procedures/books/{book.pk}/"
    assert (there in text(client, "/procedures/books/")) is is_held


@pytest.mark.parametrize(("at", "is_held"), TWO_MIDNIGHTS)
@pytest.mark.parametrize("kind", ["people", "editor"])
def test_administration_is_open_from_midnight_to_midnight_of_the_roles_office(
    at: str, is_held: bool, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, day = make.root("Dinas Timur"), date(2026, 6, 9)
    make.calendar_for(office, zone="Asia/Jayapura")
    someone = make.user()
    make.role(kind, of=office, to=someone, starts_on=day, ends_on=day)
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.wib(at))
    client = make.client(someone)
    assert ('href="/admin/"' in text(client, "/")) is is_held
    answers = [client.get(f"/admin/{each}").status_code for each in ("", "people/unit/")]
    assert answers == [200 if is_held else 302] * 2
    served = "people/position/add/" if kind == "people" else "procedures/version/"
    assert client.get(f"/admin/{served}").status_code == (200 if is_held else 302)
    own, closed = ("/people/", 404) if kind == "people" else ("/procedures/bring-in/", 403)
    assert client.get(own).status_code == (200 if is_held else closed)
    door = {"username": someone.username, "password": "pw"}
    assert Client().post("/admin/login/", door).status_code == (302 if is_held else 200)
