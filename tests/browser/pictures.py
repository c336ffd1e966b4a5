"""The pictures of the guide and of the README, taken anew by `scripts/guide-pictures`.

No gate: what they show changes with every word of a page. `./test looks` tells how old they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.states import State, world
from tests.browser.walk import Walker
from tests.settings import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.looks]

IMAGES = ROOT / "docs" / "images"
OF_GUIDE = ViewportSize(width=1024, height=700)
OF_README = ViewportSize(width=1280, height=1300)
COLOURS = 32
PICTURES = {
    "panduan-masuk": State("/login/", ""),
    "panduan-meja-saya": State("/"),
    "panduan-pemberitahuan": State("/notices/"),
    "panduan-mulai-berkas": State("/documents/start/satuan-kerja-perangkat-daerah/KS-08/"),
    "panduan-tugas": State("/tasks/{task}/"),
    "panduan-keputusan": State("/tasks/{deciding}/", "analis"),
    "panduan-berkas": State("/documents/{document}/"),
    "panduan-mencari": State("/documents/"),
    "panduan-sop": State("/procedures/satuan-kerja-perangkat-daerah/KS-08/"),
    "panduan-penugasan": State("/admin/people/appointment/add/", "admin"),
    "panduan-versi": State("/admin/procedures/version/{revision}/change/", "admin"),
    "panduan-ambil-sop": State("/procedures/bring-in/", "admin"),
    "document": State("/documents/{document}/", "kepala"),
}


@pytest.fixture
def walker(
    browser: Browser, live_server: LiveServer, office: None, settings: Settings
) -> Iterator[Walker]:
    settings.DEMO = False  # pages as an office has them
    walker = Walker(browser, live_server.url, world())
    yield walker
    walker.close()


def picture(page: Page) -> bytes:
    """Return a small PNG of what stands in the window."""
    taken = Image.open(BytesIO(page.screenshot()))
    small = BytesIO()
    taken.convert("RGB").quantize(COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


def test_pictures_are_taken(walker: Walker) -> None:
    for name, state in PICTURES.items():
        size = OF_GUIDE if name.startswith("panduan-") else OF_README
        walker.page.set_viewport_size(size)
        page = walker.visit(state)
        assert walker.status == 200, name
        (IMAGES / f"{name}.png").write_bytes(picture(page))
