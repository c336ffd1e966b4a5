"""Graphs to draw, and a drawing as plain text: for the tests of the flowchart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from procedures.flowchart import Drawing, DrawnRow, Page, Shape, Side, Tile
from procedures.flowchart.tracing import CROSS, Trace
from procedures.graph import Answer, DrawnStep, Exit, Graph, StepKind

if TYPE_CHECKING:
    from collections.abc import Callable

MARKS = {
    Shape.PROCESS: "P",
    Shape.DECISION: "D",
    Shape.CAPSULE: "C",
    Shape.CONNECTOR: "O",
    Shape.PENTAGON: "V",
}
HEADS = {Side.TOP: "v", Side.RIGHT: "<", Side.BOTTOM: "^", Side.LEFT: ">"}
AWAY = {Side.TOP: (0, -1), Side.RIGHT: (1, 0), Side.BOTTOM: (0, 1), Side.LEFT: (-1, 0)}
# The sides a line leaves a point by, as bits: top 1, right 2, bottom 4, left 8.
STROKES = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"
WIDE, HIGH = 12, 8
OFFICE = Path(__file__).parents[2] / "fixtures" / "procedures.json"


@dataclass(frozen=True)
class Seed:
    code: str
    graph: Graph
    end_column: int


def does(
    number: int, actor: int | None, target: int | None = None, *others: int, go: bool = True
) -> DrawnStep:
    """An execution; it goes on to `target`, to the next number where that is None."""
    exits = (Exit(Answer.DONE, target or number + 1),) if go else ()
    return DrawnStep(number, StepKind.EXECUTION, actor, exits, others)


def ends(number: int, actor: int, *others: int) -> DrawnStep:
    return DrawnStep(number, StepKind.EXECUTION, actor, (Exit(Answer.DONE, None),), others)


def asks(number: int, actor: int, yes: int | None, no: int | None, *others: int) -> DrawnStep:
    exits = (Exit(Answer.YES, yes), Exit(Answer.NO, no))
    return DrawnStep(number, StepKind.DECISION, actor, exits, others)


def graph_of(actors: int, *steps: DrawnStep) -> Graph:
    return Graph(tuple(f"Pelaksana {index + 1}" for index in range(actors)), steps)


def letter_graph() -> Graph:
    """A letter is drafted, typed, checked twice and sent: two loops, eight rows."""
    return graph_of(
        4, does(1, 1), does(2, 1), does(3, 0), asks(4, 1, 5, 3), asks(5, 2, 6, 4),
        does(6, 3), does(7, 1), ends(8, 0),
    )  # fmt: skip


def seeds() -> list[Seed]:
    """The office's own SOPs that are in force."""
    data = json.loads(OFFICE.read_text(encoding="utf-8"))
    return [_seed(procedure) for procedure in data["in_force"]]


def _seed(procedure: dict[str, Any]) -> Seed:
    names, rows = procedure["actors"], procedure["rows"]
    steps = tuple(_seed_step(number, row, procedure) for number, row in enumerate(rows, start=1))
    return Seed(procedure["code"], Graph(tuple(names), steps), names.index(procedure["end_actor"]))


def _seed_step(number: int, row: dict[str, Any], procedure: dict[str, Any]) -> DrawnStep:
    names = procedure["actors"]
    actor, others = names.index(row["actor"]), map(names.index, row.get("participants", ()))
    following = number + 1 if number < len(procedure["rows"]) else None
    if "no" in row:
        return asks(number, actor, following, row["no"], *others)
    return DrawnStep(
        number, StepKind.EXECUTION, actor, (Exit(Answer.DONE, following),), tuple(others)
    )


@st.composite
def graphs(
    draw: Callable[[st.SearchStrategy[int]], int], *, most_steps: int, farthest: int
) -> Graph:
    """Graphs of up to 12 actors whose jumps reach up to `farthest` steps, faults included."""
    actors = draw(st.integers(1, 12))
    count = draw(st.integers(0, most_steps))
    steps = []
    for number in range(1, count + 1):
        following = number + 1 if number < count else None
        low, high = max(1, number - farthest), min(count, number + farthest)
        jump = draw(st.integers(low, high))
        column = draw(st.integers(0, actors - 1))
        luck = draw(st.integers(0, 39))
        others = tuple((column + far) % actors for far in range(1, 3)) if luck % 8 == 0 else ()
        steps.append(
            _some_step(
                luck, DrawnStep(number, StepKind.EXECUTION, column, (), others), following, jump
            )
        )
    return graph_of(actors, *steps)


