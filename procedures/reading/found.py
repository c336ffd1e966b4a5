"""What was found: tables whose every value says where it comes from and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Generic, TypeVar

from procedures.definition import Definition, Row, Target
from procedures.reading.doubts import Doubt
from procedures.reading.grid import Place

T = TypeVar("T")


class Confidence(StrEnum):
    """How sure a value is."""

    READ = "read"  # it stands there
    INFERRED = "inferred"  # a sign in the file speaks for it
    GUESSED = "guessed"  # words or custom speak for it, nothing in the drawing
    MISSING = "missing"  # nothing was found


class Source(StrEnum):
    """What a value was taken from. Lines and symbols of a drawing have their place here."""

    TEXT = "text"
    MARK = "mark"  # v, x, a dot or an arrow in an actor column
    SHADE = "shade"
    DRAWING = "drawing"
    WORDS = "words"  # what the text of another cell suggests
    ORDER = "order"  # where the row stands


@dataclass(frozen=True)
class Evidence:
    """Where a value comes from: a cell by place, row and column as people count, and its text."""

    source: Source
    place: Place
    row: int
    column: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Value(Generic[T]):
    """A value with what speaks for it and against it."""

    value: T
    confidence: Confidence = Confidence.READ
    evidence: Evidence | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class FoundRow:
    """One step as it was understood. Actors are columns of the table, counted from 0."""

    number: Value[int | None]
    activity: Value[str]
    actor: Value[int | None]
    participants: Value[tuple[int, ...]]
    needs: Value[tuple[str, ...]]
    time: Value[str]
    output: Value[str]
    remark: Value[str]
    no: Value[Target | None]
    yes_label: str = Row.yes_label
    no_label: str = Row.no_label

    def doubts(self) -> Iterator[tuple[str, Doubt]]:
        """Yield each doubt with the name of its value."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Value):
                yield from ((each.name, doubt) for doubt in value.doubts)


@dataclass(frozen=True)
class FoundTable:
    """One SOP as it was understood."""

    title: Value[str]
    actors: tuple[Value[str], ...]
    rows: tuple[FoundRow, ...]
    place: Place
    capsules: str = "steps"
    end_actor: int | None = None
    has_column_numbers: bool = False
    doubts: tuple[Doubt, ...] = ()
    identity: dict[str, Value[str]] = field(default_factory=dict)

    def every_doubt(self) -> Iterator[Doubt]:
        """Yield the doubts about the table, then those about its values."""
        yield from self.doubts
        for value in (self.title, *self.actors, *self.identity.values()):
            yield from value.doubts
        for row in self.rows:
            yield from (doubt for _name, doubt in row.doubts())

    def definition(self) -> Definition:
        """Return what would be stored if nothing were corrected."""
        names = [actor.value for actor in self.actors]
        return Definition(
            title=self.title.value,
            actors=tuple(names),
            rows=tuple(_row(row, names) for row in self.rows),
            end_actor=None if self.end_actor is None else names[self.end_actor],
            capsules=self.capsules,
            has_column_numbers=self.has_column_numbers,
            identity={name: value.value for name, value in self.identity.items()},
        )


@dataclass(frozen=True)
class Reading:
    """What was found in a file; `passed_over` counts tables that are no SOP.

    `doubts` say what is unsure where no SOP was found.
    """

    tables: tuple[FoundTable, ...]
    passed_over: int = 0
    doubts: tuple[Doubt, ...] = ()


def _row(row: FoundRow, names: list[str]) -> Row:
    return Row(
        activity=row.activity.value,
        actor=None if row.actor.value is None else names[row.actor.value],
        participants=tuple(names[column] for column in row.participants.value),
        needs=row.needs.value,
        time=row.time.value,
        output=row.output.value,
        remark=row.remark.value,
        no=row.no.value,
        yes_label=row.yes_label,
        no_label=row.no_label,
    )
