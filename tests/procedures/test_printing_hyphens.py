"""Long words of headings are broken as Indonesian spelling divides them."""

from __future__ import annotations

import pytest

from procedures.printing.hyphens import SOFT_HYPHEN, hyphenated
from procedures.printing.letters import bold_width


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
    assert hyphenated(divided.replace("-", ""), 5, 8).replace(SOFT_HYPHEN, "-") == divided


@pytest.mark.parametrize("text", ["", "Kepala", "STRKTR", "部長 🙂", "12345678901", "a" * 300])
def test_what_has_no_syllables_or_is_short_stays_as_it_is(text: str) -> None:
    assert hyphenated(text, 12, 8) == text


def test_word_is_broken_only_where_it_is_wider_than_the_room() -> None:
    room = bold_width("Bendahara", 8)
    assert hyphenated("Bendahara", room, 8) == "Bendahara"
    assert SOFT_HYPHEN in hyphenated("Bendahara", room - 0.1, 8)


def test_words_that_fit_stay_whole_beside_one_that_does_not() -> None:
    divided = hyphenated("Kabid KB & KS, Pengadministrasi", 14, 8)
    assert divided.replace(SOFT_HYPHEN, "-") == "Kabid KB & KS, Pe-ngad-mi-nis-trasi"
