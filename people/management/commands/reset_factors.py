"""Take the second factors off an account whose owner has lost them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from people.actions import reset_factors
from people.doers import Operator
from people.models import User
from people.refusals import Refused


class Command(BaseCommand):
    """Lets who has lost them sign in by password alone, as the last administrator may have to."""

    help = "Take the second factors off an account whose owner has lost them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the username."""
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, verbosity: int, **options: Any) -> None:
        """Take them off, or say why not."""
        account = User.objects.filter(username=username).first()
        if account is None:
            raise CommandError(f"There is no account {username}.")
        try:
            reset_factors(account, by=Operator(timezone.now()))
        except Refused as refused:
            raise CommandError(str(refused)) from None
        if verbosity:
            self.stdout.write(f"{username} signs in by password alone until a factor is set up.")
