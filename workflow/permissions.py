"""Who may do what with documents and tasks, and as what."""

from __future__ import annotations

from datetime import date

from django.db.models import Min, Q, QuerySet

from people.models import Appointment, Position, User
from procedures.models import Version
from workflow.models import Document, SavedFilter, Task


def capacities_in(user: User, version: Version, *, on: date) -> QuerySet[Appointment]:
    """Return as what the user stands in an SOP that day, from the left of its table."""
    column = Min("position__actors__order", filter=Q(position__actors__version=version))
    held = Appointment.objects.current(on).filter(user=user, position__actors__version=version)
    return held.select_related("position").annotate(column=column).order_by("column", "-starts_on")


def capacities_in_document(user: User, document: Document, *, on: date) -> list[Appointment]:
    """Return as what the user stands in the SOP of a document that day.

    One query for all who ask this object: each deed asks anew when it locks.
    """
    if (user.pk, on) not in document.held:
        document.held[user.pk, on] = list(capacities_in(user, document.version, on=on))
    return document.held[user.pk, on]


def capacities_at(user: User, task: Task, *, on: date) -> list[Appointment]:
    """Return as what the user holds the position of a task that day."""
    return task.held_as(user, on=on)


def capacities_above(user: User, task: Task, *, on: date) -> QuerySet[Appointment]:
    """Return as what the user stands above a task in its SOP that day."""
    above = Position.objects.above(task.position)
    held = capacities_in(user, task.document.version, on=on)
    return held.filter(position__in=above)


def capacities_beside(task: Task, *, on: date) -> QuerySet[Appointment]:
    """Return as what people may take part in a task that day beside the one responsible."""
    columns = task.step.participants.values("position")
    held = Appointment.objects.current(on).filter(position__in=columns)
    return held.select_related("position", "user").order_by("user__name", "pk")


def can_supervise(user: User) -> bool:
    """Whether the user may see and supervise all documents."""
    return user.has_perm("people.supervise")


def can_load_office(user: User) -> bool:
    """Whether the user may bring in all that an office begins with."""
    return user.has_perms(
        (
            "people.add_unit",
            "people.add_position",
            "procedures.add_procedure",
            "procedures.add_version",
            "workflow.add_calendar",
        )
    )


def can_oversee(user: User, *, on: date) -> bool:
    """Whether the user supervises, or stands above somebody's position that day."""
    held = Position.objects.held_by(user, on=on)
    return can_supervise(user) or Position.objects.filter(superior__in=held).exists()


def can_start_document(user: User, version: Version, *, on: date) -> bool:
    """Whether the user holds a position among the version's actors that day."""
    return capacities_in(user, version, on=on).exists()


def can_attach_to_document(user: User, document: Document, *, on: date) -> bool:
    """Whether the user started the document or stands in its SOP that day."""
    if document.started_by_id == user.pk:
        return True
    return bool(capacities_in_document(user, document, on=on))


def can_cancel_document(user: User, document: Document) -> bool:
    """Whether the user started the document or supervises."""
    return document.started_by_id == user.pk or can_supervise(user)


def can_take_task(user: User, task: Task, *, on: date) -> bool:
    """Whether the task belongs to a position that the user holds that day."""
    return task.capacity_of(user, on=on) != ""


def can_assign_task(user: User, task: Task, *, on: date) -> bool:
    """Whether the user stands above the task in its SOP that day, or supervises."""
    return can_supervise(user) or capacities_above(user, task, on=on).exists()


def tasks_to_assign(user: User, *, on: date) -> QuerySet[Task]:
    """Return the open tasks that the user sees and may assign that day."""
    seen = Task.objects.open().visible_to(user, on=on)
    if can_supervise(user):
        return seen
    below = Q(pk__in=[])
    for position in Position.objects.held_by(user, on=on):
        under = Version.objects.filter(actors__position=position)
        positions = Position.objects.below(position)
        below |= Q(position__in=positions, document__version__in=under)
    return seen.filter(below)


def is_free(task: Task, *, on: date) -> bool:
    """Whether nobody has taken the task who still holds its position that day."""
    return task.taken_by_id is None or Task.objects.filter(pk=task.pk).free(on=on).exists()


def can_release_task(user: User, task: Task) -> bool:
    """Whether the task is in the user's hands, also after they have left its position."""
    return task.taken_by_id == user.pk


def can_finish_task(user: User, task: Task, *, on: date) -> bool:
    """Whether the user has taken the task and still holds its position that day."""
    return task.taken_by_id == user.pk and can_take_task(user, task, on=on)


def positions_to_share_with(user: User, *, on: date) -> QuerySet[Position]:
    """Return the positions that the user may share filters with: those held that day.

    An administrator may share with all.
    """
    return Position.objects.all() if user.is_superuser else Position.objects.held_by(user, on=on)


def can_change_filter(user: User, saved: SavedFilter) -> bool:
    """Whether the saved filter is the user's own, or the user administers."""
    return saved.owner_id == user.pk or user.is_superuser
