"""Telling administrators what calendars lack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from people.models import Days, Role, User
from workflow.clocks import days_at
from workflow.gaps import Gap, gaps
from workflow.models import Calendar, Notice


@transaction.atomic
def tell_gaps(at: datetime) -> int:
    """Tell those who keep calendars what these lack, each once; return how many are new.

    What is not lacking any more is told no longer: its notices go.
    """
    on = timezone.localdate(at)
    wanted = _wanted(gaps(on), on=days_at(at))
    told = Notice.objects.filter(kind=Notice.NoticeKind.CALENDAR)
    there = {(user, key): pk for pk, user, key in told.values_list("pk", "user", "lacking")}
    gone = [pk for which, pk in there.items() if which not in wanted]
    told.filter(pk__in=gone).delete()
    new = [
        Notice(user_id=user, kind=Notice.NoticeKind.CALENDAR, lacking=key, at=at)
        for user, key in wanted
        if (user, key) not in there
    ]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _wanted(lacking: Sequence[Gap], *, on: Days) -> dict[tuple[int, str], None]:
    """Return who is to be told of what, in order: superusers of all, others of their units'."""
    superusers = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")
    everything = [(user, "") for user in superusers.values_list("pk", flat=True)]
    roles = Role.objects.current(on).filter(kind=Role.RoleKind.CALENDARS).order_by("user")
    keepers = [*everything, *roles.values_list("user", "unit__path")]
    return {
        (user, gap.key): None
        for user, path in keepers
        for gap in lacking
        if any(_is_kept(each, path) for each in gap.calendars)
    }


def _is_kept(calendar: Calendar, path: str) -> bool:
    """Whether whoever has a role at a path keeps a calendar; '' is everywhere."""
    return not path or (calendar.unit is not None and calendar.unit.path.startswith(path))
