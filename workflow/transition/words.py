"""The words that a document is found by."""

from __future__ import annotations

from workflow.finding import kept_words
from workflow.models import Document
from workflow.transition.sql import documents


def keep_words(document: Document) -> None:
    """Keep the words of a document's texts, of its SOP and of its files' names."""
    version = document.version
    answers = [answer for answer in document.details.values() if isinstance(answer, str)]
    names = document.attachments.order_by("pk").values_list("name", flat=True)
    facts = [getattr(document, name) for name in Document.FACTS]
    sop = (version.procedure.code, version.title)
    document.words = kept_words([*facts, *sop, *answers, *names])
    documents.update(document, "words")
