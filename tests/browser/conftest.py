"""A real browser in front of a real server."""

from __future__ import annotations

import http.client
import os
import re
import threading
from collections.abc import Iterator
from typing import Protocol

import pytest
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from people.models import User
from tests import make
from tests.browser.walk import PATIENCE

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "sandi-uji-coba"


class SignIn(Protocol):
    """Signs somebody in, in a window of their own."""

    def __call__(
        self, username: str, width: int = 1280, *, scale: float = 1.0, scripts: bool = True
    ) -> Page: ...


class Opened(Protocol):
    """Opens a window; `scale` is the number of pixels to one CSS pixel.

    Without `scripts` the browser runs none.
    """

    def __call__(self, width: int = 1280, *, scale: float = 1.0, scripts: bool = True) -> Page: ...


class LetIn(Protocol):
    """Opens a window in which somebody has signed in."""

    def __call__(self, user: User, width: int = 1280) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium once."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop is not Django's
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def live_server(live_server: LiveServer, transactional_db: None) -> Iterator[LiveServer]:
    """Wait for what the browser still asked for, before the tables are emptied.

    A page that is closed leaves its last requests running; they would meet the emptying in a
    deadlock. Connections are accepted in order, each by a thread of its own: once ours is answered,
    the threads of all before it stand, and end with them.
    """
    yield live_server
    ours = http.client.HTTPConnection(live_server.thread.host, live_server.thread.port)
    ours.request("GET", "/healthz")
    assert ours.getresponse().status == 200
    ours.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=120)
            assert not thread.is_alive(), "a request does not end"


@pytest.fixture
def office(transactional_db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the office's data as a demonstration does."""
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    settings.DEMO = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_SSL_REDIRECT = False
    make.office()


def is_complaint(said: ConsoleMessage) -> bool:
    """Whether the console tells of something that should not be."""
    return said.type == "error" and not re.search(
        "status of (400|409|422)|ERR_INTERNET_DISCONNECTED", said.text
    )


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer) -> Iterator[Opened]:
    """Return a function that opens a window, each in a browser context of its own.

    Whatever the browser complains about (a script or style that the policy forbids, an error)
    fails the test; that a form was refused (409, 422) is none of it.
    """
    complaints: list[str] = []
    contexts = []

    def opened(width: int = 1280, *, scale: float = 1.0, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 800},
            device_scale_factor=scale,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if is_complaint(said) else None,
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def sign_in(opened: Opened, office: None) -> SignIn:
    """Return a function that signs somebody of the office in, in a window of their own."""

    def sign_in(
        username: str, width: int = 1280, *, scale: float = 1.0, scripts: bool = True
    ) -> Page:
        page = opened(width, scale=scale, scripts=scripts)
        page.goto("/login/")
        page.get_by_label("Nama pengguna").fill(username)
        page.get_by_label("Sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url("/")
        return page

    return sign_in


@pytest.fixture
def let_in(opened: Opened, live_server: LiveServer, settings: Settings) -> LetIn:
    """Return a function that opens a window where somebody has signed in already: it is quick."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_SSL_REDIRECT = False

    def let_in(user: User, width: int = 1280) -> Page:
        signed_in = Client()
        signed_in.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        page = opened(width)
        kept = signed_in.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": kept, "url": live_server.url}])
        return page

    return let_in
