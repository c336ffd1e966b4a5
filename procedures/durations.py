"""Standard time (Waktu): what an office wrote, read as working minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from itertools import pairwise

DAY = 450
"""Working minutes of 1 hari kerja: 37.5 hours in five days (Perpres 21/2023 art. 3 and 4)."""

WEEK = 5 * DAY
"""Working minutes of 1 minggu: 5 hari kerja (Perpres 21/2023 art. 3)."""

MONTH = 20 * DAY
"""Working minutes of 1 bulan: 20 hari kerja (Peraturan Kepala BKN 19/2011), a year 12 of them."""

LONGEST = 10 * 12 * MONTH
"""Working minutes of ten years: no standard is longer."""


class Unit(StrEnum):
    """What a standard is written in."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def compares_whole(self) -> bool:
        """Tell whether the whole stay is compared with the standard, not the working time alone.

        In days or longer an office states how long it takes, in minutes or hours how much work
        it is (practice).
        """
        return self not in {Unit.MINUTE, Unit.HOUR}


class Reason(StrEnum):
    """Why a text is not understood; the form says it in a sentence."""

    NO_NUMBER = "no_number"  # a unit without a number
    NO_UNIT = "no_unit"  # a number without a unit
    NEGATIVE = "negative"
    ZERO = "zero"
    TOO_LONG = "too_long"  # longer than LONGEST
    BACKWARDS = "backwards"  # a range whose longer time stands first
    WRONG_RESULT = "wrong_result"  # what stands after the = is not what comes out
    BY_THE_CLOCK = "by_the_clock"  # 24 jam, hari kalender: standard time is working time
    UNCLEAR = "unclear"  # it can be read in more than one way


