"""Requests that are refused before a page could look at them say what to do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db

FILES = "Too many files at once. Go back and send them in several parts."
ROWS = "The form has too many rows. Go back and send it in several parts."
TEXT = "The text is too long. Go back and shorten it, or attach it as a file."
REPEAT = "Go back, load the page again and repeat what you did."


def told(client: Client, data: dict[str, Any], **headers: str) -> tuple[int, str]:
    answer = client.post("/documents/start/A-1/", data, headers=headers)
    page = answer.content.decode()
    return answer.status_code, page[page.index("<p>") + 3 : page.index("</p>")]


@pytest.fixture
def client() -> Client:
    """Somebody who may start a document."""
    return make.client(make.holder_of(make.version(code="A-1"), "Staf"))


def test_too_many_files_are_refused_with_what_to_do(client: Client) -> None:
    uploads = [make.upload(f"{number}.pdf") for number in range(101)]
    assert told(client, {"uploads": uploads}) == (400, FILES)


def test_too_many_rows_are_refused_with_what_to_do(client: Client) -> None:
    rows = {f"row-{number}": "1" for number in range(10_001)}
    assert told(client, rows) == (400, ROWS)


def test_text_that_is_too_long_is_refused_with_what_to_do(client: Client) -> None:
    assert told(client, {"description": "x" * 3_000_000}) == (400, TEXT)


def test_request_for_another_host_is_refused(client: Client) -> None:
    assert told(client, {}, host="elsewhere.example") == (400, REPEAT)
