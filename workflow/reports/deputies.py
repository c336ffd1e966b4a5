"""Who may be named one's deputy, and who was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from people.models import Appointment, Position, User
from people.permissions import deputies_for

MOST_PAST = 20


@dataclass(frozen=True)
class Deputies:
    """Whom somebody may name for which of their positions, and whom they have named."""

    choices: tuple[tuple[Position, User], ...]
    positions: tuple[Position, ...]
    coming: tuple[Appointment, ...]
    past: tuple[Appointment, ...]


def deputies_of(user: User, *, on: date) -> Deputies:
    """Return what a person needs to know to name a deputy on that day or later."""
    held = Appointment.objects.sharing_days(on, date.max).filter(
        user=user, capacity=Appointment.Capacity.DEFINITIVE
    )
    positions = Position.objects.filter(pk__in=held.values("position")).in_use(on)
    named = Appointment.objects.filter(delegated_by=user).select_related("user", "position")
    past = named.filter(ends_on__lt=on).order_by("-ends_on", "-pk")[:MOST_PAST]
    return Deputies(
        choices=tuple(
            (position, deputy)
            for position in positions
            for deputy in deputies_for(position, on, on).exclude(pk=user.pk)
        ),
        positions=tuple(positions),
        coming=tuple(named.filter(ends_on__gte=on).order_by("starts_on", "pk")),
        past=tuple(past),
    )
