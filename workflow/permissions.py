"""Who may do what with documents and tasks, and in which capacity."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from people.doers import Doer
from people.models import Appointment, Days, Position, Role, Unit, User
from people.models.days import is_retired
from people.models.trees import down_from
from people.models.units import UnitQuerySet
from people.permissions import has_role, has_role_somewhere
from procedures.models import Version
from workflow.models import Document, SavedFilter, Task

SUPERVISOR = Role.RoleKind.SUPERVISOR


def capacities_in(user: User, version: int, *, on: Days) -> QuerySet[Appointment]:
    """Return the capacities of a person in an SOP that day, from the left of its table.

    `version` is the key of its version.
    """
    own = Q(position__actors__version=version)
    taken_over = is_retired(on, "position__predecessors__") & Q(
        position__predecessors__actors__version=version
    )
    column = Coalesce(
        Min("position__actors__order", filter=own),
        Min("position__predecessors__actors__order", filter=taken_over),
    )
    held = Appointment.objects.current(on).filter(own | taken_over, user=user)
    return held.select_related("position").annotate(column=column).order_by("column", "-starts_on")


def capacities_in_document(by: Doer, document: Document) -> list[Appointment]:
    """Return the capacities of somebody in the SOP of a document, from the left of its table."""
    version = document.version_id
    return by.once((Version, version), lambda: capacities_in(by.user, version, on=by.held_on))


def capacities_at(by: Doer, task: Task) -> list[Appointment]:
    """Return the capacities of somebody in the position of a task, the latest appointment first."""
    return by.once(at_position(task), lambda: _held(by, task.position_id))


def at_position(task: Task) -> tuple[type[Position], int]:
    """Return what is asked where the capacities at a task are."""
    return Position, task.position_id


def _held(by: Doer, position: int) -> QuerySet[Appointment]:
    held = Appointment.objects.current(by.held_on).filter(user=by.user, position=position)
    return held.select_related("position").order_by("-starts_on")


def capacities_above(by: Doer, task: Task) -> QuerySet[Appointment]:
    """Return the capacities of somebody above a task in its SOP."""
    above = Position.objects.above(task.position)
    held = capacities_in(by.user, task.document.version_id, on=by.held_on)
    return held.filter(position__in=above)


def capacities_beside(task: Task, *, on: Days) -> QuerySet[Appointment]:
    """Return the capacities in which people may take part in a task beside the one responsible."""
    columns = task.step.participants.values("position")
    positions = Position.objects.filter(
        Q(pk__in=columns) | is_retired(on, "predecessors__") & Q(predecessors__in=columns)
    )
    held = Appointment.objects.current(on).filter(position__in=positions)
    return held.select_related("position", "user").order_by("user__name_key", "pk")


def can_supervise(by: Doer, document: Document) -> bool:
    """Whether somebody supervises the documents under the SOPs of the unit of its SOP."""
    return has_role(by.user, SUPERVISOR, document.version.procedure.unit, on=by.held_on)


def can_set_up(user: User) -> bool:
    """Whether the user may make an office of an installation: its units, hours and people."""
    return user.reaches_all


def keeps_calendars(user: User, *, on: Days) -> bool:
    """Whether the user administers the calendars of some unit that day."""
    return has_role_somewhere(user, Role.RoleKind.CALENDARS, on=on)


def can_oversee(user: User, *, on: Days) -> bool:
    """Whether the user supervises somewhere, or stands above somebody's position that day."""
    if has_role_somewhere(user, SUPERVISOR, on=on):
        return True
    held = Position.objects.held_by(user, on=on)
    return Position.objects.filter(superior__in=held).exists()


def can_start_document(user: User, version: Version, *, on: Days) -> bool:
    """Whether the user holds a position among the version's actors that day."""
    return capacities_in(user, version.pk, on=on).exists()


def can_attach_to_document(by: Doer, document: Document) -> bool:
    """Whether somebody stands in the document's SOP."""
    return bool(capacities_in_document(by, document))


def can_comment_document(by: Doer, document: Document) -> bool:
    """Whether somebody stands in the document's SOP, or supervises; who took part once reads."""
    return bool(capacities_in_document(by, document)) or can_supervise(by, document)


