"""Every kind of blank as a blank, and what no screen shows as nothing."""

from __future__ import annotations

import unicodedata

BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
"""What begins a line, in Word, in Excel and on the clipboard."""

FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters to Unicode, blanks to whoever looks."""

UNSEEN = ("Cc", "Cf", "Cs", "Cn", "Co")
"""Controls, soft hyphens, signs of no width or of direction, halves of letters, nobody's signs."""

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Signs of full width, as East Asian keyboards write them, and the usual ones."""


def with_plain_blanks(text: str) -> str:
    """Return a text in which lines end in one way, all blanks are one and nothing is unseen."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_plain, text.replace("\r\n", "\n")))


def with_plain_digits(text: str) -> str:
    """Return a text with digits of any script as 0 to 9, and signs of full width as usual ones.

    Digits of two scripts side by side stay as they are.
    """
    if text.isascii():
        return text
    narrow = text.translate(_NARROW)
    zeros = {ord(each) - unicodedata.decimal(each) for each in narrow if each.isdecimal()}
    if len(zeros) != 1:
        return narrow
    return "".join(str(unicodedata.decimal(each, each)) for each in narrow)


def letters_of(text: str) -> str:
    """Return the letters and digits of a text alone, as they are written."""
    return "".join(filter(str.isalnum, text))


def parted(before: str, raised: str) -> str:
    """Return a text with a blank before it where its number would go on with the one before.

    A raised 1 behind a 3 is a note, or a fraction, and no 31.
    """
    return f" {raised}" if before[-1:].isdecimal() and raised[:1].isdecimal() else raised


def _plain(sign: str) -> str:
    if sign in BREAKS:
        return "\n"
    if sign.isspace() or sign in FILLERS:
        return " "
    return "" if unicodedata.category(sign) in UNSEEN else sign
