"""The pictures of the guide and of the README: each stands there, small, and is a page of ours."""

from __future__ import annotations

import re

from tests.browser.pictures import IMAGES, PICTURES
from tests.browser.states import STATES
from tests.settings import ROOT

MOST_BYTES = 100_000


def test_each_picture_stands_in_its_text_and_is_a_page_that_is_looked_at() -> None:
    texts = [ROOT / "docs" / "panduan.md", ROOT / "README.md"]
    shown = [
        name
        for text in texts
        for name in re.findall(
            r"!\[[^\]]{10,}\]\((?:docs/)?images/([a-z-]+)\.png\)", text.read_text(encoding="utf-8")
        )
    ]
    kept = {path.stem: path.stat().st_size for path in IMAGES.glob("*.png")}
    assert (sorted(shown), set(kept)) == (sorted(PICTURES), set(PICTURES))
    assert [name for name, size in kept.items() if size > MOST_BYTES] == []
    assert [state for state in PICTURES.values() if state not in STATES] == []
