"""Where a document goes next: the steps of one version as a graph, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
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
    """An exit: one way out of a step.

    `target` is the number of the step it leads to; None ends the procedure.
    """

    answer: Answer
    target: int | None
    label: str = ""


@dataclass(frozen=True)
class DrawnStep:
    """One row of the table.

    `number` counts from 1 in table order. `actor` is the index of the responsible actor's column
    from 0, None while nobody is responsible. `participants` are the other columns with a symbol
    in this row. An exit that a draft has not drawn yet is absent from `exits`. `is_named` tells
    whether its activity says anything.
    """

    number: int
    kind: StepKind
    actor: int | None
    exits: tuple[Exit, ...]
    participants: tuple[int, ...] = ()
    is_named: bool = True


@dataclass(frozen=True)
class Graph:
    """The drawing of one version: actor columns from left to right, steps from top to bottom."""

    actors: tuple[str, ...]
    steps: tuple[DrawnStep, ...]

    def exit(self, number: int, answer: Answer) -> Exit | None:
        """Return the exit that `answer` takes out of step `number`; None where none is drawn."""
        step = next((step for step in self.steps if step.number == number), None)
        exits = step.exits if step else ()
        return next((exit_ for exit_ in exits if exit_.answer == answer), None)


class FaultKind(StrEnum):
    """What can be wrong with a drawing so that nobody could follow it."""

    NO_STEP = "no_step"
    NO_ACTIVITY = "no_activity"
    NOBODY_RESPONSIBLE = "nobody_responsible"
    EXIT_MISSING = "exit_missing"
    EXITS_ALIKE = "exits_alike"
    LEADS_TO_ITSELF = "leads_to_itself"
    NOT_REACHED = "not_reached"
    NO_WAY_TO_END = "no_way_to_end"


@dataclass(frozen=True)
class Fault:
    """One fault; `step` is the number of the row, None for the whole drawing."""

    kind: FaultKind
    step: int | None = None


def faults(graph: Graph) -> tuple[Fault, ...]:
    """Return what keeps a version from being put in force, from the top row down."""
    if not graph.steps:
        return (Fault(FaultKind.NO_STEP),)
    reached, ending = _reached(graph), _ending(graph)
    found = []
    for step in graph.steps:
        kinds = _own_faults(step)
        if step.number not in reached:
            kinds.append(FaultKind.NOT_REACHED)
        if step.number not in ending:
            kinds.append(FaultKind.NO_WAY_TO_END)
        found += [Fault(kind, step.number) for kind in kinds]
    return tuple(found)


def _own_faults(step: DrawnStep) -> list[FaultKind]:
    """Return the faults that a row has by itself."""
    targets = [exit_.target for exit_ in step.exits]
    wanted = 2 if step.kind == StepKind.DECISION else 1
    wrong = {
        FaultKind.NO_ACTIVITY: not step.is_named,
        FaultKind.NOBODY_RESPONSIBLE: step.actor is None,
        FaultKind.EXIT_MISSING: len(targets) < wanted,
        FaultKind.EXITS_ALIKE: len(set(targets)) < len(targets),
        FaultKind.LEADS_TO_ITSELF: step.number in targets,
    }
    return [kind for kind, is_wrong in wrong.items() if is_wrong]


def _reached(graph: Graph) -> set[int]:
    """Return the steps that a document can come to from the first one."""
    exits = {step.number: [exit_.target for exit_ in step.exits] for step in graph.steps}
    return _spread({graph.steps[0].number}, exits)


def _ending(graph: Graph) -> set[int]:
    """Return the steps from which a document can come to the end."""
    entrances: dict[int, list[int | None]] = {}
    for step in graph.steps:
        for exit_ in step.exits:
            if exit_.target is not None:
                entrances.setdefault(exit_.target, []).append(step.number)
    last = {step.number for step in graph.steps if any(w.target is None for w in step.exits)}
    return _spread(last, entrances)


def _spread(start: set[int], exits: dict[int, list[int | None]]) -> set[int]:
    """Return everything that can be come to from `start`."""
    seen, waiting = set(start), list(start)
    while waiting:
        for target in exits.get(waiting.pop(), []):
            if target is not None and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen
