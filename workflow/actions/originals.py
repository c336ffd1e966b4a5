"""Telling offices that the original of an SOP they adopted was revised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from people.models import Days, Role, User
from procedures.adoptions import outdated
from procedures.models import Version
from procedures.permissions import EDITOR
from workflow.actions.telling import planned
from workflow.clocks import clocks_now, days_at
from workflow.models import Notice


@transaction.atomic
def tell_originals(at: datetime) -> int:
    """Tell those who edit an SOP that its original has a newer version, each once.

    Return how many were told. What is not newer any more, because the copy followed or the original
    is no longer offered, is not told; who was told is not told again.
    """
    copies = list(outdated().select_related("procedure__unit"))
    told = Notice.objects.filter(kind=Notice.NoticeKind.REVISED)
    there = set(told.values_list("user", "version", "copy"))
    new = [
        _notice(user, copy, at=at)
        for copy in copies
        for user in _editors(copy, on=days_at(at))
        if (user.pk, copy.newer, copy.procedure_id) not in there
    ]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _editors(copy: Version, *, on: Days) -> Iterator[User]:
    """Yield who has the role of an editor for the unit of a copy that day."""
    roles = Role.objects.current(on).filter(kind=EDITOR).over(copy.procedure.unit.path)
    yield from (
        User.objects.filter(pk__in=roles.values("user"))
        .select_related("mail_choice")
        .order_by("pk")
    )


def _notice(user: User, copy: Any, *, at: datetime) -> Notice:
    notice = Notice(
        user=user,
        kind=Notice.NoticeKind.REVISED,
        version_id=copy.newer,
        copy_id=copy.procedure_id,
        at=at,
    )
    clock = clocks_now().of_unit(copy.procedure.unit_id).worktime
    return planned(notice, clock=clock, at=at)
