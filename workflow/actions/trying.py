"""One of many that a worker sees to: what fails for it is logged and keeps no other back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def tried(do: Callable[[], T], *, failed: str, log: logging.Logger) -> T | None:
    """Return what came of it; None where it failed, which the log says with its cause."""
    try:
        return do()
    except Exception:
        log.exception(failed)
        return None
