"""A journal of the server that stays readable while the same trouble meets everybody."""

from __future__ import annotations

import logging
import math
import time
from multiprocessing.sharedctypes import RawValue

SECONDS = 60
TOLD_ELSEWHERE = {429, 503}
WORKER = ("workflow.management.", "workflow.actions.", "procedures.actions.")


class OnceAMinute(logging.Filter):
    """Lets one record a minute through, of all processes that the server forks."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.told_at = RawValue("d", -math.inf)  # in memory that forked processes share

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the last one is a minute ago."""
        now = time.monotonic()
        if now - self.told_at.value < SECONDS:
            return False
        self.told_at.value = now
        return True


class NotTheAnswers(logging.Filter):
    """Keeps back Django's line for each request that was asked to come again.

    The cause of it is told once a minute.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record tells of another answer."""
        return getattr(record, "status_code", None) not in TOLD_ELSEWHERE


class EachLineOnceAMinute(logging.Filter):
    """Lets a line of the worker pass once a minute: the same trouble with many rows is one."""

    def __init__(self) -> None:
        super().__init__()
        self.passed: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is told."""
        if not record.name.startswith(WORKER):
            return True
        line = (record.name, record.getMessage())
        if record.created - self.passed.get(line, -SECONDS) < SECONDS:
            return False
        self.passed = {
            each: at for each, at in self.passed.items() if record.created - at < SECONDS
        }
        self.passed[line] = record.created
        return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {
        "outage once a minute": {"()": "sopks.quiet.OnceAMinute"},
        "waiting once a minute": {"()": "sopks.quiet.OnceAMinute"},
        "hosts once a minute": {"()": "sopks.quiet.OnceAMinute"},
        "not the answers": {"()": "sopks.quiet.NotTheAnswers"},
        "each line once a minute": {"()": "sopks.quiet.EachLineOnceAMinute"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["each line once a minute"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Anybody can send a wrong Host header; ours tells of it in one line a minute.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Names accounts, which are numbers of civil servants here and there; who was closed out
        # stands in the administration.
        "axes": {"level": "ERROR"},
        # What meets everybody at once is told once.
        "sopks.outage": {"filters": ["outage once a minute"]},
        "sopks.waited": {"filters": ["waiting once a minute"]},
        "sopks.hosts": {"filters": ["hosts once a minute"]},
        "waitress.queue": {"level": "ERROR"},  # standing in line is no trouble
        "django.request": {"filters": ["not the answers"]},
    },
}
