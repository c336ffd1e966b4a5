"""The desk of a person: what waits for them, why, until when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.utils import timezone

from people.models import Appointment, Days, Position, User
from workflow.clocks import Clocks, Deadline, clocks_now
from workflow.models import Document, Pause, Task
from workflow.models.finding import further_than
from workflow.models.tasks import TaskQuerySet

Held = Mapping[int, tuple[Appointment, ...]]
"""The capacities in which somebody holds each of their positions."""

DESK_LIMIT = 15
"""How many rows of a section a desk shows."""
DESK_PAGE = 30
"""How many it shows of a section that is looked through page by page."""
MOST_COUNTED = 99
"""Up to how many tasks the navigation counts."""


class Section(StrEnum):
    """The sections of a desk."""

    RETURNED = "returned"
    MINE = "mine"
    FREE = "free"
    STARTED = "started"


Keys = dict[Section, list[int]]


@dataclass(frozen=True)
class DeskPage:
    """A page of a section that is looked through; it begins behind a row of that key, if any.

    The row is a task, in what was started a document.
    """

    section: Section
    behind: int | None = None

    def further(self) -> Q:
        """Return what stands behind that row, also when it has left the section meanwhile."""
        if self.behind is None:
            return Q()
        if self.section is not Section.STARTED:
            task = Task.objects.filter(pk=self.behind).first()
            return further_than("arrived_at", task.arrived_at, task.pk) if task else Q()
        begun = Document.objects.filter(pk=self.behind).first()
        return further_than("-created_at", begun.created_at, begun.pk) if begun else Q()


@dataclass(frozen=True)
class DeskTask:
    """One task on somebody's desk.

    `returned` is the task that sent it back, if any; `held` are the capacities in which the person
    holds its position.
    """

    task: Task
    returned: Task | None
    deadline: Deadline | None
    is_mine: bool
    held: tuple[Appointment, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """Those capacities in words."""
        return tuple(each.title for each in self.held)


@dataclass(frozen=True)
class Desk:
    """What waits for a person, what they started that is still under way, who acts for them.

    `more` are the sections that have more rows than are shown.
    """

    returned: tuple[DeskTask, ...]
    mine: tuple[DeskTask, ...]
    free: tuple[DeskTask, ...]
    started: tuple[Document, ...]
    deputies: tuple[Appointment, ...]
    more: frozenset[Section]


def desk(user: User, *, at: datetime, page: DeskPage | None = None) -> Desk:
    """Return the desk of a person; the oldest tasks first, at most DESK_LIMIT of a section.

    Of the one that is looked through it is DESK_PAGE. What came back stands in its own section
    alone. A fixed number of queries, whatever there is.
    """
    now = clocks_now()
    on = now.days(at)
    most = dict.fromkeys(Section, DESK_LIMIT)
    behind = dict.fromkeys(Section, Q())
    if page:
        most[page.section], behind[page.section] = DESK_PAGE, page.further()
    held = _held(user, on=on)
    keys = _keys(user, list(held), most, behind, on=on)
    started = list(_started(user).filter(behind[Section.STARTED])[: most[Section.STARTED] + 1])
    counts = {each: len(found) for each, found in keys.items()} | {Section.STARTED: len(started)}
    shown = {each: found[: most[each]] for each, found in keys.items()}
    tasks = _desk_tasks(user, shown, held, now, at=at)
    return Desk(
        returned=tasks[Section.RETURNED],
        mine=tasks[Section.MINE],
        free=tasks[Section.FREE],
        started=tuple(started[: most[Section.STARTED]]),
        deputies=tuple(Appointment.objects.acting_for(user, on=on)),
        more=frozenset(each for each in Section if counts[each] > most[each]),
    )


def _held(user: User, *, on: Days) -> Held:
    """Return the capacities in which a person holds each position of theirs."""
    held: dict[int, tuple[Appointment, ...]] = {}
    for each in Appointment.objects.current(on).filter(user=user).select_related("position"):
        held[each.position_id] = (*held.get(each.position_id, ()), each)
    return held


def _started(user: User) -> QuerySet[Document]:
    under_way = Document.objects.filter(started_by=user, state=Document.State.RUNNING)
    return under_way.with_whereabouts().in_order("newest")


def _kinds(
    user: User, positions: Collection[int], *, on: Days
) -> Iterator[tuple[Section, TaskQuerySet]]:
    """Yield what waits for a person, each kind by the predicate of the index that finds it.

    In one condition the database would misjudge how few are open and free, and sort them all.
    """
    yield Section.RETURNED, _come_back(user, positions, on=on)
    there: dict[int, set[int]] = {position: set() for position in positions}
    held = Appointment.objects.current(on).filter(position__in=positions)
    for position, holder in held.values_list("position", "user"):
        there[position].add(holder)
    yield Section.MINE, _mine(user, positions).come_forward()
    for position in positions:
        here = Task.objects.open().come_forward().filter(position=position)
        yield Section.FREE, here.untaken()
        left = here.filter(taken_by__isnull=False).exclude(taken_by__in=there[position])
        yield Section.FREE, left


def _come_back(user: User, positions: Collection[int], *, on: Days) -> TaskQuerySet:
    """Return what came back to these positions, in a person's hands or in nobody's; few rows."""
    back = Task.objects.open().come_back().filter(position__in=positions)
    return back.free_for(user, on=on)


def _mine(user: User, positions: Any) -> TaskQuerySet:
    """Return what is in a person's hands of these positions.

    The position is written so that no index of all tasks of the position is read for it.
    """
    placed = Task.objects.annotate(place=F("position_id") + 0).filter(place__in=positions)
    return placed.open().taken_by(user)


def _keys(
    user: User,
    positions: Collection[int],
    most: Mapping[Section, int],
    behind: Mapping[Section, Q],
    *,
    on: Days,
) -> Keys:
    """Return the tasks of each section, the oldest first, and at least one more than it shows."""
    found: Keys = {Section.RETURNED: [], Section.MINE: [], Section.FREE: []}
    if not positions:
        return found
    branches = [
        _oldest(tasks.filter(behind[section]), section, most[section] + 1)
        for section, tasks in _kinds(user, positions, on=on)
    ]
    for _arrived_at, key, section in sorted(_together(branches)):
        found[Section(section)].append(key)
    return found


def _oldest(tasks: QuerySet[Task], section: Section, limit: int) -> QuerySet[Task, Any]:
    """Return the first tasks with their section, as a branch of a union, which has no order.

    SQLite takes no limit in the branch itself, so it stands inside.
    """
    first = tasks.order_by("arrived_at", "pk").values("pk")[:limit]
    named = Task.objects.filter(pk__in=first).annotate(section=Value(section.value))
    return named.order_by().values_list("arrived_at", "pk", "section")


def _together(branches: Sequence[QuerySet[Task, Any]]) -> QuerySet[Task, Any]:
    """Return all rows of these; the model's order is none of theirs."""
    return branches[0].union(*branches[1:], all=True).order_by()


