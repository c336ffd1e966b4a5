"""Signing in and out, and the language of the pages."""

from __future__ import annotations

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from people.models import User
from tests import make

pytestmark = pytest.mark.django_db

BROWSER_IN_ENGLISH = {"Accept-Language": "en-US,en;q=0.9"}
LIMIT = 10
LOCKED = "The password was wrong too often"


@pytest.fixture
def browser() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def sign_in(client: Client, username: str, password: str = "", **sent: Any) -> Any:
    data = {"username": username, "password": password or "pw", **sent}
    return client.post(reverse("login"), data)


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("desk")).status_code == 200


def fail(client: Client, username: str, times: int, **request: Any) -> list[int]:
    """Sign in with a wrong password; return the statuses."""
    data = {"username": username, "password": "salah"}
    return [client.post(reverse("login"), data, **request).status_code for _ in range(times)]


def test_the_right_password_leads_to_the_desk(browser: Client) -> None:
    make.user("seorang")
    assert not is_signed_in(browser)
    response = sign_in(browser, "seorang")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_signed_in(browser)


def test_whoever_was_on_the_way_somewhere_is_led_there_and_nowhere_else(browser: Client) -> None:
    make.user("seorang")
    assert browser.get("/documents/?words=a")["Location"] == "/login/?next=/documents/%3Fwords%3Da"
    assert 'value="/documents/?words=a"' in (
        browser.get("/login/?next=/documents/%3Fwords%3Da").content.decode()
    )
    assert (
        sign_in(browser, "seorang", next="/documents/?words=a")["Location"] == "/documents/?words=a"
    )
    for elsewhere in ("https://example.com/", "//example.com", "javascript:alert(1)"):
        assert sign_in(Client(), "seorang", next=elsewhere)["Location"] == "/"


@pytest.mark.parametrize("username", ["seorang", "tidakada"])
def test_a_wrong_password_says_the_same_whether_or_not_there_is_such_an_account(
    username: str, browser: Client
) -> None:
    make.user("seorang")
    response = sign_in(browser, username, "salah")
    text = response.content.decode()
    assert response.status_code == 200
    assert "The username or the password is wrong." in text
    assert f'value="{username}"' in text
    assert "salah" not in text
    assert not is_signed_in(browser)


def test_a_closed_account_cannot_sign_in_and_is_out_at_once(browser: Client) -> None:
    budi = make.user("seorang")
    sign_in(browser, "seorang")
    assert is_signed_in(browser)
    User.objects.filter(pk=budi.pk).update(is_active=False)
    assert not is_signed_in(browser)
    assert sign_in(Client(), "seorang").status_code == 200


def test_ten_wrong_passwords_close_the_account_to_that_computer(browser: Client) -> None:
    make.user("seorang")
    assert django_settings.AXES_FAILURE_LIMIT == LIMIT
    assert fail(browser, "seorang", LIMIT - 1) == [200] * (LIMIT - 1)
    assert fail(browser, "seorang", 2) == [429, 429]
    response = sign_in(browser, "seorang")
    assert response.status_code == 429
    assert LOCKED in response.content.decode()
    assert "Content-Security-Policy" in response.headers
    assert not is_signed_in(browser)


def test_nine_wrong_passwords_do_not_and_the_right_one_starts_the_count_anew(
    browser: Client,
) -> None:
    make.user("seorang")
    for _ in range(2):
        assert set(fail(browser, "seorang", LIMIT - 1)) == {200}
        assert sign_in(browser, "seorang").status_code == 302
        browser.post(reverse("logout"))


def test_an_account_that_is_closed_keeps_nobody_else_out(browser: Client) -> None:
    make.user("seorang")
    make.user("siti")
    fail(browser, "seorang", LIMIT)
    assert sign_in(browser, "seorang").status_code == 429
    assert sign_in(browser, "siti").status_code == 302  # another account, the same computer
    elsewhere = Client(REMOTE_ADDR="10.0.0.8")
    assert sign_in(elsewhere, "seorang").status_code == 302  # the same account, another computer


