"""Where the long words of headings may be broken in narrow columns."""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
VOWELS = "aiueo"
SOUNDS = re.compile(r"ng|ny|sy|kh|.", re.IGNORECASE | re.DOTALL)
WORD = re.compile(r"[A-Za-z]+")
LEAST_BEFORE, LEAST_AFTER = 2, 3  # letters


def hyphenated(text: str, longest: int) -> str:
    """Return a text whose words of more than `longest` letters have soft hyphens.

    They stand between syllables as Indonesian spelling divides them (EYD V): before a consonant
    that a vowel follows, where ng, ny, sy and kh are one consonant.
    """
    return WORD.sub(lambda word: _divided(word[0]) if len(word[0]) > longest else word[0], text)


def _divided(word: str) -> str:
    divided, seen = "", ""
    sounds = SOUNDS.findall(word)
    for sound, following in zip(sounds, [*sounds[1:], ""], strict=True):
        starts = sound.lower() not in {*VOWELS} and following.lower() in {*VOWELS}
        is_inside = LEAST_BEFORE <= len(seen) <= len(word) - LEAST_AFTER
        if starts and is_inside and any(letter in VOWELS for letter in seen.lower()):
            divided += SOFT_HYPHEN
        divided += sound
        seen += sound
    return divided
