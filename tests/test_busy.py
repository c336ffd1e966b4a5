"""What people read when the database lets them wait too long."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import OperationalError, connection, transaction

from tests import make
from tests.rows import all_rows
from workflow.actions.turns import lock_document
from workflow.models import Document

pytestmark = pytest.mark.django_db(transaction=True)

IMPATIENT = {"postgresql": "SET lock_timeout = '200ms'", "sqlite": "PRAGMA busy_timeout = 200"}
PATIENT = {"postgresql": "SET lock_timeout = 0", "sqlite": "PRAGMA busy_timeout = 20000"}


def tell_the_database(words: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words[connection.vendor])


def hold(document: Document, is_held: Event, may_let_go: Event) -> None:
    """Keep the lock of a document, as a deed does that takes very long."""
    try:
        with transaction.atomic():
            lock_document(document, by=document.started_by, at=make.MONDAY)
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


def test_only_the_databases_own_trouble_is_called_busy() -> None:
    from sopks.busy import BusyMiddleware

    busy = BusyMiddleware(lambda _: pytest.fail("no request is sent"))
    request = make.client(make.user()).get("/").wsgi_request
    assert busy.process_exception(request, ValueError("something else")) is None
    answer = busy.process_exception(request, OperationalError("database is locked"))
    assert answer is not None
    assert answer.status_code == 503
