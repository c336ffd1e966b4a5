"""Make an administrator, on record, and in production with a password that is hard to guess."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.utils import timezone

from people.actions import record_opening
from people.doers import Operator
from people.models import User


class Command(createsuperuser.Command):
    """Makes an administrator as Django does; the password is checked without a terminal as well."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and write it into the journal of people."""
        known = set(User.objects.values_list("pk", flat=True))
        super().handle(*args, **options)
        by = Operator(timezone.now())
        for account in User.objects.filter(is_superuser=True).exclude(pk__in=known):
            record_opening(account, by=by)
