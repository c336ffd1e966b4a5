"""Find uploads that belong to nothing, and what has lost its upload."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from workflow.actions.uploads import delete_orphans, missing, orphans


class Command(BaseCommand):
    """Names the uploads that no row knows, and those that a row misses; then it exits with 1."""

    help = "Find uploads that nothing refers to, and uploads that are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --delete."""
        parser.add_argument(
            "--delete", action="store_true", help="delete the uploads that nothing refers to"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write a line for each upload that is too many or too few, and a last one with sums."""
        now = timezone.now()
        found = delete_orphans(at=now) if options["delete"] else orphans(at=now)
        lost = missing()
        for path in found:
            self.stdout.write(f"{path} belongs to nothing.")
        for path in lost:
            self.stdout.write(f"{path} is missing.")
        done = "deleted" if options["delete"] else "left there; --delete deletes them"
        self.stdout.write(f"{len(found)} uploads of nothing, {done}. {len(lost)} missing.")
        if lost:
            sys.exit(1)
