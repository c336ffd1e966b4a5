"""The letters of the pages: the part of Plus Jakarta Sans that Latin writing needs.

The font is under the SIL Open Font License, which asks that its notes stay with what is served.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from fontpkg_plus_jakarta_sans import ROOT
from fontTools.subset import Options, Subsetter, save_font
from fontTools.ttLib import TTFont

LETTERS = "sopks/letters.woff2"
SIGNS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *map(ord, "\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2192\u2212"),
)
"""Latin letters with all their marks, and the signs between words."""
FEATURES = ("calt", "ccmp", "kern", "liga", "locl", "mark", "tnum")
ALL_NOTES = ["*"]


def latin_woff2() -> bytes:
    """Return the upright letters in all weights as WOFF2, some 27 kB; takes half a second."""
    options = Options(
        flavor="woff2", layout_features=list(FEATURES), name_IDs=ALL_NOTES, hinting=False
    )
    with TTFont(ROOT / "files" / "PlusJakartaSans[wght].ttf") as font:
        part = Subsetter(options)
        part.populate(unicodes=SIGNS)
        part.subset(font)
        made = BytesIO()
        save_font(font, made, options)
    return made.getvalue()


class FontFinder(BaseFinder):
    """Makes the font where static files are asked for or collected."""

    def find(self, path: str, *args: Any, **more: Any) -> Any:
        """Return where the font lies; nothing for other files."""
        return _made().path(LETTERS) if path == LETTERS else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        """Yield the font."""
        yield LETTERS, _made()


@cache
def _made() -> FileSystemStorage:
    """Return the folder in which the font lies, made anew by each process that asks."""
    folder = FileSystemStorage(settings.VAR_DIR / "made")
    unfinished = folder.save(f"{LETTERS}.new", ContentFile(latin_woff2()))
    Path(folder.path(unfinished)).replace(folder.path(LETTERS))
    return folder