def _desk_tasks(
    user: User, shown: Keys, held: Held, now: Clocks, *, at: datetime
) -> dict[Section, tuple[DeskTask, ...]]:
    """Return the tasks of each section with what a desk tells of them."""
    before = _before(shown[Section.RETURNED])
    tasks = (
        Task.objects.open()
        .filter(pk__in=[key for keys in shown.values() for key in keys])
        .select_related("document__version__procedure", "step", "position", "taken_by")
        .prefetch_related(Prefetch("pauses", Pause.objects.open()))
    )
    told = {
        task.pk: DeskTask(
            task=task,
            returned=before.get((task.document_id, task.number - 1)),
            deadline=now.of_task(task).deadline_of(task, at=at),
            is_mine=task.taken_by_id == user.pk,
            held=held[task.position_id],
        )
        for task in tasks
    }
    return {
        section: tuple(told[key] for key in keys if key in told) for section, keys in shown.items()
    }


def _before(keys: Collection[int]) -> dict[tuple[int, int], Task]:
    """Return the tasks that sent documents back to where they are now, by document and number."""
    documents = Task.objects.filter(pk__in=keys).values("document")
    back = Task.objects.returned().filter(document__in=documents)
    return {(task.document_id, task.number): task for task in back.select_related("finished_by")}


def returned_by(task: Task) -> Task | None:
    """Return the task that sent the document back to this one; None if none did."""
    before = Task.objects.returned().filter(document=task.document_id, number=task.number - 1)
    return before.select_related("finished_by").first()


@dataclass(frozen=True)
class Waiting:
    """How much waits on somebody's desk, counted up to MOST_COUNTED + 1 of a kind."""

    count: int
    late: int


def waiting(user: User, *, at: datetime, on: Days | None = None) -> Waiting:
    """Count what waits for a person: two queries, the second stops counting where it is enough.

    The positions are asked for first: named one by one, their tasks are found by them, and not all
    that are open anywhere. `on` is the day in each office; without it that of the zone which is
    spoken in.
    """
    on = on or timezone.localdate(at)
    held = list(Position.objects.held_by(user, on=on).values_list("pk", flat=True))
    if not held:
        return Waiting(0, 0)
    untaken, left = Task.objects.open().untaken(), Task.objects.open().left_behind(on=on)
    branches = [
        Task.objects.filter(pk__in=kind.order_by().values("pk")[: MOST_COUNTED + 1])
        .order_by()
        .values_list("pk", "due_at")
        for kind in (
            _mine(user, held),
            untaken.filter(position__in=held),
            left.filter(position__in=held),
        )
    ]
    due = [due_at for _key, due_at in _together(branches)]
    return Waiting(len(due), sum(due_at is not None and due_at < at for due_at in due))
