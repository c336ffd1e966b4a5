"""Second factors: an app with codes, recovery codes, and who has to have one."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from people import actions
from people.models import PeopleEntry, User
from people.permissions import needs_second_factor
from people.refusals import Refused
from tests import make
from tests.pages import act

pytestmark = pytest.mark.django_db

LIMIT = 10
WRONG = "That code is not the right one"


@pytest.fixture
def browser() -> Client:
    return in_english()


def in_english() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def code_of(secret: str, *, later: int = 0) -> str:
    """Return what the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def with_app(user: User) -> str:
    """Give somebody an app with codes; return its key."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def give_password(client: Client, user: User, **sent: str) -> Any:
    return client.post("/login/", {"username": user.username, "password": "pw", **sent})


def is_signed_in(client: Client) -> bool:
    return client.get("/signed-in/").status_code == 200


def prove(client: Client) -> None:
    """Type the password once more, as is asked before factors change."""
    assert client.post("/again/password/", {"password": "pw"}).status_code == 302


def text_of(client: Client, path: str) -> str:
    text: str = client.get(path).content.decode()
    return text


def test_password_alone_does_not_sign_in_who_has_an_app(browser: Client) -> None:
    someone = make.user()
    secret = with_app(someone)
    asked = give_password(browser, someone, next="/documents/?words=a", is_kept="on")
    assert asked["Location"] == "/login/code/"
    assert not is_signed_in(browser)
    assert "Second factor" in text_of(browser, "/login/code/")
    answer = browser.post("/login/code/", {"code": code_of(secret)})
    assert answer["Location"] == "/documents/?words=a"
    assert is_signed_in(browser)
    assert not browser.session.get_expire_at_browser_close()


def test_page_of_the_code_leads_back_who_has_given_no_password(browser: Client) -> None:
    with_app(make.user())
    assert browser.get("/login/code/")["Location"] == "/login/"
    assert browser.post("/login/code/", {"code": "123456"})["Location"] == "/login/"


def test_administration_asks_for_the_code_too(browser: Client) -> None:
    administrator = make.administrator()
    secret = with_app(administrator)
    sent = {"username": administrator.username, "password": "pw", "next": "/admin/people/"}
    assert browser.post("/admin/login/", sent)["Location"] == "/login/code/"
    assert browser.get("/admin/").status_code == 302
    assert browser.post("/login/code/", {"code": code_of(secret)})["Location"] == "/admin/people/"
    assert browser.get("/admin/").status_code == 200


def test_administration_lets_its_staff_in_where_they_wanted_to_go(browser: Client) -> None:
    administrator = make.administrator()
    sent = {"username": administrator.username, "password": "pw"}
    assert browser.post("/admin/login/", sent)["Location"] == "/admin/"
    assert browser.get("/admin/login/")["Location"] == "/admin/"


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_clock_of_a_telephone_may_be_half_a_minute_off(later: int, browser: Client) -> None:
    someone = make.user()
    secret = with_app(someone)
    give_password(browser, someone)
    # A half minute may end between the making of the code and its reading.
    sent = browser.post("/login/code/", {"code": code_of(secret, later=later)})
    if sent.status_code == 200:
        sent = browser.post("/login/code/", {"code": code_of(secret, later=later)})
    assert sent.status_code == 302


def test_code_is_good_once_and_no_earlier_one_after_it() -> None:
    someone = make.user()
    secret = with_app(someone)
    used, earlier = code_of(secret), code_of(secret, later=-1)
    first, second = in_english(), in_english()
    give_password(first, someone)
    assert first.post("/login/code/", {"code": used}).status_code == 302
    give_password(second, someone)
    for code in (used, earlier):
        answer = second.post("/login/code/", {"code": code})
        assert WRONG in answer.content.decode()
    assert not is_signed_in(second)


def test_code_used_up_in_another_process_is_refused() -> None:
    someone = make.user()
    secret = with_app(someone)
    kept = Authenticator.objects.get(user=someone)
    code = code_of(secret)
    assert actions.use_code(kept, code)
    assert not actions.use_code(Authenticator.objects.get(user=someone), code)


def test_ten_wrong_codes_close_the_account_to_that_computer(browser: Client) -> None:
    someone = make.user("seorang")
    with_app(someone)
    give_password(browser, someone)
    statuses = [browser.post("/login/code/", {"code": "0"}).status_code for _ in range(LIMIT)]
    assert statuses == [200] * (LIMIT - 1) + [429]
    assert browser.post("/login/code/", {"code": "0"}).status_code == 429
    assert give_password(in_english(), someone).status_code == 429
    kept = AccessAttempt.objects.get()
    assert (kept.username, kept.failures_since_start) == ("seorang", LIMIT)


def test_right_password_does_not_start_the_count_of_wrong_codes_anew(browser: Client) -> None:
    someone = make.user()
    with_app(someone)
    for _ in range(LIMIT - 1):
        give_password(browser, someone)
        browser.post("/login/code/", {"code": "000000"})
    give_password(browser, someone)
    assert browser.post("/login/code/", {"code": "000000"}).status_code == 429


def test_wrong_codes_are_kept_nowhere(browser: Client) -> None:
    someone = make.user()
    with_app(someone)
    give_password(browser, someone)
    browser.post("/login/code/", {"code": "987654"})
    assert "987654" not in str(AccessAttempt.objects.values().get())


def test_wrong_old_password_is_kept_nowhere() -> None:
    sent = {"old_password": "hampir-benar", "new_password1": "baru-1", "new_password2": "baru-1"}
    make.client(make.user()).post("/password/", sent)
    kept = str(AccessAttempt.objects.values().get())
    assert ("hampir-benar" in kept, "baru-1" in kept) == (False, False)


def test_recovery_code_signs_in_once() -> None:
    someone = make.user()
    with_app(someone)
    code = RecoveryCodes.activate(someone).get_unused_codes()[0]
    for expected in (302, 200):
        client = in_english()
        give_password(client, someone)
        assert client.post("/login/code/", {"code": code}).status_code == expected
        assert is_signed_in(client) == (expected == 302)


def test_app_is_set_up_with_the_password_once_more_and_on_record(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    someone = make.user()
    client = make.client(someone)
    asked = client.get("/factors/app/")
    assert asked["Location"] == "/again/password/?next=%2Ffactors%2Fapp%2F"
    assert client.post("/again/password/", {"password": "salah"}).status_code == 200
    client.post("/again/password/", {"password": "pw", "next": "/factors/app/"})
    page = client.get("/factors/app/")
    secret = page.context["form"].secret
    assert f"<code>{secret}</code>" in page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert WRONG in client.post("/factors/app/", {"code": "0"}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/factors/app/", {"code": code_of(secret)})
    assert done["Location"] == "/factors/codes/"
    codes = text_of(client, "/factors/codes/")
    assert all(code in codes for code in client.get("/factors/codes/").context["unused_codes"])
    told = PeopleEntry.objects.order_by("number").values_list("deed", "person", "after")
    assert set(dict.fromkeys((deed, person) for deed, person, _after in told)) == {
        ("add_factor", someone.pk)
    }
    assert [after["factor"] for _deed, _person, after in told] == ["totp", "recovery_codes"]
    assert secret not in str(list(PeopleEntry.objects.values()))


def test_recovery_codes_are_downloaded_renewed_and_seen_by_their_owner_alone(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    someone = make.user()
    with_app(someone)
    old = RecoveryCodes.activate(someone).get_unused_codes()
    client, other = make.client(someone), make.client(make.user())
    assert client.get("/factors/codes/")["Location"].startswith("/again/password/")
    prove(client)
    text = text_of(client, "/factors/codes/codes.txt")
    assert text.split() == old
    assert other.get("/factors/codes/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/factors/codes/new/")["Location"] == "/factors/codes/"
    new = client.get("/factors/codes/").context["unused_codes"]
    assert (len(new), set(new) & set(old)) == (10, set())
    assert PeopleEntry.objects.get().deed == "renew_factor"


def test_app_is_removed_and_the_codes_with_it() -> None:
    someone = make.user()
    with_app(someone)
    RecoveryCodes.activate(someone)
    client = make.client(someone)
    prove(client)
    assert client.post("/factors/app/remove/")["Location"] == "/factors/"
    assert not Authenticator.objects.filter(user=someone).exists()
    deeds = list(PeopleEntry.objects.values_list("deed", flat=True))
    assert deeds == ["remove_factor", "remove_factor"]


def test_who_has_neither_password_nor_factor_sets_one_up_without() -> None:
    someone = make.user()
    someone.set_unusable_password()
    someone.save()
    assert make.client(someone).get("/factors/app/").status_code == 200


@pytest.mark.parametrize("sent", ["", "x", "5", "[]", "{}", '{"id": 1}', "null", "{"])
@pytest.mark.parametrize("path", ["/login/passkey/", "/login/code/", "/factors/passkeys/add/"])
def test_what_is_no_passkey_is_refused_with_a_sentence(path: str, sent: str) -> None:
    someone = make.user()
    client = in_english()
    if path == "/factors/passkeys/add/":
        client = make.client(someone)
        prove(client)
    elif path == "/login/code/":
        with_app(someone)
        give_password(client, someone)
    client.get(path, headers={"Accept": "application/json"})
    answer = client.post(path, {"credential": sent})
    assert answer.status_code == (302 if path == "/login/passkey/" else 200)
    assert not Authenticator.objects.filter(type="webauthn").exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], []),
        (["everybody"], ["anyone", "staff", "supervisor", "superuser"]),
        (["staff"], ["staff", "supervisor", "superuser"]),
        (["superusers"], ["superuser"]),
        (["supervisor"], ["supervisor", "superuser"]),
        (["people", "archivist"], ["staff", "superuser"]),
    ],
)
def test_second_factor_is_needed_by_those_whom_the_setting_names(
    words: list[str], expected: list[str], settings: Settings
) -> None:
    settings.SECOND_FACTOR_FOR = words
    people = {
        "anyone": make.user(),
        "staff": make.may("people"),
        "supervisor": make.supervisor(),
        "superuser": make.administrator(),
    }
    assert [
        kind for kind, each in people.items() if needs_second_factor(each, on=timezone.localdate())
    ] == expected


def test_days_of_grace_are_told_and_end(settings: Settings, browser: Client) -> None:
    settings.SECOND_FACTOR_FOR = ["everybody"]
    settings.SECOND_FACTOR_GRACE_DAYS = 3
    someone = make.user()
    give_password(browser, someone)
    someone.refresh_from_db()
    assert someone.second_factor_due_on == timezone.localdate() + timedelta(days=3)
    assert "you sign in with a second factor" in text_of(browser, "/signed-in/")
    for due_on, location in ((1, None), (0, "/factors/"), (-1, "/factors/")):
        User.objects.filter(pk=someone.pk).update(second_factor_due_on=in_days(due_on))
        client = in_english()
        give_password(client, someone)
        assert client.get("/documents/").headers.get("Location") == location


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def due_now(settings: Settings, user: User) -> Client:
    """Let somebody sign in whose days of grace are over."""
    settings.SECOND_FACTOR_FOR = ["everybody"]
    User.objects.filter(pk=user.pk).update(second_factor_due_on=in_days(0))
    client = in_english()
    give_password(client, user)
    return client


def test_who_has_to_set_one_up_reaches_only_what_is_needed_for_it(settings: Settings) -> None:
    someone = make.user()
    client = due_now(settings, someone)
    for path in ("/", "/documents/", "/admin/", "/signed-in/", "/procedures/"):
        assert client.get(path)["Location"] == "/factors/", path
    assert client.post("/notices/read/")["Location"] == "/factors/"
    part = client.get("/", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == "/factors/"
    assert "Set up a second factor first" in text_of(client, "/factors/")
    assert client.get("/again/password/").status_code == 200
    prove(client)
    secret = client.get("/factors/app/").context["form"].secret
    client.post("/factors/app/", {"code": code_of(secret)})
    assert client.get("/documents/").status_code == 200
    assert client.post("/logout/").status_code == 302


def test_own_password_comes_first_and_then_the_second_factor(settings: Settings) -> None:
    someone = make.user()
    client = due_now(settings, someone)
    User.objects.filter(pk=someone.pk).update(has_given_password=True)
    for path in ("/documents/", "/factors/", "/factors/app/", "/again/password/"):
        assert client.get(path)["Location"] == "/password/", path
    assert client.get("/password/").status_code == 200
    new = "sandi-pilihan-sendiri"
    change = {"old_password": "pw", "new_password1": new, "new_password2": new}
    assert client.post("/password/", change).status_code == 302
    assert client.get("/documents/")["Location"] == "/factors/"
    for path in ("/factors/", "/again/password/", "/password/"):
        assert client.get(path).status_code == 200, path


def test_factor_set_up_in_another_browser_opens_this_one(settings: Settings) -> None:
    someone = make.user()
    client = due_now(settings, someone)
    assert client.get("/documents/")["Location"] == "/factors/"
    with_app(someone)
    assert client.get("/documents/").status_code == 200


def test_last_factor_of_who_has_to_have_one_stays(settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR = ["everybody"]
    someone = make.user()
    with_app(someone)
    client = make.client(someone)
    prove(client)
    refused = client.post("/factors/app/remove/")
    assert "You have to have a second factor" in refused.content.decode()
    assert Authenticator.objects.filter(user=someone).count() == 1


def test_who_is_signed_in_costs_no_statement_more(settings: Settings) -> None:
    someone = make.user()
    client = make.client(someone)
    counts = []
    for words in ([], ["everybody"]):
        settings.SECOND_FACTOR_FOR = words
        client.get("/signed-in/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/notices/email/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_administrator_takes_lost_factors_off_an_account_on_record() -> None:
    administrator, someone = make.administrator(), make.user()
    with_app(someone)
    actions.reset_factors(someone, by=make.doer(administrator))
    assert not Authenticator.objects.filter(user=someone).exists()
    entry = PeopleEntry.objects.get()
    assert (entry.deed, entry.by, entry.before) == (
        "reset_factors",
        administrator,
        {"factors": ["totp"]},
    )
    with pytest.raises(Refused):
        actions.reset_factors(someone, by=make.doer(administrator))


def test_factors_of_who_has_more_rights_are_not_taken_off() -> None:
    superuser = make.administrator()
    with_app(superuser)
    with pytest.raises(Refused):
        actions.reset_factors(superuser, by=make.doer(make.may("people")))
    assert Authenticator.objects.filter(user=superuser).exists()


def test_own_factors_are_removed_where_they_were_set_up_and_nowhere_else() -> None:
    administrator = make.administrator()
    with_app(administrator)
    with pytest.raises(Refused):
        actions.reset_factors(administrator, by=make.doer(administrator))
    assert Authenticator.objects.filter(user=administrator).exists()


def test_administration_takes_factors_off_the_accounts_that_are_ticked() -> None:
    someone = make.user()
    with_app(someone)
    client = make.client(make.administrator())
    act(client, "reset_factors", someone)
    assert not Authenticator.objects.filter(user=someone).exists()
    assert PeopleEntry.objects.get().deed == "reset_factors"


def test_operator_takes_factors_off_the_last_administrator() -> None:
    administrator = make.administrator()
    with_app(administrator)
    call_command("reset_factors", administrator.username, verbosity=0)
    entry = PeopleEntry.objects.get()
    assert (entry.deed, entry.by, entry.person) == ("reset_factors", None, administrator)
    for name in (administrator.username, "tidakada"):
        with pytest.raises(CommandError):
            call_command("reset_factors", name, verbosity=0)


def test_what_was_sent_with_a_wrong_password_is_kept_without_the_name(browser: Client) -> None:
    make.user("seorang")
    browser.post("/login/", {"username": "seorang", "password": "salah"})
    assert "seorang" not in AccessAttempt.objects.get().post_data
