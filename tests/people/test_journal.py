"""The journal of people: what it holds, that it stays, and that it tells what was done to it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from pytest_django.fixtures import Settings

from people import actions
from people.checks import check_administrators
from people.doers import Operator
from people.guards import put_on, take_off
from people.kept import triggers
from people.models import AppointmentRequest, PeopleEntry, PeopleHead, Unit, User
from people.reports import faults_of_accounts, faults_of_journal
from tests import make
from tests.constraints import change
from tests.pages import change_page, filled_in, page, post, signed_in
from tests.rows import all_rows

pytestmark = pytest.mark.django_db

STRONG = "kuda-hijau-membaca-9-peta"


def written(many: int = 3) -> User:
    """Let somebody's account be renamed so many times."""
    someone, by = make.user(), make.doer()
    for number in range(many):
        someone.name = f"Nama {number}"
        actions.change_account(someone, by=by)
    return someone


def test_entry_says_who_what_about_whom_when_and_from_where() -> None:
    administrator = make.administrator()
    someone = make.user("lama", name="Nama Lama")
    browser = signed_in(administrator)
    sent = filled_in(browser.get(change_page(someone))) | {"username": "baru", "rank": "Penata"}
    assert browser.post(change_page(someone), sent, REMOTE_ADDR="10.0.0.9").status_code == 302
    renamed, changed = PeopleEntry.objects.order_by("number")
    assert (renamed.deed, renamed.before, renamed.after) == (
        "rename_account",
        {"username": "lama"},
        {"username": "baru"},
    )
    assert (changed.deed, changed.before, changed.after) == (
        "change_account",
        {"rank": ""},
        {"rank": "Penata"},
    )
    for entry in (renamed, changed):
        told = (entry.by, entry.person, entry.thing, entry.address)
        assert told == (administrator, someone, entry.thing, "10.0.0.9")
    assert [each.number for each in (renamed, changed)] == [1, 2]


def test_rights_that_a_superuser_gives_are_on_record_by_name() -> None:
    someone, browser = make.user(), signed_in(make.administrator())
    sent = filled_in(browser.get(change_page(someone))) | {"is_superuser": "on"}
    assert post(browser, change_page(someone), sent) == 302
    entry = PeopleEntry.objects.get()
    assert (entry.deed, entry.before, entry.after) == (
        "change_rights",
        {"is_superuser": False},
        {"is_superuser": True},
    )


def test_units_and_positions_are_on_record_when_they_come_change_and_go() -> None:
    browser = signed_in(make.administrator())
    assert post(browser, page(Unit, "add"), {"name": "Dinas", "paper": "a4"}) == 302
    unit = Unit.objects.get()
    assert post(browser, change_page(unit), {"name": "Badan", "paper": "f4"}) == 302
    assert post(browser, change_page(unit), {"name": "Badan", "paper": "a4"}) == 302
    assert post(browser, page(Unit, "delete", unit.pk), {"post": "yes"}) == 302
    deeds = list(PeopleEntry.objects.order_by("number").values_list("deed", "thing"))
    assert deeds == [("add_unit", "Dinas"), ("change_unit", "Badan"), ("delete_unit", "Badan")]


def test_account_that_was_deleted_stays_on_record() -> None:
    someone, browser = make.user("sementara"), signed_in(make.administrator())
    assert post(browser, page(User, "delete", someone.pk), {"post": "yes"}) == 302
    entry = PeopleEntry.objects.get()
    assert (entry.thing, entry.person_id, entry.before["username"]) == (
        "sementara",
        someone.pk,
        "sementara",
    )
    for address in (page(PeopleEntry, "changelist"), page(PeopleEntry, "change", entry.pk)):
        assert browser.get(address).status_code == 200


def test_nobody_who_did_a_deed_is_deleted() -> None:
    clerk = make.may("people")
    someone = make.colleague()
    someone.name = "Lain"
    actions.change_account(someone, by=make.doer(clerk))
    with pytest.raises(IntegrityError), transaction.atomic():
        clerk.delete()


