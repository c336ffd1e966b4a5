"""Where a document goes next: the steps of one version as a graph, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a step is: a box or a diamond (PermenPAN-RB 35/2012 knows no third)."""

    EXECUTION = "execution"
    DECISION = "decision"


class Answer(StrEnum):
    """How a step is left: an execution is done, a decision is answered."""

    DONE = "done"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Exit:
    """One way out of a step.

    `target` is the number of the step it leads to; None ends the procedure.
    """

    answer: Answer
    target: int | None
    label: str = ""


@dataclass(frozen=True)
class Step:
    """One row of the table.

    `number` counts from 1 in table order. `actor` is the index of the responsible actor's column
    from 0, None while nobody is responsible. `participants` are the other columns with a symbol
    in this row. An exit that a draft has not drawn yet is absent from `exits`.
    """

    number: int
    kind: Kind
    actor: int | None
    exits: tuple[Exit, ...]
    participants: tuple[int, ...] = ()


@dataclass(frozen=True)
class Graph:
    """The drawing of one version: actor columns from left to right, steps from top to bottom."""

    actors: tuple[str, ...]
    steps: tuple[Step, ...]
