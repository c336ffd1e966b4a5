"""Signing in to a demonstration with one button: who, from where, and never in production."""

from __future__ import annotations

import pytest
from axes.models import AccessLog
from django.test import Client
from pytest_django.fixtures import Settings

from people.actions import change_password, open_account, reset_password
from people.doers import Doer, Operator
from people.models import User
from tests import make

pytestmark = pytest.mark.django_db

BUTTON = "/login/example/"
HERE = {"REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def account(settings: Settings) -> User:
    """An account as a demonstration opens it."""
    settings.DEMO = True
    opened = User(username="staf", name="Akun Staf")
    opened.set_password("pw")
    return open_account(opened, by=Operator(make.MONDAY), is_demonstration=True)


def press(client: Client, name: str = "staf", **sent: str) -> tuple[int, str]:
    """Press a button; return the status and where it leads."""
    answer = client.post(BUTTON, {"account": name, **sent})
    return answer.status_code, answer.headers.get("Location", "")


def shown(client: Client) -> str:
    client.cookies["django_language"] = "en"
    return client.get("/login/").content.decode()


def test_a_button_signs_in_and_is_on_record_as_any_signing_in(account: User) -> None:
    client = Client()
    assert "Types and sends letters, corrects what came back" in shown(client)
    assert press(client, next="/documents/?words=a") == (302, "/documents/?words=a")
    assert client.get("/").wsgi_request.user == account
    assert [log.username for log in AccessLog.objects.all()] == ["staf"]
    assert press(Client(), next="https://example.com/") == (302, "/")


@pytest.mark.usefixtures("account")
def test_in_production_no_button_signs_anybody_in(settings: Settings) -> None:
    settings.DEMO = False
    assert press(Client()) == (404, "")
    assert BUTTON not in shown(Client())


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "10.0.0.8"},
        {"REMOTE_ADDR": ""},
        {**HERE, "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {**HERE, "HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_only_the_computer_that_serves_it_has_buttons(elsewhere: dict[str, str]) -> None:
    client = Client(**elsewhere)  # type: ignore[arg-type]
    assert press(client) == (404, "")
    text = shown(client)
    assert (BUTTON in text, "shown where SOPKS was started" in text) == (False, True)


def test_an_account_that_somebody_has_made_their_own_has_no_button(account: User) -> None:
    assert press(Client())[0] == 302
    change_password(account, "sandi-milik-sendiri", by=Doer(account, make.MONDAY))
    assert press(Client()) == (404, "")


def test_an_account_whose_password_was_set_since_has_no_button(account: User) -> None:
    reset_password(account, "sandi-lain-lagi", by=Operator(make.MONDAY))
    assert press(Client()) == (404, "")


@pytest.mark.usefixtures("account")
def test_accounts_that_no_demonstration_opened_have_no_button() -> None:
    named = make.user("kabid")  # as one of a demonstration, but opened by somebody
    opened = User(username="orang", name="Orang")
    open_account(opened, by=Operator(make.MONDAY), is_demonstration=True)
    assert [press(Client(), name) for name in (named.username, "orang", "")] == [(404, "")] * 3


def test_a_closed_account_has_no_button(account: User) -> None:
    User.objects.filter(pk=account.pk).update(is_active=False)
    assert press(Client()) == (404, "")


@pytest.mark.usefixtures("account")
def test_an_account_that_guessing_has_closed_stays_closed() -> None:
    client = Client()
    for _ in range(10):
        client.post("/login/", {"username": "staf", "password": "salah"})
    assert press(client)[0] == 429
    assert client.get("/").status_code == 302


@pytest.mark.usefixtures("account")
def test_a_button_needs_the_token_of_its_page() -> None:
    assert press(Client(enforce_csrf_checks=True))[0] == 403


@pytest.mark.usefixtures("account")
def test_a_button_does_not_count_as_a_password() -> None:
    client = Client()
    press(client)
    assert "/again/password/" in client.get("/factors/app/").headers.get("Location", "")