def test_behind_a_proxy_an_account_is_closed_to_the_computer_and_not_to_the_proxy(
    settings: Settings,
) -> None:
    settings.BEHIND_PROXY = True
    make.user("seorang")
    attacker = Client(headers={"X-Forwarded-For": "10.0.0.66"})
    assert fail(attacker, "seorang", LIMIT)[-1] == 429
    disguised = Client(headers={"X-Forwarded-For": "10.0.0.7, 10.0.0.66"})
    assert sign_in(disguised, "seorang").status_code == 429
    assert sign_in(Client(headers={"X-Forwarded-For": "10.0.0.7"}), "seorang").status_code == 302


def test_signing_in_through_the_administration_is_counted_too(browser: Client) -> None:
    administrator = make.administrator()
    data = {"username": administrator.username, "password": "salah"}
    statuses = [browser.post("/admin/login/", data).status_code for _ in range(LIMIT)]
    assert statuses == [200] * (LIMIT - 1) + [429]
    assert sign_in(browser, administrator.username).status_code == 429


def test_those_who_are_signed_in_already_stay_in_while_the_account_is_closed(
    browser: Client,
) -> None:
    budi = make.user("seorang")
    inside = make.client(budi)
    fail(browser, "seorang", LIMIT)
    assert sign_in(browser, "seorang").status_code == 429
    assert is_signed_in(inside)


def test_passwords_are_kept_nowhere_when_they_are_wrong(browser: Client) -> None:
    make.user("seorang")
    sign_in(browser, "seorang", "sandi-yang-hampir-benar")
    kept = AccessAttempt.objects.values().get()
    assert kept["username"] == "seorang"
    assert "sandi-yang-hampir-benar" not in str(kept)


def test_signing_out_takes_a_post(browser: Client) -> None:
    make.user("seorang")
    sign_in(browser, "seorang")
    assert browser.get(reverse("logout")).status_code == 405
    assert is_signed_in(browser)
    response = browser.post(reverse("logout"))
    assert (response.status_code, response["Location"]) == (302, "/login/")
    assert not is_signed_in(browser)


def language_of(client: Client, **request: Any) -> str:
    """Return the language that the page of signing in says it is in."""
    text: str = client.get(reverse("login"), **request).content.decode()
    return text.split('<html lang="')[1].split('"', maxsplit=1)[0]


def test_pages_are_indonesian_even_when_the_browser_asks_for_english() -> None:
    assert language_of(Client()) == "id"
    assert language_of(Client(), headers=BROWSER_IN_ENGLISH) == "id"


def test_language_is_chosen_by_a_button_and_kept_by_a_cookie() -> None:
    client = Client()
    response = client.post(reverse("set_language"), {"language": "en", "next": "/login/"})
    assert (response.status_code, response["Location"]) == (302, "/login/")
    assert client.cookies["django_language"].value == "en"
    assert language_of(client) == "en"
    client.post(reverse("set_language"), {"language": "id", "next": "/login/"})
    assert language_of(client, headers=BROWSER_IN_ENGLISH) == "id"


def test_language_stays_as_it_is_for_one_that_there_is_not() -> None:
    client = Client()
    for chosen in ("fr", "", "../id"):
        client.post(reverse("set_language"), {"language": chosen})
        assert language_of(client) == "id"
    client.cookies["django_language"] = "fr"
    assert language_of(client) == "id"


def test_language_is_not_changed_by_a_visit_and_leads_to_no_other_site() -> None:
    client = Client()
    client.get(reverse("set_language"), {"language": "en"})
    assert language_of(client) == "id"
    sent = {"language": "en", "next": "https://example.com/"}
    assert client.post(reverse("set_language"), sent)["Location"] == "/"


def test_language_is_chosen_by_each_for_themselves() -> None:
    first, second = Client(), Client()
    first.post(reverse("set_language"), {"language": "en"})
    assert [language_of(first), language_of(second), language_of(first)] == ["en", "id", "en"]
