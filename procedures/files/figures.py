"""Numbers in the places of a format of Excel's."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from procedures.files.formats import LONGEST, FormatPart, FormatPiece

HIGHEST = 10**20
"""Numbers from here on are written as they are kept."""

_EXACT = Context(prec=2 * LONGEST)


def figure(value: float) -> str:
    """Return a number as it is kept, apart from what computers get wrong at its end."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 10**15):
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")


def in_places(value: float, part: FormatPart) -> tuple[str, bool]:
    """Return a number as a part of a format shows it, and whether that is the whole number.

    Not so where it is rounded, shown in thousands, or less than zero without a word about it.
    Thousands are not parted, and zeros at the end of decimals left out: 1500 and 1,5.
    """
    sign = "" if part.is_negative or value >= 0 else "-"
    if not part.is_plain or not abs(value) < HIGHEST:
        kept = figure(abs(value) * 100 if part.is_share else abs(value))
        return f"{sign}{part.before}{kept}{part.behind}", True
    whole, rest, thousands = _places(part)
    number = Decimal(figure(abs(value)).replace(",", ".")) * (100 if part.is_share else 1)
    shown = number / 1000**thousands
    rounded = shown.quantize(
        Decimal(1).scaleb(-len([each for each in rest if each.is_value])),
        rounding=ROUND_HALF_UP,
        context=_EXACT,
    )
    text = f"{sign}{_filled(rounded, whole, rest)}"
    is_told = value >= 0 or bool(set("-(") & set(text))
    return text, rounded == number and is_told


def _places(part: FormatPart) -> tuple[list[FormatPiece], list[FormatPiece], int]:
    """Return what stands before and behind the comma, and how often thousands are left out."""
    signs = [
        FormatPiece(sign, is_value=True) if piece.is_value else piece
        for piece in part.pieces
        for sign in (piece.text if piece.is_value else [piece.text])
    ]
    point = next((at for at, each in enumerate(signs) if _is_sign(each, ".")), len(signs))
    whole, rest = signs[:point], signs[point:]
    thousands = _at_end(whole) + _at_end(rest)
    return _without_marks(whole), _without_marks(rest), thousands


def _at_end(pieces: list[FormatPiece]) -> int:
    """Count the commas behind the last place of a digit, each of which leaves out thousands."""
    last = max((at for at, each in enumerate(pieces) if _is_digit(each)), default=len(pieces))
    return sum(_is_sign(each, ",") for each in pieces[last + 1 :])


def _is_sign(piece: FormatPiece, sign: str) -> bool:
    return piece.is_value and piece.text == sign


def _is_digit(piece: FormatPiece) -> bool:
    return piece.is_value and piece.text in "0#?"


def _without_marks(pieces: list[FormatPiece]) -> list[FormatPiece]:
    return [each for each in pieces if _is_digit(each) or not each.is_value]


def _filled(number: Decimal, whole: list[FormatPiece], rest: list[FormatPiece]) -> str:
    """Return the digits of a number in their places, with what stands between them."""
    digits, _point, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    digits = digits.lstrip("0") or ("0" if decimals else "")
    behind = "," if decimals else ""
    for piece in rest:
        behind += decimals[:1] if piece.is_value else piece.text
        decimals = decimals[piece.is_value :]
    return f"{_before_comma(digits, whole)}{behind}"


def _before_comma(digits: str, pieces: list[FormatPiece]) -> str:
    """Return digits in their places from the right; all that are left go to the first."""
    first = next((at for at, each in enumerate(pieces) if each.is_value), len(pieces))
    filled = []
    for at, piece in reversed(list(enumerate(pieces))):
        if not piece.is_value:
            filled.append(piece.text)
            continue
        own = digits if at == first else digits[-1:]
        digits = digits[: len(digits) - len(own)]
        filled.append(own or ("0" if piece.text == "0" else ""))
    return digits + "".join(reversed(filled))
