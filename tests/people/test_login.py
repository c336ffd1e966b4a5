"""Signing in and out, and the language of the pages."""

from __future__ import annotations

from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings as django_settings
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from people import actions
from people.doers import Operator
from people.logins import source_of
from people.models import PeopleEntry, User
from tests import make
from tests.pages import act, page

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


def spray(client: Client, names: int, **request: Any) -> list[int]:
    """Try one wrong password on so many names; return the statuses."""
    return [fail(client, f"orang{number}", 1, **request)[0] for number in range(names)]


@pytest.fixture
def _few_wrong_ones(settings: Settings) -> None:
    settings.LOGIN_FAILURES_PER_ADDRESS = 5


@pytest.mark.usefixtures("_few_wrong_ones")
def test_one_password_tried_on_many_names_closes_the_address_to_new_browsers() -> None:
    make.user("seorang")
    assert spray(Client(), 5) == [200] * 5
    assert sign_in(Client(), "seorang").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="10.0.0.8"), "seorang").status_code == 302


@pytest.mark.usefixtures("_few_wrong_ones")
def test_four_wrong_passwords_on_four_names_close_nothing() -> None:
    make.user("seorang")
    assert spray(Client(), 4) == [200] * 4
    assert sign_in(Client(), "seorang").status_code == 302


@pytest.mark.usefixtures("_few_wrong_ones")
def test_colleagues_at_the_same_address_go_on_in_the_browsers_they_know(browser: Client) -> None:
    make.user("seorang")
    make.user("siti")
    assert sign_in(browser, "seorang").status_code == 302
    browser.post(reverse("logout"))
    spray(Client(), 5)
    assert sign_in(browser, "siti").status_code == 429
    assert sign_in(browser, "seorang").status_code == 302
    forged = Client()
    forged.cookies["known_here"] = "WzFd:1wPq2x:forged"
    assert sign_in(forged, "seorang").status_code == 429


@pytest.mark.usefixtures("_few_wrong_ones")
def test_one_who_guesses_at_a_browser_that_is_known_is_closed_out_too(browser: Client) -> None:
    make.user("seorang")
    sign_in(browser, "seorang")
    browser.post(reverse("logout"))
    assert fail(browser, "seorang", LIMIT)[-1] == 429
    assert sign_in(browser, "seorang").status_code == 429


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("unknown", None),
    ],
)
def test_wrong_passwords_are_counted_by_network_where_a_computer_has_many_addresses(
    address: str, counted: str | None
) -> None:
    assert source_of(RequestFactory(REMOTE_ADDR=address).get("/")) == counted


def change_own(client: Client, old: str, new: str = "sandi-yang-panjang-sekali") -> Any:
    sent = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(reverse("password_change"), sent)


def test_wrong_old_passwords_are_counted_like_those_at_signing_in(browser: Client) -> None:
    someone = make.user("seorang")
    inside = make.client(someone)
    statuses = [change_own(inside, "salah").status_code for _ in range(LIMIT)]
    assert statuses == [200] * (LIMIT - 1) + [429]
    assert change_own(inside, "pw").status_code == 429
    assert sign_in(browser, "seorang").status_code == 429
    someone.refresh_from_db()
    assert someone.check_password("pw")


def test_own_password_is_changed_on_record_and_other_browsers_are_out() -> None:
    someone = make.user("seorang")
    here, elsewhere = make.client(someone), make.client(someone)
    assert change_own(here, "pw")["Location"] == "/"
    assert (is_signed_in(here), is_signed_in(elsewhere)) == (True, False)
    entry = PeopleEntry.objects.get()
    assert (entry.deed, entry.by, entry.person) == ("change_password", someone, someone)
    assert "sandi-yang-panjang-sekali" not in str(PeopleEntry.objects.values().get())


