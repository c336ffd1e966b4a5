"""What the log tells: where something went wrong, never whose data it was."""

from __future__ import annotations

import logging
import logging.config
from types import TracebackType
from typing import Any

# Python's own words about code: names of classes, attributes and modules.
ABOUT_CODE = (AttributeError, NameError, ImportError, NotImplementedError, RecursionError)
LONGEST = 200
# Of the database the words about its tables, columns and constraints; not those about values.
ABOUT_TABLES = {"IntegrityError", "OperationalError", "ProgrammingError"}
DATABASE = ("django.db.utils", "psycopg2", "sqlite3")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configure(config: dict[str, Any]) -> None:
    """Configure logging so that every record is made discreet before any handler has it."""
    logging.setLogRecordFactory(discreet_record)
    logging.config.dictConfig(config)


def discreet_record(*args: Any, **more: Any) -> logging.LogRecord:
    """Make a record of the log whose exception tells nothing of the data."""
    record = logging.LogRecord(*args, **more)
    if record.exc_info and record.exc_info[1]:
        kind, error, trace = record.exc_info
        record.exc_info = (kind, discreet(error), trace)
    return record


def discreet(error: BaseException) -> BaseException:
    """Return an exception that reads like another one, and those it came of, without their values.

    Messages quote what they complain about: names, numbers, whole rows. Of the database's the first
    line is kept where it is about tables and constraints, of Python's those that are about code; of
    all others the kind and the lines of code have to do.
    """
    kind = type(error)
    like = type(kind.__name__, (Exception,), {"__module__": kind.__module__})
    told: BaseException = like(*_said(error))
    told.__traceback__ = error.__traceback__
    told.__suppress_context__ = error.__suppress_context__
    told.__cause__ = error.__cause__ and discreet(error.__cause__)
    if error.__cause__ is None and not error.__suppress_context__:
        told.__context__ = error.__context__ and discreet(error.__context__)
    return told


def _said(error: BaseException) -> tuple[str, ...]:
    if isinstance(error, ABOUT_CODE):
        return (str(error)[:LONGEST],)
    kinds = {each.__name__ for each in type(error).__mro__}
    if kinds & ABOUT_TABLES and type(error).__module__.startswith(DATABASE):
        return (str(error).partition("\n")[0][:LONGEST],)
    return ()
