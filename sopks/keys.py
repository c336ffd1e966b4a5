"""What a secret key is worth."""

from __future__ import annotations

import zlib
from itertools import pairwise

LENGTH, VARIETY = 50, 10  # characters, different characters
# Random digits are squeezed to 0.68 of their length, letters to no less than that; a pattern that
# comes again, or goes on by the same step (abc..., ace...), to far less.
SQUEEZED = 0.65
# Of random characters a fifth at most stand beside the one before on a keyboard.
WALKED = 0.5
KEYBOARD = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {pair for row in KEYBOARD for way in (row, row[::-1]) for pair in pairwise(way)}


def is_weak(key: str) -> bool:
    """Whether a key is short, of few characters, follows a pattern, or is a walk of keys."""
    return (
        len(key) < LENGTH
        or len(set(key)) < VARIETY
        or key.startswith("django-insecure-")
        or _has_a_pattern(key.encode())
        or _walks(key.lower())
    )


def _has_a_pattern(key: bytes) -> bool:
    steps = bytes((then - now) % 256 for now, then in pairwise(key))
    return any(len(zlib.compress(each, 9)) < SQUEEZED * len(each) for each in (key, steps))


def _walks(key: str) -> bool:
    walked = sum(pair in NEIGHBOURS for pair in pairwise(key))
    return walked > WALKED * (len(key) - 1)
