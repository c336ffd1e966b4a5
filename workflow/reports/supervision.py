"""The open work below somebody, by step and by person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Count, F, Q, QuerySet

from people.models import User
from procedures.models import Procedure, Step
from workflow.clocks import Deadline, clocks_now
from workflow.models import Task


@dataclass(frozen=True)
class Load:
    """How many tasks are open, and how many of them are late."""

    count: int
    late: int


NOTHING = Load(0, 0)


@dataclass(frozen=True)
class PersonsWork:
    """The open tasks of one step in the hands of one person; of nobody while they are free."""

    person: User | None
    load: Load
    tasks: tuple[tuple[Task, Deadline | None], ...]


@dataclass(frozen=True)
class StepsWork:
    """The open tasks of one step of an SOP, those that are free first, then by name."""

    procedure: Procedure
    step: Step
    load: Load
    people: tuple[PersonsWork, ...]


def in_order(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Return tasks as they are grouped: by SOP, step and person, the oldest first."""
    return tasks.select_related(
        "document__version__procedure", "step", "position", "taken_by"
    ).order_by(
        "document__version__procedure__code_key",
        "document__version",
        "step__number",
        F("taken_by__name_key").asc(nulls_first=True),
        "taken_by",
        "arrived_at",
        "pk",
    )


def supervision(
    shown: Iterable[Task], tasks: QuerySet[Task], *, at: datetime
) -> tuple[StepsWork, ...]:
    """Return the tasks of a page by step and person, with the load of all of each.

    `shown` are those of the page, in order; `tasks` all that the page is one of.
    """
    rows = list(shown)
    loads, now = _loads(tasks.filter(step__in={each.step_id for each in rows}), at=at), clocks_now()
    work = []
    for step, of_step in groupby(rows, key=lambda task: task.step):
        here = list(of_step)
        people = tuple(
            PersonsWork(
                person=person,
                load=loads.get((step.pk, person.pk if person else None), NOTHING),
                tasks=tuple(
                    (task, now.of_task(task).deadline_of(task, at=at)) for task in of_person
                ),
            )
            for person, of_person in groupby(here, key=lambda task: task.taken_by)
        )
        whole = _sum(load for (key, _person), load in loads.items() if key == step.pk)
        work.append(StepsWork(here[0].document.version.procedure, step, whole, people))
    return tuple(work)


def _sum(loads: Iterable[Load]) -> Load:
    count, late = 0, 0
    for each in loads:
        count, late = count + each.count, late + each.late
    return Load(count, late)


def _loads(tasks: QuerySet[Task], *, at: datetime) -> dict[tuple[int, int | None], Load]:
    """Count tasks by step and by whose hands they are in."""
    counted = (
        tasks.order_by()
        .values_list("step", "taken_by")
        .annotate(count=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at)))
    )
    return {(step, person): Load(count, late) for step, person, count, late in counted}
