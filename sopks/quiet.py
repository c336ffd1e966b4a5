"""A journal of the server that stays readable while the same trouble meets everybody."""

from __future__ import annotations

import logging
import math
import time
from multiprocessing.sharedctypes import RawValue

SECONDS = 60
TOLD_ELSEWHERE = {429, 503}


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


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {
        "outage once a minute": {"()": "sopks.quiet.OnceAMinute"},
        "waiting once a minute": {"()": "sopks.quiet.OnceAMinute"},
        "not the answers": {"()": "sopks.quiet.NotTheAnswers"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Anybody can send a wrong Host header; that is no error of ours.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # What meets everybody at once is told once.
        "sopks.outage": {"filters": ["outage once a minute"]},
        "sopks.waited": {"filters": ["waiting once a minute"]},
        "waitress.queue": {"level": "ERROR"},  # standing in line is no trouble
        "django.request": {"filters": ["not the answers"]},
    },
}
