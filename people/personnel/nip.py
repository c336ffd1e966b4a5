"""The NIP of a civil servant, by its form.

18 digits (Peraturan Kepala BKN 22/2007): the day of birth (8), the month of entering the service
(6), the sex (1 or 2), an order (3). Contracted servants (PPPK) have 21 in place of the month.
"""

from __future__ import annotations

import re
from datetime import date

from people.personnel.wrong import Fault

OF_CONTRACT = "21"
FIRST_BORN = 1930
YOUNGEST = 15
"""Years between the birth and entering the service, at least."""

LAST_YEAR = 2100

_BETWEEN = re.compile(r"[\s\u00a0.\-']+")
_POWER = re.compile(r"[0-9]{1,20}(?:[.,][0-9]{1,20})?[eE]\+?[0-9]{1,3}")


def plain_nip(text: str) -> str:
    """Return a NIP without blanks, points and apostrophes between its digits."""
    return _BETWEEN.sub("", text)


def is_power(text: str) -> bool:
    """Whether a text is a number as Excel writes large ones: 1,98E+17."""
    return _POWER.fullmatch(text.strip()) is not None


def fault_of_nip(nip: str) -> Fault | None:
    """Return what is wrong with the form of a NIP, None where nothing is."""
    if not (len(nip) == 18 and nip.isascii() and nip.isdigit()):  # noqa: PLR2004 # its length
        return Fault.NIP_DIGITS
    born = _day(nip[:8])
    if born is None or born.year < FIRST_BORN:
        return Fault.NIP_BIRTH
    if not _is_since(nip[8:12], nip[12:14], born):
        return Fault.NIP_SINCE
    if nip[14] not in "12":
        return Fault.NIP_SEX
    return Fault.NIP_ORDER if nip[15:] == "000" else None


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _is_since(year: str, month: str, born: date) -> bool:
    is_month = "01" <= month <= "12" or month == OF_CONTRACT
    return is_month and born.year + YOUNGEST <= int(year) <= LAST_YEAR
