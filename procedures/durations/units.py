"""Units of standard time and what they are worth in working minutes."""

from __future__ import annotations

from enum import StrEnum

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

    SECOND = "second"
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
        return self not in {Unit.SECOND, Unit.MINUTE, Unit.HOUR}


SECONDS = {
    Unit.SECOND: 1,
    Unit.MINUTE: 60,
    Unit.HOUR: 60 * 60,
    Unit.DAY: 60 * DAY,
    Unit.WEEK: 60 * WEEK,
    Unit.MONTH: 60 * MONTH,
}
"""Working seconds of each unit; whole numbers, so that nothing is lost when they are added."""

WORDS = {
    Unit.SECOND: "detik",
    Unit.MINUTE: "menit",
    Unit.HOUR: "jam",
    Unit.DAY: "hari kerja",
    Unit.WEEK: "minggu",
    Unit.MONTH: "bulan",
}
