"""Telling superiors once a day what is late below them."""

from __future__ import annotations

import logging
from datetime import datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from people.locks import locked
from people.models import Unit, User
from workflow.actions.trying import tried
from workflow.clocks import appointments_at, clocks_now, days_at
from workflow.models import Notice
from workflow.notifications import is_at_work, superiors_of_late, tasks_below
from workflow.worktime import WorkCalendar

log = logging.getLogger(__name__)


def tell_below(at: datetime) -> int:
    """Tell each superior that something is late below them; return how many were told.

    Once a day, in the working hours of their own office, and not those who do not want it.
    """
    people = User.objects.filter(pk__in=superiors_of_late(at)).exclude(
        mail_choice__is_told_below=False
    )
    return sum(_told(user, at=at) for user in people.select_related("mail_choice").order_by("pk"))


def _told(user: User, *, at: datetime) -> bool:
    """Tell one superior; what goes wrong leaves the others alone."""
    failed = "A superior could not be told what is late"
    return tried(partial(_tell_at_work, user, at=at), failed=failed, log=log) or False


def _tell_at_work(user: User, *, at: datetime) -> bool:
    clock = _clock_of(user, at=at)
    return clock is not None and is_at_work(clock, at) and _tell(user, clock=clock, at=at)


def _clock_of(user: User, *, at: datetime) -> WorkCalendar | None:
    """Return the calendar of the office in which somebody holds a position that day."""
    held = appointments_at(days_at(at)).filter(user=user)
    unit = Unit.objects.filter(positions__appointments__in=held).order_by("pk").first()
    return clocks_now().of_unit(unit.pk).worktime if unit else None


@transaction.atomic
def _tell(user: User, *, clock: WorkCalendar, at: datetime) -> bool:
    day = datetime.combine(at.astimezone(zone := ZoneInfo(clock.zone)).date(), time(), tzinfo=zone)
    locked(User.objects).get(pk=user.pk)
    told = Notice.objects.filter(user=user, kind=Notice.NoticeKind.BELOW, due_at=day)
    if told.exists() or not tasks_below(user, at=at).exists():
        return False
    can_be_mailed = settings.EMAIL_HOST and user.email
    Notice.objects.create(
        user=user,
        kind=Notice.NoticeKind.BELOW,
        due_at=day,
        at=at,
        told_at=at,
        mail_after=at if can_be_mailed else None,
    )
    return True
