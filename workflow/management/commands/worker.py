"""Do in the background what no request should wait for."""

from __future__ import annotations

import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from workflow.management.alone import LockLost, SomebodyElse, alone
from workflow.management.duties import DUTIES, Round

PAUSE = 1.0  # seconds between two looks when nothing is to be done


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
        try:
            while not self._work_alone(once=once):
                time.sleep(PAUSE)
        except LockLost:
            raise CommandError("The database has dropped the worker's connection.") from None

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