def _some_step(luck: int, step: DrawnStep, following: int | None, jump: int) -> DrawnStep:
    """One step in 40 each lacks its actor, its exits, jumps, or ends; a third are decisions."""
    number, column, others = step.number, step.actor or 0, step.participants
    odd = {
        1: does(number, None, jump),
        2: does(number, column, go=False),
        3: does(number, column, jump, *others),
        4: asks(number, column, following, None, *others),
        5: asks(number, column, None, jump, *others),
        6: asks(number, column, jump, following, *others),
        7: asks(number, column, jump, None, *others),
    }
    if luck > 26:
        return asks(number, column, following, jump, *others)
    exits = (Exit(Answer.DONE, following),)
    return odd.get(luck, DrawnStep(number, StepKind.EXECUTION, column, exits, others))


def count_crossings(drawing: Drawing) -> int:
    """Return how often lines pass over each other on all pages."""
    traces = map(Trace, drawing.pages)
    return sum(
        len(arms) == CROSS
        for trace in traces
        for spot, arms in trace.arms.items()
        if spot not in trace.centres
    )


def as_text(drawing: Drawing) -> str:
    """The drawing in strokes, a dozen letters a tile; below each page its labels and texts."""
    return "\n".join(_page_text(page) for page in drawing.pages)


def _page_text(page: Page) -> str:
    columns = len(page.rows[0].tiles) if page.rows else 0
    width, height = columns * WIDE + 1, len(page.rows) * HIGH + 1
    strokes = [[0] * width for _ in range(height)]
    marks: dict[tuple[int, int], str] = {}
    notes: list[str] = []
    for index, row in enumerate(page.rows):
        notes += [f"row {index}: {text}" for text in row.texts]
        for column, tile in enumerate(row.tiles):
            _stroke(strokes, (column * WIDE, index * HIGH), tile)
            marks |= _mark((column * WIDE, index * HIGH), tile)
            notes += _label_notes(index, column, tile)
    lines = []
    for y, row_strokes in enumerate(strokes):
        text = "".join(marks.get((x, y), STROKES[bits]) for x, bits in enumerate(row_strokes))
        lines.append(f"{_margin(page.rows, y):>4} {text}".rstrip())
    return "\n".join([*lines, *notes, ""])


def _margin(rows: tuple[DrawnRow, ...], y: int) -> str:
    index, inside = divmod(y, HIGH)
    if inside != HIGH // 2:
        return "-" if inside == 0 else ""
    return "" if rows[index].place is None else str(rows[index].place)


def _stroke(strokes: list[list[int]], origin: tuple[int, int], tile: Tile) -> None:
    left, top = origin
    for line in tile.horizontals:
        for x in range(left + 2 * line.x0, left + 2 * line.x1):
            strokes[top + 2 * line.y][x] |= 2
            strokes[top + 2 * line.y][x + 1] |= 8
    for upright in tile.verticals:
        for y in range(top + 2 * upright.y0, top + 2 * upright.y1):
            strokes[y][left + 2 * upright.x] |= 4
            strokes[y + 1][left + 2 * upright.x] |= 1


def _mark(origin: tuple[int, int], tile: Tile) -> dict[tuple[int, int], str]:
    if tile.symbol is None:
        return {}
    x, y = origin[0] + WIDE // 2, origin[1] + HIGH // 2
    marks = {(x, y): MARKS[tile.symbol.shape]}
    for side in tile.arrowheads:
        marks[x + AWAY[side][0], y + AWAY[side][1]] = HEADS[side]
    return marks


def _label_notes(row: int, column: int, tile: Tile) -> list[str]:
    return [
        f"row {row} column {column}: {' / '.join(label.lines)} "
        f"at {label.x:.2f} {label.y:.2f} size {label.size}"
        for label in tile.labels
    ]
