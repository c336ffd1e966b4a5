"""Fill calendars with the holidays of a year."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.actions.calendars import seed_holidays
from workflow.models import Calendar

FIRST, LAST = 2000, 2100


class Command(BaseCommand):
    """Adds public holidays and shared leave; days that are there already stay as they are."""

    help = "Add Indonesia's public holidays and shared leave of these years to every calendar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the years."""
        parser.add_argument("years", nargs="+", type=int, metavar="YEAR")

    def handle(self, *args: Any, years: list[int], **options: Any) -> None:
        """Fill every calendar and say how many days are new, and what is not known yet."""
        if any(not FIRST <= year <= LAST for year in years):
            raise CommandError(f"Write years from {FIRST} to {LAST}.")
        for calendar in Calendar.objects.all():
            self.stdout.write(f"{calendar}: {seed_holidays(calendar, years)} new days.")
        for year in years:
            for calendar in Calendar.objects.without_shared_leave_of(year):
                self.stdout.write(f"{calendar}: shared leave of {year} is not known yet.")
