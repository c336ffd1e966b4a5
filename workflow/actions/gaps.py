"""Telling administrators what calendars lack."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from people.models import User
from workflow.gaps import gaps
from workflow.models import Notice


@transaction.atomic
def tell_gaps(at: datetime) -> int:
    """Tell those who may change calendars what these lack, each once; return how many are new.

    What is not lacking any more is told no longer: its notices go.
    """
    lacking = [gap.key for gap in gaps(timezone.localdate(at))]
    told = Notice.objects.filter(kind=Notice.NoticeKind.CALENDAR)
    told.exclude(lacking__in=lacking).delete()
    there = set(told.values_list("user", "lacking"))
    new = [
        Notice(user=user, kind=Notice.NoticeKind.CALENDAR, lacking=key, at=at)
        for user in _administrators()
        for key in lacking
        if (user.pk, key) not in there
    ]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _administrators() -> list[User]:
    """Return those who may change calendars in the administration."""
    named = Q(codename="change_calendar", content_type__app_label="workflow")
    may = Permission.objects.filter(named)
    given = Q(is_superuser=True) | Q(user_permissions__in=may) | Q(groups__permissions__in=may)
    return list(User.objects.filter(given, is_active=True, is_staff=True).distinct().order_by("pk"))
