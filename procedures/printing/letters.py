"""How wide letters are on paper, and where their lines break."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

POINT = 25.4 / 72
LINE_HEIGHT = 1.25  # as print.css has it
# Advances of Arial in thousandths of its size.
ADVANCES = {
    222: "'ijl",
    278: " !,./:;I[\\]ft|",
    333: '()-`r{}*"',
    500: "Jcksvxyz^",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    944: "%@W",
}
ADVANCE = {char: advance for advance, chars in ADVANCES.items() for char in chars}
WIDEST = 1000
PIECE = re.compile(r"\s+|[^\s/-]*[/-]+|[^\s/-]+")


BOLD = 1.1  # times as wide, at most so in words


def bold_width(word: str, points: float) -> float:
    """Return about how many mm a word takes in bold type."""
    return sum(map(advance, word)) * BOLD / 1000 * points * POINT


def widest_word(text: str, points: float) -> float:
    """Return about how many mm the widest piece takes that no line breaks in, in bold type."""
    return max((bold_width(piece, points) for piece in _pieces(text)), default=0.0)


def line_height(points: float) -> float:
    """Return the height of a line in mm."""
    return points * POINT * LINE_HEIGHT


def lines(text: str, width: float, points: float) -> int:
    """Return how many lines a text takes in `width` mm; 0 for none.

    It breaks at blanks, behind hyphens and slashes, and anywhere in what is wider than a line.
    """
    room = _room(width, points)
    count, used = 0, room
    for piece in _pieces(text):
        wide = sum(map(advance, piece))
        if not piece.isspace() and used + wide > room:
            count, used = count + 1 + int(wide // room), 0.0
        used += wide % room
    return count


def wrapped(text: str, width: float, points: float) -> list[str]:
    """Return the lines of a text as `lines` counts them, blanks at their ends included."""
    room = _room(width, points)
    found, used = list[str](), room
    for piece in _pieces(text):
        wide = sum(map(advance, piece))
        if found and (piece.isspace() or used + wide <= room):
            found[-1] += piece
            used += wide
            continue
        *full, (last, used) = _broken(piece, room)
        found += [*(line for line, _wide in full), last]
    return found


def _broken(piece: str, room: float) -> list[tuple[str, float]]:
    """Return what is perhaps wider than a line as lines, each with its width."""
    found, start, used = list[tuple[str, float]](), 0, 0.0
    for at, char in enumerate(piece):
        wide = advance(char)
        if used + wide > room and at > start:
            found.append((piece[start:at], used))
            start, used = at, 0.0
        used += wide
    return [*found, (piece[start:], used)]


def _room(width: float, points: float) -> float:
    """Return `width` mm in thousandths of the size of type."""
    return width / (points * POINT) * 1000


def _pieces(text: str) -> list[str]:
    """Return what a text may be broken into, blanks by themselves."""
    return PIECE.findall(" ".join(text.split()))


@cache
def advance(char: str) -> int:
    """Return how wide a letter is; marks above others and invisible ones take no room."""
    takes_none = unicodedata.category(char) in {"Mn", "Me", "Cf"}
    return 0 if takes_none else ADVANCE.get(char, WIDEST)
