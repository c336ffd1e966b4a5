"""Long words of headings are broken as Indonesian spelling divides them."""

from __future__ import annotations

import pytest

from procedures.printing.hyphens import SOFT_HYPHEN, hyphenated


@pytest.mark.parametrize(
    "divided",
    [
        "Sek-re-ta-ris",
        "Ke-bi-ja-kan",
        "Ar-si-pa-ris",
        "Kom-pu-ter",
        "Ben-da-hara",
        "Ad-mi-nis-trasi",
        "Pe-nye-leng-ga-raan",
        "In-stru-men",
        "Ma-sya-ra-kat",
        "Pe-ren-cana",
        "PEN-CA-TA-TAN",
    ],
)
def test_long_word_may_be_broken_before_a_consonant_that_a_vowel_follows(divided: str) -> None:
    assert hyphenated(divided.replace("-", ""), 7).replace(SOFT_HYPHEN, "-") == divided


@pytest.mark.parametrize("text", ["", "Kepala", "STRKTR", "部長 🙂", "12345678901", "a" * 300])
def test_what_has_no_syllables_or_is_short_stays_as_it_is(text: str) -> None:
    assert hyphenated(text, 7) == text


def test_word_is_broken_only_where_it_is_longer_than_the_room() -> None:
    assert hyphenated("Bendahara", 9) == "Bendahara"
    assert SOFT_HYPHEN in hyphenated("Bendahara", 8)
