"""Find entries of the journal that are not as they were written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.management.base import BaseCommand

from people.reports import faults_of_journal
from workflow.journal import Fault, Head, Kind, Line, faults_of
from workflow.models import Document

FACTS = [
    f"entries__{name}"
    for name in (
        "number",
        "deed",
        "task__number",
        "by",
        "capacity",
        "at",
        "address",
        "note",
        "data",
        "previous_hash",
        "hash",
    )
]
SENTENCES = {
    Kind.CHANGED: "was changed",
    Kind.REMOVED: "was removed",
    Kind.INSERTED: "was inserted",
    Kind.MOVED: "was moved: it lies under number {found_at} now",
}


class Command(BaseCommand):
    """Names every entry that was changed, removed, inserted or moved; then it exits with 1."""

    help = "Check the journals of all documents by their hashes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write a line for each fault, and a last one with what was looked at."""
        documents = entries = faults = 0
        for document, head, lines in _journals():
            documents, entries = documents + 1, entries + len(lines)
            for fault in faults_of(lines, head):
                faults += 1
                self.stdout.write(_sentence(document, fault))
        for sentence in faults_of_journal():
            faults += 1
            self.stdout.write(sentence)
        self.stdout.write(f"{documents} documents, {entries} entries, {faults} faults.")
        if faults:
            sys.exit(1)


def _journals() -> Iterator[tuple[int, Head, list[Line]]]:
    """Yield the key of every document with the head of its journal and its lines.

    All of one statement, so of one state; no more than a document at a time is held in memory.
    """
    rows = Document.objects.order_by("pk", "entries__number").values_list(
        "pk", "entry_count", "last_hash", *FACTS
    )
    for (document, count, last), group in groupby(rows.iterator(), key=itemgetter(0, 1, 2)):
        lines = [(document, *row) for _pk, _count, _last, *row in group if row[0] is not None]
        yield document, Head(count, last), [Line(*line) for line in lines]


def _sentence(document: int, fault: Fault) -> str:
    what = SENTENCES[fault.kind].format(found_at=fault.found_at)
    return f"Document {document}, entry {fault.number} {what}."
