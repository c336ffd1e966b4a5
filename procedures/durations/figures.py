"""Numbers in Indonesian words, as figures."""

from __future__ import annotations

import re

_NAMES = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_ONES = {word: number for number, word in enumerate(_NAMES, start=1)}
_WORD = rf"(?:{'|'.join(_NAMES)}|se(?=puluh|belas|ratus|ribu)|puluh|belas|ratus|ribu)"
_MOST_MORE = 10
"""Words of a number behind its first: sembilan ratus sembilan puluh sembilan has four."""

# A blank may be missing (duabelas); a longer row of such words is no number.
_WORDS = re.compile(rf"(?<![a-z]){_WORD}(?: ?{_WORD}){{0,{_MOST_MORE}}}+(?! ?{_WORD})(?![a-z])")
_ONE_WORD = re.compile(_WORD)
_ONE = "|".join(_NAMES)
_NUMBER = re.compile(
    rf"(?:(?P<hundreds>{_ONE}|se) ratus ?)?"
    rf"(?:(?P<tens>{_ONE}|se) puluh ?|(?P<teen>{_ONE}|se) belas)?(?P<ones>{_ONE})?"
)


def in_figures(said: str) -> str:
    """Return a text in lower case with its numbers up to 999,999 in figures.

    Dua belas hari is 12 hari. Words that make up no number stay apart from each other, and those
    beside a point or a comma from what stands behind it: dua,tiga hari is 2 , 3 hari.
    """
    return _WORDS.sub(_apart, said)


def _apart(found: re.Match[str]) -> str:
    """Return the figure of a number in words, which no point or comma joins to another."""
    text, begin, end = found.string, found.start(), found.end()
    before = " " if begin and text[begin - 1] in ".," else ""
    behind = " " if text[end : end + 1] in {".", ","} and text[end + 1 : end + 2].isalnum() else ""
    return f"{before}{_figure(_ONE_WORD.findall(found[0]))}{behind}"


def _figure(words: list[str]) -> str:
    at = words.index("ribu") if "ribu" in words else -1
    thousands, rest = _thousands(words[:at]) if at >= 0 else 0, _value(words[at + 1 :])
    if thousands is None or rest is None:
        return " ".join(str(_ONES.get(word, word)) for word in words)
    return str(1000 * thousands + rest)


def _thousands(words: list[str]) -> int | None:
    """Return the number that stands before ribu; nobody says ribu alone, nor satu ribu."""
    return 1 if words == ["se"] else None if words in ([], ["satu"]) else _value(words)


def _value(words: list[str]) -> int | None:
    """Return the number up to 999 that words make up; None for none."""
    number = _NUMBER.fullmatch(" ".join(words))
    if number is None or (number["teen"] and number["ones"]) or _is_odd(number):
        return None
    hundreds, tens, teen, ones = (
        _ONES.get(number[part] or "", int(number[part] == "se"))
        for part in ("hundreds", "tens", "teen", "ones")
    )
    return 100 * hundreds + 10 * tens + (10 + teen if number["teen"] else 0) + ones


def _is_odd(number: re.Match[str]) -> bool:
    """Tell whether a word stands where nobody says it: satu puluh, sepuluh dua, satu belas."""
    return "satu" in (number["hundreds"], number["tens"], number["teen"]) or bool(
        number["tens"] == "se" and number["ones"]
    )
