"""The steps of a version in force as a deed needs them, kept in memory: they are frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from procedures import graph
from procedures.exchange import digest_of
from procedures.models import Step, Version

WHOLE_COUNTED = {Step.TimeUnit.DAY, Step.TimeUnit.WEEK, Step.TimeUnit.MONTH}


@dataclass(frozen=True)
class PlannedStep:
    """One step: its row, who is responsible, its standard in working minutes, its demands.

    The row has what the table shows of it loaded; it is the same for all who ask.
    """

    row: Step
    pk: int
    number: int
    position: int
    standard_minutes: int | None
    is_whole_counted: bool
    needs_all_requirements: bool
    needs_file: bool
    exits: Mapping[str, graph.Exit]


@dataclass(frozen=True)
class Plan:
    """The steps of one version by their numbers in the table, its drawing and its digest."""

    steps: Mapping[int, PlannedStep]
    numbers: Mapping[int, int]
    drawing: graph.Graph
    digest: str
    forbids_own_work: bool = False

    @property
    def first(self) -> PlannedStep:
        """The step where a document arrives first."""
        return self.steps[min(self.steps)]

    def step(self, key: int) -> PlannedStep:
        """Return the step with that key."""
        return self.steps[self.numbers[key]]

    def exit(self, step: int, answer: str) -> graph.Exit | None:
        """Return the exit that an answer takes from the step with that key; None where none is."""
        return self.step(step).exits.get(answer)


@lru_cache(maxsize=500)
def plan_of(version: int) -> Plan:
    """Return the plan of a version that is no draft any more, by its key."""
    whole = Version.objects.with_table().get(pk=version)
    drawing = whole.graph()
    drawn = {step.number: step for step in drawing.steps}
    steps = {
        step.number: PlannedStep(
            row=step,
            pk=step.pk,
            number=step.number,
            position=step.actor.position_id,
            standard_minutes=step.standard_minutes,
            is_whole_counted=step.standard_unit in WHOLE_COUNTED,
            needs_all_requirements=step.needs_all_requirements,
            needs_file=step.needs_file,
            exits={leaving.answer.value: leaving for leaving in drawn[step.number].exits},
        )
        for step in whole.ordered_steps()
        if step.actor is not None and step.actor.position_id is not None
    }
    numbers = {step.pk: step.number for step in steps.values()}
    return Plan(steps, numbers, drawing, digest_of(whole), whole.forbids_own_work)
