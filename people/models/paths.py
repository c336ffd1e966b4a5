"""Paths of units: the keys from an office down to a unit, "3/17/"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q


def lies_under(paths: Iterable[str], path: str = "path") -> Q:
    """Return that a unit is one of those paths or lies below one of them.

    `path` is how its own is named from where it is asked for: "position__unit__path".
    """
    under = [Q(**{f"{path}__startswith": each}) for each in sorted(set(paths))]
    return reduce(or_, under, Q(pk__in=[]))


def office_in(path: str) -> str:
    """Return the path of the office that a path leads down from: of the unit at the top."""
    return path[: path.index("/") + 1]


def above_in(path: str) -> str:
    """Return the path of the unit right above, '' of an office."""
    return path[: path.rstrip("/").rfind("/") + 1]


def keys_in(path: str) -> list[int]:
    """Return the keys that a path leads through, its own last."""
    return [int(key) for key in path.split("/") if key]
