"""Texts of cells made plain: lines put together, lists taken apart."""

from __future__ import annotations

import re

from procedures.blanks import with_plain_blanks

_MARKER = re.compile(r"^\s*(?:[-–•·▪➢*]\s+|\(?(?:[0-9]{1,2}|[a-z])[.)]\s+)")
_DASHES = re.compile(r"(?:^|(?<=\s))[-–•·▪➢](?:\s+|$)")
_NUMBERS = re.compile(r"(?:^|(?<=\s))[0-9]{1,2}[.)]\s+")
_COUNTS = re.compile(r"(?:^|(?<=\s))\(?(?:[0-9]{1,2}|[a-z])[.)]\s")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")


def clean(text: str) -> str:
    """Return a text with plain blanks, and without what no screen shows, tags among it."""
    return _TAGS.sub("", with_plain_blanks(text)).strip()


def without_markers(text: str) -> str:
    """Return a text without what counts the items of a list in it: 1., b), a dash."""
    return _COUNTS.sub("", text)


def prose(text: str, *, is_wrapped: bool) -> str:
    """Return running text; lines stay apart where a list begins or the office has parted them."""
    lines = [" ".join(line.split()) for line in clean(text).splitlines() if line.strip()]
    kept: list[list[str]] = []
    for line in lines:
        if kept and not _MARKER.match(line) and (is_wrapped or _goes_on(line)):
            kept[-1].append(line)
        else:
            kept.append([line])
    return "\n".join(" ".join(parts) for parts in kept)


def items(text: str, *, is_wrapped: bool) -> tuple[str, ...]:
    """Return the items of a list: one a line, or behind dashes, numbers or semicolons."""
    found = [
        " ".join(part.split()).strip(" ;")
        for line in prose(text, is_wrapped=is_wrapped).splitlines()
        for part in _parts(line)
    ]
    return tuple(item for item in found if re.search(r"\w", item))


def _parts(line: str) -> list[str]:
    if _DASHES.match(line):
        return _DASHES.split(line)
    if _NUMBERS.match(line):
        return _NUMBERS.split(line)
    return _MARKER.sub("", line).split("; ")


def _goes_on(line: str) -> bool:
    """Tell whether a line goes on with the sentence before it."""
    return line[0].islower() or line[0] in ",.;:)&/"
