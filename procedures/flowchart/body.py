"""The rows of the table and the arrows between them, before any page is cut."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from procedures.graph import Answer, StepKind

from .drawing import Flow
from .lanes import TYPE_SIZES
from .shapes import RowKind, Shape
from .words import END_TEXT, START_TEXT, label_of

if TYPE_CHECKING:
    from procedures.graph import DrawnStep, Graph

START = 0


class CapsulePlaces(StrEnum):
    """Where the flow starts and ends: in rows of their own, or in the first and last symbol."""

    ROWS = "rows"
    SYMBOLS = "symbols"


@dataclass(frozen=True)
class Options:
    """How the form is wanted.

    `width` is the inner width of an actor column in mm (8 at least; 'Ya' and 'Tidak' find room
    from 12). `end_column` is the actor column of the
    end capsule (None: that of the last step); it counts where the end has a row of its own.
    `pages` are the ranges of body rows on each page, None for one page; the first of them is page
    `first_page` of what is printed. A row that ends a page and begins the next one goes on there:
    its symbol stands where it begins, and lines pass through what follows. `taken` are the exits
    (place, answer) that a document has gone by; their lines are told from the others. None where
    no document is shown. `type_sizes` are the sizes of type in the drawing in mm, the best first.
    """

    width: float = 20.0
    capsules: CapsulePlaces = CapsulePlaces.SYMBOLS
    end_column: int | None = None
    pages: tuple[range, ...] | None = None
    first_page: int = 1
    taken: frozenset[tuple[int, Answer]] | None = None
    type_sizes: tuple[float, ...] = TYPE_SIZES


@dataclass(frozen=True)
class BodyRow:
    """One row: its place, the column of its responsible symbol, and the columns that join in."""

    kind: RowKind
    place: int
    column: int | None
    shape: Shape
    text: str = ""
    participants: tuple[int, ...] = ()


@dataclass(frozen=True)
class Body:
    """All rows from top to bottom and the arrows between their places."""

    actors: tuple[str, ...]
    rows: tuple[BodyRow, ...]
    flows: tuple[Flow, ...]
    first_page: int = 1
    taken: frozenset[tuple[int, Answer]] | None = None

    def is_taken(self, flow: Flow) -> bool:
        """Whether a document has gone this way; every way counts where none is shown."""
        return self.taken is None or (flow.source, flow.answer) in self.taken

    def is_left(self, place: int) -> bool:
        """Whether a document has gone on from this place; true where none is shown."""
        return self.taken is None or any(place == source for source, _ in self.taken)

    @property
    def end(self) -> int:
        """The place of the end."""
        return sum(row.kind is RowKind.STEP for row in self.rows) + 1


def body_of(graph: Graph, options: Options) -> Body:
    """The body rows of a graph: start, steps and end as the options want them.

    With capsules as symbols, the start or the end still gets its own row where a symbol cannot
    carry it: a decision at the start, a decision that ends the procedure, a single step.
    Arrows that touch a step without a responsible actor are left out.
    Raises ValueError for an end column that does not exist.
    """
    if not graph.steps:
        return Body(graph.actors, (), ())
    if options.end_column is not None and not 0 <= options.end_column < len(graph.actors):
        msg = f"there is no actor column {options.end_column}"
        raise ValueError(msg)
    has_start = options.capsules is CapsulePlaces.ROWS or not _carries_start(graph.steps[0])
    has_end = options.capsules is CapsulePlaces.ROWS or _needs_end_row(
        graph.steps, has_start=has_start
    )
    rows = tuple(_row(step, has_start, has_end) for step in graph.steps)
    if has_start:
        start = BodyRow(RowKind.START, START, _start_column(rows), Shape.CAPSULE, START_TEXT)
        rows = (start, *rows)
    if has_end:
        rows = (*rows, _end_row(rows, options, len(graph.steps) + 1))
    flows = _flows(graph.steps, rows)
    return Body(graph.actors, rows, flows, options.first_page, options.taken)


def _carries_start(step: DrawnStep) -> bool:
    return step.kind is StepKind.EXECUTION and step.actor is not None


def _ends(step: DrawnStep) -> bool:
    return any(exit_.target is None for exit_ in step.exits)


def _needs_end_row(steps: tuple[DrawnStep, ...], *, has_start: bool) -> bool:
    decided = any(step.kind is StepKind.DECISION and _ends(step) for step in steps)
    return decided or (not has_start and _ends(steps[0]))


def _row(step: DrawnStep, has_start: bool, has_end: bool) -> BodyRow:
    shape, text = Shape.PROCESS, ""
    if step.kind is StepKind.DECISION:
        shape = Shape.DECISION
    elif step.number == 1 and not has_start:
        shape, text = Shape.CAPSULE, START_TEXT
    elif not has_end and _ends(step):
        shape, text = Shape.CAPSULE, END_TEXT
    others = tuple(sorted(set(step.participants) - {step.actor}))
    return BodyRow(RowKind.STEP, step.number, step.actor, shape, text, others)


def _start_column(rows: tuple[BodyRow, ...]) -> int:
    return rows[0].column or 0


def _end_row(rows: tuple[BodyRow, ...], options: Options, place: int) -> BodyRow:
    column = options.end_column
    if column is None:
        column = rows[-1].column or 0
    return BodyRow(RowKind.END, place, column, Shape.CAPSULE, END_TEXT)


def _flows(steps: tuple[DrawnStep, ...], rows: tuple[BodyRow, ...]) -> tuple[Flow, ...]:
    drawn = {row.place for row in rows if row.column is not None}
    wanted = [Flow(START, steps[0].number)]
    for step in steps:
        for exit_ in step.exits:
            target = len(steps) + 1 if exit_.target is None else exit_.target
            wanted.append(Flow(step.number, target, exit_.answer, label_of(exit_)))
    return tuple(flow for flow in wanted if {flow.source, flow.target} <= drawn)
