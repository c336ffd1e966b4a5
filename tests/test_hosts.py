"""Who asks under a name that is not set up reads which line lets them in."""

from __future__ import annotations

import html
import re
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sopks import hosts
from tests.served import HOST
from tests.serving import served

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - for as long as a test takes
LOCAL = ["localhost", "127.0.0.1", "[::1]"]


@pytest.fixture(autouse=True)
def _nobody_else(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = LOCAL


def told(host: str) -> tuple[int, list[tuple[str, str]], str]:
    """Return the status, the sentences with their languages, and the line to add."""
    answer = Client().get("/login/", headers={"host": host})
    page = html.unescape(answer.content.decode())
    line = re.search(r"<code>(.*)</code>", page)
    sentences = re.findall(r'<p lang="(\w+)">([^<]*)</p>', page)
    return answer.status_code, sentences, line[1] if line else ""


@pytest.mark.parametrize("is_secure", [False, True])
@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("192.168.1.5:8000", "192.168.1.5"),
        ("kantor.go.id", "kantor.go.id"),
        ("[fe80::1]:8000", "[fe80::1]"),
    ],
)
def test_another_name_is_refused_with_the_line_to_add_in_both_languages(
    asked: str, name: str, *, is_secure: bool, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = is_secure
    status, sentences, line = told(asked)
    assert (status, [language for language, _ in sentences]) == (400, ["id", "en"])
    assert sentences[1][1].startswith(f"SOPKS does not answer under the name {name}.")
    assert sentences[0][1].startswith(f"SOPKS tidak menjawab dengan nama {name}.")
    assert line == f"ALLOWED_HOSTS=localhost,127.0.0.1,[::1],{name}"
    settings.ALLOWED_HOSTS = line.removeprefix("ALLOWED_HOSTS=").split(",")
    settings.SECURE_SSL_REDIRECT = False
    assert told(asked)[0] == 200


def test_names_that_an_office_has_chosen_are_told_no_stranger(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["sop.example.go.id"]
    assert told("192.168.1.5")[2] == "ALLOWED_HOSTS=...,192.168.1.5"
    assert hosts.line_for("x") == "ALLOWED_HOSTS=sop.example.go.id,x"


@pytest.mark.parametrize("host", ["a_b.go.id", "<script>", "a b", "x" * 300, "a.go.id\nb", ""])
def test_what_is_no_name_is_not_repeated(host: str) -> None:
    status, sentences, line = told(host)
    sentence = "Go back, load the page again and repeat what you did."
    assert (status, line, sentences[1:]) == (400, "", [("en", sentence)])


def asked_under(name: str, port: int) -> int:
    """Ask a server under a name; return the status."""
    with closing(HTTPConnection(HOST, port, timeout=60)) as asked:
        asked.request("GET", "/login/", headers={"Host": name})
        return asked.getresponse().status


@pytest.mark.django_db(transaction=True)
def test_a_server_for_other_computers_says_at_the_start_and_once_a_minute_what_to_add(
    tmp_path: Path,
) -> None:
    with served(tmp_path, HOST=EVERY_ADDRESS) as (_process, port):
        assert [asked_under(name, port) for name in (HOST, "kantor", "kantor")] == [200, 400, 400]
    said = (tmp_path / "log").read_text()
    refused = "A request for kantor was refused. To answer it: ALLOWED_HOSTS="
    assert (
        said.count(f"{refused}localhost,127.0.0.1,[::1],kantor\n") == said.count("kantor was") == 1
    )
    (line,) = [each for each in said.splitlines() if each.startswith("Other computers are refused")]
    assert re.search(r"ALLOWED_HOSTS=localhost,127\.0\.0\.1,\[::1\],[\w.-]+$", line)
    with served(tmp_path, HOST=EVERY_ADDRESS, ALLOWED_HOSTS="127.0.0.1 sop.go.id") as (
        _process,
        port,
    ):
        assert asked_under("sop.go.id", port) == 200
    assert "Other computers are refused" not in (tmp_path / "log").read_text()
