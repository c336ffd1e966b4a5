"""The journal of a document: its seals, what a seal gives away, and what the entries amount to."""

from people.seal import Fact, seal
from workflow.journal.line import Line
from workflow.journal.replay import ToldTask, Unreadable, replay
from workflow.journal.testimony import (
    Difference,
    Testimony,
    differences,
    name_of_file,
    tell,
    without_empty,
)
from workflow.journal.verification import Fault, FaultKind, Head, faults_of

__all__ = [
    "Difference",
    "Fact",
    "Fault",
    "FaultKind",
    "Head",
    "Line",
    "Testimony",
    "ToldTask",
    "Unreadable",
    "differences",
    "faults_of",
    "name_of_file",
    "replay",
    "seal",
    "tell",
    "without_empty",
]