def can_cancel_document(by: Doer, document: Document) -> bool:
    """Whether somebody started the document and still stands in its SOP, or supervises."""
    is_own = document.started_by_id == by.user.pk
    stands_there = is_own and bool(capacities_in_document(by, document))
    return stands_there or can_supervise(by, document)


def units_of_hands(user: User, *, on: Days) -> UnitQuerySet:
    """Return the units to whose positions the user may give back what others have in hand."""
    return Unit.objects.of_role(user, Role.RoleKind.PEOPLE, SUPERVISOR, on=on)


def can_empty_hands(user: User, person: User, *, on: Days) -> bool:
    """Whether the user may give back to their positions the tasks that somebody has in hand.

    Who administers the people of where the person belongs, or supervises there.
    """
    paths = user.paths_of(Role.RoleKind.PEOPLE, SUPERVISOR, on=on)
    places = person.places(on=on)
    return user.reaches_all or any(place.startswith(path) for place in places for path in paths)


def can_give_back_task(by: Doer, task: Task) -> bool:
    """Whether somebody may give a task in another's hands back to its position."""
    return units_of_hands(by.user, on=by.held_on).filter(pk=task.position.unit_id).exists()


def can_take_task(by: Doer, task: Task) -> bool:
    """Whether the task belongs to a position that somebody holds."""
    return bool(capacities_at(by, task))


def barred_by_own_work(tasks: Iterable[Task]) -> set[tuple[int, int]]:
    """Return which of the tasks, by key, which people may not do: they would answer their own work.

    Only where the version forbids that: one query, however many they are.
    """
    rows = Task.objects.filter(
        pk__in=[task.pk for task in tasks],
        document__version__forbids_own_work=True,
        document__tasks__answer__in=["done", "yes"],
        document__tasks__step__number__lt=F("step__number"),
    )
    done = "document__tasks__step__actor", "document__tasks__finished_by"
    return {
        (task, person)
        for task, actor, of, person in rows.values_list("pk", "step__actor", *done)
        if actor != of
    }


def can_assign_task(by: Doer, task: Task) -> bool:
    """Whether somebody stands above the task in its SOP, or supervises."""
    return can_supervise(by, task.document) or capacities_above(by, task).exists()


def tasks_to_assign(user: User, *, on: Days) -> QuerySet[Task]:
    """Return the open tasks that the user sees and may assign that day."""
    seen = Task.objects.open().visible_to(user, on=on)
    if user.reaches_all:
        return seen
    supervised = Unit.objects.of_role(user, SUPERVISOR, on=on)
    below = Q(document__version__procedure__unit__in=supervised)
    tree = list(Position.objects.exclude(superior=None).values_list("pk", "superior"))
    for held in Position.objects.held_by(user, on=on).values_list("pk", flat=True):
        if positions := down_from(held, tree) - {held}:
            under = Version.objects.filter(actors__position=held).values("pk")
            below |= Q(position__in=positions, document__version__in=under)
    return seen.filter(below)


def is_free(task: Task, *, on: Days) -> bool:
    """Whether nobody has taken the task who still holds its position that day."""
    return task.taken_by_id is None or Task.objects.filter(pk=task.pk).free(on=on).exists()


def is_vacant(task: Task, *, on: Days) -> bool:
    """Whether nobody holds the position of the task that day."""
    return not Appointment.objects.current(on).filter(position=task.position_id).exists()


def is_held_by_any(task: Task, people: Iterable[int | None], *, on: Days) -> bool:
    """Whether one of some people holds the position of the task that day."""
    current = Appointment.objects.current(on)
    return current.filter(position=task.position_id, user__in=people).exists()


def can_release_task(by: Doer, task: Task) -> bool:
    """Whether the task is in somebody's hands, also after they have left its position."""
    return task.taken_by_id == by.user.pk


def can_finish_task(by: Doer, task: Task) -> bool:
    """Whether somebody has taken the task and still holds its position."""
    return task.taken_by_id == by.user.pk and can_take_task(by, task)


def positions_to_share_with(user: User, *, on: Days) -> QuerySet[Position]:
    """Return the positions that the user may share filters with: those held that day.

    An administrator may share with all.
    """
    in_use = Position.objects.in_use(on)
    return in_use if user.reaches_all else in_use.held_by(user, on=on)


def can_change_filter(user: User, saved: SavedFilter) -> bool:
    """Whether the saved filter is the user's own, or the user administers."""
    return saved.owner_id == user.pk or user.reaches_all
