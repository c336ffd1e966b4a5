from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from procedures.durations import (
    DAY,
    LONGEST,
    MONTH,
    WEEK,
    Amount,
    Duration,
    NotUnderstood,
    Reason,
    Unit,
    parse,
    spelt,
)
from procedures.durations.figures import in_figures
from tests.papers import SEEDS


@pytest.mark.parametrize(
    ("text", "minutes", "unit", "described"),
    [
        ("780 Menit", 780, Unit.MINUTE, "780 menit"),
        ("1 jam", 60, Unit.HOUR, "1 jam = 60 menit"),
        ("90 detik", 2, Unit.MINUTE, "90 detik = 2 menit"),
        ("1 semester", 54_000, Unit.MONTH, "6 bulan = 120 hari kerja"),
        ("1 hari kerja", 450, Unit.DAY, "1 hari kerja"),
        ("1 (satu) hari", 450, Unit.DAY, "1 hari kerja"),
        ("2 minggu", 4500, Unit.WEEK, "2 minggu = 10 hari kerja"),
        ("1 bulan", 9000, Unit.MONTH, "1 bulan = 20 hari kerja"),
        ("1 tahun", 108_000, Unit.MONTH, "12 bulan = 240 hari kerja"),
        ("1 jam 30 menit", 90, Unit.HOUR, "1 jam 30 menit = 90 menit"),
        ("1 hari 4 jam", 690, Unit.DAY, "1 hari kerja 4 jam = 690 menit"),
        ("0,5 hari", 225, Unit.DAY, "0,5 hari kerja = 225 menit"),
        ("5-10 menit", 10, Unit.MINUTE, "5–10 menit (batas atas 10 menit)"),
        ("1 – 20 Hari Kerja", 9000, Unit.DAY, "1–20 hari kerja (batas atas 20 hari kerja)"),
        ("30 menit - 3 Jam", 180, Unit.HOUR, "30 menit – 3 jam (batas atas 3 jam = 180 menit)"),
        ("13 Kegiatan x 60 Menit", 780, Unit.MINUTE, "13 × 60 menit = 780 menit"),
        ("13 x 60 menit = 780 menit", 780, Unit.MINUTE, "13 × 60 menit = 780 menit"),
        ("12 kali x 2 jam = 24 jam", 1440, Unit.HOUR, "12 × 2 jam = 1440 menit"),
        ("5 box x 3 hari", 6750, Unit.DAY, "5 × 3 hari kerja = 15 hari kerja"),
        ("3 berkas x 15 menit/berkas", 45, Unit.MINUTE, "3 × 15 menit = 45 menit"),
        (
            "3 kegiatan x 5-10 menit",
            30,
            Unit.MINUTE,
            "3 × 5–10 menit (batas atas 3 × 10 menit = 30 menit)",
        ),
        (
            "2 menit/berkas",
            2,
            Unit.MINUTE,
            "2 menit per berkas (dihitung satu berkas: 2 menit)",
        ),
    ],
)
def test_parse_says_what_it_understood(text: str, minutes: int, unit: Unit, described: str) -> None:
    duration = parse(text)
    assert duration is not None
    assert (duration.minutes, duration.unit, duration.describe()) == (minutes, unit, described)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("maks. 3 hari", "3 hari kerja"),
        ("Maksimal 3 hari", "3 hari kerja"),
        ("paling lama 5 hari kerja", "5 hari kerja"),
        ("≤ 1 jam", "1 jam"),
        ("± 15 menit", "15 menit"),
        ("+/- 15 menit", "15 menit"),
        ("+ 15 menit", "15 menit"),
        ("kurang lebih 15 menit", "15 menit"),
        ("15 mnt", "15 menit"),
        ("15'", "15 menit"),
        ("15’", "15 menit"),
        ("10 Menit.", "10 menit"),
        ("  10\u00a0 MENIT\n", "10 menit"),
        ("1-3hari", "1–3 hari kerja"),
        ("1,5 jam", "1,5 jam"),
        ("1.5 jam", "1,5 jam"),
        ("1,50 jam", "1,5 jam"),
        ("1.500 menit", "1500 menit"),
        ("1 1/2 jam", "1,5 jam"),
        ("½ jam", "0,5 jam"),
        ("setengah jam", "0,5 jam"),
        ("satu setengah jam", "1,5 jam"),
        ("satu jam", "1 jam"),
        ("sehari", "1 hari kerja"),
        ("Seminggu", "1 minggu"),
        ("14 HK", "14 hari kerja"),
        ("2 x 30 menit", "2 × 30 menit"),
        ("2×30 menit", "2 × 30 menit"),
        ("1 jam + 30 menit", "1 jam 30 menit"),
        ("1(satu) hari", "1 hari kerja"),
        ("1 jam, 30 menit", "1 jam 30 menit"),
        ("1 jam dan 30 menit", "1 jam 30 menit"),
        ("1jam30menit", "1 jam 30 menit"),
        ("1 — 3 hari", "1–3 hari kerja"),
        ("1 s/d 3 hari", "1–3 hari kerja"),
        ("1 s.d. 3 hari", "1–3 hari kerja"),
        ("1 sd 3 hari", "1–3 hari kerja"),
        ("1 sampai 3 hari", "1–3 hari kerja"),
        ("1 sampai dengan 3 hari", "1–3 hari kerja"),
        ("1 (satu) - 3 (tiga) hari kerja", "1–3 hari kerja"),
        ("5 menit-10 menit", "5–10 menit"),
        ("1-2 jam 30 menit", "1–2 jam 30 menit"),
        ("3 hari sampai 2 minggu", "3 hari kerja – 2 minggu"),
        ("3 menit per berkas", "3 menit per berkas"),
        ("15 menit x 4", "4 × 15 menit"),
        ("15 menit x 4 berkas", "4 × 15 menit"),
        ("15mnt X 4 = 60 menit", "4 × 15 menit"),
        ("15 menit * 4", "4 × 15 menit"),
        ("5-10 menit x 1.200 lembar", "1200 × 5–10 menit"),
        ("@ 15 menit", "15 menit"),
        ("@15 menit", "15 menit"),
        ("4 berkas @ 15 menit", "4 × 15 menit"),
        ("4 berkas @15 menit = 60 menit", "4 × 15 menit"),
        ("4 x @ 15 menit", "4 × 15 menit"),
        ("@ 15 menit x 4", "4 × 15 menit"),
        ("2 hari kerja (HK)", "2 hari kerja"),
        ("2 hari (kerja)", "2 hari kerja"),
        ("2 HK (hari kerja)", "2 hari kerja"),
        ("paling lambat 14 hari kerja sejak diterima", "14 hari kerja"),
        ("14 hari kerja setelah berkas dinyatakan lengkap", "14 hari kerja"),
        ("3-5 hari terhitung sejak tanggal surat", "3–5 hari kerja"),
        ("1.500,5 menit", "1500,5 menit"),
        ("1.500,50 menit", "1500,5 menit"),
        ("90 detik", "90 detik"),
        ("45 dtk", "45 detik"),
        ("1 menit 30 detik", "1 menit 30 detik"),
        ("30 menit*", "30 menit"),
        ("30 menit **)", "30 menit"),
        ("30 menit *)", "30 menit"),
        ("1 semester", "6 bulan"),
        ("2 semester", "12 bulan"),
        ("1 triwulan", "3 bulan"),
        ("30 \u00admenit\u200b", "30 menit"),
        ("30\u2007menit", "30 menit"),
        ("2 pekan", "2 minggu"),
        ("3 harikerja", "3 hari kerja"),
        ("selambat-lambatnya 3 hari kerja", "3 hari kerja"),
        ("paling lambat dalam jangka waktu 3 hari", "3 hari kerja"),
        (": 15 menit.", "15 menit"),
        ("1 jam (60 menit)", "1 jam"),
        ("60 menit (1 jam)", "60 menit"),
        ("1 jam (= 60 menit)", "1 jam"),
        ("1 jam (enam puluh menit)", "1 jam"),
        ("1 hari (7,5 jam)", "1 hari kerja"),
        ("4 x 15 menit (1 jam)", "4 × 15 menit"),
        ("15 menit/1 berkas", "15 menit per berkas"),
        ("15 menit per 1 (satu) berkas", "15 menit per berkas"),
        ("15 menit (per berkas)", "15 menit per berkas"),
        ("4 kali 15 menit", "4 × 15 menit"),
        ("empat kali @ lima belas menit", "4 × 15 menit"),
        ("4 x @15 menit", "4 × 15 menit"),
        ("¼ jam", "0,25 jam"),
        ("¾ jam", "0,75 jam"),
        ("1¼ jam", "1,25 jam"),
        ("1 3/4 jam", "1,75 jam"),
        ("1\u20444 jam", "0,25 jam"),
        ("½ hari", "0,5 hari kerja"),
        ("1½ jam", "1,5 jam"),
        ("½ s/d 1 jam", "0,5–1 jam"),
        ("seperempat jam", "0,25 jam"),
        ("tiga perempat jam", "0,75 jam"),
        ("dua belas hari", "12 hari kerja"),
        ("duabelas hari", "12 hari kerja"),
        ("lima belas menit", "15 menit"),
        ("dua puluh menit", "20 menit"),
        ("Seratus dua puluh lima menit", "125 menit"),
        ("tiga puluh menit sampai satu jam", "30 menit – 1 jam"),
        ("14 (empat belas) hari kerja", "14 hari kerja"),
        ("empat belas (14) hari", "14 hari kerja"),
        ("1,5 (satu koma lima) jam", "1,5 jam"),
        ("1,5 (satu setengah) jam", "1,5 jam"),
        ("3 (hari)", "3 hari kerja"),
        ("30 (menit)", "30 menit"),
        ("(30 menit)", "30 menit"),
        ("(± 30 menit)", "30 menit"),
        ("30 menit (maks.)", "30 menit"),
        ("1:30 jam", "1 jam 30 menit"),
        ("３０ menit", "30 menit"),
        ("３０　ｍｅｎｉｔ", "30 menit"),
        ("٣٠ menit", "30 menit"),
        ("30`", "30 menit"),
        ("1'30\"", "1 menit 30 detik"),
        ("1 hr", "1 hari kerja"),
        ("15 s.d 30 menit", "15–30 menit"),
        ("s.d. 2 hari", "2 hari kerja"),
        ("s/d 2 hari", "2 hari kerja"),
        ("hingga 2 hari", "2 hari kerja"),
        ("sampai dengan 2 hari", "2 hari kerja"),
        ("maksimal sampai 2 hari", "2 hari kerja"),
        ("tidak lebih dari 2 hari", "2 hari kerja"),
        ("dalam waktu tidak melebihi 2 hari", "2 hari kerja"),
        ("3 (tiga) kali 15 menit", "3 × 15 menit"),
        ("3 kali 1 hari", "3 × 1 hari kerja"),
        ("3 hari kerja efektif", "3 hari kerja"),
        ("1.000 (seribu) menit", "1000 menit"),
        ("1.500 (seribu lima ratus) menit", "1500 menit"),
        ("dua ribu menit", "2000 menit"),
        ("30 menit (tiga puluh)", "30 menit"),
        ("3 (tiga hari) kerja", "3 hari kerja"),
        ("+ setengah jam", "0,5 jam"),
        ("1 jam,tiga puluh menit", "1 jam 30 menit"),
        ("24 jam kerja", "24 jam kerja"),
        ("24 - 48 jam kerja", "24–48 jam kerja"),
        ("5 - 48 jam kerja", "5 jam – 48 jam kerja"),
        ("47 jam", "47 jam"),
        ("1,25 jam", "1,25 jam"),
    ],
)
def test_parse_reads_each_way_of_writing(text: str, plain: str) -> None:
    duration = parse(text)
    assert str(duration) == plain
    assert duration == parse(plain)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "–",
        "...",
        "disesuaikan",
        "Sesuai ketentuan panitia",
        "sesuai kebutuhan",
        "Sesuai jadwal",
        "Sesuai jam kerja",
        "Sesuai Permen 35 Tahun 2012",
        "Sepanjang tahun",
        "setiap bulan",
        "Semesteran",
        "sejak diterima",
        "tentatif",
        "kondisional",
    ],
)
def test_parse_leaves_open_what_is_not_standardised(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("banyak menit", Reason.NO_NUMBER),
        ("… jam", Reason.NO_NUMBER),
        ("10", Reason.NO_UNIT),
        ("07.30 - 16.00", Reason.NO_UNIT),
        ("30 kali", Reason.NO_UNIT),
        ("15''", Reason.NO_UNIT),
        ("-5 menit", Reason.NEGATIVE),
        ("0 menit", Reason.ZERO),
        ("0 kegiatan x 5 menit", Reason.ZERO),
        ("11 tahun", Reason.TOO_LONG),
        ("9" * 5000 + " menit", Reason.TOO_LONG),
        ("10-5 menit", Reason.BACKWARDS),
        ("3 jam - 30 menit", Reason.BACKWARDS),
        ("13 x 60 menit = 700 menit", Reason.WRONG_RESULT),
        ("1x24 jam", Reason.BY_THE_CLOCK),
        ("24 jam", Reason.BY_THE_CLOCK),
        ("3 x 24 jam", Reason.BY_THE_CLOCK),
        ("7 hari kalender", Reason.BY_THE_CLOCK),
        ("2 bulan; 5 hari kerja; 1 hari", Reason.UNCLEAR),
        ("5 menit 5 menit", Reason.UNCLEAR),
        ("30 menit 1 jam", Reason.UNCLEAR),
        ("7 hari (kalender)", Reason.UNCLEAR),
        ("Proses pengajuan 2 bulan", Reason.UNCLEAR),
        ("disesuaikan, kira-kira 3 hari", Reason.UNCLEAR),
        ("2 x seminggu", Reason.NO_UNIT),
        ("1 jam per hari", Reason.UNCLEAR),
        ("minimal 3 hari", Reason.UNCLEAR),
        ("> 3 hari", Reason.UNCLEAR),
        ("5 - 10 - 15 menit", Reason.UNCLEAR),
        ("15 menit x 2 hari", Reason.UNCLEAR),
        ("2 x 15 menit x 4", Reason.UNCLEAR),
        ("15 menit x 4 = 50 menit", Reason.WRONG_RESULT),
        ("2 hari (kalender)", Reason.UNCLEAR),
        ("14 hari sejak 3 bulan", Reason.UNCLEAR),
        ("1.500,500 menit", Reason.UNCLEAR),
        ("1.500.5 menit", Reason.UNCLEAR),
        ("0 detik", Reason.ZERO),
        ("akhir semester", Reason.NO_NUMBER),
        ("1,000 menit", Reason.UNCLEAR),
        (".5 jam", Reason.UNCLEAR),
        (",5 jam", Reason.UNCLEAR),
        ("± .5 jam", Reason.UNCLEAR),
        ("maks. ,25 hari", Reason.UNCLEAR),
        ("3 hari dalam 5 hari", Reason.UNCLEAR),
        ("1 jam (90 menit)", Reason.WRONG_RESULT),
        ("1 hari (8 jam)", Reason.WRONG_RESULT),
        ("1 hari (24 jam)", Reason.BY_THE_CLOCK),
        ("24 jam (1 hari)", Reason.BY_THE_CLOCK),
        ("1 kali 24 jam", Reason.BY_THE_CLOCK),
        ("15 menit/2 berkas", Reason.UNCLEAR),
        ("15 menit 4 kali", Reason.UNCLEAR),
        ("3 kali sehari 15 menit", Reason.UNCLEAR),
        ("2 kali 1 minggu", Reason.UNCLEAR),
        ("15 (lima puluh) menit", Reason.UNCLEAR),
        ("1 (stu) hari", Reason.UNCLEAR),
        ("15 (16) menit", Reason.UNCLEAR),
        ("7 (kalender) hari", Reason.UNCLEAR),
        ("dua tiga hari", Reason.UNCLEAR),
        ("satu puluh menit", Reason.UNCLEAR),
        ("1 jam, maks. 30 menit", Reason.UNCLEAR),
        ("1 jam ± 30 menit", Reason.UNCLEAR),
        ("1:30", Reason.CLOCK_LIKE),
        ("1:30 menit", Reason.CLOCK_LIKE),
        ("01:30:00", Reason.CLOCK_LIKE),
        ("1.30 jam", Reason.CLOCK_LIKE),
        ("٣0 menit", Reason.UNCLEAR),
        ('30"', Reason.NO_UNIT),
        ("1 x 24 jam/berkas", Reason.BY_THE_CLOCK),
        ("1 x 24 jam per permohonan", Reason.BY_THE_CLOCK),
        ("2 x 24 jam = 48 jam", Reason.BY_THE_CLOCK),
        ("24 jam - 48 jam", Reason.BY_THE_CLOCK),
        ("24 s.d. 48 jam", Reason.BY_THE_CLOCK),
        ("24 - 30 jam", Reason.BY_THE_CLOCK),
        ("24 jam/berkas", Reason.BY_THE_CLOCK),
        ("48 jam", Reason.BY_THE_CLOCK),
        ("tujuh puluh dua jam", Reason.BY_THE_CLOCK),
        ("96 jam", Reason.BY_THE_CLOCK),
        ("1 hari 24 jam", Reason.BY_THE_CLOCK),
        ("0 jam", Reason.ZERO),
        ("1,30 jam", Reason.CLOCK_LIKE),
        ("1,30 - 2 jam", Reason.CLOCK_LIKE),
        ("1.30 s.d. 2 jam", Reason.CLOCK_LIKE),
        ("dua,tiga hari", Reason.UNCLEAR),
        ("2,tiga hari", Reason.UNCLEAR),
        ("dua.3 hari", Reason.UNCLEAR),
        ("30+ menit", Reason.UNCLEAR),
        ("30 + menit", Reason.UNCLEAR),
        ("1 hari+", Reason.UNCLEAR),
        ("1 hari+ kerja", Reason.UNCLEAR),
        ("3 kali sehari", Reason.UNCLEAR),
        ("30 menit (dua)", Reason.UNCLEAR),
        ("ribu menit", Reason.NO_NUMBER),
        ("satu ribu menit", Reason.UNCLEAR),
        ("1 jam tidak lebih dari 30 menit", Reason.UNCLEAR),
        ("30 min", Reason.NO_UNIT),
    ],
)
def test_parse_says_why_it_does_not_understand(text: str, reason: Reason) -> None:
    with pytest.raises(NotUnderstood) as caught:
        parse(text)
    assert caught.value.reason is reason
    assert str(caught.value) == reason.value


ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def in_words(number: int) -> str:
    """Return a number up to 999 as it is said."""
    if number >= 100:
        hundreds = "seratus" if number < 200 else f"{ONES[number // 100]} ratus"
        return f"{hundreds} {in_words(number % 100)}".strip()
    tens, ones = divmod(number, 10)
    if tens == 1:
        return {0: "sepuluh", 1: "sebelas"}.get(ones, f"{ONES[ones]} belas")
    return f"{ONES[tens]} puluh {ONES[ones]}".strip() if tens else ONES[ones]


