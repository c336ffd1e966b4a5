"""Correcting what a document says while it is on its way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NotRequired, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import User
from procedures.actions import Refused
from workflow.actions.record import record
from workflow.actions.refusals import refuse, why_not_finish_task
from workflow.actions.turns import How, lock_task
from workflow.actions.words import keep_words
from workflow.journal import Fact
from workflow.models import Document, Task


class Correction(How):
    """What a document is to say.

    `texts` are as `Document.texts` has them, all FACTS among them; `seen` is the mark of those that
    stood there when they were typed.
    """

    texts: Mapping[str, str]
    seen: NotRequired[str]


@transaction.atomic
def correct_at_task(
    task: Task, *, by: User, at: datetime, **correction: Unpack[Correction]
) -> Task:
    """Let a document say something else; the old and the new text of each field are on record.

    Raises Refused where `finish_task` would, whatever the answer; if something else stands there
    than was seen; without a subject; or if nothing would change.
    """
    how = How(address=correction.get("address"), appointment=correction.get("appointment"))
    turn = lock_task(task, by=by, at=at, **how)
    document = turn.document
    refuse(why_not_finish_task(turn.task, by=by, on=turn.on))
    if correction.get("seen", document.mark) != document.mark:
        raise Refused(
            _(
                "This was corrected in another window meanwhile, and yours is not stored yet. "
                "Send it once more to put it in the place of the other."
            )
        )
    texts = {name: text.strip() for name, text in correction["texts"].items() if text.strip()}
    if "subject" not in texts:
        raise Refused(_("Write the subject."))
    changes = _changes(document.texts, texts)
    if not changes:
        raise Refused(_("Nothing was changed."))
    _write(document, texts)
    record(turn, "correct", data={"changes": changes})
    return turn.task


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> Fact:
    """Return the old and the new text of each field whose text changes."""
    return [
        {"field": name, "old": old.get(name, ""), "new": new.get(name, "")}
        for name in dict.fromkeys((*old, *new))
        if old.get(name, "") != new.get(name, "")
    ]


def _write(document: Document, texts: Mapping[str, str]) -> None:
    """Save a document with these texts; answers that are files stay."""
    for name in Document.FACTS:
        setattr(document, name, texts.get(name, ""))
    files = {key: value for key, value in document.details.items() if not isinstance(value, str)}
    answers = {name: text for name, text in texts.items() if name not in Document.FACTS}
    document.details = files | answers
    document.save(update_fields=[*Document.FACTS, "details"])
    keep_words(document)
