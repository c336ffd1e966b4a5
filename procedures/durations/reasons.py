"""Why a text is no standard time."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a text is not understood; the form says it in a sentence."""

    NO_NUMBER = "no_number"  # a unit without a number
    NO_UNIT = "no_unit"  # a number without a unit
    NEGATIVE = "negative"
    ZERO = "zero"
    TOO_LONG = "too_long"  # longer than LONGEST
    BACKWARDS = "backwards"  # a range whose longer time stands first
    WRONG_RESULT = "wrong_result"  # what stands after the = or in brackets is not what comes out
    BY_THE_CLOCK = "by_the_clock"  # 24 jam, hari kalender: standard time is working time
    CLOCK_LIKE = "clock_like"  # 1:30, 1.30 jam: hours and minutes, or something else
    UNCLEAR = "unclear"  # it can be read in more than one way


class NotUnderstood(ValueError):
    """A text that looks like a time but is none; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