def test_session_ends_with_the_browser_unless_it_is_to_be_kept() -> None:
    make.user("seorang")
    for sent, is_kept in (({}, False), ({"is_kept": "on"}, True)):
        client = Client()
        cookie = sign_in(client, "seorang", **sent).cookies["sessionid"]
        assert (cookie["max-age"] != "") == is_kept
        assert client.session.get_expire_at_browser_close() != is_kept
        assert client.session.get_expiry_age() == django_settings.SESSION_COOKIE_AGE


def test_pages_leave_nothing_behind_in_the_browser() -> None:
    client = make.client(make.user())
    for address in ("/", "/documents/", "/procedures/", "/login/", "/password/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_record_of_logins_is_not_deleted_in_a_browser() -> None:
    make.user("seorang")
    fail(Client(), "seorang", 1)
    sign_in(Client(), "seorang")
    fail(Client(), "lain", 1)
    client = make.client(make.administrator())
    for model in (AccessAttempt, AccessLog, AccessFailureLog):
        row = model.objects.order_by("pk").first() or model.objects.create()
        for name in ("delete", "change"):
            answer = client.post(page(model, name, row.pk), {"post": "yes", "username": "x"})
            assert answer.status_code == 403
        for deed in ("delete_selected", "cleanup_expired_attempts"):
            act(client, deed, row, post="yes")
        assert model.objects.filter(pk=row.pk).exists()


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


STRONG = "Padi-Menguning-7"
OWN = "Gerimis-Senja-42"


def given(by: User | None = None) -> User:
    """Open an account with a password that somebody else chose."""
    account = User(username="baru", name="Orang baru")
    account.set_password(STRONG)
    return actions.open_account(account, by=make.doer(by))


def signed_in(password: str = STRONG) -> Client:
    client = Client()
    sent = client.post("/login/", {"username": "baru", "password": password})
    assert sent.status_code == 302
    return client


def test_who_was_given_a_password_chooses_their_own_before_anything_else() -> None:
    given()
    client = signed_in()
    for path in ("/", "/documents/", "/notices/", "/admin/", "/first-run/"):
        assert client.get(path)["Location"] == "/password/", path
    assert client.post("/notices/read/", {})["Location"] == "/password/"
    assert "Kata sandi Anda dibuat oleh orang lain." in client.get("/password/").content.decode()
    change = {"old_password": STRONG, "new_password1": STRONG, "new_password2": STRONG}
    refused = client.post("/password/", change)
    assert (refused.status_code, client.get("/").status_code) == (200, 302)
    assert "Pilih kata sandi yang lain" in refused.content.decode()
    client.post("/password/", change | {"new_password1": OWN, "new_password2": OWN})
    assert client.get("/").status_code == 200
    assert (
        "Kata sandi Anda dibuat oleh orang lain." not in client.get("/password/").content.decode()
    )
    assert signed_in(OWN).get("/").status_code == 200


def test_who_was_given_a_password_may_sign_out_and_choose_a_language() -> None:
    given()
    client = signed_in()
    assert client.post("/language/", {"language": "en"})["Location"] == "/"
    assert client.get("/healthz").status_code == 200
    assert client.post("/logout/")["Location"] == "/login/"
    make.role("people", to=User.objects.get(username="baru"))
    client = signed_in()
    client.post("/admin/logout/")
    assert client.get("/password/").headers["Location"].startswith("/login/")


def test_a_password_that_somebody_set_again_is_changed_first_and_ones_own_is_not() -> None:
    account = given()
    actions.change_password(account, OWN, by=make.doer(account))
    assert not User.objects.get(pk=account.pk).has_given_password
    actions.reset_password(account, STRONG, by=make.doer())
    assert User.objects.get(pk=account.pk).has_given_password
    actions.reset_password(account, OWN, by=Operator(make.MONDAY))
    assert not User.objects.get(pk=account.pk).has_given_password
    actions.reset_password(account, None, by=make.doer())
    assert not User.objects.get(pk=account.pk).has_given_password
