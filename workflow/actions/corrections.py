"""Correcting what a document says while it is on its way."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.doers import Doer
from people.finding import order_key
from people.refusals import Refused, refuse_stale
from workflow.doubts import ask_about_agenda_number
from workflow.journal import Fact
from workflow.models import Document, Task
from workflow.refusals import refuse, why_not_finish_task
from workflow.transition.record import record
from workflow.transition.sql import documents
from workflow.transition.turns import lock_task
from workflow.transition.words import keep_words


@transaction.atomic
def correct_at_task(
    task: Task,
    *,
    by: Doer,
    texts: Mapping[str, str],
    seen: str | None = None,
    also: str | None = None,
) -> Task:
    """Let a document say something else; the old and the new text of each field are on record.

    `texts` are as `Document.texts` has them, all FACTS among them; `seen` is the token of those
    that stood there when they were typed. Raises Refused where `finish_task` would, whatever the
    answer; if something else stands there than was seen; without a subject; or if nothing would
    change; Doubted where the new agenda number is in use, unless `also` says so. What is no field
    of a document is an error of whoever calls: ValueError.
    """
    unknown = [name for name in texts if name not in Document.FACTS and not name.isdecimal()]
    if unknown:
        raise ValueError(f"These are no fields of a document: {unknown}")
    turn = lock_task(task, by=by)
    document = turn.document
    refuse(why_not_finish_task(turn.task, by=turn.by))
    sentence = _(
        "This was corrected in another window meanwhile, and yours is not stored yet. "
        "Send it once more to put it in the place of the other."
    )
    refuse_stale(seen, document.token, sentence=sentence)
    texts = {name: text.strip() for name, text in texts.items() if text.strip()}
    if "subject" not in texts:
        raise Refused(_("Write the subject."))
    changes = _changes(document.texts, texts)
    if not changes:
        raise Refused(_("Nothing was changed."))
    _ask(document, texts.get("agenda_number", ""), also=also)
    _write(document, texts)
    record(turn, "correct", data={"changes": changes})
    return turn.task


def _ask(document: Document, number: str, *, also: str | None) -> None:
    """Ask about an agenda number that is another than before, in the year of the document."""
    if order_key(number) != document.agenda_key and document.started_at is not None:
        on = timezone.localdate(document.started_at)
        ask_about_agenda_number(document, number, on=on, also=also)


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
    documents.update(document, *Document.FACTS, "details")
    keep_words(document)
