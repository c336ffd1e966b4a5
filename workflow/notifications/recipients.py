"""Who is told of a deed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from people.models import Appointment, Days, Position, Role, User
from workflow.clocks import days_at
from workflow.models import Document, Entry, Notice, Task

RETURNS = {Entry.DeedName.NO, Entry.DeedName.SEND_BACK}
AT_THE_TASK = {Entry.DeedName.ASSIGN, Entry.DeedName.HAND_OVER, Entry.DeedName.GIVE_BACK}
"""Deeds that leave the document at the task that it is at."""


@dataclass(frozen=True)
class About:
    """What came of a deed: the task that is open after it, if any, and the days of telling."""

    entry: Entry
    task: Task | None
    on: Days


@dataclass(frozen=True)
class Told:
    """One person to be told, why, and of which task; it rests while another has that in hand."""

    user: User
    kind: Notice.NoticeKind
    task: Task | None = None
    rests: bool = False


def told_of(entry: Entry, *, at: datetime) -> list[Told]:
    """Return who is to be told of a deed at that moment; never the one who did it.

    Whom the document has passed by in the meantime is told no more.
    """
    document = entry.document
    task = document.tasks.open().select_related("step", "position", "taken_by").first()
    about = About(entry, task, days_at(at))
    told = {each.user.pk: each for each in _candidates(about)}
    told.pop(entry.by_id, None)
    return list(told.values())


def _candidates(about: About) -> Iterable[Told]:
    """Yield who might be told; who comes twice is told of the last."""
    entry, task = about.entry, about.task
    if entry.deed == Entry.DeedName.CANCEL:
        return _of_cancelling(about)
    if entry.document.state == Document.State.FINISHED:
        return _of_the_end(about)
    if task is None or not _opened_by(task, entry):
        return []
    if entry.deed == Entry.DeedName.ASSIGN:
        return _of_assigning(about, task)
    return [*_of_arrival(about, task), *_of_return(about, task)]


def _opened_by(task: Task, entry: Entry) -> bool:
    """Whether the open task is the one that the deed brought, or is about."""
    number = entry.task.number if entry.task else 0
    return task.number == (number if entry.deed in AT_THE_TASK else number + 1)


def _of_assigning(about: About, task: Task) -> list[Told]:
    """Return to whom a task was assigned, where they still hold its position."""
    holders = holders_of(task, on=about.on)
    assigned = [user for user in holders if user.pk == task.taken_by_id]
    return [Told(user, Notice.NoticeKind.ASSIGNED, task) for user in assigned]


def told_who_comes(user: User, task: Task, *, entry: Entry, on: Days) -> list[Told]:
    """Return what one who comes to a position is told of a task that an entry has brought there.

    That is what they would have been told had they held it as the task came.
    """
    about = About(entry, task, on)
    told = [*_of_arrival(about, task), *_of_return(about, task)]
    return [each for each in told if each.user == user][-1:]


def _of_arrival(about: About, task: Task) -> list[Told]:
    """Return who holds the position of a task; where nobody does, who can mend that.

    Where one of them has taken it already, the notices of the others rest.
    """
    held = Appointment.objects.current(about.on).filter(position=task.position_id)
    holding = set(held.values_list("user", flat=True))
    if not holding:
        # where it is retired, its successor is told, in a moment
        is_retired = Position.objects.retired(about.on).filter(pk=task.position_id).exists()
        return [] if is_retired else of_vacancy(task, on=about.on)
    taker = task.taken_by_id if task.taken_by_id in holding else None
    return [
        Told(user, Notice.NoticeKind.ARRIVED, task, rests=taker not in {None, user.pk})
        for user in _with_choice(holding)
    ]


def of_vacancy(task: Task, *, on: Days) -> list[Told]:
    """Return who is told of a task at a position that nobody holds that day.

    That are the holders of its nearest superior that somebody holds, and who administers the people
    of its unit; where nobody does, the superusers.
    """
    above = Position.objects.upwards(task.position)
    held: dict[int, set[int]] = {}
    current = Appointment.objects.current(on).filter(position__in=above)
    for position, user in current.values_list("position", "user"):
        held.setdefault(position, set()).add(user)
    nearest = next((held[position] for position in above if position in held), set())
    people = _with_choice({*nearest, *_administrators_of(task.position, on=on)})
    return [Told(user, Notice.NoticeKind.VACANT, task) for user in people]


def _administrators_of(position: Position, *, on: Days) -> list[int]:
    """Return who administers the people of a position's unit that day, else the superusers."""
    roles = Role.objects.current(on).filter(kind=Role.RoleKind.PEOPLE)
    found = list(roles.over(position.unit.path).values_list("user", flat=True))
    superusers = User.objects.filter(is_superuser=True)
    return found or list(superusers.values_list("pk", flat=True))


def _of_return(about: About, task: Task) -> list[Told]:
    """Return whoever did the step before, if they hold its position and may repair it."""
    if about.entry.deed not in RETURNS:
        return []
    before = task.document.tasks.filter(step=task.step_id, number__lt=task.number)
    last = before.select_related("finished_by__mail_choice").order_by("-number").first()
    holders = holders_of(task, on=about.on)
    return [
        Told(user, Notice.NoticeKind.RETURNED, task)
        for user in holders
        if last is not None and user == last.finished_by
    ]


def _of_the_end(about: About) -> list[Told]:
    entry = about.entry
    last = entry.document.tasks.order_by("-number").first()
    is_the_end = last is not None and entry.task_id == last.pk
    starter = _with_choice([entry.document.started_by_id])
    return [Told(user, Notice.NoticeKind.ENDED) for user in starter if is_the_end]


def _of_cancelling(about: About) -> list[Told]:
    """Return the starter, and those at whose desk the document was."""
    document = about.entry.document
    last = document.tasks.select_related("position", "taken_by").order_by("-number").first()
    people = [*_with_choice([document.started_by_id])]
    people += holders_of(last, on=about.on) if last else []
    return [Told(user, Notice.NoticeKind.CANCELLED) for user in people]


def holders_of(task: Task, *, on: Days) -> list[User]:
    """Return in whose hands a task is that day: its taker, or all who hold its position."""
    current = Appointment.objects.current(on).filter(position=task.position_id)
    holding = set(current.values_list("user", flat=True))
    taken = {task.taken_by_id} & holding
    return _with_choice(taken or holding)


def _with_choice(people: Iterable[int | None]) -> list[User]:
    """Load active people with how they want to be told."""
    active = User.objects.filter(pk__in=[key for key in people if key], is_active=True)
    return list(active.select_related("mail_choice").order_by("pk"))
