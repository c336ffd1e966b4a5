"""A race: what is sent at the same moment, and how to see what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.attack.browser import Browser, Form

CROWD = 6
"""How many send at the same moment: fewer than the server has threads, so that they do meet."""


@dataclass(frozen=True)
class Race:
    """Forms sent at the same moment by their windows.

    `kept` counts how often the deed is on record afterwards: once is right. Where it is
    `is_for_one`, no more than one may be told that it was done; else all may that sent the same.
    """

    sent: Sequence[tuple[Browser, Form]]
    kept: Callable[[], int]
    is_for_one: bool = False


def same(browser: Browser, form: Form) -> list[tuple[Browser, Form]]:
    """Return one form as an impatient person sends it: again and again."""
    return [(browser, form)] * CROWD