class NotUnderstood(ValueError):
    """A text that looks like a time but is none; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Amount:
    """A number of one unit, as written: 1,5 jam."""

    number: Decimal
    unit: Unit

    @property
    def minutes(self) -> Decimal:
        """Working minutes, not rounded."""
        return self.number * _MINUTES[self.unit]

    def __str__(self) -> str:
        return f"{_figure(self.number)} {_WORDS[self.unit]}"


@dataclass(frozen=True)
class Duration:
    """A standard time as it was understood.

    `upper` is the time of one piece, its amounts add up (1 jam 30 menit). `lower` is the other
    end of a range, empty without one. `volume` counts the pieces (13 kegiatan x 60 menit); when
    nobody counted them, `per` may name what the time of one is for (berkas), and one is counted.
    """

    upper: tuple[Amount, ...]
    lower: tuple[Amount, ...] = ()
    volume: Decimal = Decimal(1)
    per: str = ""

    @property
    def minutes(self) -> int:
        """Return the standard in working minutes: the upper bound times the volume, rounded up.

        Days are worth 450 minutes here; a calendar knows what they are worth in Ramadan.
        """
        return int((self.volume * _sum(self.upper)).to_integral_value(ROUND_CEILING))

    @property
    def unit(self) -> Unit:
        """Return the longest unit of the upper bound."""
        return max((amount.unit for amount in self.upper), key=lambda unit: _MINUTES[unit])

    def __str__(self) -> str:
        """Return the time in its canonical form, which `parse` reads back to the same."""
        return f"{self._times}{self._range}{f' per {self.per}' if self.per else ''}"

    def describe(self) -> str:
        """Return in Indonesian what was understood.

        1 hari kerja; 13 × 60 menit = 780 menit; 5–10 menit (batas atas 10 menit).
        """
        standard = f"{self._times}{_join(self.upper)}"
        total = self._total
        explained = standard if standard == total else f"{standard} = {total}"
        if self.lower:
            return f"{self} (batas atas {explained})"
        if self.per:
            return f"{self} (dihitung satu {self.per}: {total})"
        return explained

    @property
    def _times(self) -> str:
        return "" if self.volume == 1 else f"{_figure(self.volume)} × "

    @property
    def _range(self) -> str:
        upper = _join(self.upper)
        if not self.lower:
            return upper
        if [amount.unit for amount in self.lower] == [amount.unit for amount in self.upper[:1]]:
            return f"{_figure(self.lower[0].number)}–{upper}"
        return f"{_join(self.lower)} – {upper}"

    @property
    def _total(self) -> str:
        if self.unit.compares_whole and self.minutes % DAY == 0:
            return f"{self.minutes // DAY} hari kerja"
        return f"{self.minutes} menit"


def parse(text: str) -> Duration | None:
    """Read a standard time as Indonesian offices write it.

    None means not standardised: blank, a dash, or words without a time (disesuaikan, sesuai
    kebutuhan, sepanjang tahun). Of a range the upper bound is the standard. `maks.`, `paling lama`
    and `±` change nothing, nor does a number repeated in words: 1 (satu) hari. A day is a working
    day. Numbers are Indonesian: 1,5 and 1.000, and 1.5 too. Raises NotUnderstood for a text that
    looks like a time but is none.
    """
    said = _plain(text)
    if _is_open(said):
        return None
    found = _TIME.fullmatch(said)
    if found is None or _BY_THE_CLOCK.search(said):
        raise NotUnderstood(_why_not(said))
    duration = _duration(found)
    _check(duration, found["result"])
    return duration


def spelt(minutes: int) -> str:
    """Return working minutes in Indonesian words: 915 is 2 hari kerja 15 menit; 0 is 0 menit."""
    days, rest = divmod(minutes, DAY)
    hours, left = divmod(rest, 60)
    parts = ((days, Unit.DAY), (hours, Unit.HOUR), (left, Unit.MINUTE))
    return " ".join(f"{count} {_WORDS[unit]}" for count, unit in parts if count) or "0 menit"


_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: DAY, Unit.WEEK: WEEK, Unit.MONTH: MONTH}
_WORDS = {
    Unit.MINUTE: "menit",
    Unit.HOUR: "jam",
    Unit.DAY: "hari kerja",
    Unit.WEEK: "minggu",
    Unit.MONTH: "bulan",
}

_UNITS = {
    "menit": (1, Unit.MINUTE),
    "mnt": (1, Unit.MINUTE),
    "jam": (1, Unit.HOUR),
    "hari": (1, Unit.DAY),
    "hr": (1, Unit.DAY),
    "hk": (1, Unit.DAY),
    "minggu": (1, Unit.WEEK),
    "mgg": (1, Unit.WEEK),
    "bulan": (1, Unit.MONTH),
    "bln": (1, Unit.MONTH),
    "tahun": (12, Unit.MONTH),
    "thn": (12, Unit.MONTH),
}

_ONE_TO_FIVE = {"satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5"}
_SIX_TO_TEN = {"enam": "6", "tujuh": "7", "delapan": "8", "sembilan": "9", "sepuluh": "10"}
_FIGURES = _ONE_TO_FIVE | _SIX_TO_TEN

# Ways of writing, each with the plain one that is read. The order matters.
_PLAIN = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=[0-9]) ?\([^0-9()]*\)", " "),  # 1 (satu) hari
        (r"[\u2010-\u2015\u2212]", "-"),
        (r"±|\+( ?/? ?-)?|[<≤]=?|~", " "),  # a + alone is a ± typed without its line
        (r"\b(maksimal|maksimum|maks|max)\b\.?", " "),
        (r"\bpaling (lama|lambat|banyak)\b", " "),
        (r"\b(kurang lebih|lebih kurang|sekitar|kira-kira|selama)\b", " "),
        (r"\btahun [0-9]{4}\b", " "),  # sesuai Permen 35 Tahun 2012
        (r"\b(s ?/ ?d|s\.d\.?|sd|sampai( dengan)?|hingga)(?![a-z])", "-"),
        (r"[×*]", "x"),
        (r"(?<=[0-9]) ?['’′](?!['’′])", " menit"),
        (r"\bsetengah\b|(?<![0-9/])1/2(?![0-9/])", "½"),
        (rf"\b({'|'.join(_FIGURES)})\b", lambda word: _FIGURES[word[0]]),
        (r"(?<=[0-9]) ?½", ",5"),
        (r"½", "0,5"),
        (r"(?<!x )(?<!x)\bse(?=(menit|jam|hari|minggu|bulan|tahun)\b)", "1 "),
    )
]

_NUMBER = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+(?:[.,][0-9]{1,2})?)"
_UNIT = rf"(?:{'|'.join(_UNITS)})(?![a-z])\.?(?: (?:kerja|efektif)\b)?"
_AMOUNT = rf"{_NUMBER} ?{_UNIT}"
_AMOUNTS = rf"{_AMOUNT}(?:(?:,| dan)? ?{_AMOUNT})*"
_TIME = re.compile(
    rf"(?:(?P<volume>{_NUMBER})[a-z ]*?x ?)?"  # 13 kegiatan x
    rf"(?:(?P<lower>{_AMOUNTS}|{_NUMBER}) ?- ?)?"  # 5 -, 30 menit -
    rf"(?P<upper>{_AMOUNTS})"  # 10 menit, 1 jam 30 menit
    rf"(?:(?: ?/ ?| per )(?P<per>(?!{_UNIT})[a-z]+))?"  # /berkas
    rf"(?: ?= ?(?P<result>{_AMOUNTS}))?"  # = 780 menit
)
_ONE_AMOUNT = re.compile(rf"({_NUMBER}) ?({'|'.join(_UNITS)})")
_ANY_UNIT = re.compile(rf"(?<![a-z]){_UNIT}")
_BY_THE_CLOCK = re.compile(r"(^|[x-] ?)24 ?jam$|\bhari kal[ae]nder\b")
_OPEN_WORD = re.compile(
    r"\b(sesuai|disesuaikan|menyesuaikan|tergantung|bergantung|sepanjang|setiap|tiap"
    r"|kondisional|situasional|tentatif|insidental|insidentil|fleksibel|rutin|berkala)\b"
)


def _plain(text: str) -> str:
    """Return the text in lower case with single spaces and one way of writing each thing."""
    said = " ".join(text.lower().split())
    for pattern, plain in _PLAIN:
        said = pattern.sub(plain, said)
    return " ".join(said.split()).strip(" .,;:")


def _is_open(said: str) -> bool:
    """Tell whether the words leave the time open: no time in them, or none that is a number."""
    if _OPEN_WORD.search(said):
        return _ONE_AMOUNT.search(said) is None
    return not re.search(r"[0-9]", said) and _ANY_UNIT.search(said) is None


def _why_not(said: str) -> Reason:
    causes = (
        (re.search(r"[0-9]", said) is None, Reason.NO_NUMBER),
        (_ANY_UNIT.search(re.sub(r"[0-9]", " ", said)) is None, Reason.NO_UNIT),
        (re.match(r"- ?[0-9]", said) is not None, Reason.NEGATIVE),
        (_BY_THE_CLOCK.search(said) is not None, Reason.BY_THE_CLOCK),
    )
    return next((reason for applies, reason in causes if applies), Reason.UNCLEAR)


def _duration(found: re.Match[str]) -> Duration:
    upper, lower = _amounts(found["upper"]), found["lower"] or ""
    if re.fullmatch(_NUMBER, lower):
        lower += _ONE_AMOUNT.findall(found["upper"])[0][1]
    if found["volume"]:
        return Duration(upper, _amounts(lower), volume=_number(found["volume"]))
    return Duration(upper, _amounts(lower), per=found["per"] or "")


def _check(duration: Duration, result: str | None) -> None:
    """Raise NotUnderstood for a time that was read but cannot be meant."""
    total = duration.volume * _sum(duration.upper)
    causes = (
        (not (_descend(duration.upper) and _descend(duration.lower)), Reason.UNCLEAR),
        (total == 0, Reason.ZERO),
        (total > LONGEST, Reason.TOO_LONG),
        (_sum(duration.lower) > _sum(duration.upper), Reason.BACKWARDS),
        (result is not None and _sum(_amounts(result or "")) != total, Reason.WRONG_RESULT),
    )
    for applies, reason in causes:
        if applies:
            raise NotUnderstood(reason)


def _descend(amounts: tuple[Amount, ...]) -> bool:
    """Tell whether each unit is shorter than the one before: 1 jam 30 menit, not 5 menit 1 jam."""
    units = [_MINUTES[amount.unit] for amount in amounts]
    return all(longer > shorter for longer, shorter in pairwise(units))


def _amounts(text: str) -> tuple[Amount, ...]:
    pairs = ((number, _UNITS[unit]) for number, unit in _ONE_AMOUNT.findall(text))
    return tuple(Amount(_number(number) * times, unit) for number, (times, unit) in pairs)


def _number(text: str) -> Decimal:
    """Read an Indonesian number; a point before three digits parts thousands."""
    if len(text) > len(str(LONGEST)) + 3:
        raise NotUnderstood(Reason.TOO_LONG)
    if re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+", text):
        return Decimal(text.replace(".", ""))
    return Decimal(text.replace(",", "."))


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def _sum(amounts: tuple[Amount, ...]) -> Decimal:
    return sum((amount.minutes for amount in amounts), start=Decimal(0))


def _join(amounts: tuple[Amount, ...]) -> str:
    return " ".join(str(amount) for amount in amounts)
