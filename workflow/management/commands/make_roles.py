"""Give the application's role in PostgreSQL its rights, and no others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workflow.roles import become_owner, grant_rights, has_role, why_too_much


class Command(BaseCommand):
    """Lets the owner of the tables give the application's role what it needs; as often as wanted.

    The roles themselves are made by who administers PostgreSQL.
    """

    help = "Give the application's role its rights; the owner's address is DATABASE_OWNER_URL."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        """Give the rights, or say what is missing, and change nothing then."""
        role = settings.DATABASE_ROLE
        if not become_owner():
            raise CommandError("Set DATABASE_OWNER_URL: see 'PostgreSQL' in docs/settings.md.")
        with transaction.atomic():
            if not has_role(role):
                raise CommandError(f"There is no role {role} in PostgreSQL yet: make it first.")
            grant_rights(role)
            why = why_too_much(role)
            if why:
                raise CommandError(f"The role {role} {'; '.join(why)}.")
        if verbosity:
            self.stdout.write(f"The role {role} has its rights.")
