"""The table of a version as it is shown and printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from procedures.models import Actor, Step, Version


class Symbol(StrEnum):
    """What stands in a cell of an actor column."""

    NONE = ""
    EXECUTION = "execution"
    DECISION = "decision"


@dataclass(frozen=True)
class Cell:
    """One cell of an actor column; `spoken` says in words what the symbol shows."""

    symbol: Symbol
    spoken: str = ""


@dataclass(frozen=True)
class Row:
    """One step with a cell for each actor column, from left to right."""

    step: Step
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The table of one version."""

    version: Version
    actors: tuple[Actor, ...]
    rows: tuple[Row, ...]

    @property
    def column_numbers(self) -> range:
        """The numbers that an office may print below the headings."""
        return range(1, len(self.actors) + 7)


def table(version: Version) -> Table:
    """Return the table of a version loaded by `with_table` (no query)."""
    actors = tuple(version.actors.all())
    rows = tuple(
        Row(step, tuple(_cell(step, actor) for actor in actors)) for step in version.ordered_steps()
    )
    return Table(version, actors, rows)


def _cell(step: Step, actor: Actor) -> Cell:
    if step.actor_id == actor.pk:
        kind = Symbol.DECISION if step.is_decision else Symbol.EXECUTION
        words = "Keputusan" if step.is_decision else "Kegiatan"
        return Cell(kind, f"{words}: {actor.name}")
    if actor in step.participants.all():
        return Cell(Symbol.EXECUTION, f"Ikut serta: {actor.name}")
    return Cell(Symbol.NONE)
