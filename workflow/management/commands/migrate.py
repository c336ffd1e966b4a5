"""Migrate as the owner of the tables, where the settings name one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate

from workflow.roles import become_owner


class Command(migrate.Command):
    """Django's own, done by the owner, who then gives the application its rights again."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Make the folder of all that is written, before anything looks for the database there."""
        settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        said: str | None = super().execute(*args, **options)
        return said

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, and give rights to what has come."""
        is_owner = become_owner()
        super().handle(*args, **options)
        if is_owner:
            call_command("make_roles", verbosity=options["verbosity"], stdout=self.stdout)
