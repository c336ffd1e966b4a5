"""What people read when the database refuses something, or lets them wait too long."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)

from people.doers import Doer
from people.models import Unit
from sopks.database import DatabaseMiddleware, Trouble, plain_page, trouble_of
from tests import make
from tests.rows import all_rows
from workflow.models import Document
from workflow.transition.turns import lock_document

pytestmark = pytest.mark.django_db(transaction=True)

IMPATIENT = {"postgresql": "SET lock_timeout = '200ms'", "sqlite": "PRAGMA busy_timeout = 200"}
PATIENT = {"postgresql": "RESET lock_timeout", "sqlite": "PRAGMA busy_timeout = 5000"}


def test_what_the_database_says_can_be_read_in_the_frame_of_a_preview() -> None:
    page = plain_page("Too much at once", "Come again.", status=503)
    told = page.status_code, page["X-Frame-Options"], page._csp_replace  # type: ignore[attr-defined]
    assert told == (503, "SAMEORIGIN", {"frame-ancestors": ["'self'"]})


def tell_the_database(words: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words[connection.vendor])


def hold(document: Document, is_held: Event, may_let_go: Event) -> None:
    """Keep the lock of a document, as a deed does that takes very long."""
    try:
        with transaction.atomic():
            lock_document(document, by=Doer(document.started_by, make.MONDAY))
            is_held.set()
            may_let_go.wait(timeout=20)
    finally:
        connection.close()


def test_who_waits_too_long_is_told_so_and_nothing_is_changed() -> None:
    task = make.task()
    browser = make.client(make.holder(task.position))
    is_held, may_let_go = Event(), Event()
    with ThreadPoolExecutor(1) as threads:
        holding = threads.submit(hold, task.document, is_held, may_let_go)
        is_held.wait(timeout=20)
        before = all_rows()
        tell_the_database(IMPATIENT)
        answer = browser.post(f"/tasks/{task.pk}/take/")
        tell_the_database(PATIENT)
        assert all_rows() == before
        may_let_go.set()
        holding.result()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Nothing was changed: go back and send it again in a moment." in answer.content.decode()
    assert browser.post(f"/tasks/{task.pk}/take/").status_code == 302


def test_only_the_databases_own_trouble_is_answered_for() -> None:
    middleware = DatabaseMiddleware(lambda _: pytest.fail("no request is sent"))
    request = make.client(make.user()).get("/").wsgi_request
    assert middleware.process_exception(request, ValueError("something else")) is None
    answers = [
        middleware.process_exception(request, error)
        for error in (OperationalError("database is locked"), IntegrityError("not unique"))
    ]
    assert [answer and answer.status_code for answer in answers] == [503, 409]


def driver_error(**named: str) -> Exception:
    """Return what a driver raises, with the name that the database gave it."""
    error = Exception("as the driver says it")
    for name, value in named.items():
        setattr(error, name, value)
    return error


def raised(kind: type[Exception], cause: Exception | None) -> Exception:
    error = kind("told")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("kind", "named", "expected"),
    [
        (OperationalError, {"pgcode": "55P03"}, Trouble.BUSY),
        (OperationalError, {"pgcode": "57014"}, Trouble.BUSY),
        (OperationalError, {"pgcode": "40P01"}, Trouble.BUSY),
        (InternalError, {"pgcode": "25P03"}, Trouble.BUSY),
        (OperationalError, {"sqlite_errorname": "SQLITE_BUSY_SNAPSHOT"}, Trouble.BUSY),
        (OperationalError, {"pgcode": "57P01"}, Trouble.AWAY),
        (OperationalError, {"pgcode": "57P03"}, Trouble.AWAY),
        (OperationalError, {}, Trouble.AWAY),
        (InterfaceError, {}, Trouble.AWAY),
        (DatabaseError, {}, Trouble.AWAY),
        (OperationalError, {"sqlite_errorname": "SQLITE_CANTOPEN"}, Trouble.AWAY),
        (OperationalError, {"sqlite_errorname": "SQLITE_ERROR"}, None),
        (ProgrammingError, {"pgcode": "42P01"}, None),
        (InternalError, {"pgcode": "25P02"}, None),
        (IntegrityError, {"pgcode": "23505"}, Trouble.CONTRADICTED),
    ],
)
def test_busy_away_and_broken_are_told_apart_by_the_databases_own_names(
    kind: type[Exception], named: dict[str, str], expected: Trouble | None
) -> None:
    assert trouble_of(raised(kind, driver_error(**named))) is expected


def test_an_error_of_djangos_own_is_no_database_that_is_away() -> None:
    assert trouble_of(DatabaseError("Save with update_fields did not affect any rows.")) is None
    assert trouble_of(ValueError("something else")) is None
    assert trouble_of(None) is None


def test_a_document_is_shown_while_another_holds_what_noting_the_visit_needs() -> None:
    task = make.task()
    browser = make.client(make.holder(task.position))
    is_held, may_let_go = Event(), Event()
    with ThreadPoolExecutor(1) as threads:
        holding = threads.submit(hold, task.document, is_held, may_let_go)
        is_held.wait(timeout=20)
        tell_the_database(IMPATIENT)
        answer = browser.get(f"/documents/{task.document_id}/")
        tell_the_database(PATIENT)
        may_let_go.set()
        holding.result()
    assert answer.status_code == 200


def test_who_saves_what_somebody_else_has_just_saved_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make.root("Dinas")
    # As it is for whoever looks just before the other one saves.
    monkeypatch.setattr(Unit, "validate_constraints", lambda *_args, **_more: None)
    monkeypatch.setattr(Unit, "validate_unique", lambda *_args, **_more: None)
    browser = make.client(make.administrator())
    before = all_rows("Unit")
    answer = browser.post("/admin/people/unit/add/", {"name": "Dinas", "paper": "a4"})
    assert answer.status_code == 409
    assert "Somebody has just saved what does not go together" in answer.content.decode()
    assert all_rows("Unit") == before
