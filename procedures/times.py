"""How long an SOP takes by its standard times, in working minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procedures.graph import Answer, DrawnStep, Graph


@dataclass(frozen=True)
class Time:
    """The sum of the standards of some steps, in working minutes.

    `open_steps` counts those that are not standardised and therefore not in the sum.
    """

    minutes: int
    open_steps: int


@dataclass(frozen=True)
class Round:
    """What one Tidak costs: the steps from where it leads back to the decision, done again."""

    step: int
    label: str
    back_to: int
    time: Time


@dataclass(frozen=True)
class Times:
    """The straight way (each step done, each decision answered Ya), of it each actor, the rounds.

    `straight` is None while the straight way does not come to the end.
    """

    straight: Time | None
    actors: tuple[tuple[str, Time], ...]
    rounds: tuple[Round, ...]


def times_of(graph: Graph, standards: Mapping[int, int | None]) -> Times:
    """Return the times of a drawing; `standards` gives each step's working minutes by number.

    The actors are those with a part in the straight way, by their columns; their times add up to
    it. A Tidak that leads to the end or onwards makes no round.
    """
    steps = {step.number: step for step in graph.steps}
    way, ends = _straight(steps, graph.steps[0].number if graph.steps else None)
    if not ends:
        way = []
    return Times(
        straight=_time(way, standards) if ends else None,
        actors=tuple(
            (name, _time(own, standards))
            for column, name in enumerate(graph.actors)
            if (own := [number for number in way if steps[number].actor == column])
        ),
        rounds=tuple(_rounds(steps, standards)),
    )


def _straight(
    steps: Mapping[int, DrawnStep], start: int | None, until: int | None = None
) -> tuple[list[int], bool]:
    """Return the steps of the straight way from a step, and whether it comes to where it should.

    That is the end, or the step `until`, which is the last one then.
    """
    way: list[int] = []
    number = start
    while number is not None and number in steps and number not in way:
        way.append(number)
        if number == until:
            return way, True
        onwards = [each for each in steps[number].exits if each.answer is not Answer.NO]
        if not onwards:
            return way, False
        number = onwards[0].target
    return way, number is None and bool(way) and until is None


def _rounds(steps: Mapping[int, DrawnStep], standards: Mapping[int, int | None]) -> list[Round]:
    rounds = []
    for step in steps.values():
        for leading in step.exits:
            if leading.answer is Answer.NO and leading.target is not None:
                way, comes_back = _straight(steps, leading.target, until=step.number)
                if comes_back:
                    time = _time(way, standards)
                    rounds.append(Round(step.number, leading.label, leading.target, time))
    return rounds


def _time(numbers: list[int], standards: Mapping[int, int | None]) -> Time:
    minutes = [standards[number] for number in numbers]
    return Time(sum(each or 0 for each in minutes), sum(each is None for each in minutes))
