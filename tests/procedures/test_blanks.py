"""Every kind of blank is one, and what no screen shows is nothing."""

from __future__ import annotations

import pytest

from procedures.blanks import letters_of, with_plain_blanks, with_plain_digits
from procedures.reading.symbols import UNKNOWN, in_font


@pytest.mark.parametrize(
    "blank",
    [
        " ",
        "\t",
        "\u00a0",
        "\u2002",
        "\u2003",
        "\u2007",
        "\u2009",
        "\u202f",
        "\u3000",
        "\u2800",
        "\u3164",
    ],
)
def test_every_blank_is_a_blank(blank: str) -> None:
    assert with_plain_blanks(f"a{blank}b") == "a b"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_is_one(end: str) -> None:
    assert with_plain_blanks(f"a{end}b") == "a\nb"


@pytest.mark.parametrize(
    "sign",
    [
        "\u00ad",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u200e",
        "\u202e",
        "\x00",
        "\ud800",
    ],
)
def test_what_no_screen_shows_is_nothing(sign: str) -> None:
    assert with_plain_blanks(f"a{sign}b") == "ab"


def test_letters_are_letters_and_digits_as_they_are_written() -> None:
    assert letters_of("- 1.500,5\u00a0Menit (é) \u00ad½") == "15005Menité½"


@pytest.mark.parametrize(
    ("text", "font", "seen"),
    [
        ("ü", "Wingdings", "✓"),
        ("\uf0fc", "wingdings", "✓"),
        ("\uf0fc", None, "✓"),
        ("ü", "Arial", "ü"),
        ("60 ´ 2", "Symbol", "60 × 2"),
        ("a", '"Webdings"', "✓"),
        ("P R", "Wingdings 2", "✓ ☑"),
        ("J", "Wingdings", UNKNOWN),
    ],
)
def test_signs_are_what_people_see(text: str, font: str | None, seen: str) -> None:
    assert in_font(text, font) == seen


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("30", "30"),
        ("３０", "30"),
        ("ＡＢ（３）", "AB(3)"),
        ("٣٠ ½ é", "30 ½ é"),
        ("٣0", "٣0"),
        ("٣३", "٣३"),
        ("３0", "30"),
        ("２²", "2²"),
    ],
)
def test_digits_of_one_script_are_plain_ones(text: str, plain: str) -> None:
    assert with_plain_digits(text) == plain
