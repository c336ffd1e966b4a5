"""Set somebody's password from the terminal, on record."""

from __future__ import annotations

from getpass import getuser
from typing import Any

from django.contrib.auth.management.commands import changepassword
from django.utils import timezone

from people.actions import record_reset
from people.doers import Operator
from people.models import User


class Command(changepassword.Command):
    """Sets a password as Django does."""

    def handle(self, *args: Any, **options: Any) -> Any:
        """Set the password and write that into the journal of people."""
        said = super().handle(*args, **options)
        account = User.objects.get(username=options["username"] or getuser())
        record_reset(account, by=Operator(timezone.now()))
        return said
