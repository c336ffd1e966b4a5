"""Sound drawings made up by hypothesis."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from procedures.definition import NEXT, Row, Target
from procedures.graph import Answer, DrawnStep, Exit, Graph, StepKind

Targets = dict[int, list[int | None]]


@st.composite
def sound_graphs(draw: st.DrawFn, *, most_steps: int = 8, most_actors: int = 4) -> Graph:
    """Draw up any sound drawing: its rows can be reached, and from each the end.

    In a hidden order of the steps each leads to a later one or to the end, by at least one exit;
    the other exit of a decision leads anywhere.
    """
    rows = draw(st.integers(1, most_steps))
    actors = draw(st.integers(1, most_actors))
    order = [1, *draw(st.permutations(range(2, rows + 1)))]
    decisions = {number for number in order if draw(st.booleans())}
    targets = _targets(draw, order, decisions)
    steps = [_step(draw, number, targets[number], decisions, actors) for number in sorted(order)]
    return Graph(tuple(f"Pelaksana {n}" for n in range(1, actors + 1)), tuple(steps))


def _targets(draw: st.DrawFn, order: Sequence[int], decisions: set[int]) -> Targets:
    targets: Targets = {number: [] for number in order}
    for place, number in enumerate(order[1:], start=1):
        free = [each for each in order[:place] if len(targets[each]) < 1 + (each in decisions)]
        targets[draw(st.sampled_from(free))].append(number)
    for place, number in enumerate(order):
        later = [*order[place + 1 :], None]
        if not targets[number]:
            targets[number].append(draw(st.sampled_from(later)))
        if number in decisions and len(targets[number]) == 1:
            other = [each for each in [*order, None] if each not in {number, targets[number][0]}]
            if other:
                targets[number].append(draw(st.sampled_from(other)))
    return targets


def _step(
    draw: st.DrawFn,
    number: int,
    targets: list[int | None],
    decisions: set[int],
    actors: int,
) -> DrawnStep:
    """Return a step; a decision that has but one place to lead to becomes an execution."""
    columns = draw(st.lists(st.integers(0, actors - 1), min_size=1, max_size=3, unique=True))
    responsible, *participants = columns
    if number in decisions and len(targets) == 2:
        yes, no = draw(st.permutations(targets))
        exits = Exit(Answer.YES, yes, "Ya"), Exit(Answer.NO, no, "Tidak")
        return DrawnStep(number, StepKind.DECISION, responsible, exits, tuple(sorted(participants)))
    exit_ = (Exit(Answer.DONE, targets[0]),)
    return DrawnStep(number, StepKind.EXECUTION, responsible, exit_, tuple(sorted(participants)))


def rows_of(graph: Graph, times: Sequence[str] = ()) -> tuple[Row, ...]:
    """Return the rows of a table that draw this graph, with these times from the top down."""
    below = {step.number: step.number + 1 for step in graph.steps[:-1]}
    return tuple(_row(graph, step, below, times) for step in graph.steps)


def _row(graph: Graph, step: DrawnStep, below: dict[int, int], times: Sequence[str]) -> Row:
    ways = {way.answer: _target(way.target, below.get(step.number)) for way in step.exits}
    return Row(
        activity=f"Mengerjakan {step.number}",
        actor=graph.actors[step.actor or 0],
        participants=tuple(graph.actors[column] for column in step.participants),
        time=times[step.number - 1] if times else "",
        yes=ways.get(Answer.DONE) or ways[Answer.YES],
        no=ways.get(Answer.NO),
    )


def _target(target: int | None, below: int | None) -> Target:
    if target is None:
        return Target("end")
    return NEXT if target == below else Target("step", target)


def walk(graph: Graph, answers: Sequence[bool]) -> list[tuple[int, Answer]]:
    """Follow the drawing by our own engine, deciding as told, then the shortest way to the end."""
    number: int | None = 1
    told, went = iter(answers), []
    while number is not None:
        step = graph.steps[number - 1]
        answer = Answer.DONE
        if step.kind == StepKind.DECISION:
            is_yes = next(told, None)
            if is_yes is None:
                answer = _nearest_end(graph)[number]
            else:
                answer = Answer.YES if is_yes else Answer.NO
        way = graph.exit(number, answer)
        assert way is not None
        went.append((number, answer))
        number = way.target
    return went


def _nearest_end(graph: Graph) -> dict[int, Answer]:
    """Return by which answer each step comes nearest to the end."""
    found: dict[int, Answer] = {}
    reached: set[int | None] = {None}
    while len(found) < len(graph.steps):
        ring = {
            step.number: way.answer
            for step in graph.steps
            if step.number not in found
            for way in step.exits
            if way.target in reached
        }
        found |= ring
        reached |= set(ring)
    return found
