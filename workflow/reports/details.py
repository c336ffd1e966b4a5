"""What a document says: to the fields of every start form, and to those of its version's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst

from procedures.models import StartField
from workflow.models import Attachment, Document

APART = {"subject", "sensitivity"}


@dataclass(frozen=True)
class Detail:
    """What a document says to one field of its start form; `file` if that is a file."""

    label: str
    value: str | date
    file: Attachment | None


def details(document: Document) -> tuple[Detail, ...]:
    """Return what a document says to all fields that are filled in, in the order of the form.

    Not its subject and sensitivity, which have places of their own.
    """
    return (*_stated(document), *_own(document))


def _stated(document: Document) -> Iterator[Detail]:
    for name in Document.STATED:
        value = getattr(document, name)
        if value and name not in APART:
            yield Detail(capfirst(str(getattr(Document, name).field.verbose_name)), value, None)


def _own(document: Document) -> tuple[Detail, ...]:
    """Return what a document says to its version's own fields, in their order."""
    if not document.details:
        return ()
    files = {(each.name, each.version): each for each in document.attachments.all()}
    answered = [
        (field, document.details[str(field.pk)])
        for field in document.version.start_fields.all()
        if str(field.pk) in document.details
    ]
    return tuple(_detail(field, value, files) for field, value in answered)


def _detail(field: StartField, value: Any, files: Mapping[tuple[str, int], Attachment]) -> Detail:
    if field.kind == StartField.Kind.FILE:
        return Detail(field.label, value["name"], files.get((value["name"], value["version"])))
    is_date = field.kind == StartField.Kind.DATE
    return Detail(field.label, date.fromisoformat(value) if is_date else field.shown(value), None)
