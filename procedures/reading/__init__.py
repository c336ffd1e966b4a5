"""What the tables of a file say, read as SOPs: pure, with evidence and doubts for every value."""

from procedures.reading.doubts import Doubt
from procedures.reading.found import (
    Confidence,
    Evidence,
    FoundRow,
    FoundTable,
    Reading,
    Source,
    Value,
)
from procedures.reading.grid import Cell, Grid, Ink, Place, SourceKind
from procedures.reading.tables import find_tables

__all__ = [
    "Cell",
    "Confidence",
    "Doubt",
    "Evidence",
    "FoundRow",
    "FoundTable",
    "Grid",
    "Ink",
    "Place",
    "Reading",
    "Source",
    "SourceKind",
    "Value",
    "find_tables",
]
