"""The name of an SOP, from the lines above its table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from procedures.reading.plain import clean
from procedures.reading.words import number_of

LONGEST = 300
"""Letters of a title at most; a longer line is a paragraph."""

_LABEL = re.compile(
    r"^\s*+(?:(?:nama|judul)(?:\s++sop)?\s*+[:=]\s*+"
    r"|(?:sop|standar(?:d)? operasional prosedur)\b\s*+(?:\(sop\)\s*+)?(?:ap\b\s*+)?(?:[:.–-]\s*+)?"
    r"(?:tentang\s++)?)",
    re.IGNORECASE,
)


def title_of(heading: Sequence[str], *, is_wrapped: bool = False) -> str:
    """Return the name in the lines above a table: the one that says so, else the last.

    Where lines are broken as in a PDF, those below the one that says so go on with it. Empty where
    no line may be a name.
    """
    if is_wrapped:
        heading = _put_together(heading)
    lines = [line for line in (_one_line(text) for text in heading) if _may_be_title(line)]
    labelled = [line for line in lines if _LABEL.match(line)]
    named = [rest for rest in (_LABEL.sub("", line) for line in labelled) if _may_be_title(rest)]
    return (named or lines or [""])[-1]


def _put_together(heading: Sequence[str]) -> list[str]:
    """Return the lines, those from the last that says that it is a name on as one."""
    starts = [place for place, line in enumerate(heading) if _LABEL.match(line)]
    if not starts:
        return list(heading)
    return [*heading[: starts[-1]], " ".join(heading[starts[-1] :])]


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _may_be_title(line: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", line)
    return len(words) > 1 and len(line) <= LONGEST and number_of(line) is None
