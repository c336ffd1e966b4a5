"""Signing in through a provider of identities: a real one, and some that are broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from people.models import User
from people.signing_in import asking
from people.signing_in.provider import CONFIGURATION, ENDPOINTS, nip_in
from tests import make
from tests.people.signing_in.test_factors import code_of, with_app
from tests.provider import RealProvider, answering, running_provider, settings_of
from tests.served import free_port

pytestmark = pytest.mark.django_db

NIP = "198501012010011001"
OTHER_NIP = "199002022015022002"
DID_NOT_WORK = "Signing in through Akun Pemda did not work"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealProvider]:
    with running_provider(tmp_path_factory.mktemp("provider") / "log") as provider:
        yield provider


@pytest.fixture
def provider(running: RealProvider, settings: Settings) -> RealProvider:
    settings.OIDC = settings_of(running.url)
    return running


@pytest.fixture(autouse=True)
def _own_cache() -> Iterator[None]:
    """Forget what a provider of another test said."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def browser() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def go(client: Client, provider: RealProvider, sub: str, **sent: str) -> Any:
    """Sign in through the provider as somebody does; return the last answer, not followed."""
    begun = client.get("/login/provider/", sent)
    back = provider.sign_in(begun["Location"], sub)
    return client.get(back)


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def who(client: Client) -> User:
    user = client.get("/").context["user"]
    assert isinstance(user, User)
    return user


def said_at_signing_in(client: Client) -> str:
    text: str = client.get("/login/").content.decode()
    return text


def test_account_is_found_by_nip_and_signed_in(provider: RealProvider, browser: Client) -> None:
    someone = make.user(nip=NIP)
    provider.knows("sub-1", nip=NIP, email="lain@example.go.id", name="Nama Lain")
    response = go(browser, provider, "sub-1", next="/documents/?words=a")
    assert (response.status_code, response["Location"]) == (302, "/documents/?words=a")
    assert who(browser) == someone
    someone.refresh_from_db()
    assert (someone.email, someone.name) != ("lain@example.go.id", "Nama Lain")


def test_provider_is_asked_with_state_nonce_and_proof_of_the_code(
    provider: RealProvider, browser: Client
) -> None:
    asked = parse_qs(urlsplit(browser.get("/login/provider/")["Location"]).query)
    assert set(asked) == {
        "client_id",
        "code_challenge",
        "code_challenge_method",
        "nonce",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
    }
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/login/provider/callback/"]


def test_email_that_somebody_has_here_signs_nobody_in(
    provider: RealProvider, browser: Client
) -> None:
    make.user(email="pejabat@example.go.id")
    provider.knows("sub-2", email="pejabat@example.go.id", email_verified=True)
    response = go(browser, provider, "sub-2")
    assert response.status_code == 403
    assert "does not say your NIP" in response.content.decode()
    assert not is_signed_in(browser)


def test_unknown_nip_opens_no_account_and_says_what_to_do(
    provider: RealProvider, browser: Client
) -> None:
    make.user(nip=NIP)
    provider.knows("sub-3", nip=OTHER_NIP, email="baru@example.go.id")
    before = User.objects.count()
    response = go(browser, provider, "sub-3")
    text = response.content.decode()
    assert response.status_code == 403
    assert f"your NIP is {OTHER_NIP}" in text
    assert "Ask the administrator of SOPKS in your office" in text
    assert (User.objects.count(), is_signed_in(browser)) == (before, False)


def test_whoever_gets_another_nip_there_is_somebody_else_here(provider: RealProvider) -> None:
    first, second = make.user(nip=NIP), make.user(nip=OTHER_NIP)
    for nip, person in ((NIP, first), (OTHER_NIP, second)):
        client = Client()
        provider.knows("sub-4", nip=nip)
        go(client, provider, "sub-4")
        assert who(client) == person


def test_account_out_of_use_stays_out(provider: RealProvider, browser: Client) -> None:
    someone = make.user(nip=NIP)
    User.objects.filter(pk=someone.pk).update(is_active=False)
    provider.knows("sub-5", nip=NIP)
    assert go(browser, provider, "sub-5")["Location"] == "/login/"
    assert "This account is out of use" in said_at_signing_in(browser)
    assert not is_signed_in(browser)


