"""Who may do what with documents and tasks."""

from __future__ import annotations

from datetime import date

from people.models import Position, User
from procedures.models import Version
from workflow.models import Task


def can_start_document(user: User, version: Version, *, on: date) -> bool:
    """Whether the user holds a position among the version's actors that day."""
    held = Position.objects.held_by(user, on=on)
    return version.actors.filter(position__in=held).exists()


def can_take_task(user: User, task: Task, *, on: date) -> bool:
    """Whether the task belongs to a position that the user holds that day."""
    return Position.objects.held_by(user, on=on).filter(pk=task.position_id).exists()


def is_free(task: Task, *, on: date) -> bool:
    """Whether nobody has taken the task who still holds its position that day."""
    return Task.objects.filter(pk=task.pk).free(on=on).exists()


def can_release_task(user: User, task: Task) -> bool:
    """Whether the task is in the user's hands, also after they have left its position."""
    return task.taken_by_id == user.pk


def can_finish_task(user: User, task: Task, *, on: date) -> bool:
    """Whether the user has taken the task and still holds its position that day."""
    return task.taken_by_id == user.pk and can_take_task(user, task, on=on)
