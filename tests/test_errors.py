"""Requests that are refused before a page could look at them say what to do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from people.models import Unit
from tests import make

pytestmark = pytest.mark.django_db

FILES = "Too many files at once. Go back and send them in several parts."
ROWS = "The form has too many rows. Go back and send it in several parts."
TEXT = "The text is too long. Go back and shorten it, or attach it as a file."
REPEAT = "Go back, load the page again and repeat what you did."


def told(client: Client, data: dict[str, Any], **headers: str) -> tuple[int, str]:
    answer = client.post(make.at("A-1", page="start_document"), data, headers=headers)
    page = answer.content.decode()
    told = page[page.index("<p>") + 3 :]
    return answer.status_code, told[: told.index("</p>")]


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


NULS = ["q", "o", "p", "e", "id__exact", "_changelist_filters", "_to_field", "all", "x\x00y"]


@pytest.mark.parametrize("name", NULS)
def test_nul_in_what_the_administration_is_asked_is_refused(name: str) -> None:
    browser = make.client(make.administrator())
    for path in ("people/user/", "people/user/add/", "workflow/document/", "people/appointment/"):
        assert browser.get(f"/admin/{path}", {name: "a\x00b"}).status_code == 400
        assert browser.post(f"/admin/{path}", {name: "a\x00b"}).status_code == 400
    assert browser.get("/admin/people/user/", {"q": "ab"}).status_code == 200


@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 30, "-" + "9" * 30])
def test_endless_numbers_in_what_the_administration_is_asked_are_no_error(number: str) -> None:
    browser = make.client(make.administrator())
    for path in ("people/appointment/?starts_on__year=", "workflow/specialday/?on__year="):
        assert browser.get(f"/admin/{path}{number}").status_code in {302, 400}
        assert browser.get(f"/admin/{path}2026").status_code == 200
    sent = {"name": "Bidang", "parent": number, "paper": "a4"}
    assert browser.post("/admin/people/unit/add/", sent).status_code in {200, 400}
    assert not Unit.objects.filter(name="Bidang").exists()


@pytest.mark.parametrize(
    "path", ["/admin/people/user/%00/change/", "/procedures/A%001/", "/admin/%00/", "/%00"]
)
def test_nul_in_an_address_is_refused(path: str) -> None:
    browser = make.client(make.administrator())
    assert (browser.get(path).status_code, browser.post(path).status_code) == (400, 400)


@pytest.mark.parametrize("name", ["sessionid", "django_language", "theme", "csrftoken"])
def test_nul_in_a_cookie_is_refused(name: str) -> None:
    cookie = f'{name}="{chr(92)}000{"a" * 32}"'
    answer = Client(HTTP_COOKIE=cookie).get("/login/")
    assert (answer.status_code, REPEAT in answer.content.decode()) == (400, False)