def test_every_number_in_words_is_read() -> None:
    for blank in (" ", ""):
        read = [in_figures(in_words(each).replace(" ", blank)) for each in range(1, 1000)]
        assert read == [str(each) for each in range(1, 1000)]


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("seribu", "1000"),
        ("sebelas ribu dua", "11002"),
        (f"{in_words(999)} ribu {in_words(999)}", "999999"),
        ("ribu", "ribu"),
        ("satu ribu", "1 ribu"),
        ("dua,tiga", "2 , 3"),
        ("maks.tiga", "maks. 3"),
        ("dua, tiga.", "2, 3."),
    ],
)
def test_thousands_in_words_are_read_and_no_comma_joins_two_words(said: str, figures: str) -> None:
    assert in_figures(said) == figures


def test_parse_rounds_up_to_the_minute() -> None:
    third = parse("0,33 jam")
    assert third is not None
    assert third.minutes == 20


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60 detik", 1),
        ("61 detik", 2),
        ("90 detik", 2),
        ("180 detik", 3),
        ("3 x 40 detik", 2),
        ("3 x 41 detik", 3),
        ("2 menit 20 detik x 3", 7),
    ],
)
def test_seconds_add_up_before_they_are_rounded_up(text: str, minutes: int) -> None:
    assert minutes_of(text) == minutes


