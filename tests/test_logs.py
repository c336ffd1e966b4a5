"""The log says where something went wrong, and nothing of people and documents."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from people.models import User
from sopks.logs import discreet
from sopks.quiet import EachLineOnceAMinute
from sopks.urls import urlpatterns as addresses
from tests import make
from workflow.management.duties import Duty, Round
from workflow.models import Document

NIP = "198501012010011001"
NAME = "Nama Yang Rahasia"
SUBJECT = "Perihal yang rahasia"
PRIVATE = (NIP, NAME, SUBJECT)


def second_of_a_nip() -> None:
    """Write two accounts with one NIP."""
    for number in range(2):
        User.objects.create(username=f"{NAME}{number}", name=NAME, nip=NIP)


def row_that_lacks_something() -> None:
    """Write a document whose row is refused as a whole."""
    draft = make.document(subject=SUBJECT)
    Document.objects.filter(pk=draft.pk).update(started_at=None)


def number_that_is_none() -> None:
    """Ask for an account by a number that is written in letters."""
    int(f"{NIP}{NAME}")


def value_that_is_too_long() -> None:
    """Let the database itself quote what it complains about."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST('{NIP}x' AS integer) + length(json('{NAME}'))")


def chain() -> None:
    """Fail with the data while telling of another failure with data."""
    try:
        second_of_a_nip()
    except IntegrityError as error:
        raise ValueError(f"{NAME}: {error}") from KeyError(SUBJECT)


TROUBLES = [
    second_of_a_nip,
    row_that_lacks_something,
    number_that_is_none,
    value_that_is_too_long,
    chain,
]


def broken(request: HttpRequest, number: int) -> HttpResponse:
    """Break a page."""
    TROUBLES[number]()
    return HttpResponse()


urlpatterns = [*addresses, path("broken/<int:number>/", broken)]


def assert_nothing_private(text: str) -> None:
    assert {private for private in PRIVATE if private in text} == set()


def raised(number: int) -> Exception:
    with pytest.raises(Exception) as caught, transaction.atomic():  # noqa: PT011
        TROUBLES[number]()
    return caught.value


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(len(TROUBLES)))
@pytest.mark.urls("tests.test_logs")
def test_page_that_breaks_tells_the_log_nothing_of_the_data(
    number: int, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    client = make.client(make.user())
    client.raise_request_exception = False
    with transaction.atomic():
        status = client.get(f"/broken/{number}/").status_code
        transaction.set_rollback(True)
    assert status in {409, 500, 503}
    # The line of code is there, but where the database is thought to be busy.
    assert (TROUBLES[number].__name__ in caplog.text) == (status != 503)
    assert_nothing_private(caplog.text)
    assert_nothing_private(capsys.readouterr().err)


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(len(TROUBLES)))
def test_duty_that_breaks_tells_the_log_nothing_of_the_data(
    number: int, caplog: pytest.LogCaptureFixture
) -> None:
    def act(_at: Any) -> bool:
        with transaction.atomic():
            TROUBLES[number]()
        return False

    Round([Duty("torn", act, timedelta(seconds=1))]).go(make.MONDAY)
    (record,) = caplog.records
    assert record.message == "The worker could not do its duty: torn"
    assert TROUBLES[number].__name__ in caplog.text
    assert_nothing_private(caplog.text)


@pytest.mark.django_db
def test_what_the_database_says_of_its_constraints_is_kept() -> None:
    error = raised(0)
    line = str(error).partition("\n")[0]
    assert str(discreet(error)) == line
    assert "nip" in line
    if connection.vendor == "postgresql":
        assert NIP in str(error)  # there is something that could leak
        assert f"({NIP})" in str(error)


@pytest.mark.django_db
def test_rows_that_keep_another_from_being_deleted_are_not_named() -> None:
    user = make.user(name=NAME)
    make.appointment(user, make.position())
    with pytest.raises(ProtectedError) as caught:
        user.delete()
    assert NAME in str(caught.value)
    assert str(discreet(caught.value)) == ""


def test_words_about_code_are_kept() -> None:
    with pytest.raises(AttributeError) as caught:
        _ = NAME.nothing  # type: ignore[attr-defined]
    assert str(discreet(caught.value)) == "'str' object has no attribute 'nothing'"


def test_failures_are_told_with_those_they_came_of() -> None:
    try:
        try:
            raise KeyError(NAME)
        except KeyError as error:
            raise ValueError(NIP) from error
    except ValueError as error:
        text = logging.Formatter().formatException((type(error), discreet(error), None))
    assert_nothing_private(text)
    assert text.index("KeyError") < text.index("direct cause") < text.index("ValueError")


@pytest.mark.django_db
def test_account_that_is_closed_out_is_not_named(caplog: pytest.LogCaptureFixture) -> None:
    make.user(NIP)
    for _ in range(11):
        answer = Client().post("/login/", {"username": NIP, "password": NAME})
    assert answer.status_code == 429
    assert_nothing_private(caplog.text)


def line(message: str, *, at: float, name: str = "workflow.management.duties") -> Any:
    record = logging.LogRecord(name, logging.WARNING, "", 1, message, (), None)
    record.created = at
    return record


def test_the_same_line_of_the_worker_is_told_once_a_minute() -> None:
    told = EachLineOnceAMinute()
    passed = [told.filter(line("Torn", at=at)) for at in (0.0, 1.0, 59.9, 60.0, 61.0)]
    assert passed == [True, False, False, True, False]
    assert told.filter(line("Something else", at=61.0))


def test_lines_of_pages_are_told_each_time() -> None:
    told = EachLineOnceAMinute()
    assert [told.filter(line("Torn", at=0.0, name="django.request")) for _ in range(3)] == [
        True
    ] * 3
