"""Tell of deadlines, once, without a worker."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workflow.actions.deadlines import remind


class Command(BaseCommand):
    """Tells people of deadlines that are near or have passed, each once; the worker does so too."""

    help = "Tell people of deadlines that are near or have passed. The worker does this by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell of what is due now and say how many notices came of it."""
        self.stdout.write(f"{remind(timezone.now())} notices of deadlines.")