def test_parse_takes_ten_years_and_no_more() -> None:
    longest = parse("10 tahun")
    assert longest is not None
    assert longest.minutes == LONGEST == 120 * MONTH
    assert (WEEK, MONTH) == (5 * DAY, 20 * DAY)


def test_the_whole_stay_is_compared_from_a_day_on() -> None:
    assert [unit.compares_whole for unit in Unit] == [False, False, False, True, True, True]


patiently = settings(deadline=None)
numbers = st.decimals(Decimal("0.01"), 60, places=2) | st.integers(1, 60).map(Decimal)
amounts = st.lists(
    st.builds(Amount, numbers, st.sampled_from(Unit)),
    min_size=1,
    max_size=3,
    unique_by=lambda amount: amount.unit,
).map(lambda drawn: tuple(sorted(drawn, key=lambda amount: list(Unit).index(amount.unit))[::-1]))


@st.composite
def durations(draw: st.DrawFn) -> Duration:
    one, other = sorted((draw(amounts), draw(amounts)), key=lambda drawn: Duration(drawn).minutes)
    lower = draw(st.sampled_from([one, ()]))
    if sum(amount.seconds for amount in lower) > sum(amount.seconds for amount in other):
        lower = ()
    if draw(st.booleans()):
        return Duration(other, lower, volume=draw(st.integers(2, 5).map(Decimal)))
    return Duration(other, lower, per=draw(st.sampled_from(["", "berkas", "orang", "surat"])))


