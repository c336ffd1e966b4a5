"""The kinds of symbols and rows, and the sides of a symbol."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Side(IntEnum):
    """A side of a symbol; also the heading of a line that leaves by it."""

    TOP = 0
    RIGHT = 1
    BOTTOM = 2
    LEFT = 3

    @property
    def opposite(self) -> Side:
        """The side across: a line heading right arrives at the left side."""
        return Side((self + 2) % 4)


class Shape(StrEnum):
    """The five symbols of the form; the connector is a circle, the pentagon leaves the page."""

    PROCESS = "process"
    DECISION = "decision"
    CAPSULE = "capsule"
    CONNECTOR = "connector"
    PENTAGON = "pentagon"


class RowKind(StrEnum):
    """What a table row is for."""

    START = "start"
    STEP = "step"
    END = "end"
    CONNECTOR = "connector"
    CONTINUED = "continued"
