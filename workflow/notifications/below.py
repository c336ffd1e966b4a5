"""What is late below somebody, told once a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Position, User
from workflow.clocks import appointments_at, clocks_now, days_at
from workflow.models import Document, Task
from workflow.models.tasks import TaskQuerySet
from workflow.notifications.words import moment

MOST_LINES = 30
"""How many late tasks an e-mail names."""


@dataclass(frozen=True)
class Late:
    """The late tasks below somebody, one a line, and how many more there are."""

    lines: tuple[str, ...]
    more: int


def tasks_below(user: User, *, at: datetime) -> TaskQuerySet:
    """Return the open tasks behind their deadline at positions below those of somebody."""
    days = days_at(at)
    own = Position.objects.held_by(user, on=days)
    below = {key for each in own for key in Position.objects.downwards(each)}
    return Task.objects.open().filter(position__in=below, due_at__lt=at)


def late_below(user: User, *, at: datetime) -> Late:
    """Return what is late below somebody, the longest first, as an e-mail may say it.

    Of a document that they may not see it says no more than where it is late; nothing of a secret
    one, for an e-mail goes through other people's machines. Each deadline is in the zone of the
    document's office.
    """
    late = tasks_below(user, at=at)
    first = list(
        late.select_related("document__version__procedure", "step", "position").order_by(
            "due_at", "pk"
        )[:MOST_LINES]
    )
    keys = _named(user, {each.document_id for each in first}, at=at)
    now = clocks_now()
    lines = []
    for each in first:
        with timezone.override(now.zone_of_task(each)):
            lines.append(_line(each, is_named=each.document_id in keys))
    return Late(tuple(lines), late.count() - len(lines))


def _named(user: User, keys: set[int], *, at: datetime) -> set[int]:
    """Return of which documents an e-mail to somebody may say more."""
    seen = Document.objects.visible_to(user, on=days_at(at)).filter(pk__in=keys)
    open_to_all = seen.exclude(sensitivity=Document.Sensitivity.SECRET)
    return set(open_to_all.values_list("pk", flat=True))


def _line(task: Task, *, is_named: bool) -> str:
    words = {"position": task.position, "due": moment(task.due_at) if task.due_at else ""}
    if not is_named:
        return _("%(position)s: a document that is not named here (due %(due)s)") % words
    words |= {
        "subject": task.document.subject,
        "activity": task.step.activity,
        "sop": task.document.version.procedure.code,
    }
    return _("%(position)s: %(activity)s – %(subject)s (%(sop)s, due %(due)s)") % words


def superiors_of_late(at: datetime) -> set[int]:
    """Return the keys of the people who hold a position above one where something is late."""
    late = Task.objects.open().filter(due_at__lt=at).order_by().values_list("position").distinct()
    superiors = dict(Position.objects.exclude(superior=None).values_list("pk", "superior"))
    above: set[int] = set()
    for (position,) in late:
        here = superiors.get(position)
        while here is not None and here not in above:
            above.add(here)
            here = superiors.get(here)
    current = appointments_at(days_at(at)).filter(position__in=above)
    return set(current.values_list("user", flat=True))
