"""How a found table was understood, in lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from procedures.forms.sentences import doubt_sentences, place_sentence


def findings(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield lines about a table as `table_to_json` writes it: the same as the preview says."""
    yield f"{found['title'] or _('Without a name')} ({place_sentence(*found['place'])})"
    yield from (f"  ? {sentence}" for sentence in doubt_sentences(found["doubts"]))
    yield f"  {_('Actors')}: {', '.join(found['actors'])}"
    for number, row in enumerate(found["rows"], start=1):
        yield from _row(number, row, found["actors"])


def _row(number: int, row: Mapping[str, Any], actors: list[str]) -> Iterator[str]:
    where = f" ({place_sentence(*row['place'])})" if row["place"] else ""
    yield f"  {number}. {row['activity']}{where}"
    acting = [place for place in (row["actor"], *row["participants"]) if place is not None]
    told = {
        _("Responsible"): ", ".join(actors[place] for place in acting),
        _("Requirements"): "; ".join(row["needs"]),
        _("Time"): row["time"],
        _("Output"): row["output"],
        _("Remark"): row["remark"],
        _("Tidak leads to"): _exit(row["no"]),
    }
    yield from (f"     {name}: {text}" for name, text in told.items() if text)
    for doubts in row["doubts"].values():
        yield from (f"     ? {sentence}" for sentence in doubt_sentences(doubts))


def _exit(text: str) -> str:
    if text == "end":
        return _("the end")
    return _("row %(row)s") % {"row": text} if text else ""
