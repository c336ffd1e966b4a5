"""A letter as a page shows it: pictures of its pages, or its paragraphs and tables."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

HEADINGS = 6
"""Levels of headings that a page has."""

AT_ONCE = 4
"""Pages drawn at a time."""

MOST_BLOCKS = 3_000
MOST_ROWS = 300
MOST_COLUMNS = 40
MOST_LETTERS = 300_000
MOST_LETTERS_OF_ONE = 20_000
"""What is shown of a letter without pages: the rest is for who opens the file itself."""


@dataclass(frozen=True)
class LetterPage:
    """One page: its size in pixels, its text, and its picture (WebP) where it was drawn."""

    width: int
    height: int
    text: str
    picture: bytes = b""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with what counts it; a heading has a level from 1, any other 0."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class LetterTable:
    """A table: the texts of its cells, row by row."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | LetterTable


@dataclass(frozen=True)
class Letter:
    """What a file shows: of a PDF or a picture its pages, of other files its blocks.

    `count` is how many pages the file has, `is_cut` says that there is more than is shown.
    """

    pages: tuple[LetterPage, ...] = ()
    blocks: tuple[Block, ...] = ()
    count: int = 0
    is_cut: bool = False

    @property
    def text(self) -> str:
        """All its words, a line for each paragraph and each row of a table."""
        lines = [page.text for page in self.pages]
        for block in self.blocks:
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                lines += [" ".join(row) for row in block.rows]
        return "\n".join(lines)


def letter_to_plain(blocks: Sequence[Block]) -> dict[str, Any]:
    """Return blocks as plain data; what is too much for a page is cut off and said to be."""
    shown = list(_bounded(blocks))
    is_cut = len(shown) < len(blocks) or any(shown[at] != each for at, each in enumerate(blocks))
    return {"pages": [], "blocks": list(map(_block_to_plain, shown)), "count": 0, "is_cut": is_cut}


def _bounded(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks until there are too many of them, or too many letters."""
    left = MOST_LETTERS
    for block in blocks[:MOST_BLOCKS]:
        if left <= 0:
            return
        shown = _short(block)
        left -= sum(map(len, _texts(shown)))
        yield shown


def _short(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=block.text[:MOST_LETTERS_OF_ONE])
    rows = (
        tuple(text[:MOST_LETTERS_OF_ONE] for text in row[:MOST_COLUMNS])
        for row in block.rows[:MOST_ROWS]
    )
    return LetterTable(tuple(rows))


def _texts(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    return [text for row in block.rows for text in row]


def _block_to_plain(block: Block) -> dict[str, Any]:
    if isinstance(block, LetterTable):
        return {"rows": block.rows}
    return {"text": block.text, "level": block.level}


def letter_of(plain: Mapping[str, Any]) -> Letter:
    """Return the letter that came out of its own process as plain data."""
    pages = (
        LetterPage(each["width"], each["height"], each["text"], b64decode(each["picture"]))
        for each in plain["pages"]
    )
    blocks = (
        LetterTable(tuple(map(tuple, each["rows"])))
        if "rows" in each
        else Paragraph(each["text"], each["level"])
        for each in plain["blocks"]
    )
    return Letter(tuple(pages), tuple(blocks), plain["count"], is_cut=plain["is_cut"])
