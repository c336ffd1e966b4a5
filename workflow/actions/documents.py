"""Starting documents, speaking about them, calling them off."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from people.doers import Doer
from people.refusals import Refused
from procedures.models import Version
from workflow.models import Document, Task
from workflow.refusals import (
    refuse,
    why_not_cancel_document,
    why_not_comment_document,
    why_not_start_document,
)
from workflow.transition.contents import Contents, fill_in, kept_contents, refuse_nameless
from workflow.transition.passing import end_task
from workflow.transition.record import record
from workflow.transition.sql import documents
from workflow.transition.starting import lock_procedure_of, open_first_task, set_off
from workflow.transition.turns import at_task, lock_document

CANCELLED = (
    "state",
    "cancelled_at",
    "cancelled_by_id",
    "cancelled_by_name",
    "cancelled_because",
)


def start_document(version: Version, *, by: Doer, contents: Contents) -> Document:
    """Start a document under a version in force; its first task goes to the first step.

    Raises Refused if the version is not in force or if `by` holds no position among its actors.
    """
    with kept_contents(contents) as kept, transaction.atomic():
        fresh = lock_procedure_of(version)
        refuse(why_not_start_document(fresh, by=by))
        refuse_nameless(kept)
        document = Document(version=fresh, created_at=by.at, started_by=by.user)
        turn = set_off(document, by=by)
        open_first_task(turn, fill_in(document, kept, by=by))
    return document


@transaction.atomic
def comment_document(document: Document, *, by: Doer, text: str) -> Document:
    """Write something about a document into its journal.

    Raises Refused for a draft, or if nothing is written.
    """
    turn = lock_document(document, by=by)
    refuse(why_not_comment_document(turn.document, by=turn.by))
    if not text.strip():
        raise Refused(_("Write the comment."))
    record(turn, "comment", note=text.strip())
    return turn.document


@transaction.atomic
def cancel_document(document: Document, *, by: Doer, reason: str) -> Document:
    """Call a document off; its open task ends with it.

    Raises Refused if it is not under way, if `by` neither started it nor supervises, or if no
    reason is given.
    """
    turn = lock_document(document, by=by)
    fresh, reason = turn.document, reason.strip()
    refuse(why_not_cancel_document(fresh, by=turn.by))
    if not reason:
        raise Refused(_("Write the reason for cancelling."))
    task = fresh.tasks.open().get()
    ended = end_task(at_task(turn, task), Task.Answer.CANCELLED, note=reason)
    fresh.state = Document.State.CANCELLED
    fresh.cancelled_at = turn.at
    fresh.cancelled_by = turn.by.user
    fresh.cancelled_by_name = str(turn.by.user)
    fresh.cancelled_because = reason
    documents.update(fresh, *CANCELLED)
    record(turn, "cancel", note=reason, data=ended)
    return fresh
