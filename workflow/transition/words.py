"""The words that a document is found by."""

from __future__ import annotations

from people.finding import kept_words, order_key
from procedures.models import StartField
from procedures.numbers import shown
from workflow.models import Document
from workflow.transition.sql import documents


def keep_words(document: Document) -> None:
    """Keep the words of a document's texts, of its SOP and of its files' names.

    And the keys of its subject, which puts it in order, and of its agenda number.
    """
    version = document.version
    answers = _answers(document)
    names = document.attachments.order_by("pk").values_list("name", flat=True)
    facts = [getattr(document, name) for name in Document.FACTS]
    sop = (version.procedure.code, version.title)
    document.words = kept_words([*facts, *sop, *answers, *names])
    document.subject_key = order_key(document.subject)
    document.agenda_key = order_key(document.agenda_number)
    documents.update(document, "words", "subject_key", "agenda_key")


def _answers(document: Document) -> list[str]:
    """Return the answers that are texts; a number as it is kept and as it is shown."""
    texts = {key: each for key, each in document.details.items() if isinstance(each, str)}
    grouped = {key: shown(text) for key, text in texts.items() if shown(text) != text}
    if not grouped:
        return list(texts.values())
    numbers = StartField.objects.filter(kind=StartField.Kind.NUMBER, pk__in=map(int, grouped))
    return [*texts.values(), *(grouped[str(key)] for key in numbers.values_list("pk", flat=True))]
