"""Do in the background what no request should wait for."""

from __future__ import annotations

import logging
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from workflow.management.alone import LockLost, SomebodyElse, alone
from workflow.management.duties import DUTIES, Round

PAUSE = 1.0  # seconds between two looks when nothing is to be done

outage = logging.getLogger("sopks.outage")


class Command(BaseCommand):
    """Does the duties in turn, until it is told to end; a second worker waits for its place."""

    help = "Make books and do what else no request should wait for. Runs until it is ended."
    is_waiting = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --once."""
        parser.add_argument(
            "--once", action="store_true", help="Do what is to be done now, then end."
        )

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Work as the only worker of this database."""
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, _leave)
        while not self._work_unless_away(once=once):
            time.sleep(PAUSE)

    def _work_unless_away(self, *, once: bool) -> bool:
        """Work to the end; return False where there is no database to work on, or no place."""
        try:
            return self._work_alone(once=once)
        except (LockLost, Error) as away:
            cause = " ".join(str(away.__cause__ or away).split())
            if once:
                raise CommandError(f"The database cannot be reached: {cause}") from None
            outage.error("The worker waits for its database: %s", cause)
            connection.close()
            return False

    def _work_alone(self, *, once: bool) -> bool:
        """Work to the end; return False where another worker is at it."""
        try:
            with alone() as still_held:
                self._work(still_held, once=once)
        except SomebodyElse:
            if once:
                raise CommandError("Another worker is at work.") from None
            if not self.is_waiting:
                self.stdout.write("Another worker is at work; waiting for it to end.")
                self.stdout.flush()  # somebody looks on, and nothing comes after it
            self.is_waiting = True
            return False
        return True

    def _work(self, still_held: Callable[[], None], *, once: bool) -> None:
        duties = Round(DUTIES)
        while True:
            still_held()
            close_old_connections()
            is_more = duties.go(timezone.now())
            if not is_more and once:
                return
            if not is_more:
                time.sleep(PAUSE)


def _leave(*_signal: object) -> None:
    """End at once: every piece of work is either done or done again by the next worker."""
    sys.exit(0)
