"""The pictures of the guide show the pages as they are.

Beside the pictures lies what they show in words: the roles and texts of each page, as those hear it
who do not see it. When these differ the pictures are old; `scripts/guide-pictures` takes new ones.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.conf import settings as django_settings
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.browser.states import STATES, State, world
from tests.browser.walk import Walker

pytestmark = [pytest.mark.browser, pytest.mark.looks]

DOCS = django_settings.BASE_DIR / "docs"
IMAGES = DOCS / "images"
WORDS = IMAGES / "panduan.txt"
SIZE = ViewportSize(width=1024, height=700)
MOST_BYTES = 40_000
COLOURS = 32
MOST_LINES = 100  # more than what stands in a window
# What is another at each taking: moments, working time that runs until now, and keys of rows.
RUNNING = [
    (re.compile(r"\d{1,2} [A-Z]\w+ \d{4}( \d{2}\.\d{2} WI[BT]A?)?"), "TANGGAL"),
    (re.compile(r"\d+ jam( \d+ menit)?|\d+ menit"), "LAMA"),
    (re.compile(r"/\d+(?=/)"), "/KUNCI"),
]
PICTURES = {
    "masuk": State("/login/", ""),
    "meja-saya": State("/"),
    "pemberitahuan": State("/notices/"),
    "mulai-berkas": State("/documents/start/KS-08/"),
    "tugas": State("/tasks/{task}/"),
    "keputusan": State("/tasks/{deciding}/", "analis"),
    "berkas": State("/documents/{document}/"),
    "mencari": State("/documents/"),
    "sop": State("/procedures/KS-08/"),
    "penugasan": State("/admin/people/appointment/add/", "admin"),
    "versi": State("/admin/procedures/version/{revision}/change/", "admin"),
    "ambil-sop": State("/procedures/bring-in/", "admin"),
}


@pytest.fixture
def walker(browser: Browser, live_server: LiveServer, office: None) -> Iterator[Walker]:
    walker = Walker(browser, live_server.url, world())
    walker.page.set_viewport_size(SIZE)
    yield walker
    walker.close()


def words(page: Page) -> str:
    """Return the first roles and texts of a page, without what is another at each taking."""
    lines = page.locator("body").aria_snapshot().splitlines()
    heard = "\n".join(lines[:MOST_LINES])
    for pattern, word in RUNNING:
        heard = pattern.sub(word, heard)
    return heard


def picture(page: Page) -> bytes:
    """Return a small PNG of what stands in the window."""
    taken = Image.open(BytesIO(page.screenshot()))
    small = BytesIO()
    taken.convert("RGB").quantize(COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


def test_pictures_of_the_guide_show_the_pages_as_they_are(walker: Walker) -> None:
    chapters = []
    for name, state in PICTURES.items():
        page = walker.visit(state)
        taken = picture(page)
        assert (walker.status, len(taken) < MOST_BYTES) == (200, True), (name, len(taken))
        chapters.append(f"== {name}\n{words(page)}\n")
        if "RENEW" in os.environ:
            (IMAGES / f"panduan-{name}.png").write_bytes(taken)
    if "RENEW" in os.environ:
        WORDS.write_text("\n".join(chapters), encoding="utf-8")
    kept = WORDS.read_text(encoding="utf-8")
    assert kept == "\n".join(chapters), "The pictures are old: run scripts/guide-pictures."


def test_each_picture_stands_in_the_guide_and_is_a_page_that_is_looked_at() -> None:
    guide = (DOCS / "panduan.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]{10,}\]\(images/panduan-([a-z-]+)\.png\)", guide)
    kept = {path.stem.removeprefix("panduan-") for path in IMAGES.glob("panduan-*.png")}
    assert (sorted(shown), kept) == (sorted(PICTURES), set(PICTURES))
    assert [state for state in PICTURES.values() if state not in STATES] == []