def test_way_on_leads_to_no_other_site(provider: RealProvider, browser: Client) -> None:
    make.user(nip=NIP)
    provider.knows("sub-6", nip=NIP)
    assert go(browser, provider, "sub-6", next="https://example.com/")["Location"] == "/"


def test_answer_counts_once_and_only_in_the_browser_that_asked(
    provider: RealProvider, browser: Client
) -> None:
    make.user(nip=NIP)
    provider.knows("sub-7", nip=NIP)
    back = provider.sign_in(browser.get("/login/provider/")["Location"], "sub-7")
    other = Client()
    assert other.get(back)["Location"] == "/login/"
    assert not is_signed_in(other)
    assert browser.get(back)["Location"] == "/"
    browser.post("/logout/")
    assert browser.get(back)["Location"] == "/login/"
    assert not is_signed_in(browser)


def test_token_for_another_question_is_not_taken(provider: RealProvider, browser: Client) -> None:
    make.user(nip=NIP)
    provider.knows("sub-8", nip=NIP)
    asked = browser.get("/login/provider/")["Location"]
    nonce = parse_qs(urlsplit(asked).query)["nonce"][0]
    back = provider.sign_in(asked.replace(nonce, "of-somebody-else"), "sub-8")
    assert browser.get(back)["Location"] == "/login/"
    assert DID_NOT_WORK in said_at_signing_in(browser)
    assert not is_signed_in(browser)


def test_who_says_no_at_the_provider_is_told_so(provider: RealProvider, browser: Client) -> None:
    asked = browser.get("/login/provider/")["Location"]
    state = parse_qs(urlsplit(asked).query)["state"][0]
    back = f"/login/provider/callback/?error=access_denied&state={state}"
    assert browser.get(back)["Location"] == "/login/"
    assert "Signing in through Akun Pemda was broken off." in said_at_signing_in(browser)


def test_who_has_a_second_factor_here_is_asked_for_it_and_led_on(
    provider: RealProvider, browser: Client
) -> None:
    someone = make.user(nip=NIP)
    secret = with_app(someone)
    provider.knows("sub-10", nip=NIP, birthdate="1985-01-01")
    assert go(browser, provider, "sub-10", next="/documents/")["Location"] == "/login/code/"
    assert not is_signed_in(browser)
    kept = str([each.get_decoded() for each in Session.objects.all()])
    assert ("1985" in kept, someone.password in kept) == (False, False)
    answer = browser.post("/login/code/", {"code": code_of(secret)})
    assert answer["Location"] == "/documents/"
    assert who(browser) == someone


@pytest.mark.parametrize(("asks", "location"), [(True, None), (False, "/factors/")])
def test_second_factor_that_the_provider_asks_for_counts_where_the_setting_says_so(
    asks: bool,
    location: str | None,
    provider: RealProvider,
    settings: Settings,
    browser: Client,
) -> None:
    settings.SECOND_FACTOR_FOR, settings.SECOND_FACTOR_GRACE_DAYS = ["everybody"], 0
    settings.OIDC = settings_of(provider.url, asks_second_factor=asks)
    make.user(nip=NIP)
    provider.knows("sub-11", nip=NIP)
    go(browser, provider, "sub-11")
    assert browser.get("/documents/").headers.get("Location") == location


def test_whoever_was_signed_in_before_is_out(provider: RealProvider) -> None:
    other, someone = make.user(), make.user(nip=NIP)
    client = make.client(other)
    provider.knows("sub-12", nip=NIP)
    go(client, provider, "sub-12")
    assert who(client) == someone


def test_sign_in_through_the_provider_is_in_the_record_of_logins(
    provider: RealProvider, browser: Client
) -> None:
    make.user("seorang", nip=NIP)
    provider.knows("sub-13", nip=NIP)
    go(browser, provider, "sub-13")
    assert AccessLog.objects.get().username == "seorang"


@pytest.mark.parametrize(
    "query", ["", "error=access_denied", "error=x", "code=a", "code=a&state=b"]
)
def test_answer_that_nobody_asked_for_leads_back_to_signing_in(
    query: str, provider: RealProvider, browser: Client
) -> None:
    assert browser.get(f"/login/provider/callback/?{query}")["Location"] == "/login/"
    assert DID_NOT_WORK in said_at_signing_in(browser)


GARBAGE = [
    b"",
    b"<html>",
    b"[]",
    b"{}",
    b"7",
    b'"text"',
    json.dumps({"issuer": 1, "authorization_endpoint": None}).encode(),
    b"x" * 300_000,
    b"\xff\xfe",
]


