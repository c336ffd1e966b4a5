"""Amounts of time and the durations they make up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from procedures.durations.units import DAY, SECONDS, WORDS, Unit


@dataclass(frozen=True)
class Amount:
    """A number of one unit, as written: 1,5 jam."""

    number: Decimal
    unit: Unit

    @property
    def seconds(self) -> Decimal:
        """Working seconds, not rounded."""
        return self.number * SECONDS[self.unit]

    @property
    def word(self) -> str:
        """Its unit in Indonesian; hours that could be days by the clock are said to be of work."""
        may_be_days = self.unit is Unit.HOUR and is_whole_days(self.number)
        return f"{WORDS[self.unit]}{' kerja' if may_be_days else ''}"

    def __str__(self) -> str:
        return f"{_figure(self.number)} {self.word}"


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
        seconds = self.volume * total_of(self.upper)
        return int((seconds / 60).to_integral_value(ROUND_CEILING))

    @property
    def unit(self) -> Unit:
        """Return the longest unit of the upper bound; seconds are kept as minutes."""
        longest = max((amount.unit for amount in self.upper), key=lambda unit: SECONDS[unit])
        return Unit.MINUTE if longest is Unit.SECOND else longest

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
        if [amount.word for amount in self.lower] == [amount.word for amount in self.upper[:1]]:
            return f"{_figure(self.lower[0].number)}–{upper}"
        return f"{_join(self.lower)} – {upper}"

    @property
    def _total(self) -> str:
        if self.unit.compares_whole and self.minutes % DAY == 0:
            return f"{self.minutes // DAY} hari kerja"
        return f"{self.minutes} menit"


def is_whole_days(hours: Decimal) -> bool:
    """Tell whether hours may be days by the clock, nights and all: 24, 48, 72."""
    return hours > 0 and hours % 24 == 0


def spelt(minutes: int) -> str:
    """Return working minutes in Indonesian words: 915 is 2 hari kerja 15 menit; 0 is 0 menit."""
    days, rest = divmod(minutes, DAY)
    hours, left = divmod(rest, 60)
    parts = ((days, Unit.DAY), (hours, Unit.HOUR), (left, Unit.MINUTE))
    return " ".join(f"{count} {WORDS[unit]}" for count, unit in parts if count) or "0 menit"


def total_of(amounts: tuple[Amount, ...]) -> Decimal:
    """Return working seconds that amounts add up to, not rounded."""
    return sum((amount.seconds for amount in amounts), start=Decimal(0))


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def _join(amounts: tuple[Amount, ...]) -> str:
    return " ".join(str(amount) for amount in amounts)
