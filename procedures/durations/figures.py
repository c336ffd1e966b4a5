"""Numbers in Indonesian words, as figures."""

from __future__ import annotations

import re

_NAMES = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_ONES = {word: number for number, word in enumerate(_NAMES, start=1)}
_WORD = rf"(?:{'|'.join(_NAMES)}|se(?=puluh|belas|ratus)|puluh|belas|ratus)"
_MOST_MORE = 8
"""Words of a number behind its first: sembilan ratus sembilan puluh sembilan has five."""

# A blank may be missing (duabelas); a longer row of such words is no number.
_WORDS = re.compile(rf"(?<![a-z]){_WORD}(?: ?{_WORD}){{0,{_MOST_MORE}}}+(?! ?{_WORD})(?![a-z])")
_ONE_WORD = re.compile(_WORD)
_ONE = "|".join(_NAMES)
_NUMBER = re.compile(
    rf"(?:(?P<hundreds>{_ONE}|se) ratus ?)?"
    rf"(?:(?P<tens>{_ONE}|se) puluh ?|(?P<teen>{_ONE}|se) belas)?(?P<ones>{_ONE})?"
)


def in_figures(said: str) -> str:
    """Return a text in lower case with its numbers up to 999 in figures: dua belas hari is 12 hari.

    Words that make up no number stay apart from each other: dua tiga hari is 2 3 hari.
    """
    return _WORDS.sub(_figure, said)


def _figure(found: re.Match[str]) -> str:
    words = _ONE_WORD.findall(found[0])
    number = _NUMBER.fullmatch(" ".join(words))
    if number is None or (number["teen"] and number["ones"]) or _is_odd(number):
        return " ".join(str(_ONES.get(word, word)) for word in words)
    hundreds, tens, teen, ones = (
        _ONES.get(number[part] or "", int(number[part] == "se"))
        for part in ("hundreds", "tens", "teen", "ones")
    )
    return str(100 * hundreds + 10 * tens + (10 + teen if number["teen"] else 0) + ones)


def _is_odd(number: re.Match[str]) -> bool:
    """Tell whether a word stands where nobody says it: satu puluh, sepuluh dua, satu belas."""
    return "satu" in (number["hundreds"], number["tens"], number["teen"]) or bool(
        number["tens"] == "se" and number["ones"]
    )
