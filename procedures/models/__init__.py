"""SOPs, their versions, the rows of their tables and their journal."""

from procedures.models.books import Book
from procedures.models.entries import NEVER_SAVED, VersionEntry
from procedures.models.procedures import Procedure
from procedures.models.steps import Actor, Requirement, StartField, Step
from procedures.models.versions import Version, VersionQuerySet

__all__ = [
    "NEVER_SAVED",
    "Actor",
    "Book",
    "Procedure",
    "Requirement",
    "StartField",
    "Step",
    "Version",
    "VersionEntry",
    "VersionQuerySet",
]
