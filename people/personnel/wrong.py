"""Why a row of a personnel file, or the file as a whole, cannot be taken as it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a row; a sentence says it, and what to do."""

    NO_HEADINGS = "no_headings"
    SAME_HEADING = "same_heading"
    NIP_MISSING = "nip_missing"
    NIP_NUMBER = "nip_number"
    NIP_DIGITS = "nip_digits"
    NIP_BIRTH = "nip_birth"
    NIP_SINCE = "nip_since"
    NIP_SEX = "nip_sex"
    NIP_ORDER = "nip_order"
    NIP_TWICE = "nip_twice"
    FORMULA = "formula"
    NAME_MISSING = "name_missing"
    NAME_STRANGE = "name_strange"
    TOO_LONG = "too_long"
    POSITION_MISSING = "position_missing"
    POSITION_ACTING = "position_acting"
    POSITION_RETIRED = "position_retired"
    UNIT_MISSING = "unit_missing"
    UNIT_CIRCLE = "unit_circle"
    UNIT_TWO = "unit_two"
    SINCE_STRANGE = "since_strange"
    STANDING_MISSING = "standing_missing"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_BEYOND = "account_beyond"
    USERNAME_TAKEN = "username_taken"
    ONESELF = "oneself"
    SEATS = "seats"
    HELD_OTHERWISE = "held_otherwise"


@dataclass(frozen=True)
class Wrong:
    """One row that is left out: its number in the file, the fault, and what stands there."""

    number: int
    fault: Fault
    said: str = ""


class Unfit(Exception):
    """A row, or a file, that cannot be taken."""

    def __init__(self, fault: Fault, said: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.said = fault, said