@pytest.mark.parametrize("body", GARBAGE, ids=range(len(GARBAGE)))
def test_provider_that_answers_nonsense_is_said_and_the_password_works(
    body: bytes, settings: Settings, browser: Client
) -> None:
    make.user("seorang")
    with answering(200, body) as server:
        settings.OIDC = settings_of(server.url)
        assert browser.get("/login/provider/")["Location"] == "/login/"
    assert DID_NOT_WORK in said_at_signing_in(browser)
    browser.post("/login/", {"username": "seorang", "password": "pw"})
    assert is_signed_in(browser)


def test_provider_that_is_away_is_said_and_not_asked_again_at_once(
    settings: Settings, browser: Client
) -> None:
    with answering(503, b"{}") as server:
        settings.OIDC = settings_of(server.url)
        for _ in range(3):
            assert browser.get("/login/provider/")["Location"] == "/login/"
        assert len(server.asked) == 1
    assert DID_NOT_WORK in said_at_signing_in(browser)


def test_provider_on_whose_port_nothing_listens_is_said(
    settings: Settings, browser: Client
) -> None:
    settings.OIDC = settings_of(f"http://127.0.0.1:{free_port()}")
    assert browser.get("/login/provider/")["Location"] == "/login/"
    assert DID_NOT_WORK in said_at_signing_in(browser)


def test_provider_that_never_ends_its_answer_is_given_up(
    settings: Settings, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "WHOLE", 1)
    with answering(200, b"{", slow=True) as server:
        settings.OIDC = settings_of(server.url)
        assert browser.get("/login/provider/")["Location"] == "/login/"
    assert DID_NOT_WORK in said_at_signing_in(browser)


@pytest.mark.parametrize(
    "body",
    [
        b'{"access_token": "x", "id_token": "y"}',
        b'{"access_token": "x", "id_token": "y", "expires_in": "soon"}',
        b'{"access_token": "x", "id_token": "y", "expires_in": 1e400}',
        b'{"access_token": "x", "expires_in": 99999999999999999999}',
        b'{"access_token": ["x"]}',
        b"[" * 100_000,
        b"",
        b"access_token=x",
    ],
    ids=range(8),
)
def test_provider_that_answers_nonsense_in_the_middle_is_said(
    body: bytes, provider: RealProvider, settings: Settings, browser: Client
) -> None:
    make.user(nip=NIP)
    provider.knows("sub-9", nip=NIP)
    back = provider.sign_in(browser.get("/login/provider/")["Location"], "sub-9")
    known = cache.get(CONFIGURATION)
    with answering(200, body) as server:
        ends = dict.fromkeys(ENDPOINTS, server.url)
        cache.set(CONFIGURATION, {**known, **ends})
        assert browser.get(back)["Location"] == "/login/"
        assert server.asked != []
    assert not is_signed_in(browser)


def test_where_no_provider_is_set_there_is_no_way_to_one(browser: Client) -> None:
    assert browser.get("/login/provider/").status_code == 404
    assert browser.get("/login/provider/callback/").status_code == 404
    assert "/login/provider/" not in said_at_signing_in(browser)


def test_page_of_signing_in_names_the_provider_and_keeps_the_way_on(
    provider: RealProvider, browser: Client
) -> None:
    text = browser.get("/login/", {"next": "/documents/"}).content.decode()
    assert "Sign in through Akun Pemda" in text
    assert 'href="/login/provider/?next=%2Fdocuments%2F"' in text or (
        'href="/login/provider/?next=/documents/"' in text
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (NIP, NIP),
        ("19850101 201001 1 001", NIP),
        (int(NIP), NIP),
        ([NIP], NIP),
        ([NIP, OTHER_NIP], ""),
        (None, ""),
        (True, ""),
        ("", ""),
        (NIP[:-1], ""),
        (NIP + "0", ""),
        ({"nip": NIP}, ""),
        ("١٩٨٥٠١٠١٢٠١٠٠١١٠٠١", ""),
    ],
)
def test_nip_is_eighteen_digits_or_none(told: Any, expected: str) -> None:
    assert nip_in({"pegawai/nip": told}, "pegawai/nip") == expected


def test_claim_that_is_not_there_tells_no_nip() -> None:
    assert nip_in({"nip": NIP}, "nik") == ""
