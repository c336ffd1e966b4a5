"""The journal of a document: its seals, what a seal gives away, and what the entries amount to."""

from people.seal import Fact, seal
from workflow.journal.line import Line
from workflow.journal.replay import Unreadable, Visit, replay
from workflow.journal.verification import Fault, Head, Kind, faults_of

__all__ = [
    "Fact",
    "Fault",
    "Head",
    "Kind",
    "Line",
    "Unreadable",
    "Visit",
    "faults_of",
    "replay",
    "seal",
]
