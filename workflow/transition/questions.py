"""What a document answered, held against the questions of another version of its SOP."""

from __future__ import annotations

from collections.abc import Mapping

from procedures.models import StartField, Version
from workflow.models import Document
from workflow.models.drafts import keeping_of

Unasked = Mapping[str, str]
"""Answers to which a version has no question, by the label that they were asked under."""


def answered(document: Document) -> list[StartField]:
    """Return the fields that a document answered in words, of whichever version they are."""
    keys = [key for key, answer in document.details.items() if answer and isinstance(answer, str)]
    if not keys:
        return []
    return list(StartField.objects.filter(pk__in=keys).order_by("version", "order", "pk"))


def unasked(document: Document, version: Version) -> Unasked:
    """Return the answers of a document that no question of a version takes over.

    A question that was renamed, asked in another way or left out takes none.
    """
    asked = {field.label: field for field in version.start_fields.all()}
    return {
        field.label: document.details[str(field.pk)]
        for field in answered(document)
        if not _is_asked(asked.get(field.label), field, document.details[str(field.pk)])
    }


def _is_asked(now: StartField | None, before: StartField, answer: str) -> bool:
    return now is not None and now.takes_over(before, answer)


def unasked_of(draft: Document, version: Version) -> Unasked:
    """Return the answers of a draft that no question of a version takes over, earlier ones too."""
    keeping = keeping_of(draft)
    return {**(keeping.unasked if keeping else {}), **unasked(draft, version)}
