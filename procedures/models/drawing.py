"""The drawing of a version as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from procedures import graph
from procedures.models.steps import Actor, Step


def graph_of(actors: Iterable[Actor], steps: Sequence[Step]) -> graph.Graph:
    """Return what columns from left to right and steps from top to bottom draw."""
    columns = {actor.pk: column for column, actor in enumerate(actors)}
    numbers = {step.pk: step.number for step in steps}
    following = [*(step.number for step in steps[1:]), None]
    return graph.Graph(
        actors=tuple(actor.name for actor in actors),
        steps=tuple(
            graph.DrawnStep(
                number=step.number,
                kind=graph.StepKind(step.kind),
                actor=columns.get(step.actor_id or 0),
                exits=step.exits(below, numbers),
                participants=tuple(sorted(columns[a.pk] for a in step.participants.all())),
                is_named=step.is_named,
            )
            for step, below in zip(steps, following, strict=False)
        ),
    )
