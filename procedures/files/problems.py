"""Why a file cannot be read."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """What is wrong with a file; the form says it in a sentence."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    OTHER_KIND = "other_kind"
    OLD_OFFICE = "old_office"  # .doc, .xls
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    ACTING = "acting"  # embedded programs, remote templates, fields that start something
    UNPACKS_TOO_BIG = "unpacks_too_big"
    DAMAGED = "damaged"
    SCAN = "scan"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MUCH = "too_much"
    TOO_LARGE = "too_large"  # one table, for an SOP
    TOO_LONG = "too_long"  # reading it takes too much time or memory


class Unreadable(Exception):
    """A file that cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
