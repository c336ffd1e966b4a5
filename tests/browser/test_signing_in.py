"""Passkeys and codes in a real browser, under the policy that forbids scripts from within."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.fixtures import Settings

from people.models import User
from tests import make
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def someone(settings: Settings) -> User:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_SSL_REDIRECT = False
    return make.user("seorang")


def device_in(page: Page) -> tuple[CDPSession, str]:
    """Put a device with a finger reader into a window; return how it is spoken to, and its key."""
    speaks = page.context.new_cdp_session(page)
    speaks.send("WebAuthn.enable")
    made = speaks.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return speaks, made["authenticatorId"]


def give_password(page: Page) -> None:
    page.goto("/login/")
    page.get_by_label("Nama pengguna").fill("seorang")
    page.get_by_label("Sandi").fill("pw")
    page.get_by_role("button", name="Masuk", exact=True).click()


def prove(page: Page) -> None:
    page.get_by_label("Sandi").fill("pw")
    page.get_by_role("button", name="Lanjutkan").click()


def sign_out(page: Page) -> None:
    page.locator(".bar-menu summary").click()
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.wait_for_url("/login/")


def add_passkey(page: Page) -> None:
    page.goto("/factors/passkeys/add/")
    prove(page)
    page.get_by_label("Nama").fill("Laptop kantor")
    page.get_by_role("button", name="Tambah kunci sandi").click()
    page.wait_for_url("/factors/codes/")


def test_passkey_signs_in_alone_and_after_the_password(opened: Opened, someone: User) -> None:
    page = opened()
    _speaks, _key = device_in(page)
    give_password(page)
    page.wait_for_url("/")
    add_passkey(page)
    page.goto("/factors/passkeys/")
    expect(page.get_by_text("Laptop kantor")).to_be_visible()
    sign_out(page)
    page.goto("/login/?next=/documents/")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url("/documents/")
    sign_out(page)
    give_password(page)
    page.wait_for_url("/login/code/")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url("/")
    used = Authenticator.objects.get(user=someone, type="webauthn")
    assert used.last_used_at is not None


def test_passkey_that_is_not_there_is_said_and_the_password_stays(
    opened: Opened, someone: User
) -> None:
    page = opened()
    speaks, key = device_in(page)
    speaks.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.goto("/login/")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    expect(page.get_by_text("Tidak ada kunci sandi yang dipakai")).to_be_visible()
    give_password(page)
    page.wait_for_url("/")


def test_app_is_set_up_from_its_picture_and_its_code_signs_in(
    opened: Opened, someone: User
) -> None:
    page = opened(360)
    give_password(page)
    page.wait_for_url("/")
    page.goto("/factors/app/")
    prove(page)
    picture = page.get_by_alt_text("Kode QR untuk aplikasi")
    assert picture.evaluate("img => img.complete && img.naturalWidth") > 100
    secret = page.locator("code").inner_text()
    counter = int(time.time()) // 30
    page.get_by_label("Kode").fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("button", name="Pasang").click()
    page.wait_for_url("/factors/codes/")
    code = page.locator("li code").first.inner_text()
    sign_out(page)
    give_password(page)
    page.wait_for_url("/login/code/")
    page.get_by_label("Kode").fill(code)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("/")


def test_without_scripts_the_ways_that_need_them_are_not_shown(
    opened: Opened, someone: User
) -> None:
    page = opened(scripts=False)
    page.goto("/login/")
    expect(page.get_by_role("button", name="Pakai kunci sandi")).not_to_be_visible()
    give_password(page)
    page.wait_for_url("/")