def minutes_of(text: str) -> int | None:
    """What a text is worth; None when it is open, 0 when it is not understood."""
    try:
        duration = parse(text)
    except NotUnderstood:
        return 0
    return None if duration is None else duration.minutes


@patiently
@given(durations())
def test_the_canonical_form_is_read_back(duration: Duration) -> None:
    if duration.volume * sum(amount.seconds for amount in duration.upper) > 60 * LONGEST:
        assert minutes_of(str(duration)) == 0
    else:
        assert parse(str(duration)) == duration


WORDS = """
    1 0 5 10 1,5 60 9999999999 menit jam hari kerja minggu bulan tahun x × - – s/d sampai ' ½ 1/2 =
    setengah satu se / per berkas kegiatan maks. ± + ( ) (satu) sesuai disesuaikan , . ; dan 24
    kalender @ * detik semester sejak diterima (hk) 1.500,5 ¼ puluh belas seratus koma ~ :
    + ribu hingga tidak lebih dari ,tiga " kali ３
"""
words = st.sampled_from(WORDS.split())


@patiently
@given(st.text() | st.lists(words, max_size=9).map(" ".join) | st.lists(words).map("".join))
@example("1 jam " * 2000)
@example("1 " + "a x " * 2000)
@example("(" * 5000)
def test_parse_never_fails_otherwise(text: str) -> None:
    minutes = minutes_of(text)
    assert minutes is None or 0 <= minutes <= LONGEST