CHANGES: dict[str, Callable[[], Any]] = {
    "entry changed": lambda: PeopleEntry.objects.filter(number=2).update(thing="Lain"),
    "entry moved": lambda: PeopleEntry.objects.filter(number=2).update(number=9),
    "entry removed": lambda: PeopleEntry.objects.filter(number=2).delete(),
    "tail cut": lambda: PeopleEntry.objects.filter(number=3).delete(),
    "all removed": lambda: PeopleEntry.objects.all().delete(),
    "head turned back": lambda: PeopleHead.objects.update(entry_count=2),
    "head removed": lambda: PeopleHead.objects.all().delete(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_database_keeps_the_journal_as_it_was_written(name: str) -> None:
    written()
    before = all_rows()
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        CHANGES[name]()
    assert all_rows() == before


@pytest.mark.parametrize("name", CHANGES)
def test_journal_tells_what_was_done_to_it_past_the_database(name: str) -> None:
    written()
    assert list(faults_of_journal()) == []
    take_off(connection, triggers(apps))
    CHANGES[name]()
    put_on(connection, triggers(apps))
    assert list(faults_of_journal())
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_journal", stdout=said)
    assert "Journal of people" in said.getvalue()


def test_accounts_that_are_not_as_the_journal_has_them_are_named() -> None:
    someone, silent = written(), make.user()
    change(silent, name="Lain")  # of whom nothing is on record
    assert list(faults_of_accounts()) == []
    change(someone, name="Lain")
    named = f"Account {someone.username}: name is not as the journal of people has it."
    assert list(faults_of_accounts()) == [named]
    someone.refresh_from_db()
    someone.name = "Baru"
    actions.change_account(someone, by=make.doer())
    assert list(faults_of_accounts()) == []


def test_decision_on_an_appointment_stays_as_it_was_decided() -> None:
    asked = make.appointment_request()
    actions.reject_appointment(asked, by=make.doer(make.may("people")))
    for write in (
        lambda: change(asked, is_confirmed=True),
        lambda: change(asked, user=make.user()),
        lambda: AppointmentRequest.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="stays as it was decided"), transaction.atomic():
            write()


def rename(user: User, number: int) -> None:
    try:
        user.name = f"Nama {number}"
        actions.change_account(user, by=Operator(make.MONDAY))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_deeds_at_the_same_time_have_numbers_of_their_own() -> None:
    people = [make.user() for _ in range(6)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(rename, people, range(6)))
    numbers = PeopleEntry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]
    assert list(faults_of_journal()) == []


def create_superuser(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)
    call_command(
        "createsuperuser", "--noinput", username="pengelola", name="Pengelola", verbosity=0
    )


@pytest.mark.parametrize("password", ["admin", "12345678901", "password123", "pengelola1"])
def test_weak_password_of_an_administrator_is_refused_in_production(
    password: str, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        create_superuser(monkeypatch, password)
    assert (User.objects.count(), PeopleEntry.objects.count()) == (0, 0)


def test_weak_password_typed_at_the_terminal_is_refused_in_production_too(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.DEMO = False
    typed = iter(["y"])
    monkeypatch.setattr("getpass.getpass", lambda *_prompt: "admin")
    monkeypatch.setattr("builtins.input", lambda *_prompt: next(typed))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    with pytest.raises(CommandError):
        call_command("createsuperuser", username="pengelola", name="Pengelola", stdin=sys.stdin)
    assert list(typed) == []
    assert not User.objects.exists()


def test_administrator_that_a_command_makes_is_on_record(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.DEMO = False
    create_superuser(monkeypatch, STRONG)
    made, entry = User.objects.get(), PeopleEntry.objects.get()
    assert made.check_password(STRONG)
    assert (entry.deed, entry.by, entry.person) == ("open_account", None, made)
    assert STRONG not in str(entry.after)


def test_password_that_a_command_sets_is_on_record(monkeypatch: pytest.MonkeyPatch) -> None:
    someone = make.user("seorang")
    monkeypatch.setattr("getpass.getpass", lambda *_more, **_named: STRONG)
    call_command("changepassword", "seorang", stdout=StringIO())
    someone.refresh_from_db()
    assert someone.check_password(STRONG)
    entry = PeopleEntry.objects.get()
    assert (entry.deed, entry.by) == ("reset_password", None)


def warned() -> list[str]:
    return [each.msg for each in check_administrators()]


def test_deployment_is_warned_of_an_administrator_with_the_password_of_a_demonstration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    call_command("load_office", stdout=StringIO())
    sentence = "The administrator admin still has the password of a demonstration."
    assert warned() == [sentence]
    admin = User.objects.get(username="admin")
    actions.reset_password(admin, STRONG, by=make.doer(admin))
    assert warned() == []
    monkeypatch.setenv("DEMO_PASSWORD", STRONG)
    assert warned() == [sentence]
    change(admin, is_active=False)
    assert warned() == []
