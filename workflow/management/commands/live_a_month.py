"""Let the office of a demonstration live a month."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workflow.management.demonstration import NotToLive, has_lived, live


class Command(BaseCommand):
    """Documents of a month, made through people's own deeds; nothing where there are any."""

    help = "Fill a demonstration with a month of documents. Nothing where there are documents."

    def handle(self, *args: Any, **options: Any) -> None:
        """Live the month, or say why not; refuse outside a demonstration."""
        if not settings.DEMO:
            raise CommandError(
                "Only a demonstration (DEMO=1) has a month of documents made for it."
            )
        if not has_lived():
            self.stdout.write("Making a month of documents, some ten seconds ...")
            self.stdout.flush()  # somebody waits
        try:
            made = live(at=timezone.now())
        except NotToLive as reason:
            self.stdout.write(str(reason))
            return
        self.stdout.write(f"A month of the office's life is there: {made} documents, all examples.")
