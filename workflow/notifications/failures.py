"""Why an e-mail could not be sent, as it may be written down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from smtplib import SMTPRecipientsRefused

LENGTH = 300
GONE = "…"
# Addresses, numbers as long as a date or a NIP, and words as long as an encoded password.
PERSONAL = re.compile(r"(?<!\S)[^\s@]*@\S*|\d{8,}|[A-Za-z0-9+/]{24,}=*")


def cause_of(failure: Exception, *, hidden: Iterable[str]) -> str:
    """Return the kind of a failure and, where a server or the line said something, that.

    Servers repeat what they were sent: addresses, long numbers and the texts that are `hidden` are
    left out. Of any other failure its kind has to do, for it may quote what it failed at.
    """
    said = _said(failure)
    for text in sorted(filter(None, hidden), key=len, reverse=True):
        said = said.replace(text, GONE).replace(ascii(text)[1:-1], GONE)
    said = PERSONAL.sub(GONE, said)
    kind = type(failure).__name__
    text = (f"{kind}: {said}" if said else kind).replace("\0", GONE)
    return text.encode(errors="replace").decode()[:LENGTH]  # no database keeps halves of letters


def _said(failure: Exception) -> str:
    if isinstance(failure, SMTPRecipientsRefused):
        return " ".join(str(answer) for answer in failure.recipients.values())
    return str(failure) if isinstance(failure, OSError) else ""
