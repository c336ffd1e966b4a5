"""Prints, read back: for the tests of the official form on paper."""

from __future__ import annotations

from io import BytesIO

import pdfplumber

from procedures.exchange import version_to_json
from procedures.models import Version
from procedures.printing import PAPERS, version_pdf

MM = 72 / 25.4


def whole(version: Version) -> Version:
    return Version.objects.with_table().get(pk=version.pk)


def pdf(version: Version, paper: str = "a4") -> bytes:
    loaded = whole(version)
    return version_pdf(loaded, PAPERS[paper], version_to_json(loaded))


def tight(text: str) -> str:
    """Return a text without its blanks: on paper lines break anywhere."""
    return "".join(text.split())


def pages(content: bytes) -> list[str]:
    """Return the text of each page without blanks, cell after cell as it was written."""
    with pdfplumber.open(BytesIO(content)) as document:
        return [tight("".join(char["text"] for char in page.chars)) for page in document.pages]


def sizes(content: bytes) -> set[tuple[int, int]]:
    """Return the sizes of the pages in whole millimetres."""
    with pdfplumber.open(BytesIO(content)) as document:
        return {(round(page.width / MM), round(page.height / MM)) for page in document.pages}
