"""Find uploads that belong to nothing, and what has lost its upload or has another one."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from workflow.actions.uploads import delete_orphans
from workflow.reports.uploads import altered, missing, orphans


class Command(BaseCommand):
    """Names uploads that no row knows, and those that are missing or altered; then exits with 1."""

    help = "Find uploads that nothing refers to, that are missing, or that were altered."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --delete."""
        parser.add_argument(
            "--delete", action="store_true", help="delete the uploads that nothing refers to"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write a line for each upload that is not as it should be, and a last one with sums."""
        now = timezone.now()
        found = delete_orphans(at=now) if options["delete"] else orphans(at=now)
        lost = missing()
        for path in found:
            self.stdout.write(f"{path} belongs to nothing.")
        for path in lost:
            self.stdout.write(f"{path} is missing.")
        changed = self._tell_altered()
        done = "deleted" if options["delete"] else "left there; --delete deletes them"
        more = f" {changed} altered." if changed else ""
        self.stdout.write(f"{len(found)} uploads of nothing, {done}. {len(lost)} missing.{more}")
        if lost or changed:
            sys.exit(1)

    def _tell_altered(self) -> int:
        """Write a line for each upload that has other bytes than it had, and return how many."""
        count = 0
        for attachment, damage in altered():
            count += 1
            of = f"{attachment.name}, document {attachment.document_id}"
            self.stdout.write(f"{attachment.file.path} {damage.value} ({of}).")
        return count
