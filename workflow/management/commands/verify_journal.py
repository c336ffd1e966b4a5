"""Find what is not as it was written: entries of the journals, rows and files they tell of."""

from __future__ import annotations

import sys
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand

from people.reports import faults_of_accounts, faults_of_journal
from workflow.journal import Difference, Fault, FaultKind
from workflow.management.record import check_record

SENTENCES = {
    FaultKind.CHANGED: "was changed",
    FaultKind.REMOVED: "was removed",
    FaultKind.INSERTED: "was inserted",
    FaultKind.MOVED: "was moved: it lies under number {found_at} now",
}


class Command(BaseCommand):
    """Names all on record that was changed, removed, inserted or moved; then it exits with 1."""

    help = "Check the journals of all documents by their hashes, and all that they tell of."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write a line for each fault, and a last one with what was looked at."""
        documents = entries = faults = 0
        for checked in check_record():
            documents, entries = documents + 1, entries + checked.entries
            for fault in checked.faults:
                faults += 1
                self.stdout.write(f"Document {checked.document}{_sentence(fault)}.")
        for sentence in chain(faults_of_journal(), faults_of_accounts()):
            faults += 1
            self.stdout.write(sentence)
        self.stdout.write(f"{documents} documents, {entries} entries, {faults} faults.")
        if faults:
            sys.exit(1)


def _sentence(fault: Fault | Difference) -> str:
    if isinstance(fault, Difference):
        return f", {fault.thing}: {fault.what}" if fault.thing else f": {fault.what}"
    return f", entry {fault.number} {SENTENCES[fault.kind].format(found_at=fault.found_at)}"