@patiently
@given(st.lists(words, max_size=9).map(" ".join))
def test_what_was_understood_is_understood_again(text: str) -> None:
    if minutes_of(text):
        duration = parse(text)
        assert duration is not None
        assert parse(str(duration)) == duration
        assert duration.describe().startswith(str(duration))


def seed_steps() -> list[dict[str, object]]:
    seed = yaml.safe_load(SEEDS.read_text(encoding="utf-8"))
    return [step for procedure in seed["procedures"] for step in procedure["steps"]]


@pytest.mark.shared
def test_every_time_of_the_seed_is_understood() -> None:
    for step in seed_steps():
        match step["minutes"]:
            case int(minutes):
                assert minutes_of(f"{minutes} Menit") == minutes
            case words:
                assert parse(str(words or "")) is None


@pytest.mark.shared
def test_every_volume_of_the_seed_comes_out_at_its_minutes() -> None:
    volumes = [step for step in seed_steps() if " x " in str(step["note"])]
    assert len(volumes) == 5
    assert [minutes_of(str(s["note"])) for s in volumes] == [s["minutes"] for s in volumes]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 menit"),
        (59, "59 menit"),
        (60, "1 jam"),
        (449, "7 jam 29 menit"),
        (450, "1 hari kerja"),
        (915, "2 hari kerja 15 menit"),
    ],
)
def test_minutes_are_spelt_in_days_of_work(minutes: int, words: str) -> None:
    assert spelt(minutes) == words
