"""Whether a task is in the hands of one who holds its position, asked for many at once."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from people.models import Appointment, Days


def is_free_on(on: Days) -> Q:
    """Return whether nobody has taken a task who still holds its position that day."""
    return Q(taken_by=None) | ~Q(is_held_by_taker(on))


def is_held_by_taker(on: Days) -> Exists:
    """Return whether who has taken a task still holds its position that day."""
    held = Appointment.objects.current(on)
    return Exists(held.filter(user=OuterRef("taken_by"), position=OuterRef("position")))
