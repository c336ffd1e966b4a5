"""What is said where SOPKS cannot start, or a command cannot go on: one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import Error


@contextmanager
def told_in_a_line() -> Iterator[None]:
    """End with 1 and one line where a setting is wrong or what it names cannot be used.

    That is the database, while it is away or too busy, and the folder of all that is written. Every
    other error is a mistake of ours, and is shown with all its lines of code.
    """
    try:
        yield
    except (ImproperlyConfigured, Error, OSError) as error:
        line = _line(error)
        if line is None:
            raise
        sys.exit(" ".join(line.split()))


def _line(error: Exception) -> str | None:
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    return _of_a_file(error) if isinstance(error, OSError) else _of_the_database(error)


def _of_the_database(error: Exception) -> str | None:
    from sopks.database import Trouble, trouble_of

    said = {
        Trouble.AWAY: "The database of DATABASE_URL cannot be reached",
        Trouble.BUSY: "The database is too busy; try again in a moment",
    }.get(trouble_of(error) or Trouble.CONTRADICTED)
    return said and f"{said}: {error}"


def _of_a_file(error: OSError) -> str | None:
    from django.conf import settings

    is_ours = error.filename and Path(error.filename).is_relative_to(settings.VAR_DIR)
    return f"VAR_DIR cannot be used: {error.strerror}: {error.filename}" if is_ours else None
