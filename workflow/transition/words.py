"""The words that a document is found by."""

from __future__ import annotations

from workflow.models import Document
from workflow.searching import kept_words
from workflow.transition.sql import documents


def keep_words(document: Document) -> None:
    """Keep the words of a document's texts, of its SOP and of its files' names."""
    version = document.version
    answers = [answer for answer in document.details.values() if isinstance(answer, str)]
    names = document.attachments.order_by("pk").values_list("name", flat=True)
    own = (document.subject, document.agenda_number, version.procedure.code, version.title)
    document.words = kept_words([*own, *answers, *names, document.description])
    documents.update(document, "words")
