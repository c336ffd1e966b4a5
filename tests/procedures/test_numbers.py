from decimal import Decimal
from string import digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures import numbers
from procedures.numbers import NotRead, WhyNotRead

READ = {
    "0": "0",
    "-0": "0",
    "7": "7",
    "750.000": "750000",
    "1.000": "1000",
    "1.250.000": "1250000",
    "2500,75": "2500.75",
    "2.500,75": "2500.75",
    "1.250.000,00": "1250000",
    "1.000,500": "1000.5",
    "1,5": "1.5",
    "0,5": "0.5",
    "0,500": "0.5",
    "1,50000": "1.5",
    "12,3450": "12.345",
    "Rp 1.000": "1000",
    "Rp1.000,-": "1000",
    "rp. 1.000,--": "1000",
    "Rp.750.000": "750000",
    "IDR 5": "5",
    "-5": "-5",
    "+5": "5",
    "−5": "-5",
    "- 1.000,5": "-1000.5",
    "Rp -1.000": "-1000",
    "-Rp 1.000": "-1000",
    " 1 250 000 ": "1250000",
    "1\u00a0250\u00a0000,5": "1250000.5",
    "1\u202f250\u202f000": "1250000",
    "1\u2009000": "1000",
    "\u200e1.000\u200b": "1000",
    "\ufeff42": "42",
    "１.２５０,５": "1250.5",
    "１．２５０，５": "1250.5",
    "١٢٣": "123",
    "1,250,000": "1250000",
    "2,500.75": "2500.75",
    "1,250,000.75": "1250000.75",
    "9" * 16 + ",9999": "9" * 16 + ".9999",
}
ASKED_BACK = {
    "1.5": ("1,5", "15"),
    "2500.75": ("2.500,75", "250.075"),
    "1,000": ("1", "1.000"),
    "750,000": ("750", "750.000"),
    "12,345": ("12,3450", "12.345"),
    "-1,000": ("-1", "-1.000"),
    "Rp 1,000": ("1", "1.000"),
    "1.000.5": ("1.000,5", "10.005"),
    "0.5": ("0,5",),
    "0.500": ("0,5",),
    ".5": ("0,5",),
    ",5": ("0,5",),
}
NONE = (
    *(
        "1,5,0",
        "1.5.0",
        "1.5,0",
        "12.5.2026",
        "1..5",
        "1,,5",
        "5.",
        "5,",
        ".",
        ",",
        "-",
        "Rp",
        "+-5",
    ),
    *("-Rp -5", "1e5", "1E5", "NaN", "nan", "Infinity", "-inf", "0x10", "1_000", "10²", "½", "50%"),
    *("12 orang", "1 2", "1 2500", "1.000 000", "10 5", "lima", "1/2", "1'000", "1٢", "5-", "(5)"),
    *("Ⅷ", "五", "1\x00", "Rp 1,5 juta", "08-12"),
)


@pytest.mark.parametrize("typed", READ)
def test_what_offices_write_is_read(typed: str) -> None:
    assert numbers.kept(numbers.read(typed)) == READ[typed]


@pytest.mark.parametrize("typed", ASKED_BACK)
def test_what_is_not_sure_is_asked_back_with_what_it_may_mean(typed: str) -> None:
    with pytest.raises(NotRead) as refused:
        numbers.read(typed)
    assert (refused.value.reason, refused.value.readings) == (WhyNotRead.UNCLEAR, ASKED_BACK[typed])


@pytest.mark.parametrize("reading", [each for ways in ASKED_BACK.values() for each in ways])
def test_each_reading_that_is_offered_is_read_as_that(reading: str) -> None:
    assert numbers.written(numbers.read(reading)) == reading


@pytest.mark.parametrize("typed", NONE)
def test_what_is_no_number_is_none(typed: str) -> None:
    with pytest.raises(NotRead) as refused:
        numbers.read(typed)
    assert (refused.value.reason, refused.value.readings) == (WhyNotRead.NO_NUMBER, ())


@pytest.mark.parametrize(("typed", "reading"), [("007", "7"), ("0812", "812"), ("00", "0")])
def test_a_zero_that_would_be_lost_is_told(typed: str, reading: str) -> None:
    with pytest.raises(NotRead) as refused:
        numbers.read(typed)
    assert (refused.value.reason, refused.value.readings) == (WhyNotRead.LEADING_ZERO, (reading,))


@pytest.mark.parametrize(
    "typed", ["1" * 17, "1,00001", "1," + "0" * 40 + "1", "9" * 30, "1" * 61, "9" * 100_000]
)
def test_absurd_lengths_are_refused_and_not_rounded(typed: str) -> None:
    with pytest.raises(NotRead) as refused:
        numbers.read(typed)
    assert refused.value.reason == WhyNotRead.TOO_LONG


@given(st.decimals(min_value=-(10**16) + 1, max_value=10**16 - 1, places=4))
def test_what_is_written_is_read_back_exactly(value: Decimal) -> None:
    assert numbers.read(numbers.written(value)) == value
    assert numbers.shown(numbers.kept(value)) == numbers.written(value)


@given(st.text(alphabet=digits + ".,- R١１", max_size=70))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        value = numbers.read(typed)
    except NotRead:
        return
    assert numbers.read(numbers.written(value)) == value


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1250000", "1.250.000"),
        ("2500.75", "2.500,75"),
        ("-0.5", "-0,5"),
        ("12.345", "12,3450"),
        ("1.000", "1.000"),
        ("007", "007"),
        ("sekitar 5", "sekitar 5"),
        ("", ""),
        ("9" * 61, "9" * 61),
    ],
)
def test_only_a_number_as_it_is_kept_is_grouped(text: str, shown: str) -> None:
    assert numbers.shown(text) == shown
