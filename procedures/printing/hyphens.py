"""Where the long words of headings may be broken in narrow columns."""

from __future__ import annotations

import re

from procedures.printing.letters import bold_width

SOFT_HYPHEN = "\u00ad"
WORD = re.compile(r"[A-Za-z]+")
CONSONANT = "(?>ng|ny|sy|kh|[^aiueo])"
# A vowel, and the first of several consonants, before what begins the next syllable.
SYLLABLE = re.compile(rf"[aiueo](?:{CONSONANT})?(?={CONSONANT}{{1,3}}[aiueo])", re.IGNORECASE)
LEAST_BEFORE, LEAST_AFTER = 2, 3  # letters


def hyphenated(text: str, room: float, points: float) -> str:
    """Return a text whose words wider than `room` mm in bold type of `points` have soft hyphens.

    All others stay whole: a line breaks between them.

    They stand between syllables as Indonesian spelling divides them (EYD V): before a consonant
    that a vowel follows, of several behind the first, where ng, ny, sy and kh are one
    consonant. The dictionary of Pyphen divides Arsip-aris and Inspekto-r-at.
    """
    return WORD.sub(
        lambda word: _divided(word[0]) if bold_width(word[0], points) > room else word[0], text
    )


def _divided(word: str) -> str:
    def marked(found: re.Match[str]) -> str:
        is_inside = LEAST_BEFORE <= found.end() <= len(word) - LEAST_AFTER
        return found[0] + SOFT_HYPHEN * is_inside

    return SYLLABLE.sub(marked, word)
